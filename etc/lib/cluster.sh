# A private PostgreSQL cluster: reached by a Unix socket in a folder that is
# closed to others; roles are mapped from the system user (peer).
# The places are state.sh's.
# shellcheck shell=sh disable=SC2154 # places are named in state.sh

# The newest PostgreSQL's programs.
cluster_bin() {
	for cluster_bin in $(printf '%s\n' /usr/lib/postgresql/*/bin |
	    sort -rV) "$(pg_config --bindir 2>/dev/null)"; do
		[ -x "$cluster_bin/initdb" ] || continue
		echo "$cluster_bin"
		return 0
	done
	die "PostgreSQL's initdb was not found" "apt-get install postgresql"
}

# Made beside its place and moved, so that a half-made one is never used.
cluster_make() {
	if [ -f "$pg_dir/PG_VERSION" ]; then
		cluster_owner=$(stat -c %U "$pg_dir")
		[ "$cluster_owner" = "$runner" ] || die \
		    "$pg_dir belongs to $cluster_owner, not to $runner" \
		    "start as the user who started it first, or use --dir DIR"
		return 0
	fi
	rm -rf "$pg_dir" "$pg_dir.new"
	private_dir "$pg_dir.new"
	as_run "$pg_bin/initdb" -D "$pg_dir.new" --username=postgres \
	    --encoding=UTF8 --locale=C.UTF-8 --auth=peer --no-sync \
	    --no-instructions >"$log_dir/initdb.log" 2>&1 ||
	    die "initdb failed" "see $log_dir/initdb.log"
	echo "local all all peer map=biwoco" >"$pg_dir.new/pg_hba.conf"
	{
		for cluster_role in postgres biwoco_owner biwoco_web; do
			echo "biwoco $runner $cluster_role"
			[ "$runner" = "$(id -un)" ] ||
			    echo "biwoco $(id -un) $cluster_role"
		done
	} >"$pg_dir.new/pg_ident.conf"
	cat >>"$pg_dir.new/postgresql.conf" <<-EOT
	listen_addresses = ''
	unix_socket_permissions = 0700
	max_connections = 60
	shared_buffers = 64MB
	log_line_prefix = '%m [%p] %a '
	EOT
	rm -f "$state/seeded"
	sync "$pg_dir.new" 2>/dev/null
	mv "$pg_dir.new" "$pg_dir"
}

cluster_running() {
	as_run "$pg_bin/pg_ctl" -D "$pg_dir" status >/dev/null 2>&1
}

cluster_start() {
	! cluster_running || return 0
	as_run "$pg_bin/pg_ctl" -D "$pg_dir" -s -w -t 60 \
	    -l "$pg_log_dir/server.log" \
	    -o "-c unix_socket_directories=$run_dir" start \
	    >"$log_dir/pg_ctl.log" 2>&1 9>&- </dev/null && return 0
	tail -n 5 "$pg_log_dir/server.log" >&2
	die "PostgreSQL did not start" "see $pg_log_dir/server.log"
}

# cluster_stop fast|immediate
cluster_stop() {
	[ -f "$pg_dir/postmaster.pid" ] || return 0
	as_run "$pg_bin/pg_ctl" -D "$pg_dir" -s -m "$1" -w -t 30 \
	    stop >/dev/null 2>&1 || :
}

# database_url ROLE [DATABASE]
database_url() {
	echo "postgresql://$1@/${2:-biwoco}?host=$run_dir"
}

# sql ROLE DATABASE: reads statements from stdin.
sql() {
	as_run "$pg_bin/psql" -qAtX -v ON_ERROR_STOP=1 \
	    -d "$(database_url "$1" "$2")"
}

# The roles (L7) and the database.  biwoco_web owns nothing; what it may do
# is granted by the migrations.
database_make() {
	sql postgres postgres <<-'EOT' || die "the roles could not be made"
	do $$
	begin
		if not exists (select from pg_roles
		    where rolname = 'biwoco_owner') then
			create role biwoco_owner login;
		end if;
		if not exists (select from pg_roles
		    where rolname = 'biwoco_web') then
			create role biwoco_web login;
		end if;
	end $$;
	EOT
	if [ -z "$(echo "select 1 from pg_database
	    where datname = 'biwoco'" | sql postgres postgres)" ]; then
		echo "create database biwoco owner biwoco_owner" |
		    sql postgres postgres ||
		    die "the database could not be made"
	fi
	sql postgres biwoco <<-'EOT' || die "the database could not be closed"
	revoke all on database biwoco from public;
	grant connect on database biwoco to biwoco_web;
	alter schema public owner to biwoco_owner;
	revoke create on schema public from public;
	EOT
}
