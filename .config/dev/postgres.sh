# shellcheck shell=bash
# A private PostgreSQL cluster in a temporary folder, for the tests: started, used, stopped and removed.

PG_HOME=

# Prints the folder that holds initdb and pg_ctl: the newest of Debian's, else the one on PATH.
postgres_programs() {
    local programs
    for programs in $(printf '%s\n' /usr/lib/postgresql/*/bin | sort -rV) "$(dirname "$(command -v initdb || echo /nowhere/initdb)")"; do
        [ -x "$programs/initdb" ] && [ -x "$programs/pg_ctl" ] && echo "$programs" && return
    done
    return 1
}

# PostgreSQL refuses to run as root, so root hands the cluster to an ordinary user.
as_postgres_user() {
    if [ "$(id -u)" -ne 0 ]; then
        (cd / && "$@")
    elif id -u postgres >/dev/null 2>&1; then
        (cd / && runuser -u postgres -- "$@")
    else
        (cd / && runuser -u nobody -- "$@")
    fi
}

# Starts it, exports YANINDA_TEST_POSTGRES (a URL without a database), and returns 1 if that failed; `postgres_stop` must follow, whatever happens.
postgres_start() {
    local programs port password
    programs=$(postgres_programs) || return 1
    PG_HOME=$(mktemp -d "${TMPDIR:-/tmp}/yaninda-pg.XXXXXX")
    port=$(free_port)
    password=$(node -p 'crypto.randomBytes(12).toString("hex")')
    echo "$password" >"$PG_HOME/password"
    [ "$(id -u)" -ne 0 ] || chown -R "$(as_postgres_user id -un)" "$PG_HOME"
    as_postgres_user "$programs/initdb" --pgdata "$PG_HOME/data" --username yaninda --pwfile "$PG_HOME/password" \
        --auth scram-sha-256 --encoding UTF8 --locale C.UTF-8 --no-sync >"$PG_HOME/initdb.log" || {
        cat "$PG_HOME/initdb.log" >&2
        return 1
    }
    # Nothing in it outlives the tests, so it need not survive a crash.
    local options="-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$PG_HOME -c max_connections=300"
    options+=" -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    as_postgres_user "$programs/pg_ctl" start --wait --silent --pgdata "$PG_HOME/data" --log "$PG_HOME/data/server.log" \
        --options "$options" || {
        tail -n 20 "$PG_HOME/data/server.log" >&2
        return 1
    }
    # The browser tests call createdb.
    export PATH="$PATH:$programs"
    export YANINDA_TEST_POSTGRES=postgres://yaninda:$password@127.0.0.1:$port
}

postgres_stop() {
    [ -n "$PG_HOME" ] || return 0
    if [ -e "$PG_HOME/data/postmaster.pid" ]; then
        as_postgres_user "$(postgres_programs)/pg_ctl" stop --wait --silent --mode immediate --pgdata "$PG_HOME/data" || true
    fi
    rm -rf "$PG_HOME"
    PG_HOME=
}

free_port() {
    node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'
}
