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

# The one closing line, and the exit status that goes with it.
total() {
    say "took $((SECONDS / 60)) min $((SECONDS % 60)) s"
    printf '%d passed, %d failed\n' "$PASSED" "$FAILED"
    [ "$FAILED" -eq 0 ] && [ "$PASSED" -gt 0 ]
}
