/* core/kb_index: the search index of a site, from the database to a file and
 * back, whatever happens to the file. */
#include "base/base.h"

#include "scratch.h"

#include "base/clock.h"
#include "base/crypt.h"
#include "base/text.h"
#include "core/kb.h"
#include "core/kb_index.h"
#include "core/kb_synonym.h"
#include "core/retrieve.h"
#include "core/source_file.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utime.h>

#define SECOND_US 1000000

/* One process of a node; the folder is shared. */
struct node {
	struct scope scope;
};

static struct node
node_open(struct scratch *s, const char *dir)
{
	return (struct node){.scope = {.db = s->db,
	    .arena = s->arena, .site_id = 1,
	    .index = kb_index_new(dir, true)}};
}

static void
node_close(struct node *n)
{
	kb_index_free(n->scope.index);
}

static char *
make_dir(struct scratch *s)
{
	char *dir = arena_strdup(s->arena, "/tmp/biwoco-search.XXXXXX");

	assert_non_null(mkdtemp(dir));
	return dir;
}

static struct source_names
files_of(struct scratch *s, const char *dir)
{
	struct source_names all;
	struct err e = {0};

	assert_int_equal(source_dir_list(s->arena, dir, "", &all, &e), RC_OK);
	return all;
}

static void
remove_dir(struct scratch *s, const char *dir)
{
	struct source_names all = files_of(s, dir);

	for (size_t i = 0; i < all.n; i++)
		unlink(arena_printf(s->arena, "%s/%s", dir, all.items[i]));
	assert_int_equal(rmdir(dir), 0);
}

/* The one index in the folder, without its lock. */
static const char *
only_file(struct scratch *s, const char *dir)
{
	struct source_names all = files_of(s, dir);
	const char *found = NULL;

	for (size_t i = 0; i < all.n; i++) {
		if (text_ends(all.items[i], ".lock"))
			continue;
		assert_null(found);
		found = arena_printf(s->arena, "%s/%s", dir, all.items[i]);
	}
	assert_non_null(found);
	return found;
}

#define HEAD "---\ntitle: %s\ncategory: C\nlanguage: en\n---\n"

/* As an import does, `publish` or not. */
static void
write_article(struct node *n, const char *slug, const char *body,
    bool publish)
{
	struct arena *a = n->scope.arena;
	struct kb_import in = {0};
	struct err e = {0};

	assert_int_equal(db_begin(n->scope.db, a, &e), RC_OK);
	if (kb_import_text(&n->scope, &in, arena_printf(a, "%s.md", slug),
	    arena_printf(a, HEAD "%s\n", slug, body), &e) != RC_OK)
		fail_msg("%s %s", e.message, e.detail);
	if (publish && kb_index_publish(&n->scope, &e) != RC_OK)
		fail_msg("%s %s", e.message, e.detail);
	assert_int_equal(db_commit(n->scope.db, &e), RC_OK);
}

static size_t
hits(struct node *n, const char *question)
{
	const struct retrieve_request in = {.language = "en",
	    .question = question};
	struct retrieve_result *out = arena_alloc(n->scope.arena,
	    sizeof(*out));
	struct err e = {0};

	if (retrieve_passages(&n->scope, &in, out, &e) != RC_OK)
		fail_msg("%s %s", e.message, e.detail);
	return out->n;
}

static const char *
version(struct scratch *s)
{
	return scratch_text(s, s->admin,
	    "select version::text as v from knowledge where site_id = 1");
}

static void
a_transaction_makes_one_version(void **state)
{
	struct scratch *s = *state;
	const char *first, *second;

	scratch_do(s, "insert into synonym (site_id, language, words) "
	    "values (1, 'xx', 'a|b')");
	first = version(s);
	scratch_do(s, "insert into synonym (site_id, language, words) "
	    "values (1, 'xx', 'c|d'); update synonym set words = 'e|f' "
	    "where words = 'c|d'; delete from synonym where words = 'e|f'");
	second = version(s);
	assert_string_not_equal(first, second);
	scratch_do(s, "delete from synonym where language = 'xx'");
	assert_string_not_equal(second, version(s));
	assert_int_equal(scratch_i64(s, s->admin,
	    "select count(*) as v from knowledge where site_id = 1"), 1);
}

