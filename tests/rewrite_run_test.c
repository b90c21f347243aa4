// SPDX-License-Identifier: GPL-2.0-only
/*
 * rewrite_run: the processes, with a script in spatch's place that does to a slice what the slice
 * asks for: crash, hang, raise an exception, print garbage. And the cache.
 */
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/memory.h"
#include "rewrite/cache.h"
#include "rewrite/rewrite.h"

/*
 * Like spatch it writes its results at its end. Each start is a line in $LOG_DIR/starts, each pid of
 * a hanging child one in $LOG_DIR/pids.
 */
static const char fake[] =
	"#!/bin/sh\n"
	"if [ \"$1\" = --version ]; then echo 'spatch version 1.1.1 compiled with x'; exit; fi\n"
	"echo \"$*\" >>$LOG_DIR/starts\n"
	"echo \"$HOME $PWD $XDG_CONFIG_HOME $TMPDIR\" >$LOG_DIR/env\n"
	"cat >$LOG_DIR/input\n"
	"list=$(echo \"$*\" | sed 's/.*--file-groups \\([^ ]*\\).*/\\1/')\n"
	"for f in $(cat $list); do\n"
	"	echo \"HANDLING: $f\" >&2\n"
	"	if grep -q do_crash $f; then kill -SEGV $$; sleep 5; fi\n"
	"	if grep -q do_exit $f; then echo broken >&2; exit 7; fi\n"
	"	if grep -q do_hang $f; then sleep 1000 & echo $! $$ >>$LOG_DIR/pids; wait; fi\n"
	"	if grep -q do_full $f; then echo \"cp: error writing '$f.res': No space left on "
	"device\" "
	">&2; fi\n"
	"	if grep -q do_exn $f; then echo \"EXN: Failure(\\\"boom\\\") in $f\" >&2; "
	"continue; fi\n"
	"	if grep -q do_time $f; then echo \"EXN: Coccinelle_modules.Common.Timeout in $f\" "
	">&2; "
	"continue; fi\n"
	"	if grep -q do_nothing $f; then continue; fi\n"
	"	if grep -q do_garbage $f; then head -c 5000 /dev/urandom >$f.out; continue; fi\n"
	"	sed 's/{/{ gupsweep_parsed;/; s/old_call/new_call/' $f >$f.out\n"
	"done\n"
	"for f in $(cat $list); do if [ -e $f.out ]; then mv $f.out $f.res; fi; done\n";

struct place {
	char dir[64]; /* with spatch, tmp/, rules/, log/ */
	char *spatch, *tmp, *rules, *log, *cache;
	struct api api;
	struct sites sites;
	struct site_file file[8];
	struct rewrite_file request[8];
	uint32_t function;
	size_t count;
	struct rewrite_options options;
	struct error err;
};

static void write_text(const char *dir, const char *name, const char *text, mode_t mode)
{
	char *path = memory_printf("%s/%s", dir, name);
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	close(fd);
	free(path);
}

static char *make_folder(const char *dir, const char *name)
{
	char *path = memory_printf("%s/%s", dir, name);

	assert_int_equal(mkdir(path, 0700), 0);
	return path;
}

static int set_up(void **state)
{
	struct place *p = memory_alloc(sizeof(*p));

	strcpy(p->dir, "/tmp/rewrite-run-test-XXXXXX");
	assert_non_null(mkdtemp(p->dir));
	write_text(p->dir, "spatch", fake, 0755);
	p->spatch = memory_printf("%s/spatch", p->dir);
	p->tmp = make_folder(p->dir, "tmp");
	p->rules = make_folder(p->dir, "rules");
	p->log = make_folder(p->dir, "log");
	p->cache = memory_printf("%s/a/b/cache", p->dir);
	write_text(p->rules, "gup_unlocked.cocci", "unlocked", 0644);
	write_text(p->rules, "gup_locked.cocci", "locked", 0644);
	write_text(p->rules, "none.iso", "", 0644);
	setenv("TMPDIR", p->tmp, 1);
	setenv("LOG_DIR", p->log, 1);
	p->options = (struct rewrite_options){ .spatch = p->spatch,
					       .rules = p->rules,
					       .jobs = 2,
					       .time_limit = 1 };
	*state = p;
	return 0;
}

