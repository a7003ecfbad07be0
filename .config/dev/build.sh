# shellcheck shell=bash
# Builds the app, then the server that embeds it. The two have their own compilers, profiles and target folders.

# Cargo.lock may change while a developer adds a dependency, never on CI.
LOCKED=()
[ -z "${CI:-}" ] || LOCKED=(--locked)

cmd_build() {
    local mode=release
    case ${1:-} in
        '') ;;
        --debug) mode=debug ;;
        *) die "build: unknown option '$1' (there is --debug)" ;;
    esac
    setup_build
    build_all "$mode"
    say "built target/$mode/yaninda"
}

build_all() {
    timed "app ($1)" build_app "$1"
    timed "server ($1)" build_server "$1"
}

# build_app release|debug: into app/dist, only if something it is made of changed since the last time.
build_app() {
    local mode=$1 stamp=target-wasm/app-$1.stamp options=()
    mkdir -p target-wasm
    if app_is_fresh "$stamp"; then
        echo "unchanged"
        return
    fi
    # Both modes write app/dist, so only the last one built counts. Dated before the build: edits made meanwhile count too.
    rm -f target-wasm/app-*.stamp
    touch "$stamp.new"
    export CARGO_TARGET_DIR=$ROOT/target-wasm
    if [ "$(wasm_route)" = debian ]; then
        export RUSTUP_TOOLCHAIN=wasm-debian RUSTC_BOOTSTRAP=1 CARGO_UNSTABLE_BUILD_STD=std,panic_abort
    fi
    if [ "$mode" = release ]; then
        options=(--release --cargo-profile wasm)
        small_std
    fi
    # trunk runs cargo offline, so what a fresh machine lacks is fetched first, the crates of Debian's own std too.
    cargo fetch --quiet --target wasm32-unknown-unknown --target "$(rustc --version --verbose | sed -n 's/^host: //p')" "${LOCKED[@]}"
    # Between the compiler and wasm-bindgen, which trunk finds in path/, the parts that come later are split off.
    export YANINDA_PARTS=$CARGO_TARGET_DIR/parts YANINDA_WASM_BINDGEN
    YANINDA_WASM_BINDGEN=$(command -v wasm-bindgen)
    export PATH=$ROOT/.config/dev/path:$PATH
    # trunk takes NO_COLOR for an option of its own and stumbles over the value 1.
    (cd app && env -u NO_COLOR trunk build --offline "${options[@]}")
    mv "$stamp.new" "$stamp"
}

# What a phone downloads is compiled with its own copy of std, made for size, and without the texts of panics: nobody reads
# them there, and they might hold what was typed. These settings are not stable yet, so a stable compiler wants them allowed.
small_std() {
    export RUSTC_BOOTSTRAP=1 CARGO_UNSTABLE_BUILD_STD=std,panic_abort CARGO_UNSTABLE_BUILD_STD_FEATURES=optimize_for_size
    export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none"
}

app_is_fresh() {
    [ -e app/dist/index.html ] && [ -e "$1" ] || return 1
    [ -z "$(find app shared Cargo.toml Cargo.lock .cargo -path app/dist -prune -o ! -path app -newer "$1" -print -quit)" ]
}

# A debug build takes what the tests and clippy take: another selection would mean other features and a second build.
build_server() {
    case $1 in
        release) cargo build --release --package yaninda --bin yaninda "${LOCKED[@]}" ;;
        debug) cargo build --workspace --all-targets "${LOCKED[@]}" ;;
    esac
}