static void
an_import_leaves_a_file_for_all(void **state)
{
	struct scratch *s = *state;
	char *dir = make_dir(s);
	struct node one = node_open(s, dir), two = node_open(s, dir);
	struct stat before, after;

	write_article(&one, "zebra", "A zebra costs $7.", true);
	assert_int_equal(stat(only_file(s, dir), &before), 0);
	assert_int_equal(before.st_mode & 0777, 0600);
	assert_int_equal(hits(&one, "zebra"), 1);
	assert_int_equal(hits(&two, "zebra"), 1);
	assert_int_equal(stat(only_file(s, dir), &after), 0);
	assert_int_equal(before.st_ino, after.st_ino);
	node_close(&one);
	node_close(&two);
	remove_dir(s, dir);
}

static void
a_change_is_seen_within_two_seconds(void **state)
{
	struct scratch *s = *state;
	char *dir = make_dir(s), *other = make_dir(s);
	struct node here = node_open(s, dir), there = node_open(s, other);

	assert_int_equal(hits(&here, "yak"), 0);
	assert_int_equal(hits(&there, "yak"), 0);
	write_article(&here, "yak", "A yak is large.", true);
	assert_int_equal(hits(&here, "yak"), 1);
	/* On another node nobody has made the file. */
	clock_shift(SECOND_US + SECOND_US / 10);
	assert_int_equal(hits(&there, "yak"), 1);
	/* Nor where somebody wrote into the tables. */
	scratch_do(s, "update article set status = 'draft' "
	    "where slug = 'yak'");
	clock_shift(SECOND_US + SECOND_US / 10);
	assert_int_equal(hits(&here, "yak"), 0);
	node_close(&here);
	node_close(&there);
	remove_dir(s, dir);
	remove_dir(s, other);
}

static void
what_is_taken_back_was_never_there(void **state)
{
	struct scratch *s = *state;
	char *dir = make_dir(s);
	struct node n = node_open(s, dir);
	struct kb_import in = {0};
	struct err e = {0};

	assert_int_equal(db_begin(s->db, s->arena, &e), RC_OK);
	assert_int_equal(kb_import_text(&n.scope, &in, "xenon.md",
	    "---\ntitle: Xenon\ncategory: C\nlanguage: en\n---\nXenon.\n",
	    &e), RC_OK);
	assert_int_equal(kb_index_publish(&n.scope, &e), RC_OK);
	db_rollback(s->db);
	assert_int_equal(hits(&n, "xenon"), 0);
	node_close(&n);
	remove_dir(s, dir);
}

/* Cut, changed in the middle, or somebody else's. */
static void
a_damaged_file_is_made_again(void **state)
{
	struct scratch *s = *state;
	char *dir = make_dir(s);
	struct node n = node_open(s, dir);
	const char *path;

	write_article(&n, "walrus", "A walrus swims.", true);
	path = only_file(s, dir);
	for (int round = 0; round < 3; round++) {
		struct node later = node_open(s, dir);
		int fd = open(path, O_WRONLY | O_CLOEXEC);

		assert_true(fd >= 0);
		if (round == 0)
			assert_int_equal(ftruncate(fd, 100), 0);
		else
			assert_int_equal(pwrite(fd, "wild words", 10,
			    round == 1 ? 0 : 3000), 10);
		close(fd);
		assert_int_equal(hits(&later, "walrus"), 1);
		node_close(&later);
		path = only_file(s, dir);
	}
	node_close(&n);
	remove_dir(s, dir);
}

