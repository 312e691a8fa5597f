#!/bin/sh
# Q3 and K7 against a whole stack: what waiting readers cost, how fast a
# message reaches one of them, and that a restart loses none.
#
#   tests/stack --build DIR -- tests/bench/hold.sh [READERS...]
#
# DIR is a release build: a debug build measures the sanitizers.  Prints one
# line of JSON a run; exit status 1 when a goal is missed.
set -u

top=$(cd "$(dirname "$0")/../.." && pwd -P) || exit 1
state=$(dirname "$BIWOCO_CONFIG")
port=${BIWOCO_URL##*:}
work=$(mktemp -d "${TMPDIR:-/tmp}/biwoco-hold.XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
[ $# -gt 0 ] || set -- 1000 5000
missed=0

${CC:-cc} -std=gnu11 -O2 -o "$work/hold" "$top/tests/bench/hold.c" || exit 1

sql() {
	psql -qAtX -F ' ' -v ON_ERROR_STOP=1 -d "$BIWOCO_TEST_DATABASE_URL"
}

# readers N: so many conversations, a visitor for each five of them (E4).
readers() {
	sql <<-EOT
	create temp table v as
	select gen_random_uuid() as public_id,
		md5(random()::text) || md5(random()::text) as token
	from generate_series(1, ($1 + 4) / 5);
	insert into visitor (site_id, public_id) select 1, public_id from v;
	insert into visitor_token (site_id, hash, visitor_id, expires_at)
	select 1, sha256(v.token::bytea), x.id, now() + interval '1 day'
	from v join visitor x using (public_id);
	with c as (
		insert into conversation (site_id, public_id, visitor_id,
			scenario_id, scenario_revision)
		select 1, gen_random_uuid(), x.id, s.id, s.revision
		from v join visitor x using (public_id)
		cross join generate_series(1, 5)
		cross join (select id, revision from scenario
			where site_id = 1 order by id limit 1) s
		returning public_id, visitor_id
	)
	select c.public_id, v.token
	from c join visitor x on x.id = c.visitor_id
	join v on v.public_id = x.public_id
	limit $1;
	analyze visitor, visitor_token, conversation;
	EOT
}

serve=$(cat "$state/pid/serve.pid")
lighttpd=$(cat "$state/pid/lighttpd.pid")

# value KEY: a number of the last line.
value() {
	sed -n "s/.*\"$1\":\([-0-9.]*\).*/\1/p" "$work/line"
}

# goal KEY MOST
goal() {
	awk -v v="$(value "$1")" -v most="$2" \
	    'BEGIN { exit !(v != "" && v >= 0 && v <= most) }' && return
	echo "missed: $1 is $(value "$1"), at most $2 wanted" >&2
	missed=1
}

# hold NAME OPTION...
hold() {
	echo "# $1"
	shift
	"$work/hold" -p "$port" -f "$work/readers" "$@" >"$work/line" ||
	    missed=1
	cat "$work/line"
}

events() {
	pgrep -P "$serve" -f 'events\.fcgi' | head -n 1
}

most=0
for n in "$@"; do
	[ "$n" -le "$most" ] || most=$n
done
readers "$most" >"$work/readers" || exit 1

# The largest first: lighttpd keeps what it has taken.
for n in $(printf '%s\n' "$@" | sort -rn); do
	hold "$n readers wait" -n "$n" -k 200 -w 55 -r "$serve,$lighttpd"
	[ "$n" -lt 5000 ] || goal more_pss_mb 60
	[ "$n" -gt 1000 ] || goal p99_ms 30
	goal p99_ms 60
done
hold "SIGTERM for the waiting program" -n "$most" -k 20 -w 10 \
    -K "TERM:$(events)"
goal errors 0
hold "SIGHUP: a rolling restart" -n "$most" -k 20 -w 10 -K "HUP:$serve"
goal errors 0
exit "$missed"
