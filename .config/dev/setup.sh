# shellcheck shell=bash
# Installs what is missing on Debian or Ubuntu and nothing else. Quick when nothing is missing. Sourced by `dev`.
# System packages come from apt, Rust tools from crates.io, wasm-opt and the tests' packages from npm, Schemathesis and the
# mail server and the readers of the tests from PyPI. What belongs to this project alone goes to .tools/, which git ignores.

TRUNK_VERSION=0.21.14
NEXTEST_VERSION=0.9.143
DENY_VERSION=0.20.2
MACHETE_VERSION=0.9.2
WASM_SPLIT_VERSION=0.2.4
BINARYEN_VERSION=132.0.0
SCHEMATHESIS_VERSION=4.32.5
ICALENDAR_VERSION=7.3.2
DKIMPY_VERSION=1.1.8
PYNACL_VERSION=1.6.2
OPENPYXL_VERSION=3.1.5
LIBHXL_VERSION=5.2.2
# libhxl needs it and does not say so.
SIX_VERSION=1.17.0
AIOSMTPD_VERSION=1.4.6

cmd_setup() {
    local tests=
    case ${1:-} in
        '') ;;
        --tests) tests=yes ;;
        *) die "setup: unknown option '$1' (there is --tests)" ;;
    esac
    setup_build
    if [ -n "$tests" ]; then
        setup_tests
        setup_check_tools
    fi
    say "nothing is missing (the app is compiled by $(wasm_route_name))"
}

# What `build` and `run` need.
setup_build() {
    with_lock setup_build_tools
}

# What `test` needs on top.
setup_tests() {
    with_lock setup_test_tools
}

# What `check` needs on top.
setup_check_tools() {
    with_lock setup_check_only
}

# Two terminals may set up at once: the second waits for the first.
with_lock() {
    mkdir -p "$TOOLS"
    exec 9>"$TOOLS/lock"
    if ! flock -n 9; then
        say "another set-up is running, waiting for it"
        flock 9
    fi
    "$@" 9>&-
    exec 9>&-
}

setup_build_tools() {
    has rustup || die "rustup is missing: install it from https://rustup.rs with the stable toolchain"
    cargo --version >/dev/null 2>&1 || die "there is no Rust toolchain: rustup toolchain install stable"
    node_is_recent || die "Node 20 or newer is missing (node and npm)"
    apt_install_missing git:git curl:curl cc:gcc make:make perl:perl flock:util-linux
    setup_wasm_target
    install_crate trunk "$TRUNK_VERSION" --locked
    # Its own lock file names a version that has been withdrawn, so it is built without it.
    install_crate wasm-bindgen-cli "$(locked_version wasm-bindgen)"
    # It does not say its version, so only the one that is installed here counts.
    grep -qs "\"wasm_split_cli_support $WASM_SPLIT_VERSION " "$TOOLS/.crates.toml" ||
        install_crate wasm_split_cli_support "$WASM_SPLIT_VERSION" --locked --features build-binary
    if [ "$(package_version "$TOOLS/node_modules/binaryen")" != "$BINARYEN_VERSION" ]; then
        say "installing wasm-opt (npm binaryen $BINARYEN_VERSION)"
        npm install --prefix "$TOOLS" --no-save --no-audit --no-fund --loglevel=error "binaryen@$BINARYEN_VERSION" ||
            die "could not install npm package binaryen@$BINARYEN_VERSION"
    fi
}

setup_test_tools() {
    cargo clippy --version >/dev/null 2>&1 || die "clippy is missing: rustup component add clippy"
    cargo fmt --version >/dev/null 2>&1 || die "rustfmt is missing: rustup component add rustfmt"
    has cargo-nextest ||
        install_crate cargo-nextest "$NEXTEST_VERSION" --locked --no-default-features --features default-no-update
    chromium_path >/dev/null || apt_install chromium
    chromium_path >/dev/null || die "no Chromium was found after installing Debian's package chromium"
    apt_has fonts-noto-core || apt_install fonts-noto-core
    apt_install_missing caddy:caddy
    setup_postgres
    setup_node_packages tests/browser
    setup_node_packages tests/mail
    # A mail server of others takes the mails, and they are read with what others wrote: calendar files, signatures.
    apt_install_missing openssl:openssl
    # The papers are read with what others wrote, too.
    apt_install_missing pdftotext:poppler-utils
    setup_mail_server
    setup_python_packages readers "icalendar==$ICALENDAR_VERSION" "dkimpy==$DKIMPY_VERSION" "pynacl==$PYNACL_VERSION" \
        "openpyxl==$OPENPYXL_VERSION" "libhxl==$LIBHXL_VERSION" "six==$SIX_VERSION"
}

setup_check_only() {
    has cargo-deny || install_crate cargo-deny "$DENY_VERSION" --locked
    has cargo-machete || install_crate cargo-machete "$MACHETE_VERSION" --locked
}

setup_mail_server() {
    setup_python_packages peer "aiosmtpd==$AIOSMTPD_VERSION"
}

setup_bench() {
    apt_install_missing wrk:wrk
    setup_postgres
    setup_mail_server
}

setup_fuzz() {
    setup_python_packages venv "schemathesis==$SCHEMATHESIS_VERSION"
}

# ---- WebAssembly: rustup's target and library sources where they can be downloaded, else Debian's Rust, which brings them.

wasm_route() {
    local rustlib
    rustlib=$(rustc --print sysroot)/lib/rustlib
    if [ -d "$rustlib/wasm32-unknown-unknown/lib" ] && [ -e "$rustlib/src/rust/library/Cargo.lock" ]; then
        echo rustup
    elif rustup toolchain list | grep -q '^wasm-debian' && apt_has rustc-web cargo-web rust-web-src lld-22; then
        echo debian
    fi
}