static int remove_one(const char *path, const struct stat *st, int flag, struct FTW *ftw)
{
	(void)st;
	(void)flag;
	(void)ftw;
	return remove(path);
}

static void drop_files(struct place *p)
{
	for (size_t i = 0; i < p->count; i++) {
		rewrite_file_free(&p->request[i]);
		source_free(&p->file[i].src);
		buf_free(&p->file[i].text);
	}
	p->count = 0;
}

static int tear_down(void **state)
{
	struct place *p = *state;

	drop_files(p);
	chmod(p->dir, 0700);
	nftw(p->dir, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	free(p->spatch);
	free(p->tmp);
	free(p->rules);
	free(p->log);
	free(p->cache);
	free(p);
	unsetenv("TMPDIR");
	return 0;
}

/* A file with one function whose body is @body. */
static void add_file(struct place *p, const char *body)
{
	struct site_file *f = &p->file[p->count];

	*f = (struct site_file){ .path = (char *)"a.c" };
	buf_printf(&f->text, "int f%zu(void)\n{\n\t%s\n}\n", p->count, body);
	source_read(&f->src, f->text.data, f->text.len);
	p->request[p->count] =
		(struct rewrite_file){ .file = f, .functions = &p->function, .function_count = 1 };
	p->count++;
}

static int run(struct place *p)
{
	return rewrite_run(&p->options, &p->api, &p->sites, p->request, p->count, &p->err);
}

static bool is_empty(const char *dir)
{
	return !rmdir(dir) && !mkdir(dir, 0700);
}

static char *read_text(const struct place *p, const char *name)
{
	char *path = memory_printf("%s/%s", p->log, name);
	FILE *file = fopen(path, "r");
	char *text = memory_alloc(65536);

	if (file) {
		assert_true(fread(text, 1, 65535, file) < 65535);
		fclose(file);
	}
	free(path);
	return text;
}

static int starts(const struct place *p)
{
	char *text = read_text(p, "starts");
	int lines = 0;

	for (char *c = text; *c; c++)
		lines += *c == '\n';
	free(text);
	return lines;
}

/* Is there none of the processes whose pids were noted, or only as a zombie? */
static void expect_no_process(const struct place *p)
{
	char *text = read_text(p, "pids"), *save = NULL;

	for (char *word = strtok_r(text, " \n", &save); word; word = strtok_r(NULL, " \n", &save)) {
		char *path = memory_printf("/proc/%s/stat", word);
		char line[512] = "";
		bool alive = true;

		for (int tries = 0; alive && tries < 100; tries++) {
			FILE *file = fopen(path, "r");

			alive = file && fgets(line, sizeof(line), file) && !strstr(line, ") Z ");
			if (file)
				fclose(file);
			if (alive)
				usleep(10000);
		}
		assert_false(alive);
		free(path);
	}
	free(text);
}

static void expect_good(const struct place *p, size_t i)
{
	assert_null(p->request[i].failure);
	assert_true(p->request[i].parsed[0]);
	assert_int_equal(p->request[i].changes[FORM_UNLOCKED].count, 1);
	assert_int_equal(p->request[i].changes[FORM_LOCKED].count, 1);
	assert_string_equal(p->request[i].changes[FORM_LOCKED].change[0].text, "new_call");
}

/* Two good slices around one that is @body: they keep their results, it has @failure. */
static void expect_lost(struct place *p, const char *body, const char *failure)
{
	for (int jobs = 1; jobs <= 3; jobs += 2) {
		p->options.jobs = jobs;
		add_file(p, "old_call(1);");
		add_file(p, body);
		add_file(p, "old_call(2);");
		assert_int_equal(run(p), 0);
		expect_good(p, 0);
		expect_good(p, 2);
		assert_false(p->request[1].parsed[0]);
		if (failure) {
			assert_non_null(p->request[1].failure);
			assert_non_null(strstr(p->request[1].failure, failure));
		} else {
			assert_null(p->request[1].failure);
		}
		assert_true(is_empty(p->tmp));
		expect_no_process(p);
		drop_files(p);
	}
}

static void a_crash_costs_only_its_slice(void **state)
{
	expect_lost(*state, "do_crash();", "signal 11");
}

static void an_exit_costs_only_its_slice(void **state)
{
	expect_lost(*state, "do_exit();", "status 7: broken");
}

static void a_hang_costs_only_its_slice(void **state)
{
	expect_lost(*state, "do_hang();", "longer than 1 s");
}

static void an_exception_costs_only_its_slice(void **state)
{
	expect_lost(*state, "do_exn();", "Failure(\"boom\")");
}

static void a_timeout_costs_only_its_slice(void **state)
{
	expect_lost(*state, "do_time();", "longer than 1 s");
}

static void garbage_costs_only_its_slice(void **state)
{
	expect_lost(*state, "do_garbage();", "cannot be used");
}

static void an_unparsed_slice_is_no_failure(void **state)
{
	expect_lost(*state, "do_nothing();", NULL);
}

static void when_nothing_works_it_is_one_error(void **state)
{
	struct place *p = *state;

	for (int i = 0; i < 8; i++)
		add_file(p, "do_exit();");
	assert_int_equal(run(p), -1);
	assert_non_null(strstr(p->err.text, "status 7"));
	assert_true(starts(p) < 16);
	assert_true(is_empty(p->tmp));
}

static void expect_error(struct place *p, const char *what)
{
	add_file(p, "old_call();");
	assert_int_equal(run(p), -1);
	if (!strstr(p->err.text, what))
		print_error("%s\n", p->err.text);
	assert_non_null(strstr(p->err.text, what));
	assert_null(strchr(p->err.text, '\n'));
	assert_null(p->request[0].parsed);
	drop_files(p);
}

static void missing_or_old_spatch(void **state)
{
	struct place *p = *state;

	p->options.spatch = "no-such-spatch";
	expect_error(p, "not found; install it with `apt-get install coccinelle`");
	p->options.spatch = "./no-such-spatch";
	expect_error(p, "not found");
	p->options.spatch = p->spatch;
	write_text(p->dir, "spatch", "#!/bin/sh\necho spatch version 1.1.0 compiled\n", 0755);
	expect_error(p, "1.1.0 is older than 1.1.1");
	write_text(p->dir, "spatch", "#!/bin/sh\necho hello\n", 0755);
	expect_error(p, "does not say its version");
	write_text(p->dir, "spatch", "not a program", 0755);
	expect_error(p, "does not say its version");
	assert_true(is_empty(p->tmp));
}

static void missing_rules(void **state)
{
	struct place *p = *state;

	p->options.rules = "/nonexistent";
	expect_error(p, "No such file");
}

static void full_disk(void **state)
{
	struct place *p = *state;
	struct rlimit old, tiny;

	setenv("TMPDIR", "/nonexistent", 1);
	expect_error(p, "set TMPDIR");
	setenv("TMPDIR", p->tmp, 1);
	getrlimit(RLIMIT_FSIZE, &old);
	tiny = old;
	tiny.rlim_cur = 4;
	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &tiny);
	add_file(p, "old_call();");
	assert_int_equal(run(p), -1);
	setrlimit(RLIMIT_FSIZE, &old);
	signal(SIGXFSZ, SIG_DFL);
	drop_files(p);
	add_file(p, "do_full();");
	assert_int_equal(run(p), -1);
	assert_non_null(strstr(p->err.text, "no space left"));
	assert_true(is_empty(p->tmp));
}

