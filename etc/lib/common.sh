# Words, users and processes; read by the scripts in etc/ and by tests/stack.
# The reader sets `top`, the source folder, before.
# shellcheck shell=sh disable=SC2154 # places are named in state.sh

say() {
	printf '%s\n' "$*"
}

warn() {
	printf '%s\n' "$*" >&2
}

# die MESSAGE [HINT]
die() {
	printf 'error: %s\n' "$1" >&2
	[ -z "${2-}" ] || printf '  hint: %s\n' "$2" >&2
	exit 1
}

# step WORDS LOG COMMAND...: runs quietly; when it fails, shows why.
step() {
	step_words=$1 step_log=$2
	shift 2
	say "$step_words ..."
	mkdir -p "${step_log%/*}"
	"$@" >"$step_log" 2>&1 </dev/null && return 0
	warn "--- the last lines of $step_log"
	tail -n 25 "$step_log" >&2
	die "$step_words failed"
}

# The caller's own PostgreSQL and BIWOCO settings must not reach what we start.
environment_clean() {
	for clean in $(env | sed -n \
	    's/^\(PG[A-Z]*\|BIWOCO_[A-Z_]*\|DATABASE_URL\)=.*/\1/p'); do
		unset "$clean"
	done
}

# The user everything runs as: never root.
runner=$(id -un)
# Words that put a command into that user's hands, empty when we are it.
as_runner=

# Makes the unprivileged user when we are root.
runner_choose() {
	[ "$(id -u)" = 0 ] || return 0
	runner=biwoco-demo
	if ! id "$runner" >/dev/null 2>&1; then
		useradd --system --user-group --no-create-home \
		    --home-dir /nonexistent --shell /usr/sbin/nologin \
		    "$runner" || die "cannot create the user $runner" \
		    "create it by hand, or start as an ordinary user"
	fi
	as_runner="setpriv --reuid=$runner --regid=$runner --init-groups"
	as_runner="$as_runner --no-new-privs --inh-caps=-all"
	as_runner="$as_runner env HOME=/nonexistent USER=$runner"
	as_runner="$as_runner LOGNAME=$runner"
}

# One command as that user.
as_run() {
	# shellcheck disable=SC2086 # several words
	(cd / && exec $as_runner "$@")
}

# Can that user get at this folder?
reaches() {
	as_run test -x "$1"
}

# private_dir DIR...: only the runner may look inside.
private_dir() {
	for private in "$@"; do
		mkdir -p "$private"
		chmod 700 "$private"
		[ "$(id -u)" != 0 ] || chown "$runner:" "$private"
	done
}

# Random hexadecimal digits.
random_hex() {
	od -An -N"$1" -tx1 /dev/urandom | tr -d ' \n'
}

# As many descriptors as the host allows, within reason.
descriptors_raise() {
	descriptors=$(ulimit -Hn)
	[ "$descriptors" != unlimited ] || descriptors=32768
	[ "$descriptors" -le 32768 ] || descriptors=32768
	ulimit -Sn "$descriptors" 2>/dev/null ||
	    descriptors=$(ulimit -Sn)
}

# spawn NAME COMMAND...: in the background, in a session of its own, so that
# Ctrl-C reaches only the script.  Needs $pid_dir and $log_dir.
spawn() {
	spawn_name=$1
	shift
	mv -f "$log_dir/$spawn_name.log" "$log_dir/$spawn_name.log.1" \
	    2>/dev/null
	(
		cd / || exit 1
		# shellcheck disable=SC2086 # several words
		exec setsid $as_runner "$@" 9>&- </dev/null \
		    >>"$log_dir/$spawn_name.log" 2>&1
	) &
	echo $! >"$pid_dir/$spawn_name.pid"
}

# Does what this very script has spawned still run?
spawn_alive() {
	read -r spawn_pid <"$pid_dir/$1.pid" && ! pid_gone "$spawn_pid"
}

# pid_of NAME MARK: the process, if it is still the one that was started: its
# command line or its program contains MARK.
pid_of() {
	[ -s "$pid_dir/$1.pid" ] || return 1
	read -r pid_of <"$pid_dir/$1.pid"
	pid_matches "$pid_of" "$2" || return 1
	echo "$pid_of"
}

pid_matches() {
	case $1 in ''|*[!0-9]*) return 1;; esac
	[ -d "/proc/$1" ] || return 1
	case "$(readlink "/proc/$1/exe" 2>/dev/null) $(
	    tr '\0' ' ' <"/proc/$1/cmdline" 2>/dev/null)" in
	*"$2"*) return 0;;
	esac
	return 1
}

# pid_stop PID SIGNAL SECONDS: asks, waits, insists.
pid_stop() {
	kill -s "$2" "$1" 2>/dev/null || return 0
	pid_wait=$(($3 * 10))
	while [ "$pid_wait" -gt 0 ]; do
		pid_gone "$1" && return 0
		sleep 0.1
		pid_wait=$((pid_wait - 1))
	done
	kill -s KILL "$1" 2>/dev/null
	return 0
}

# A zombie that nobody has waited for yet is gone as well.
pid_gone() {
	kill -0 "$1" 2>/dev/null || return 0
	read -r pid_stat <"/proc/$1/stat" 2>/dev/null || return 0
	case ${pid_stat##*) } in Z*) return 0;; esac
	return 1
}

# stop_programs FOLDER WORD: ends processes whose program lies in the folder
# and whose environment has the word: others may run the same programs.
stop_programs() {
	for stop_proc in /proc/[0-9]*; do
		case $(readlink "$stop_proc/exe" 2>/dev/null) in
		"$1"/*) ;;
		*) continue;;
		esac
		tr '\0' '\n' <"$stop_proc/environ" 2>/dev/null |
		    grep -qxF -e "$2" || continue
		pid_stop "${stop_proc#/proc/}" TERM 3
	done
}

# Who listens on this TCP port?  Prints it; fails when nobody does.
port_holder() {
	port_hex=$(printf '%04X' "$1")
	port_inode=$(cat /proc/net/tcp /proc/net/tcp6 2>/dev/null |
	    awk -v p=":$port_hex" '$4 == "0A" &&
		substr($2, length($2) - 4) == p { print $10; exit }')
	[ -n "$port_inode" ] || return 1
	for port_fd in /proc/[0-9]*/fd/*; do
		[ "$(readlink "$port_fd" 2>/dev/null)" = \
		    "socket:[$port_inode]" ] || continue
		port_pid=${port_fd#/proc/}
		port_pid=${port_pid%%/*}
		echo "$(cat "/proc/$port_pid/comm"), process $port_pid"
		return 0
	done
	echo "a process of another user"
}

port_free() {
	port_free=$1
	while port_holder "$port_free" >/dev/null; do
		port_free=$((port_free + 1))
	done
	echo "$port_free"
}