static void
without_a_folder_memory_does(void **state)
{
	struct scratch *s = *state;
	char *dir = make_dir(s);
	struct node n = node_open(s, "/nowhere/cache"), open_to_all;

	write_article(&n, "viper", "A viper hisses.", true);
	assert_int_equal(hits(&n, "viper"), 1);
	node_close(&n);
	assert_int_equal(chmod(dir, 0777), 0);
	open_to_all = node_open(s, dir);
	assert_int_equal(hits(&open_to_all, "viper"), 1);
	node_close(&open_to_all);
	remove_dir(s, dir);
}

/* A limit on the size of files stands for a disk that is full. */
static void
a_full_disk_stops_nobody(void **state)
{
	const struct rlimit small = {512, RLIM_INFINITY};
	struct scratch *s = *state;
	char *dir = make_dir(s);
	struct node n = node_open(s, dir);
	struct rlimit before;
	struct source_names left;

	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	write_article(&n, "unicorn", "A unicorn is rare.", true);
	assert_int_equal(hits(&n, "unicorn"), 1);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	left = files_of(s, dir);
	for (size_t i = 0; i < left.n; i++)
		assert_true(text_ends(left.items[i], ".lock"));
	node_close(&n);
	remove_dir(s, dir);
}

/* A process that holds the lock and dies in the middle. */
static pid_t
start_maker(struct scratch *s, const char *dir)
{
	const char *path = arena_printf(s->arena, "%s/search-1.lock", dir);
	int ready[2];
	pid_t pid;
	char c;

	assert_int_equal(pipe(ready), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		int fd = open(path, O_RDWR | O_CREAT, 0600);

		if (flock(fd, LOCK_EX) == 0 && write(ready[1], "x", 1) == 1)
			pause();
		_exit(1);
	}
	assert_int_equal(read(ready[0], &c, 1), 1);
	close(ready[0]);
	close(ready[1]);
	return pid;
}

static void
others_go_on_and_a_killed_maker_is_replaced(void **state)
{
	struct scratch *s = *state;
	char *dir = make_dir(s);
	struct node n = node_open(s, dir);
	const char *torn;
	pid_t maker;
	FILE *f;

	write_article(&n, "tapir", "A tapir sleeps.", true);
	assert_int_equal(hits(&n, "tapir"), 1);
	maker = start_maker(s, dir);
	torn = arena_printf(s->arena, "%s/search-1-x.%d.tmp", dir,
	    (int)maker);
	f = fopen(torn, "we");
	assert_non_null(f);
	fclose(f);
	assert_int_equal(utime(torn, &(struct utimbuf){1, 1}), 0);
	write_article(&n, "tapir", "A tapir sleeps. A sloth too.", false);
	clock_shift(SECOND_US + SECOND_US / 10);
	assert_int_equal(hits(&n, "sloth"), 0); /* the old one */
	assert_int_equal(kill(maker, SIGKILL), 0);
	assert_int_equal(waitpid(maker, NULL, 0), maker);
	clock_shift(SECOND_US / 2);
	assert_int_equal(hits(&n, "sloth"), 1);
	assert_int_equal(access(torn, F_OK), -1);
	node_close(&n);
	remove_dir(s, dir);
}

static void
old_files_go_and_readers_keep_theirs(void **state)
{
	struct scratch *s = *state;
	char *dir = make_dir(s);
	struct node n = node_open(s, dir);
	const struct index *held;
	const char *first;
	struct err e = {0};

	write_article(&n, "saiga", "A saiga runs.", true);
	first = only_file(s, dir);
	assert_int_equal(kb_index_get(&n.scope, &held, &e), RC_OK);
	assert_int_equal(utime(first, &(struct utimbuf){1, 1}), 0);
	write_article(&n, "saiga", "A saiga runs fast.", true);
	assert_string_not_equal(only_file(s, dir), first);
	assert_int_equal(access(first, F_OK), -1);
	/* Still mapped: the request that took it goes on. */
	assert_int_equal(index_verify(held, &e), RC_OK);
	node_close(&n);
	remove_dir(s, dir);
}

