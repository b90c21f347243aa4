// SPDX-License-Identifier: GPL-2.0-only
/* spatch_run: what a spatch that crashes, hangs or lies costs, and what is left behind: nothing. */
#include "spatch_world.h"

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
		assert_false(p->task[1].parsed[0]);
		if (failure) {
			assert_non_null(p->task[1].failure);
			assert_non_null(strstr(p->task[1].failure, failure));
		} else {
			assert_null(p->task[1].failure);
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

/* The good slices get no longer, and a machine may be busy. */
static void expect_hang_lost(struct place *p)
{
	p->options.time_limit = 4;
	expect_lost(p, "do_hang();", "longer than 4 s");
}

static void a_hang_costs_only_its_slice(void **state)
{
	expect_hang_lost(*state);
}

static void an_exception_costs_only_its_slice(void **state)
{
	expect_lost(*state, "do_exn();", "Failure(\"boom\")");
}

/* As spatch 1.3 does: status 0, and no result of any file. */
static void an_exception_for_all_costs_only_its_slice(void **state)
{
	expect_lost(*state, "do_lose();", "Failure(\"lost\")");
}

static void a_timeout_costs_only_its_slice(void **state)
{
	expect_lost(*state, "do_time();", "longer than 100 s");
}

static void garbage_costs_only_its_slice(void **state)
{
	expect_lost(*state, "do_garbage();", "cannot be used");
}

static void an_unparsed_slice_is_no_failure(void **state)
{
	expect_lost(*state, "do_nothing();", NULL);
}

static void expect_error(struct place *p, const char *what)
{
	add_file(p, "old_call();");
	assert_int_equal(run(p), -1);
	if (!strstr(p->err.text, what))
		print_error("%s\n", p->err.text);
	assert_non_null(strstr(p->err.text, what));
	assert_null(strchr(p->err.text, '\n'));
	assert_null(p->task[0].parsed);
	drop_files(p);
}

/* One for each patch is started, and used; those that nobody needs are gone again. */
static void a_head_start_is_used(void **state)
{
	struct place *p = *state;

	p->head_start = true;
	add_file(p, "old_call(1);");
	add_file(p, "old_call(2);");
	assert_int_equal(run(p), 0);
	expect_good(p, 0);
	expect_good(p, 1);
	assert_int_equal(starts(p), 2);
	drop_files(p);
	assert_int_equal(run(p), 0);
	assert_true(is_empty(p->tmp));
	p->options.spatch = "no-such-spatch";
	expect_error(p, "not found");
	p->options.spatch = p->spatch;
	p->options.jobs = 1;
	forget(p, "starts");
	assert_int_equal(run(p), 0);
	assert_int_equal(starts(p), 0);
}

static void a_head_start_that_fails_costs_nothing_else(void **state)
{
	struct place *p = *state;

	p->head_start = true;
	expect_lost(p, "do_crash();", "signal 11");
	expect_hang_lost(p);
	write_text(p->dir, "good", fake, 0755);
	write_text(p->dir, "spatch", dies_at_first, 0755);
	p->options.jobs = 2;
	add_file(p, "old_call(1);");
	add_file(p, "old_call(2);");
	assert_int_equal(run(p), 0);
	expect_good(p, 0);
	expect_good(p, 1);
	assert_true(is_empty(p->tmp));
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

static void rules_that_are_empty_or_no_file(void **state)
{
	struct place *p = *state;
	char *link;

	write_text(p->rules, "two.cocci", "", 0644);
	expect_error(p, "two.cocci: is empty; install gupsweep again");
	write_text(p->rules, "two.cocci", "locked", 0644);
	write_text(p->rules, "none.iso", "", 0644);
	expect_error(p, "none.iso: is empty");
	p->options.own_rules = true;
	write_text(p->rules, "none.iso", "another", 0644);
	expect_error(p, "none.iso: is not the one of gupsweep");
	p->options.own_rules = false;
	run_good(p);
	drop_files(p);
	p->options.rules = p->dir; /* "log" is a folder there */
	link = memory_printf("%s/none.iso", p->dir);
	assert_int_equal(symlink(p->log, link), 0);
	free(link);
	expect_error(p, "none.iso: Is a directory");
	p->options.rules = p->rules;
}

/* Without the canary each slice would be one that spatch had nothing to change in. */
static void a_spatch_that_does_nothing_is_an_error(void **state)
{
	static const char *const doings[] = {
		"exit 0",
		/* parsed and nothing else, as with expressions that match nothing */
		"for f in $(cat $(echo \"$*\" | sed 's/.*--file-groups \\([^ ]*\\).*/\\1/')); do "
		"echo \"HANDLING: $f\" >&2; sed 's/^{/{ gupsweep_parsed;/' $f >$f.res; done",
	};
	struct place *p = *state;

	for (size_t i = 0; i < 2; i++) {
		char *text = memory_printf("#!/bin/sh\nif [ \"$1\" = --version ]; then\n"
					   "echo spatch version 1.3 compiled; echo Syntax of "
					   "regular expressions: Str\n"
					   "exit; fi\n%s\n",
					   doings[i]);

		write_text(p->dir, "spatch", text, 0755);
		free(text);
		for (p->options.jobs = 1; p->options.jobs < 3; p->options.jobs++)
			expect_error(p, "/spatch, version 1.3, regular expressions Str: does not "
					"make of our own example what ");
		assert_true(is_empty(p->tmp));
	}
	write_text(p->dir, "spatch",
		   "#!/bin/sh\n[ \"$1\" = --version ] && echo spatch version 1.3 && exit\n"
		   "echo no library >&2; exit 2\n",
		   0755);
	expect_error(p, "ended with status 2: no library");
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
	assert_non_null(strstr(args, "/rules/one.cocci --iso-file"));
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
	p->options.time_limit = 1;
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_crash_costs_only_its_slice),
		TEST(an_exit_costs_only_its_slice),
		TEST(a_hang_costs_only_its_slice),
		TEST(an_exception_costs_only_its_slice),
		TEST(an_exception_for_all_costs_only_its_slice),
		TEST(a_timeout_costs_only_its_slice),
		TEST(garbage_costs_only_its_slice),
		TEST(an_unparsed_slice_is_no_failure),
		TEST(a_head_start_is_used),
		TEST(a_head_start_that_fails_costs_nothing_else),
		TEST(when_nothing_works_it_is_one_error),
		TEST(missing_or_old_spatch),
		TEST(missing_rules),
		TEST(rules_that_are_empty_or_no_file),
		TEST(a_spatch_that_does_nothing_is_an_error),
		TEST(full_disk),
		TEST(children_see_nothing_of_home),
		TEST(signals_leave_nothing),
		TEST(ignored_signals_stay_ignored),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
