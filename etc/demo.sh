#!/bin/sh
# Builds BIWOCO and runs a demo with its own PostgreSQL and lighttpd, all
# under ./var.  Ctrl-C stops everything; the conversations stay.
set -u

usage() {
	cat <<-'EOT'
	usage: sh etc/demo.sh [--port N] [--dir DIR] [--detach] [--no-install]
	       sh etc/demo.sh --stop | --reset [other options]

	  --port N      serve http://127.0.0.1:N/ (8080)
	  --dir DIR     keep the build, the database and the logs in DIR
	                (./var)
	  --detach      leave it running in the background
	  --stop        stop what --detach left running
	  --reset       throw the database away first and start with a new one
	  --no-install  do not install Debian packages
	EOT
}

top=$(cd "$(dirname "$0")/.." && pwd -P) || exit 1
. "$top/etc/lib/common.sh"
. "$top/etc/lib/state.sh"
. "$top/etc/lib/packages.sh"
. "$top/etc/lib/build.sh"
. "$top/etc/lib/cluster.sh"
. "$top/etc/lib/web.sh"

port=8080 dir='' detach='' action=start reset='' install=yes
while [ $# -gt 0 ]; do
	case $1 in
	--port) port=${2-}; shift;;
	--port=*) port=${1#*=};;
	--dir) dir=${2-}; shift;;
	--dir=*) dir=${1#*=};;
	--detach) detach=yes;;
	--stop) action=stop;;
	--reset) reset=yes;;
	--no-install) install='';;
	-h|--help) usage; exit 0;;
	*) usage >&2; die "unknown option $1";;
	esac
	[ $# -gt 0 ] && shift
done
case $port in
''|*[!0-9]*) die "--port wants a number, not '$port'";;
esac
if [ "$port" -lt 1024 ] || [ "$port" -gt 65535 ]; then
	die "--port wants a number from 1024 to 65535, not $port"
fi

is_serving() {
	web_pid lighttpd >/dev/null && web_pid serve >/dev/null &&
	    curl -sf -m 3 -o /dev/null "$(cat "$state/url")readyz"
}

already() {
	[ -z "$reset" ] || die "the demo is running: $(cat "$state/url")" \
	    "stop it first: sh etc/demo.sh --stop"
	say "already running: $(cat "$state/url")"
	say "  (stop it with: sh etc/demo.sh --stop)"
	exit 0
}

# One start at a time; it holds the lock until it ends.
lock_take() {
	exec 9>>"$state/lock"
	if ! flock -n 9; then
		! is_serving || already
		die "another start is at work in $state" \
		    "wait for it, or use another --dir and --port"
	fi
	echo $$ >"$state/holder"
}

stop_all() {
	web_stop
	cluster_stop fast
	rm -f "$state/url" "$state/detached"
}

# The script that holds the lock stops what it started.
stop_other() {
	exec 9>>"$state/lock"
	if ! flock -n 9; then
		read -r holder <"$state/holder"
		pid_matches "$holder" demo.sh ||
		    die "something holds $state/lock" "try again"
		kill -s TERM "$holder"
		flock -w 60 9 || die "it does not stop" "try again"
	fi
	stop_all
	say "stopped"
}

# However the script ends, nothing stays half-started.
leave() {
	leave_status=$?
	trap '' INT TERM HUP
	trap - EXIT
	[ -z "${ready-}" ] || say "Stopping ..."
	stop_all
	exit "$leave_status"
}

watch_all() {
	while :; do
		sleep 1 9>&- &
		wait $!
		for watched in serve lighttpd; do
			spawn_alive "$watched" && continue
			tail -n 12 "$log_dir/$watched.log" >&2
			die "$watched ended by itself; above are the last \
lines of its log"
		done
	done
}

environment_clean
runner_choose
state_choose "$dir" /var/lib/biwoco-demo var
state_layout
prefix=$state/inst
if [ "$action" = stop ]; then
	pg_bin=$(cluster_bin) || exit 1
	stop_other
	exit 0
fi

lock_take
# Without the mark it is what a killed start has left: begin anew.
if [ -f "$state/detached" ] && [ -z "$reset" ] && is_serving; then
	already
fi
[ -z "$install" ] || packages_install "$log_dir/packages.log" build run
pg_bin=$(cluster_bin) || exit 1
stop_all
if holder=$(port_holder "$port"); then
	die "port $port is in use by $holder" \
	    "sh etc/demo.sh --port $(port_free $((port + 1)))"
fi

trap leave EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
umask 022
build "$state/build" "$prefix"
[ -z "$reset" ] || rm -rf "$pg_dir"
descriptors_raise
cluster_make
cluster_start
database_make
conf_make "# demo: no TLS in front"
database_fill
web_conf fastcgi
echo "http://127.0.0.1:$port/" >"$state/url"
web_start
say "ready http://127.0.0.1:$port/"
if [ -n "$detach" ]; then
	touch "$state/detached"
	trap - EXIT
	say "  (stop it with: sh etc/demo.sh --stop)"
	exit 0
fi
ready=yes
say "  (Ctrl-C stops it)"
watch_all
