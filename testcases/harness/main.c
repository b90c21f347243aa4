/* SPDX-License-Identifier: GPL-2.0-only
 *
 * The harness for the testcases of one signature:
 *
 *	check			each testcase before and after: "ok ..." or "FAIL ..." lines
 *	bounds			what is explored
 *	first-failure		the same up to the first "FAIL ..."
 *	mutants			each mutant: "killed MUTANT TESTCASE: WHY" or "alive MUTANT TESTCASE"
 *	replay NAME SCHEDULE	both versions in one schedule, step by step
 *	predict NAME SITUATION [SCHEDULE]	what the model expects, for scripts
 *	predict -				the same for each such line of the input
 *
 * NAME is a testcase or TESTCASE:FUNCTION. Each comparison runs in a process of its own, so that one
 * that crashes or does not end tells only of itself.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "predict.h"

#define SECONDS 20	/* for one comparison */
#define NOTHING_RIGHT 2 /* of one whose testcase is wrong in every schedule: nothing to compare */
#define FOUND_WRONG 2	/* exit status of one that is wrong before, as it says */

/* Reading a vma after its lock was let go, or plain nonsense. */
static void on_crash(int number, siginfo_t *info, void *context)
{
	(void)context;
	if (number == SIGSEGV && model_vma_at(info->si_addr) >= 0)
		model_fail("a vma is used after its lock was let go");
	if (number == SIGSEGV)
		model_fail("crash: address %p is used", info->si_addr);
	model_fail("undefined behaviour");
}

static void catch_crashes(void)
{
	struct sigaction action = { .sa_sigaction = on_crash, .sa_flags = SA_SIGINFO | SA_NODEFER };

	sigaction(SIGSEGV, &action, NULL);
	sigaction(SIGBUS, &action, NULL);
	sigaction(SIGILL, &action, NULL);
}

static const struct subject *version_of(const struct subject *of, const char *version)
{
	size_t i;

	for (i = 0; subjects[i]; i++)
		if (!strcmp(subjects[i]->testcase, of->testcase) &&
		    !strcmp(subjects[i]->options, of->options) &&
		    !strcmp(subjects[i]->version, version))
			return subjects[i];
	return NULL;
}

/* Run work(before, after) in a process of its own; its exit status, or -1 where it did not end well. */
static int apart(int (*work)(const struct subject *, const struct subject *),
		 const struct subject *before, const struct subject *after)
{
	int status;
	pid_t child;

	fflush(stdout);
	child = fork();
	if (child == 0) {
		alarm(SECONDS);
		status = work(before, after);
		fflush(stdout);
		_exit(status);
	}
	if (child < 0 || waitpid(child, &status, 0) < 0)
		return -1;
	return WIFEXITED(status) && WEXITSTATUS(status) <= FOUND_WRONG ? WEXITSTATUS(status) : -1;
}

static void name_of(const struct subject *subject, char *text, size_t size)
{
	snprintf(text, size, "%s%s%s", subject->testcase, subject->options[0] ? " " : "",
		 subject->options);
}

static void print_difference(const struct subject *subject, const struct function *function,
			     const struct function *second, const struct exploration *e)
{
	static struct outcome before, after;
	struct schedule schedule = e->schedule;
	char text[1024], difference[200];
	bool killed;

	schedule_text(&schedule, function, text, sizeof(text));
	printf("  in the schedule %s\n", text);
	before.run.talk = after.run.talk = true;
	explore_one(&before, &after, function, second, &schedule, difference, sizeof(difference),
		    &killed);
	printf("  again: testcases/run-harness.sh replay %s:%s '%s'\n", subject->testcase,
	       function->name, text);
}

/* What is to be said of a pair of functions; "" if all is well. */
static void judge(const struct exploration *e, bool may_be_wrong, char *text, size_t size)
{
	text[0] = '\0';
	if (e->capped)
		snprintf(text, size, "more than %d schedules", SCHEDULE_CAP);
	else if (e->differs)
		snprintf(text, size, "%s", e->difference);
	else if (e->wrong && !may_be_wrong)
		snprintf(text, size, "the testcase is wrong by itself: %s", e->wrong_why);
	else if (!e->got && e->astray)
		snprintf(text, size,
			 "no schedule obtains a page; which argument is an address? "
			 "(head line \"arg: NAME address\")");
}

/* All functions of a testcase together. */
static void add(struct exploration *sum, const struct exploration *e)
{
	sum->schedules += e->schedules;
	sum->killed += e->killed;
	sum->wrong += e->wrong;
	sum->kept += e->kept;
	sum->dropped += e->dropped;
	if (e->wrong)
		snprintf(sum->wrong_why, sizeof(sum->wrong_why), "%s", e->wrong_why);
}