static void
synonyms_are_imported_once(void **state)
{
	struct scratch *s = *state;
	char *dir = make_dir(s);
	struct node n = node_open(s, dir);
	struct kb_synonym_import in = {.language = "en",
	    .path = arena_printf(s->arena, "%s/en.txt", dir)};
	struct err e = {0};
	FILE *f = fopen(in.path, "we");

	assert_non_null(f);
	fputs("# of the zoo\nrhino|rhinoceros\nSnow Leopard | ounce > cub\n",
	    f);
	fclose(f);
	write_article(&n, "rhino", "A rhinoceros bathes.", true);
	assert_int_equal(kb_synonyms_import(&n.scope, &in, &e), RC_OK);
	assert_true(in.changed);
	assert_int_equal(in.n, 2);
	assert_true(hits(&n, "rhino") >= 1);
	assert_string_equal(scratch_text(s, s->admin, "select words as v "
	    "from synonym order by id desc limit 1"),
	    "snow leopard | ounce > cub");
	in.changed = false;
	assert_int_equal(kb_synonyms_import(&n.scope, &in, &e), RC_OK);
	assert_false(in.changed);
	f = fopen(in.path, "we");
	fputs("alone\n", f);
	fclose(f);
	assert_int_equal(kb_synonyms_import(&n.scope, &in, &e), RC_INVALID);
	assert_non_null(strstr(e.message, "en.txt:1: expected"));
	node_close(&n);
	remove_dir(s, dir);
}

/* As if an older program had cut it into one piece. */
static void
a_reindex_cuts_anew(void **state)
{
	struct scratch *s = *state;
	char *dir = make_dir(s);
	struct node n = node_open(s, dir);
	struct kb_import in = {0};
	struct err e = {0};

	write_article(&n, "quokka", "A quokka smiles.\n\n## Food\n\nGrass.",
	    true);
	assert_int_equal(kb_reindex(&n.scope, &in, &e), RC_OK);
	assert_true(in.n_files >= 1);
	assert_int_equal(in.n_changed, 0);
	scratch_do(s, "delete from passage where anchor = 'quokka-food'");
	in = (struct kb_import){0};
	assert_int_equal(kb_reindex(&n.scope, &in, &e), RC_OK);
	assert_int_equal(in.n_changed, 1);
	assert_int_equal(scratch_i64(s, s->admin, "select count(*) as v "
	    "from passage where anchor = 'quokka-food' and is_current"), 1);
	assert_int_equal(scratch_i64(s, s->admin, "select revision as v "
	    "from article where slug = 'quokka'"), 2);
	assert_int_equal(scratch_i64(s, s->admin, "select "
	    "count(distinct source_hash) as v from article_revision r join "
	    "article a on a.id = r.article_id where slug = 'quokka'"), 1);
	assert_true(hits(&n, "quokka food") >= 1);
	node_close(&n);
	remove_dir(s, dir);
}

static int
setup(void **state)
{
	crypt_init();
	return scratch_setup_migrated(state);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SCRATCH_TEST(a_transaction_makes_one_version),
		SCRATCH_TEST(an_import_leaves_a_file_for_all),
		SCRATCH_TEST(a_change_is_seen_within_two_seconds),
		SCRATCH_TEST(what_is_taken_back_was_never_there),
		SCRATCH_TEST(a_damaged_file_is_made_again),
		SCRATCH_TEST(without_a_folder_memory_does),
		SCRATCH_TEST(a_full_disk_stops_nobody),
		SCRATCH_TEST(others_go_on_and_a_killed_maker_is_replaced),
		SCRATCH_TEST(old_files_go_and_readers_keep_theirs),
		SCRATCH_TEST(synonyms_are_imported_once),
		SCRATCH_TEST(a_reindex_cuts_anew),
	};

	return cmocka_run_group_tests(tests, setup, scratch_teardown);
}
