#!/usr/bin/env bash
# Schemathesis from the server's own OpenAPI document, as nobody and as every role of a fresh demo programme:
# no answer may be a 5xx, none a status the document does not name. Ends within five minutes.
#   YANINDA_BIN   the server (default target/debug/yaninda)
#   SCHEMATHESIS  its command (default: the one on PATH)
#   FUZZ_SECONDS  for all roles together (default 280)
#   FUZZ_SEED     the same examples again (default: new ones each time; the run prints its seed)
# `./dev fuzz` sets the first two.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
binary=${YANINDA_BIN:-$here/../../target/debug/yaninda}
schemathesis=${SCHEMATHESIS:-schemathesis}
seconds=${FUZZ_SECONDS:-280}
work=$(mktemp -d "${TMPDIR:-/tmp}/yaninda-fuzz.XXXXXX")
server=

finish() {
    if [ -n "$server" ]; then
        kill "$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
    fi
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

port=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })')
address=http://127.0.0.1:$port
"$binary" demo --data "$work/data" >"$work/demo.log" 2>&1 || {
    cat "$work/demo.log" >&2
    exit 1
}
"$binary" serve --data "$work/data" --port "$port" >"$work/server.log" 2>&1 &
server=$!
for _ in $(seq 300); do
    curl -fsS -o /dev/null "$address/readyz" 2>/dev/null && break
    kill -0 "$server" 2>/dev/null || break
    sleep 0.1
done
curl -fsS -o "$work/openapi.json" "$address/api/v1/openapi.json" || {
    tail -n 20 "$work/server.log" >&2
    exit 1
}

# One line a role: its name and an access token.
node "$here/sign_in.mjs" "$address" >"$work/tokens"
runs=$(($(wc -l <"$work/tokens") + 1))
each=$((seconds / runs))

# fuzz ROLE [HEADER]
fuzz() {
    local role=$1 options=()
    shift
    [ $# -eq 0 ] || options+=(--header "$1")
    [ -z "${FUZZ_SEED:-}" ] || options+=(--seed "$FUZZ_SEED")
    # --max-time bounds the random phases; the outer limit also ends examples that were begun in time.
    HYPOTHESIS_STORAGE_DIRECTORY=$work/hypothesis timeout --signal INT --kill-after 10 $((each + 20)) \
        "$schemathesis" --config-file "$here/schemathesis.toml" run "$work/openapi.json" --url "$address" \
        --max-time "$each" "${options[@]}" </dev/null >"$work/$role.log" 2>&1
}

failed=()
while read -r role token; do
    printf '\n==> as %s, for %d s\n' "$role" "$each"
    header=()
    [ -z "$token" ] || header=("Authorization: Bearer $token")
    status=0
    fuzz "$role" "${header[@]}" || status=$?
    if [ "$status" -eq 0 ]; then
        sed -n '/SUMMARY/,$p' "$work/$role.log"
    else
        failed+=("$role")
        cat "$work/$role.log"
        echo "schemathesis ended with status $status"
    fi
    kill -0 "$server" 2>/dev/null || {
        echo "the server has died:"
        tail -n 40 "$work/server.log"
        exit 1
    }
done < <(
    echo nobody
    cat "$work/tokens"
)

printf '\n%d passed, %d failed%s\n' $((runs - ${#failed[@]})) ${#failed[@]} "${failed[*]:+ (${failed[*]})}"
[ ${#failed[@]} -eq 0 ]