static void children_see_nothing_of_home(void **state)
{
	struct place *p = *state;
	char *env, *input, *prefix = memory_printf("%s/gupsweep-", p->tmp);
	char *args, *typed = memory_printf("%s/typed", p->log);
	int old = dup(0);

	write_text(p->log, "typed", "what the user types", 0600);
	assert_non_null(freopen(typed, "r", stdin));
	add_file(p, "old_call();");
	assert_int_equal(run(p), 0);
	dup2(old, 0);
	close(old);
	free(typed);
	env = read_text(p, "env");
	for (char *word = strtok(env, " \n"); word; word = strtok(NULL, " \n"))
		assert_memory_equal(word, prefix, strlen(prefix));
	input = read_text(p, "input");
	assert_string_equal(input, "");
	args = read_text(p, "starts");
	assert_non_null(strstr(args, "-D patch -D audited"));
	free(env);
	free(input);
	free(args);
	free(prefix);
}

/* Nothing is left whenever a signal comes, and it is the signal that we die of. */
static void signals_leave_nothing(void **state)
{
	static const int signals[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };
	struct place *p = *state;

	add_file(p, "old_call();");
	add_file(p, "do_hang();");
	p->options.time_limit = 100;
	for (int i = 0; i < 24; i++) {
		int status, which = signals[i % 4];
		pid_t pid = fork();

		if (!pid) {
			struct rlimit none = { 0 };

			setrlimit(RLIMIT_CORE, &none);
			run(p);
			_exit(0);
		}
		usleep((useconds_t)(i * i * 300));
		kill(pid, which);
		assert_int_equal(waitpid(pid, &status, 0), pid);
		assert_true(WIFSIGNALED(status));
		assert_int_equal(WTERMSIG(status), which);
		assert_true(is_empty(p->tmp));
		expect_no_process(p);
	}
}

