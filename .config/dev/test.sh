# shellcheck shell=bash
# `test` runs everything and ends with one total line; `check` is the inner loop of writing code. Sourced by `dev`.

cmd_test() {
    local filter=${1:-} logs
    logs=$(mktemp -d "${TMPDIR:-/tmp}/yaninda-test.XXXXXX")
    trap 'exit 130' INT
    trap 'exit 143' TERM
    # shellcheck disable=SC2064 # the folder's name as it is now
    trap "stop_beside; postgres_stop; rm -rf '$logs'" EXIT
    needed_step "set-up" setup_for_test
    beside "$logs/app" build_app release
    if [ -z "$filter" ]; then
        step "format" check_format
        step "clippy" check_clippy
        step "rustdoc" check_rustdoc
    fi
    needed_beside "app (release)" "$logs/app"
    if [ -z "$filter" ]; then
        step "bundle size" node .config/dev/bundle_size.mjs app/dist
    fi
    needed_step "server (debug)" build_server debug
    say "private PostgreSQL"
    if postgres_start; then
        cargo_tests "$filter"
        browser_tests sqlite "$filter" "$logs"
        browser_tests postgres "$filter" "$logs"
    else
        say "private PostgreSQL: FAILED"
        FAILED=$((FAILED + 1))
    fi
    total || exit 1
}

cmd_check() {
    setup_for_check
    step "format" check_format
    step "clippy" check_clippy
    step "unused dependencies" cargo machete
    step "licences, bans and sources" cargo deny --log-level error check bans licenses sources
    step "unit tests" cargo nextest run --package yaninda-shared --package yaninda --lib --no-tests pass --status-level fail
    total || exit 1
}

setup_for_test() {
    setup_build
    setup_tests
}

setup_for_check() {
    setup_build
    has cargo-nextest || setup_tests
    setup_check_tools
}

check_format() { cargo fmt --all --check; }

# The app is linted for the host with everything else, and for WebAssembly where clippy has that target.
check_clippy() {
    cargo clippy --workspace --all-targets "${LOCKED[@]}" -- --deny warnings
    if [ "$(wasm_route)" = rustup ]; then
        CARGO_TARGET_DIR=target-wasm cargo clippy --package yaninda-app --target wasm32-unknown-unknown "${LOCKED[@]}" -- --deny warnings
    fi
}

check_rustdoc() {
    RUSTDOCFLAGS="--deny warnings" cargo doc --workspace --no-deps --document-private-items "${LOCKED[@]}"
}

# cargo_tests FILTER: unit tests, and API tests on both databases. Every test counts.
cargo_tests() {
    local report=target/nextest/default/junit.xml options=()
    [ -z "$1" ] || options=(--no-tests pass "$1")
    rm -f "$report"
    attempt "unit and API tests" cargo nextest run --workspace "${LOCKED[@]}" "${options[@]}"
    local bad=$(($(junit "$report" failures) + $(junit "$report" errors)))
    count $(($(junit "$report" tests) - $(junit "$report" skipped) - bad)) "$bad"
}

# junit REPORT ATTRIBUTE: of <testsuites ...>, which sums up the run.
junit() {
    local value
    value=$(sed -nE "s/^<testsuites .* $2=\"([0-9]+)\".*/\1/p" "$1" 2>/dev/null) || true
    echo "${value:-0}"
}

# What people do with data, driven on both databases; looks, keys, lock and files are the same whatever lies below.
JOURNEYS=(canary entries find_cases https log_services mail profile team)

# browser_tests DATABASE FILTER LOGS: tests/browser in Chromium; all of it on SQLite, the journeys on PostgreSQL too. Two
# files at a time: each has a server of its own, and one waits (for the next sign-in code, say) while the other works.
browser_tests() {
    local database=$1 filter=$2 report=$3/browser-$1.tap options=() files=(tests/browser/*.test.mjs)
    if [ "$database" = postgres ]; then
        files=("${JOURNEYS[@]/#/tests/browser/}")
        files=("${files[@]/%/.test.mjs}")
    fi
    if [ -n "$filter" ]; then
        mapfile -t files < <(grep -lF -- "$filter" "${files[@]}")
        [ ${#files[@]} -gt 0 ] || return 0
        options=(--test-name-pattern "$filter")
    fi
    export YANINDA_TEST_DATABASE=$database YANINDA_BIN=$ROOT/target/debug/yaninda YANINDA_CHROMIUM
    YANINDA_CHROMIUM=$(chromium_path)
    attempt "browser tests ($database)" node --test --test-concurrency 2 "${options[@]}" \
        --test-reporter spec --test-reporter-destination stdout --test-reporter tap --test-reporter-destination "$report" "${files[@]}"
    count "$(tap_sum "$report" pass)" "$(tap_sum "$report" fail cancelled)"
}

# tap_sum REPORT WORD...: adds up the closing lines '# WORD N'.
tap_sum() {
    local report=$1
    shift
    awk -v words=" $* " '/^# / && index(words, " " $2 " ") { sum += $3 } END { print sum + 0 }' "$report" 2>/dev/null || echo 0
}

# count PASSED FAILED: into the total. A run that failed before its first test counts as one failure.
count() {
    PASSED=$((PASSED + $1))
    FAILED=$((FAILED + $2))
    if [ "$STEP" -ne 0 ] && [ "$2" -eq 0 ]; then
        FAILED=$((FAILED + 1))
    fi
}