static void print_sum(const char *name, const struct exploration *sum, bool changed)
{
	printf("ok %s: %lu schedules, %s", name, sum->schedules,
	       changed ? "same" : "stays as it is");
	if (sum->kept)
		printf(", waits with the lock held in %lu", sum->kept);
	if (sum->dropped)
		printf(", no more in %lu of these", sum->dropped);
	if (sum->killed)
		printf(", ends by a fatal signal in %lu", sum->killed);
	if (sum->wrong)
		printf(", is wrong by itself in %lu: %s", sum->wrong, sum->wrong_why);
	printf("\n");
}

static int check_pair(const struct subject *before, const struct subject *after)
{
	static struct exploration e, sum;
	char name[200], text[300];
	unsigned int i;

	name_of(before, name, sizeof(name));
	if (before->nr != after->nr || !before->nr) {
		printf("FAIL %s: %u functions before, %u after\n", name, before->nr, after->nr);
		return 1;
	}
	for (i = 0; i < before->nr; i++) {
		const struct function *f = &before->functions[i];

		explore(&e, f, &after->functions[i], false);
		judge(&e, before->wrong[0] || f->may_be_wrong, text, sizeof(text));
		if (text[0]) {
			printf("FAIL %s: %s(): %s\n", name, f->name, text);
			if (e.differs)
				print_difference(before, f, &after->functions[i], &e);
			return 1;
		}
		add(&sum, &e);
	}
	if (after->changed && sum.kept && !sum.dropped) {
		printf("FAIL %s: the lock is never dropped\n", name);
		return 1;
	}
	print_sum(name, &sum, after->changed);
	return sum.wrong ? FOUND_WRONG : 0;
}

/* Where a testcase says that it is wrong, one of its sets of options must show it. */
static bool confirmed(const struct subject *subject, int status)
{
	const struct subject *next;
	size_t i;

	if (!subject->wrong[0] || status)
		return true;
	for (i = 0; subjects[i]; i++) {
		next = subjects[i];
		if (next != subject && !strcmp(next->testcase, subject->testcase) &&
		    !strcmp(next->version, "before"))
			return true;
	}
	printf("FAIL %s: says that it is wrong (%s), but no schedule shows it\n", subject->testcase,
	       subject->wrong);
	return false;
}

/* With first_only up to the first failure. */
static int check(bool first_only)
{
	int failed = 0;
	size_t i;

	for (i = 0; subjects[i] && !(failed && first_only); i++) {
		const struct subject *before = subjects[i], *after;
		int status;

		if (strcmp(before->version, "before"))
			continue;
		after = version_of(before, "after");
		status = apart(check_pair, before, after ? after : before);
		if (status < 0)
			printf("FAIL %s: crashed, or took more than %d s\n", before->testcase,
			       SECONDS);
		failed |= status < 0 || status == 1 || !confirmed(before, status);
	}
	return failed;
}

/* Does the mutant wait with the lock held where the version that it was made of does not? */
static bool keeps_more(const struct exploration *mutant, const struct function *before,
		       const struct function *after)
{
	struct exploration good;

	if (!mutant->kept_second)
		return false;
	explore(&good, before, after, false);
	return mutant->kept_second > good.kept_second;
}

/* 1 if it is told apart, which it prints. */
static int try_mutant(const struct subject *before, const struct subject *mutant)
{
	const struct subject *after = version_of(mutant, "after");
	unsigned long right = 0;
	struct exploration e;
	char text[1024] = "";
	unsigned int i;

	if (!after)
		after = before;
	for (i = 0; i < before->nr; i++) {
		explore(&e, &before->functions[i], &mutant->functions[i], true);
		right += e.schedules - e.wrong;
		if (e.differs)
			schedule_text(&e.schedule, &before->functions[i], text, sizeof(text));
		else if (keeps_more(&e, &before->functions[i], &after->functions[i]))
			snprintf(e.difference, sizeof(e.difference), "waits with the lock held");
		else
			continue;
		printf("killed\t%s\t%s\t%s\t%s\n", mutant->version, before->testcase, e.difference,
		       text);
		return 1;
	}
	return right ? 0 : NOTHING_RIGHT;
}