static void ignored_signals_stay_ignored(void **state)
{
	struct place *p = *state;
	int status;
	pid_t pid;

	add_file(p, "do_hang();");
	pid = fork();
	if (!pid) {
		signal(SIGHUP, SIG_IGN);
		_exit(run(p) ? 1 : 0);
	}
	usleep(300000);
	kill(pid, SIGHUP);
	waitpid(pid, &status, 0);
	assert_true(WIFEXITED(status) && !WEXITSTATUS(status));
	expect_no_process(p);
}

static void run_good(struct place *p)
{
	drop_files(p);
	add_file(p, "old_call(1);");
	add_file(p, "do_nothing();");
	assert_int_equal(run(p), 0);
	expect_good(p, 0);
	assert_false(p->request[1].parsed[0]);
}

static void a_warm_cache_starts_nothing(void **state)
{
	struct place *p = *state;
	int before;

	p->options.cache = p->cache;
	run_good(p);
	before = starts(p);
	assert_true(before > 0);
	setenv("TMPDIR", "/nonexistent", 1);
	run_good(p);
	assert_int_equal(starts(p), before);
	setenv("TMPDIR", p->tmp, 1);
	write_text(p->rules, "gup_locked.cocci", "changed", 0644);
	run_good(p);
	assert_int_equal(starts(p), before + 1);
	drop_files(p);
	add_file(p, "old_call(3);");
	assert_int_equal(run(p), 0);
	assert_int_equal(starts(p), before + 3);
}

static void failures_are_not_cached(void **state)
{
	struct place *p = *state;
	int before;

	p->options.cache = p->cache;
	add_file(p, "do_exn();");
	assert_int_equal(run(p), 0);
	before = starts(p);
	drop_files(p);
	add_file(p, "do_exn();");
	assert_int_equal(run(p), 0);
	assert_int_equal(starts(p), 2 * before);
	assert_non_null(p->request[0].failure);
}

