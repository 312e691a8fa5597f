# Debian packages: what is missing, and installing it.
# shellcheck shell=sh disable=SC2154 # places are named in state.sh

# packages_missing GROUP...
packages_missing() {
	for group in "$@"; do
		awk -v g="$group" '$1 == g { print $2 }' \
		    "$top/etc/lib/packages"
	done | while read -r package; do
		case $(dpkg-query -W -f '${db:Status-Status}' \
		    "$package" 2>/dev/null) in
		installed) ;;
		*) echo "$package";;
		esac
	done
	case " $* " in *" node "*) packages_missing_node;; esac
}

# Any node of 18 or newer does; npm comes with the newer ones.
packages_missing_node() {
	node_major=$(node -p 'process.versions.node.split(".")[0]' 2>/dev/null)
	[ "${node_major:-0}" -ge 18 ] || echo nodejs
	command -v npm >/dev/null || echo npm
}

# packages_install LOG GROUP...: "node" is a group too.
packages_install() {
	packages_log=$1
	shift
	command -v dpkg-query >/dev/null || die \
	    "this is not Debian: the packages cannot be installed" \
	    "install what etc/lib/packages names, then add --no-install"
	missing=$(packages_missing "$@" | tr '\n' ' ')
	[ -n "$missing" ] || return 0
	sudo=
	if [ "$(id -u)" != 0 ]; then
		command -v sudo >/dev/null || die \
		    "these packages are missing: $missing" \
		    "as root: apt-get install --no-install-recommends $missing"
		sudo=sudo
		sudo -n true 2>/dev/null || say "sudo installs: $missing"
		sudo -v || die "these packages are missing: $missing" \
		    "as root: apt-get install --no-install-recommends $missing"
	fi
	services=$(packages_services)
	step "Getting the list of packages" "$packages_log" \
	    $sudo apt-get -q update
	step "Installing $(echo "$missing" | wc -w) Debian packages" \
	    "$packages_log" packages_get
	for service in $services; do
		packages_service_off "$service"
	done
}

packages_get() {
	# shellcheck disable=SC2086 # several words
	$sudo env DEBIAN_FRONTEND=noninteractive apt-get -qy \
	    -o Dpkg::Use-Pty=0 install --no-install-recommends $missing
}

# The system services that an installation now would start.
packages_services() {
	for service in lighttpd postgresql; do
		case " $missing " in *" $service "*) echo "$service";; esac
	done
}

# We start our own; the system's would only take port 80 and memory.
packages_service_off() {
	[ -d /run/systemd/system ] || return 0
	$sudo systemctl -q disable --now "$1" 2>/dev/null || return 0
	say "(the system's own $1 service stays off: it is not needed)"
}
