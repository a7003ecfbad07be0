# shellcheck shell=bash
# Serving on this machine, and the two commands that measure a running server: bench and fuzz.

cmd_run() {
    local port=8080 data=$ROOT/data url='' empty='' mode=release
    while [ $# -gt 0 ]; do
        case $1 in
            --port | --data | --database-url) [ $# -ge 2 ] || die "run: $1 needs a value" ;;&
            --port) port=$2 && shift 2 ;;
            --data) data=$2 && shift 2 ;;
            --database-url) url=$2 && shift 2 ;;
            --empty) empty=yes && shift ;;
            --debug) mode=debug && shift ;;
            *) die "run: unknown option '$1'" ;;
        esac
    done
    setup_build
    build_all "$mode"
    local binary=target/$mode/yaninda
    local store=(--data "$data")
    [ -z "$url" ] || store+=(--database-url "$url")
    # The database itself says whether this is the first time.
    if [ -n "$empty" ]; then
        YANINDA_ORIGIN=http://127.0.0.1:$port "$binary" init "${store[@]}" --if-empty \
            --office-code HQ --office "First office" --name Administrator --email admin@office.example
    else
        timed "demo programme, unless there is a programme" "$binary" demo "${store[@]}" --if-empty
    fi
    # A grandchild announces the server once it answers; it is nobody's child when the server takes this process over.
    (announce "$$" "$port" &)
    exec "$binary" serve "${store[@]}" --port "$port"
}

# announce PID PORT: waits until PORT answers, while PID lives.
announce() {
    local pid=$1 address=http://127.0.0.1:$2 demo
    until curl -fsS -o /dev/null "$address/readyz" 2>/dev/null; do
        kill -0 "$pid" 2>/dev/null || return 0
        sleep 0.1
    done
    say "serving on $address (Ctrl-C stops it)"
    demo=$(curl -fsS "$address/api/v1/demo" 2>/dev/null) || return 0
    # shellcheck disable=SC2016 # the script is JavaScript
    node -e '
        const { demo, accounts = [] } = JSON.parse(process.argv[1]);
        if (demo) console.log("    demo sign-ins (the codes change; the sign-in page shows them too):");
        for (const { email, password, code } of demo ? accounts : [])
            console.log(`    ${email.padEnd(30)} ${password}${code ? `   code ${code}` : ""}`);
    ' "$demo"
}

cmd_bench() {
    setup_build
    setup_bench
    build_all release
    node tests/bench/run.mjs target/release/yaninda "$@"
}

# Uses the release binary if that is the newer one, so that a developer does not wait for a build they have.
cmd_fuzz() {
    setup_build
    setup_fuzz
    local mode=debug
    [ ! target/release/yaninda -nt target/debug/yaninda ] || mode=release
    build_all "$mode"
    YANINDA_BIN=$ROOT/target/$mode/yaninda SCHEMATHESIS=$TOOLS/venv/bin/schemathesis tests/api-fuzz/run.sh "$@"
}