/* Change the cache's file with SQL, as a hostile writer would. */
static void alter(const struct place *p, const char *sql)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(p->cache, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

static void a_tampered_cache_is_not_believed(void **state)
{
	static const char *const attacks[] = {
		"UPDATE answer SET value = x'00ff'",
		"UPDATE answer SET value = x'00ff' WHERE length(value) > 10",
		"UPDATE answer SET hash = 'short'",
		"UPDATE answer SET value = NULL, hash = NULL",
		"UPDATE answer SET value = zeroblob(3000000)",
		"UPDATE answer SET value = 1.5, used = 'x'",
		"DROP TABLE answer; CREATE VIEW answer AS SELECT 1 AS key, 2 AS hash, 3 AS value, "
		"4 AS used",
		"DROP TABLE answer; CREATE TABLE answer (x)",
		"CREATE TRIGGER t AFTER INSERT ON answer BEGIN DELETE FROM answer; END; "
		"DELETE FROM answer",
		"PRAGMA user_version = 99",
	};
	struct place *p = *state;

	p->options.cache = p->cache;
	for (size_t i = 0; i < sizeof(attacks) / sizeof(attacks[0]); i++) {
		int before;

		run_good(p);
		alter(p, attacks[i]);
		before = starts(p);
		run_good(p);
		assert_true(starts(p) > before);
		before = starts(p);
		run_good(p);
		assert_int_equal(starts(p), before);
	}
}

/* Overwrite bytes of the cache's file. */
static void damage(const struct place *p, long at, size_t len)
{
	FILE *file = fopen(p->cache, "r+");

	assert_non_null(file);
	fseek(file, at, SEEK_SET);
	while (len--)
		fputc(0xa5, file);
	fclose(file);
}

static void a_damaged_cache_is_started_anew(void **state)
{
	struct place *p = *state;
	int before;

	p->options.cache = p->cache;
	run_good(p);
	damage(p, 100, 4000);
	run_good(p);
	before = starts(p);
	run_good(p);
	assert_int_equal(starts(p), before);
	assert_int_equal(truncate(p->cache, 5000), 0);
	run_good(p);
	run_good(p);
}

static void what_is_not_ours_is_not_touched(void **state)
{
	struct place *p = *state;
	char *path = memory_printf("%s/letter", p->log), *text;
	sqlite3 *db;

	write_text(p->log, "letter", "Dear reader, this is no database at all.\n", 0600);
	p->options.cache = path;
	run_good(p);
	text = read_text(p, "letter");
	assert_string_equal(text, "Dear reader, this is no database at all.\n");
	free(text);
	unlink(path);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "CREATE TABLE mine (x)", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	run_good(p);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "SELECT x FROM mine", NULL, NULL, NULL), SQLITE_OK);
	assert_int_not_equal(sqlite3_exec(db, "SELECT * FROM answer", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	free(path);
}

static void a_locked_or_impossible_cache_is_no_hindrance(void **state)
{
	struct place *p = *state;
	sqlite3 *db;

	p->options.cache = p->cache;
	run_good(p);
	assert_int_equal(sqlite3_open(p->cache, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "BEGIN EXCLUSIVE", NULL, NULL, NULL), SQLITE_OK);
	run_good(p);
	sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
	sqlite3_close(db);
	p->options.cache = "/proc/nowhere/cache";
	run_good(p);
	p->options.cache = p->log;
	run_good(p);
}

static void the_cache_is_bounded(void **state)
{
	struct place *p = *state;
	struct cache *cache = cache_open(p->cache);
	unsigned char key[CACHE_KEY];
	struct buf value = { 0 };
	int found = 0;

	assert_non_null(cache);
	for (int i = 0; i < 9000; i++) {
		assert_true(cache_hash((const char *)&i, sizeof(i), key));
		cache_put(cache, key, "x", 1);
	}
	cache_close(cache);
	cache = cache_open(p->cache);
	for (int i = 0; i < 9000; i++) {
		assert_true(cache_hash((const char *)&i, sizeof(i), key));
		found += cache_get(cache, key, &value);
	}
	assert_true(found > 0 && found <= 8000);
	cache_close(cache);
	buf_free(&value);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_crash_costs_only_its_slice),
		TEST(an_exit_costs_only_its_slice),
		TEST(a_hang_costs_only_its_slice),
		TEST(an_exception_costs_only_its_slice),
		TEST(a_timeout_costs_only_its_slice),
		TEST(garbage_costs_only_its_slice),
		TEST(an_unparsed_slice_is_no_failure),
		TEST(when_nothing_works_it_is_one_error),
		TEST(missing_or_old_spatch),
		TEST(missing_rules),
		TEST(full_disk),
		TEST(children_see_nothing_of_home),
		TEST(signals_leave_nothing),
		TEST(ignored_signals_stay_ignored),
		TEST(a_warm_cache_starts_nothing),
		TEST(failures_are_not_cached),
		TEST(a_tampered_cache_is_not_believed),
		TEST(a_damaged_cache_is_started_anew),
		TEST(what_is_not_ours_is_not_touched),
		TEST(a_locked_or_impossible_cache_is_no_hindrance),
		TEST(the_cache_is_bounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
