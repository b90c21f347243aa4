/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * rewrite_world: a place to run rewrite_run() in: some files, a fake spatch that does as the files'
 * bodies say, a cache, and what must be true afterwards.
 */
#ifndef GUPSWEEP_TEST_REWRITE_WORLD_H
#define GUPSWEEP_TEST_REWRITE_WORLD_H

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
	"	if grep -q do_nothing $f; then continue; fi\n"
	"	if grep -q do_garbage $f; then head -c 5000 /dev/urandom >$f.out; continue; fi\n"
	"	sed 's/{/{ gupsweep_parsed;/; s/old_call/new_call/' $f >$f.out\n"
	"done\n"
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
	struct api api;
	struct sites sites;
	struct site_file file[8];
	struct rewrite_file request[8];
	uint32_t function;
	size_t count;
	bool head_start; /* start spatch before the files are known */
	struct rewrite_options options;
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
		rewrite_file_free(&p->request[i]);
		source_free(&p->file[i].src);
		buf_free(&p->file[i].text);
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
	struct site_file *f = &p->file[p->count];

	*f = (struct site_file){ .path = (char *)"a.c" };
	buf_printf(&f->text, "int f%zu(void)\n{\n\t%s\n}\n", p->count, body);
	source_read(&f->src, f->text.data, f->text.len);
	p->request[p->count] =
		(struct rewrite_file){ .file = f, .functions = &p->function, .function_count = 1 };
	p->count++;
}

static inline int run(struct place *p)
{
	struct rewriter *rewriter = rewrite_new(&p->options, &p->api);
	int result;

	if (p->head_start)
		rewrite_head_start(rewriter);
	result = rewrite_run(rewriter, &p->sites, p->request, p->count, &p->err);
	rewrite_free(rewriter);
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
	assert_null(p->request[i].failure);
	assert_true(p->request[i].parsed[0]);
	assert_int_equal(p->request[i].changes[FORM_UNLOCKED].count, 1);
	assert_int_equal(p->request[i].changes[FORM_LOCKED].count, 1);
	assert_string_equal(p->request[i].changes[FORM_LOCKED].change[0].text, "new_call");
}

static inline void run_good(struct place *p)
{
	drop_files(p);
	add_file(p, "old_call(1);");
	add_file(p, "do_nothing();");
	assert_int_equal(run(p), 0);
	expect_good(p, 0);
	assert_false(p->request[1].parsed[0]);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

#endif
