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
    exec "$binary" serve "${store[@]}" --port "$port"
}

cmd_bench() {
    setup_build
    setup_bench
    build_all release
    trap postgres_stop EXIT
    postgres_start || die "PostgreSQL did not start"
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
