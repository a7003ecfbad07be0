# shellcheck shell=bash
# Messages, and steps that are timed and counted. Sourced by `dev`.

PASSED=0
FAILED=0
STEP=0

say() { printf '==> %s\n' "$*"; }

die() {
    printf 'dev: %s\n' "$*" >&2
    exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

# attempt NAME COMMAND...: runs it in a subshell that stops at its first error, prints how long it took, leaves its status
# in STEP and returns 0. A caller that tested the call itself (`... || ...`) would switch off `set -e` inside the command.
attempt() {
    local name=$1 began=$SECONDS
    shift
    say "$name"
    set +e
    (
        set -e
        "$@"
    )
    STEP=$?
    set -e
    if [ "$STEP" -eq 0 ]; then
        say "$name: done in $((SECONDS - began)) s"
    else
        say "$name: FAILED after $((SECONDS - began)) s"
    fi
}

# timed NAME COMMAND...: `attempt`, and the script ends here if it failed.
timed() {
    attempt "$@"
    [ "$STEP" -eq 0 ] || exit "$STEP"
}

# step NAME COMMAND...: `attempt`, counted as one check.
step() {
    attempt "$@"
    if [ "$STEP" -eq 0 ]; then
        PASSED=$((PASSED + 1))
    else
        FAILED=$((FAILED + 1))
    fi
}

# A step without which the later ones make no sense.
needed_step() {
    step "$@"
    [ "$STEP" -eq 0 ] || total || exit 1
}

BESIDE=
BESIDE_BEGAN=0

# beside LOG COMMAND...: runs it beside the steps that follow, for work that keeps one core busy; `needed_beside` must
# follow. A process group of its own, so that `stop_beside` ends all of it.
beside() {
    local log=$1
    shift
    BESIDE_BEGAN=$SECONDS
    set -m
    (
        set -e
        "$@"
    ) >"$log" 2>&1 </dev/null &
    BESIDE=$!
    set +m
}

# needed_beside NAME LOG: waits for what runs beside, prints what it said and counts it as one check, without which the
# later steps make no sense.
needed_beside() {
    local status=0
    say "$1, begun before"
    wait "$BESIDE" || status=$?
    BESIDE=
    cat "$2"
    if [ "$status" -eq 0 ]; then
        say "$1: done in $((SECONDS - BESIDE_BEGAN)) s"
        PASSED=$((PASSED + 1))
    else
        say "$1: FAILED after $((SECONDS - BESIDE_BEGAN)) s"
        FAILED=$((FAILED + 1))
        total || exit 1
    fi
}

stop_beside() {
    [ -z "$BESIDE" ] || kill -- "-$BESIDE" 2>/dev/null || true
    BESIDE=
}

# The one closing line, and the exit status that goes with it.
total() {
    say "took $((SECONDS / 60)) min $((SECONDS % 60)) s"
    printf '%d passed, %d failed\n' "$PASSED" "$FAILED"
    [ "$FAILED" -eq 0 ] && [ "$PASSED" -gt 0 ]
}
