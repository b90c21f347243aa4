/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * spatch_world: a place to run spatch_run() in: some files, a fake spatch that does as the files'
 * bodies say, a cache, and what must be true afterwards.
 */
#ifndef GUPSWEEP_TEST_SPATCH_WORLD_H
#define GUPSWEEP_TEST_SPATCH_WORLD_H

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

#include "base/memory.h"
#include "spatch/cache.h"
#include "spatch/spatch.h"

/*
 * Like spatch it writes its results at its end. Each start is a line in $LOG_DIR/starts, each pid of
 * a hanging child one in $LOG_DIR/pids.
 */
static const char fake[] =
	"#!/bin/sh\n"
	"if [ \"$1\" = --version ]; then echo 'spatch version 1.1.1 compiled with x'; exit; fi\n"
	"echo \"$*\" >>$LOG_DIR/starts\n"
	"echo \"$HOME $PWD $XDG_CONFIG_HOME $TMPDIR\" >$LOG_DIR/env\n"
	"list=$(echo \"$*\" | sed 's/.*--file-groups \\([^ ]*\\).*/\\1/')\n"
	"[ $list = /dev/stdin ] || cat >$LOG_DIR/input\n"
	"files=$(cat $list)\n"
	"for f in $files; do\n"
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
	"	if grep -q do_lose $f; then echo \"EXN: Failure(\\\"lost\\\") in $f\" >&2; lost=x; "
	"continue; fi\n"
	"	if grep -q do_nothing $f; then continue; fi\n"
	"	if grep -q do_garbage $f; then head -c 5000 /dev/urandom >$f.out; continue; fi\n"
	"	sed 's/^{/{ gupsweep_parsed;/; s/old_call/new_call/' $f >$f.out\n"
	"done\n"
	"if [ $lost ]; then\n"
	"	echo An error occurred when attempting to transform some files. >&2; exit\n"
	"fi\n"
	"for f in $files; do if [ -e $f.out ]; then mv $f.out $f.res; fi; done\n";

/* The first two starts die before they have read anything. */
static const char dies_at_first[] =
	"#!/bin/sh\n"
	"if [ \"$1\" = --version ]; then exec \"${0%/*}/good\" \"$@\"; fi\n"
	"echo x >>$LOG_DIR/deaths\n"
	"[ $(wc -l <$LOG_DIR/deaths) -gt 2 ] || exit 3\n"
	"exec \"${0%/*}/good\" \"$@\"\n";

struct place {
	char dir[64]; /* with spatch, tmp/, rules/, log/ */
	char *spatch, *tmp, *rules, *log, *cache;
	struct buf text[8];
	struct source src[8];
	struct spatch_task task[16]; /* for the first rule, then for the second */
	uint32_t function;
	size_t count;	 /* of files */
	bool head_start; /* start spatch before the files are known */
	struct spatch_options options;
	struct error err;
};

static inline void write_text(const char *dir, const char *name, const char *text, mode_t mode)
{
	char *path = memory_printf("%s/%s", dir, name);
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	close(fd);
	free(path);
}

static inline char *make_folder(const char *dir, const char *name)
{
	char *path = memory_printf("%s/%s", dir, name);

	assert_int_equal(mkdir(path, 0700), 0);
	return path;
}

static inline int set_up(void **state)
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
	write_text(p->rules, "one.cocci", "unlocked", 0644);
	write_text(p->rules, "two.cocci", "locked", 0644);
	write_text(p->rules, "none.iso", "// none\n", 0644);
	setenv("TMPDIR", p->tmp, 1);
	setenv("LOG_DIR", p->log, 1);
	p->options = (struct spatch_options){ .spatch = p->spatch,
					      .rules = p->rules,
					      .jobs = 2,
					      .time_limit = 100 };
	*state = p;
	return 0;
}

static inline int remove_one(const char *path, const struct stat *st, int flag, struct FTW *ftw)
{
	(void)st;
	(void)flag;
	(void)ftw;
	return remove(path);
}

static inline void drop_files(struct place *p)
{
	for (size_t i = 0; i < p->count; i++) {
		spatch_task_free(&p->task[i]);
		spatch_task_free(&p->task[p->count + i]);
		source_free(&p->src[i]);
		buf_free(&p->text[i]);
	}
	p->count = 0;
}

static inline int tear_down(void **state)
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
static inline void add_file(struct place *p, const char *body)
{
	struct buf *text = &p->text[p->count];

	buf_printf(text, "int f%zu(void)\n{\n\t%s\n}\n", p->count, body);
	source_read(&p->src[p->count++], text->data, text->len);
}

static inline int run(struct place *p)
{
	static const struct canary canary = {
		"void canary(void)\n{\n\told_call();\n}\n",
		"void canary(void) { gupsweep_parsed; new_call(); }"
	};
	static const struct spatch_rule rules[] = { { "one.cocci", NULL, &canary },
						    { "two.cocci", NULL, &canary } };
	struct spatch *spatch = spatch_new(&p->options, rules, 2);
	int result;

	for (size_t i = 0; i < 2 * p->count; i++)
		p->task[i] = (struct spatch_task){ .rule = i / p->count,
						   .src = &p->src[i % p->count],
						   .function = &p->function,
						   .functions = 1 };
	if (p->head_start)
		spatch_head_start(spatch);
	result = spatch_run(spatch, p->task, 2 * p->count, &p->err);
	spatch_free(spatch);
	return result;
}

static inline bool is_empty(const char *dir)
{
	return !rmdir(dir) && !mkdir(dir, 0700);
}

static inline char *read_text(const struct place *p, const char *name)
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

static inline void forget(const struct place *p, const char *name)
{
	char *path = memory_printf("%s/%s", p->log, name);

	unlink(path);
	free(path);
}

static inline int starts(const struct place *p)
{
	char *text = read_text(p, "starts");
	int lines = 0;

	for (char *c = text; *c; c++)
		lines += *c == '\n';
	free(text);
	return lines;
}

/* Is there none of the processes whose pids were noted, or only as a zombie? */
static inline void expect_no_process(const struct place *p)
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

static inline void expect_good(const struct place *p, size_t i)
{
	for (size_t k = i; k < 2 * p->count; k += p->count) {
		assert_null(p->task[k].failure);
		assert_true(p->task[k].parsed[0]);
		assert_int_equal(p->task[k].changes.count, 1);
		assert_string_equal(p->task[k].changes.change[0].text, "new_call");
	}
}

static inline void run_good(struct place *p)
{
	drop_files(p);
	add_file(p, "old_call(1);");
	add_file(p, "do_nothing();");
	assert_int_equal(run(p), 0);
	expect_good(p, 0);
	assert_false(p->task[1].parsed[0]);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

#endif