wasm_route_name() {
    case $(wasm_route) in
        rustup) echo "rustup's own wasm32 target" ;;
        debian) echo "Debian's Rust, $(/usr/bin/rustc --version | cut -d' ' -f2)" ;;
    esac
}

setup_wasm_target() {
    [ -z "$(wasm_route)" ] || return 0
    local limit=${YANINDA_RUSTUP_TIMEOUT:-60}
    say "adding the WebAssembly target with rustup (for at most $limit s)"
    if timeout "$limit" rustup target add wasm32-unknown-unknown && timeout "$limit" rustup component add rust-src && [ "$(wasm_route)" = rustup ]; then
        say "WebAssembly: took rustup's own wasm32 target"
        return
    fi
    say "rustup's download cannot be reached; taking Debian's Rust with its library sources instead"
    apt_install rustc-web cargo-web rust-web-src rust-web-llvm lld-22
    rustup toolchain link wasm-debian /usr
    [ "$(wasm_route)" = debian ] ||
        die "no WebAssembly target: 'rustup target add wasm32-unknown-unknown' has to work, or Debian's rustc-web be installable"
    say "WebAssembly: took Debian's Rust ($(/usr/bin/rustc --version)), linked as the toolchain wasm-debian"
}

# ---- Rust tools

locked_version() {
    awk -v name="\"$1\"" '$1 == "name" { found = ($3 == name) } found && $1 == "version" { gsub(/"/, "", $3); print $3; exit }' Cargo.lock
}

# install_crate CRATE VERSION [--locked]: unless that very version is on PATH. A developer's other version stays as it is.
install_crate() {
    local crate=$1 version=$2 binary=$1 began=$SECONDS
    shift 2
    [ "$crate" != wasm-bindgen-cli ] || binary=wasm-bindgen
    has "$binary" && [ "$("$binary" --version 2>/dev/null | awk 'NR == 1 { print $2 }')" = "$version" ] && return
    say "installing $crate $version from source (a few minutes)"
    # Run once, not for years: hardly optimised builds in a third of the time.
    (
        cd "$TOOLS"
        CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
            CARGO_PROFILE_RELEASE_DEBUG=0 \
            cargo install --root "$TOOLS" --target-dir "$TOOLS/build" --version "$version" "$@" "$crate"
    ) || die "could not install $crate: cargo install $crate --version $version $*"
    say "$crate: installed in $((SECONDS - began)) s"
    rm -rf "$TOOLS/build"
}

# ---- Debian packages

apt_has() {
    local package
    for package; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || return 1
    done
}

# apt_install_missing COMMAND:PACKAGE...: the packages of those commands that are not on PATH.
apt_install_missing() {
    local pair packages=()
    for pair; do
        has "${pair%%:*}" || packages+=("${pair#*:}")
    done
    [ ${#packages[@]} -eq 0 ] || apt_install "${packages[@]}"
}

apt_install() {
    local root=()
    say "installing Debian packages: $*"
    has apt-get || die "these packages are missing and there is no apt-get: $*"
    if [ "$(id -u)" -ne 0 ]; then
        has sudo || die "these packages are missing: apt-get install -y --no-install-recommends $*"
        root=(sudo)
    fi
    if [ -z "${APT_UPDATED:-}" ]; then
        "${root[@]}" apt-get update -qq </dev/null || say "apt-get update failed; trying with the lists that are there"
        APT_UPDATED=yes
    fi
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" </dev/null >"$TOOLS/apt.log" 2>&1 || {
        tail -n 5 "$TOOLS/apt.log" >&2
        die "could not install: apt-get install -y --no-install-recommends $*"
    }
}

# ---- Node and browser

node_is_recent() {
    has npm && has node && node -e 'process.exit(Number(process.versions.node.split(".")[0]) < 20 ? 1 : 0)'
}

package_version() {
    if [ -e "$1/package.json" ]; then
        node -p 'require(process.argv[1] + "/package.json").version' "$1"
    fi
}

chromium_path() {
    local name
    for name in "${YANINDA_CHROMIUM:-chromium}" google-chrome-stable google-chrome chromium-browser; do
        command -v "$name" && return
    done
    return 1
}

# setup_node_packages FOLDER: what its package-lock.json names.
setup_node_packages() {
    [ "$1/node_modules/.package-lock.json" -nt "$1/package-lock.json" ] && return
    say "installing the npm packages of $1"
    npm ci --prefix "$1" --no-audit --no-fund --loglevel=error || die "npm ci in $1 failed"
}

# ---- Python

# setup_python_packages NAME PACKAGE==VERSION...: into .tools/NAME, unless these very versions are there.
setup_python_packages() {
    local folder=$TOOLS/$1
    shift
    [ "$(cat "$folder/installed" 2>/dev/null)" = "$*" ] && return
    apt_install_missing python3:python3
    python3 -c 'import ensurepip, venv' 2>/dev/null || apt_install python3-venv
    say "installing $* into $folder"
    { python3 -m venv "$folder" && "$folder/bin/pip" install --quiet "$@"; } || die "could not install from PyPI: $*"
    echo "$*" >"$folder/installed"
}

# ---- PostgreSQL: the server's programs only; the tests start a private cluster of their own.

setup_postgres() {
    postgres_programs >/dev/null && return
    local root=()
    [ "$(id -u)" -eq 0 ] || root=(sudo)
    # Debian would make and start a cluster for the whole machine, which nobody asked for.
    if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
        "${root[@]}" mkdir -p /etc/postgresql-common
        echo 'create_main_cluster = false' | "${root[@]}" tee /etc/postgresql-common/createcluster.conf >/dev/null
    fi
    apt_install postgresql
    postgres_programs >/dev/null || die "initdb and pg_ctl were not found after installing Debian's package postgresql"
}
