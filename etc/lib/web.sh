# The configuration, the supervisor and lighttpd.
# Needs $prefix (the installation) and $port; the places are state.sh's.
# shellcheck shell=sh disable=SC2154 # places are named in state.sh

# conf_make LINE...: a new configuration with a secret of its own, kept over
# restarts; the lines are added.  Only the runner may read it.
conf_make() {
	conf_secret=$(sed -n 's/^secret = //p' "$conf_file" 2>/dev/null)
	[ "${#conf_secret}" -ge 32 ] || conf_secret=$(random_hex 32)
	(
		umask 077
		cat >"$conf_file.new" <<-EOT
		# Written at each start by etc/lib/web.sh.
		database_url = $(database_url biwoco_web)
		owner_database_url = $(database_url biwoco_owner)
		base_url = http://127.0.0.1:$port
		data_dir = $prefix/share/biwoco
		run_dir = $run_dir
		secret = $conf_secret
		web_role = biwoco_web
		cookie_secure = false
		mail_url = file://$mail_dir
		mail_from = support@biwoco.example
		EOT
		printf '%s\n' "$@" >>"$conf_file.new"
	)
	[ "$(id -u)" != 0 ] || chown "$runner:" "$conf_file.new"
	mv "$conf_file.new" "$conf_file"
}

# biwoco ARGUMENT...: the command line, as the runner.
biwoco() {
	as_run env "BIWOCO_CONFIG=$conf_file" "$prefix/bin/biwoco" "$@"
}

# The scenarios side by side: each takes a processor some seconds, and a
# debug build ten times as long.
# Input: trainer   a prefix whose biwoco trains (default: prefix)
intents_train() {
	train_status=0 train_jobs=
	for train_dir in "$prefix/share/biwoco/sql/seed"/*/intents; do
		train_name=${train_dir%/intents}
		as_run env "BIWOCO_CONFIG=$conf_file" \
		    "${trainer:-$prefix}/bin/biwoco" \
		    intents train --scenario "${train_name##*/}" &
		train_jobs="$train_jobs $!"
	done
	for train_job in $train_jobs; do
		wait "$train_job" || train_status=1
	done
	return $train_status
}

database_fill() {
	step "Migrating the database" "$log_dir/migrate.log" biwoco migrate
	fill_seed=$(cd "$prefix/share/biwoco/sql/seed" &&
	    find . -type f -exec cksum {} + | sort | cksum)
	[ "$fill_seed" != "$(cat "$state/seeded" 2>/dev/null)" ] || return 0
	step "Seeding the demo" "$log_dir/seed.log" \
	    biwoco seed "$prefix/share/biwoco/sql/seed" --untrained
	step "Training the intents" "$log_dir/train.log" intents_train
	echo "$fill_seed" >"$state/seeded"
}

# lighttpd_conf NAME: fills in a template.
lighttpd_conf() {
	sed -e "s|@BACKEND@|$web_backend|" \
	    -e "s|@BIND@|127.0.0.1|" \
	    -e "s|@PORT@|$port|" \
	    -e "s|@DATA_DIR@|$prefix/share/biwoco|" \
	    -e "s|@LIBEXEC_DIR@|$prefix/libexec/biwoco|" \
	    -e "s|@RUN_DIR@|$run_dir|" \
	    -e "s|@MAX_FDS@|$descriptors|" \
	    -e "s|@MAX_CONNECTIONS@|$((descriptors / 2 - 100))|" \
	    -e "s|@ENVIRONMENT@|$web_environment|" \
	    "$prefix/share/biwoco/lighttpd/$1.in" >"$lighttpd_dir/$1"
}

# web_conf fastcgi|cgi
web_conf() {
	web_backend=$1
	web_environment="\"BIWOCO_CONFIG\" => \"$conf_file\""
	for web_name in ASAN_OPTIONS UBSAN_OPTIONS LSAN_OPTIONS; do
		eval "web_value=\${$web_name-}"
		[ -z "$web_value" ] || web_environment="$web_environment, \
\"$web_name\" => \"$web_value\""
	done
	case $1 in
	fastcgi) lighttpd_file=$lighttpd_dir/biwoco.conf;;
	cgi) lighttpd_file=$lighttpd_dir/biwoco-cgi.conf;;
	esac
	lighttpd_conf biwoco-common.conf
	lighttpd_conf "${lighttpd_file##*/}"
	lighttpd_bin=$(PATH=$PATH:/usr/sbin command -v lighttpd) ||
	    die "lighttpd was not found" "apt-get install lighttpd"
	as_run "$lighttpd_bin" -tt -f "$lighttpd_file" \
	    >"$log_dir/lighttpd-test.log" 2>&1 ||
	    die "lighttpd refuses $lighttpd_file" \
	    "see $log_dir/lighttpd-test.log"
}

# The programs first: a server without them would make the first wait.
web_start() {
	if [ "$web_backend" = fastcgi ]; then
		spawn serve env "BIWOCO_CONFIG=$conf_file" \
		    "$prefix/bin/biwoco" serve
		web_wait_sockets || web_failed serve
	fi
	spawn lighttpd "$lighttpd_bin" -D -f "$lighttpd_file"
	web_wait_ready || web_failed lighttpd
}

web_wait_sockets() {
	web_left=100
	while [ "$web_left" -gt 0 ]; do
		[ -S "$run_dir/portal.sock" ] && [ -S "$run_dir/api.sock" ] &&
		    [ -S "$run_dir/events.sock" ] && return 0
		spawn_alive serve || return 1
		sleep 0.05
		web_left=$((web_left - 1))
	done
	return 1
}

web_wait_ready() {
	web_left=300
	while [ "$web_left" -gt 0 ]; do
		curl -sf -o "$log_dir/ready.txt" \
		    "http://127.0.0.1:$port/readyz" && return 0
		spawn_alive lighttpd || return 1
		sleep 0.05
		web_left=$((web_left - 1))
	done
	return 1
}

web_failed() {
	for web_log in serve lighttpd; do
		[ -s "$log_dir/$web_log.log" ] || continue
		warn "--- the last lines of $log_dir/$web_log.log"
		tail -n 12 "$log_dir/$web_log.log" >&2
	done
	die "$1 did not come up" "all logs are in $log_dir"
}

web_pid() {
	case $1 in
	serve) pid_of serve "$prefix/bin/biwoco";;
	lighttpd) pid_of lighttpd "$lighttpd_dir/";;
	esac
}

# lighttpd goes first, finishing what it has (INT); then the programs.
web_stop() {
	web_stop=$(web_pid lighttpd) && pid_stop "$web_stop" INT 12
	web_stop=$(web_pid serve) && pid_stop "$web_stop" TERM 12
	stop_programs "$prefix" "BIWOCO_CONFIG=$conf_file"
	rm -f "$pid_dir/lighttpd.pid" "$pid_dir/serve.pid" \
	    "$run_dir/portal.sock" "$run_dir/api.sock" "$run_dir/events.sock"
}
