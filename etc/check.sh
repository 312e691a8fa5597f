#!/bin/sh
# Installs what the tests need, builds BIWOCO twice (with sanitizers, and as
# released) and runs all tests.  The last line is `N passed, N failed`.
set -u

usage() {
	cat <<-'EOT'
	usage: sh etc/check.sh [--no-install] [--dir DIR] [SUITE...]

	  --no-install  install neither Debian nor npm packages
	  --dir DIR     build in DIR (./var)
	  SUITE         lint unit store api cgi browser dialogue hardening
	                scripts; all of them when none is named
	EOT
}

top=$(cd "$(dirname "$0")/.." && pwd -P) || exit 1
. "$top/etc/lib/common.sh"
. "$top/etc/lib/state.sh"
. "$top/etc/lib/packages.sh"
. "$top/etc/lib/build.sh"

dir='' install=yes
while [ $# -gt 0 ]; do
	case $1 in
	--no-install) install='';;
	--dir) dir=${2-}; shift;;
	-h|--help) usage; exit 0;;
	-*) usage >&2; die "unknown option $1";;
	*) break;;
	esac
	shift
done

# Only what package-lock.json names, without any script of a package.
npm_install() {
	npm_dir=$top/tests/browser
	cmp -s "$npm_dir/package-lock.json" \
	    "$npm_dir/node_modules/.installed" && return 0
	PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm_config_update_notifier=false \
	    npm ci --prefix "$npm_dir" --ignore-scripts --no-audit --no-fund &&
	    cp "$npm_dir/package-lock.json" "$npm_dir/node_modules/.installed"
}

environment_clean
runner_choose
state_choose "$dir" /var/lib/biwoco-demo/test var
logs=$state/check
mkdir -p "$logs"
exec 9>>"$logs/lock"
flock -n 9 || die "another check is at work in $state" \
    "wait for it, or use --dir DIR"
if [ -n "$install" ]; then
	packages_install "$logs/packages.log" build run test node
	step "Getting the browser tests' npm packages" "$logs/npm.log" \
	    npm_install
fi
umask 022
build "$state/debug" "$state/debug/inst" --enable-debug --enable-werror
build "$state/release" "$state/release/inst" --enable-werror
"$top/tests/run" --debug "$state/debug" --release "$state/release" "$@"