static int mutants(void)
{
	size_t i;

	for (i = 0; subjects[i]; i++) {
		const struct subject *mutant = subjects[i], *before;

		if (!strcmp(mutant->version, "before") || !strcmp(mutant->version, "after"))
			continue;
		before = version_of(mutant, "before");
		if (!before || before->nr != mutant->nr) {
			printf("killed\t%s\t%s\tother functions\t\n", mutant->version,
			       mutant->testcase);
			continue;
		}
		switch (apart(try_mutant, before, mutant)) {
		case 0:
			printf("alive\t%s\t%s\n", mutant->version, mutant->testcase);
			break;
		case -1:
			printf("killed\t%s\t%s\tcrash, or no end\t\n", mutant->version,
			       mutant->testcase);
			break;
		}
	}
	return 0;
}

/* The subjects and functions that NAME means: call work for each; how many there were. */
static int each_named(const char *name,
		      bool (*work)(const struct subject *, const struct function *, char **),
		      char **argv)
{
	const char *colon = strchr(name, ':');
	size_t length = colon ? (size_t)(colon - name) : strlen(name), i;
	unsigned int j;
	int found = 0;

	for (i = 0; subjects[i]; i++) {
		const struct subject *s = subjects[i];

		if (strncmp(s->testcase, name, length) || s->testcase[length])
			continue;
		for (j = 0; j < s->nr; j++) {
			if (colon && strcmp(s->functions[j].name, colon + 1))
				continue;
			if (!work(s, &s->functions[j], argv))
				return -1;
			found++;
		}
	}
	return found;
}

static bool replay_one(const struct subject *s, const struct function *function, char **argv)
{
	static struct outcome before, after;
	const struct subject *other = version_of(s, argv[1] ? argv[1] : "after");
	struct wishes wishes = { function, argv[0] };
	struct schedule schedule = { .advice = schedule_wish, .context = &wishes };
	char difference[200];
	bool killed;

	if (strcmp(s->version, "before"))
		return true;
	if (!other)
		other = s;
	printf("%s: %s() %s\n", s->testcase, function->name, s->options);
	before.run.talk = after.run.talk = true;
	explore_one(&before, &after, function, &other->functions[function - s->functions],
		    &schedule, difference, sizeof(difference), &killed);
	printf("  %s\n", difference[0] ? difference
			 : killed      ? "the same by the rule of fatal signals"
				       : "the same");
	return true;
}

static bool predict_one(const struct subject *s, const struct function *function, char **argv)
{
	return predict(s, function, argv[0], argv[1] ? argv[1] : "");
}

/* Lines "NAME SITUATION [SCHEDULE]": each is repeated behind "? ", its predictions follow. */
static int predict_lines(void)
{
	char line[1024], name[256], situation[64], schedule[700];
	char *words[] = { situation, schedule };

	while (fgets(line, sizeof(line), stdin)) {
		schedule[0] = '\0';
		if (sscanf(line, "%255s %63s %699s", name, situation, schedule) < 2)
			return 2;
		printf("? %s", line);
		if (each_named(name, predict_one, words) < 0)
			return 2;
	}
	return 0;
}

static int usage(void)
{
	fprintf(stderr, "usage: harness check | bounds | first-failure | mutants | replay NAME "
			"SCHEDULE [MUTANT] |"
			" predict NAME SITUATION [SCHEDULE]\nsituations:");
	predict_situations();
	return 2;
}

int main(int argc, char **argv)
{
	bool (*work)(const struct subject *, const struct function *, char **) = NULL;
	int found;

	model_vmas_prepare();
	catch_crashes();
	if (argc == 2 && !strcmp(argv[1], "check"))
		return check(false);
	if (argc == 2 && !strcmp(argv[1], "first-failure"))
		return check(true);
	if (argc == 2 && !strcmp(argv[1], "bounds")) {
		printf("bounds: counts up to %d and %d pages behind each address, in %d address "
		       "spaces, "
		       "each page in one of %d states; all combinations, none left out (more than "
		       "%d "
		       "schedules of a function would be a failure)\n",
		       BOUND_PAGES, BOUND_PAGES, BOUND_MMS, PAGE_STATES, SCHEDULE_CAP);
		return 0;
	}
	if (argc == 2 && !strcmp(argv[1], "mutants"))
		return mutants();
	if (argc == 3 && !strcmp(argv[1], "predict") && !strcmp(argv[2], "-"))
		return predict_lines();
	if (argc >= 4 && !strcmp(argv[1], "replay"))
		work = replay_one;
	if (argc >= 4 && !strcmp(argv[1], "predict"))
		work = predict_one;
	if (!work)
		return usage();
	found = each_named(argv[2], work, argv + 3);
	if (found < 0)
		return usage();
	if (!found)
		fprintf(stderr, "harness: %s: no such testcase or function here\n", argv[2]);
	return found ? 0 : 3;
}
