# The state folder: everything that the demo or a test makes lies in it.
#   build inst        the build and the installation
#   pg run            the cluster and the sockets (the runner's alone)
#   log pid lighttpd  what the scripts write
# shellcheck shell=sh disable=SC2034 # the other parts read these

# state_choose WISH FALLBACK NAME: sets $state to a folder that the runner
# can reach: the wish, else <source>/NAME, else FALLBACK.
state_choose() {
	state=${1:-$top/$3}
	case $state in /*) ;; *) state=$PWD/$state;; esac
	case $state$top in
	*[!A-Za-z0-9/_.,+:=-]*) die \
	    "spaces or special characters in the path $state or $top" \
	    "use plain paths, such as ~/biwoco";;
	esac
	state_try "$state" && return 0
	[ -z "$1" ] || die "$state cannot be used by the user $runner" \
	    "choose a folder it can reach, such as $2"
	[ "$(id -u)" = 0 ] || die "cannot write to $state" "use --dir DIR"
	say "(the user $runner cannot get at $top: what is made" \
	    "goes to $2)"
	state_try "$2" || die "cannot use $2" "use --dir DIR"
}

state_try() {
	mkdir -p "$1" && chmod 755 "$1" || return 1
	state=$(cd "$1" && pwd -P) || return 1
	reaches "$state"
}

# Names the places and makes those that are missing.
state_layout() {
	pg_dir=$state/pg pid_dir=$state/pid log_dir=$state/log
	pg_log_dir=$state/log/postgresql
	conf_file=$state/biwoco.conf lighttpd_dir=$state/lighttpd
	mail_dir=$state/mail
	mkdir -p "$pid_dir" "$log_dir" "$lighttpd_dir" ||
	    die "cannot write to $state"
	private_dir "$pg_log_dir"
	run_dir_choose
	private_dir "$run_dir"
	private_dir "$mail_dir"
}

# The names of sockets are short (107 bytes).
run_dir_choose() {
	run_dir=$state/run
	[ ${#run_dir} -gt 80 ] || return 0
	run_dir=$(cat "$state/run_dir" 2>/dev/null)
	[ "$(stat -c %U "$run_dir" 2>/dev/null)" != "$runner" ] || return 0
	run_dir=$(mktemp -d /tmp/biwoco.XXXXXX) || die "no room in /tmp"
	echo "$run_dir" >"$state/run_dir"
}
