# Shared by every script here: strict mode, the checkout's root, progress lines, node, native builds.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
logs=$root/build/log
mkdir -p "$logs"

export LC_ALL=C.UTF-8
jobs=${TUNDISH_JOBS:-$(nproc)}

# ccache, npm and Chromium each want a home they can write to; services and containers may have none.
if [[ -z ${HOME:-} || ! -w ${HOME:-} ]]; then
  export HOME=$root/build/home
  mkdir -p "$HOME"
fi

# Ends the script with one sentence that says what is wrong.
die() {
  printf '%s: %s\n' "build-scripts/$(basename "$0")" "$*" >&2
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# phase NAME COMMAND...: announces a step and then says how long it took.
phase() {
  local name=$1 began=$SECONDS
  shift
  printf '==> %s\n' "$name"
  "$@"
  printf '    %d s\n' $((SECONDS - began))
}

# logged NAME COMMAND...: keeps the output in build/log/NAME.log and shows its end only on failure.
logged() {
  local log=$logs/$1.log
  shift
  if ! "$@" >"$log" 2>&1 </dev/null; then
    tail -n 60 "$log" >&2
    return 1
  fi
}

# configure PRESET: again when its flags changed or packages were installed since.
configure() {
  local made=build/$1/build.ninja
  if [[ ! -f $made || CMakePresets.json -nt $made || build/packages.stamp -nt $made ]]; then
    logged "configure-$1" cmake --preset "$1" ||
      die "CMake could not configure the preset $1; the whole output is in build/log/configure-$1.log."
    touch "$made"
  fi
}

# compile PRESET TARGET...
compile() {
  local preset=$1
  shift
  configure "$preset"
  ninja -C "build/$preset" -j "$jobs" --quiet "$@" ||
    die "the preset $preset does not compile (the compiler's messages are above)."
}

# Today's web tools want node 20.19; Debian 12 brings 18. There a pinned node 22 with its own npm is
# taken from the registry (an npm that runs on node 18 would leave out Vite's native parts).
use_node() {
  have node && have npm || die "node or npm is not installed: run ./build-scripts/bootstrap run first."
  local version
  version=$(node -p 'process.versions.node')
  [[ $(printf '20.19\n%s\n' "$version" | sort -V | head -n 1) != 20.19 ]] || return 0
  [[ $(uname -m) == x86_64 ]] ||
    die "node $version is too old and node 22 is pinned for x86_64 only: install node 20.19 or later."
  npm_ci build-scripts/node build/node
  export PATH=$root/build/node/node_modules/.bin:$PATH
}

# npm_ci FROM [TO]: installs a lockfile's packages, only when the lockfile changed.
npm_ci() {
  local from=$1 to=${2:-$1} stamp
  stamp=$to/node_modules/.installed-lock
  cmp -s "$from/package-lock.json" "$stamp" && return 0
  mkdir -p "$to"
  [[ $from == "$to" ]] || cp "$from/package.json" "$from/package-lock.json" "$to/"
  logged "npm-ci-$(basename "$to")" npm --prefix "$to" ci --no-audit --no-fund ||
    die "npm could not install the packages of $from: is the registry reachable?"
  cp "$from/package-lock.json" "$stamp"
}
