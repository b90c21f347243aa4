// SPDX-License-Identifier: GPL-2.0-only
/* patch: what is read from diffs and mails, and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "change/patch.h"

#define HUNK "@@ -1,2 +1,2 @@ f\n a\n-b\n+c\n"
#define PLAIN "--- a/x.c\n+++ b/x.c\n" HUNK

/* One line for each file: "kind old new hunks", and its flags; or "error ..."; the caller's. */
static char *told(const char *text, size_t len)
{
	static const char *const kinds[] = { "modify", "add", "delete", "rename", "copy" };
	static const char *const types[] = { "", " link", " submodule" };
	struct patch p;
	struct error err;
	struct buf b = { 0 };
	int ret = patch_open(&p, text, len, "P", &err);

	while (!ret && !(ret = patch_next(&p)))
		buf_printf(&b, "%s %s %s %zu%s%s;", kinds[p.kind], p.old_path ? p.old_path : "-",
			   p.new_path ? p.new_path : "-", p.hunks, p.binary ? " binary" : "",
			   types[p.new_type ? p.new_type : p.old_type]);
	patch_close(&p);
	if (ret > 0)
		return buf_detach(&b);
	buf_free(&b);
	return memory_printf("error %s", err.text);
}

static void expect_n(const char *text, size_t len, const char *wanted)
{
	char *got = told(text, len);

	if (!strncmp(wanted, "error", 5) ? strncmp(got, "error", 5) || !strstr(got, wanted + 6)
					 : strcmp(got, wanted))
		fail_msg("\n%s\ngave   %s\nwanted %s", text, got, wanted);
	free(got);
}

static void expect(const char *text, const char *wanted)
{
	expect_n(text, strlen(text), wanted);
}

static void reads_plain_and_git_diffs(void **state)
{
	(void)state;
	expect(PLAIN, "modify x.c x.c 1;");
	expect("", "");
	expect("no patch at all\n", "");
	expect("--- a/x.c\t2020-01-01 00:00:00.0 +0000\n+++ b/x.c\t2020-01-02\n" HUNK,
	       "modify x.c x.c 1;");
	expect("Index: d/x.c\n====\n--- d/x.c.orig\t1\n+++ d/x.c\t2\n" HUNK,
	       "modify d/x.c d/x.c 1;");
	expect("--- linux-6.1.orig/d/x.c\n+++ linux-6.1/d/x.c\n" HUNK, "modify d/x.c d/x.c 1;");
	expect("diff --git a/d/x.c b/d/x.c\nindex 12ab..34cd 100644\n--- a/d/x.c\n+++ "
	       "b/d/x.c\n" HUNK,
	       "modify d/x.c d/x.c 1;");
	expect("diff --git d/x.c d/x.c\n--- d/x.c\n+++ d/x.c\n" HUNK, "modify d/x.c d/x.c 1;");
	expect("diff --git \"a/d/\\303\\244 x.c\" \"b/d/\\303\\244 x.c\"\n"
	       "--- \"a/d/\\303\\244 x.c\"\n+++ \"b/d/\\303\\244 x.c\"\n" HUNK,
	       "modify d/\303\244 x.c d/\303\244 x.c 1;");
	expect("diff --git a/d y/x.c b/d y/x.c\nold mode 100644\nnew mode 100755\n",
	       "modify d y/x.c d y/x.c 0;");
	expect("diff --git a/n.c b/n.c\nnew file mode 100644\nindex 0..1\n--- /dev/null\n+++ "
	       "b/n.c\n"
	       "@@ -0,0 +1 @@\n+a\n",
	       "add - n.c 1;");
	expect("diff --git a/n.c b/n.c\nnew file mode 100644\nindex 0..e69de29\n", "add - n.c 0;");
	expect("diff --git a/n.c b/n.c\ndeleted file mode 100644\nindex 1..0\n--- a/n.c\n"
	       "+++ /dev/null\n@@ -1 +0,0 @@\n-a\n",
	       "delete n.c - 1;");
	expect("--- a/n.c\t1970-01-01\n+++ b/n.c\t2\n@@ -0,0 +1 @@\n+a\n", "add - n.c 1;");
	expect("diff --git a/o.c b/n.c\nsimilarity index 90%\nrename from o.c\nrename to n.c\n"
	       "index 1..2 100644\n--- a/o.c\n+++ b/n.c\n" HUNK,
	       "rename o.c n.c 1;");
	expect("diff --git a/o.c b/n.c\nsimilarity index 100%\ncopy from o.c\ncopy to n.c\n",
	       "copy o.c n.c 0;");
	expect("diff --git a/s b/s\nindex 1..2 160000\n--- a/s\n+++ b/s\n@@ -1 +1 @@\n"
	       "-Subproject commit 1\n+Subproject commit 2\n",
	       "modify s s 1 submodule;");
	expect("diff --git a/l b/l\nnew file mode 120000\nindex 0..1\n--- /dev/null\n+++ b/l\n"
	       "@@ -0,0 +1 @@\n+x.c\n\\ No newline at end of file\n",
	       "add - l 1 link;");
	expect("diff --git a/p.png b/p.png\nindex 1..2 100644\nGIT binary patch\nliteral 3\n"
	       "Kcmabc\n\nliteral 2\nKcm--- a/x\n\n" PLAIN,
	       "modify p.png p.png 0 binary;modify x.c x.c 1;");
	expect("diff --git a/p b/p\nBinary files a/p and b/p differ\n" PLAIN,
	       "modify p p 0 binary;modify x.c x.c 1;");
}

static void reads_hunks(void **state)
{
	static const char text[] = "--- a/x.c\n+++ b/x.c\n@@ -3,4 +3,5 @@\n a\n-b\n+c\n+d\n\n z\n"
				   "@@ -20 +21,0 @@\n-q\n\\ No newline at end of file\n-- \n2.39\n";
	struct patch p;
	struct error err;

	(void)state;
	assert_int_equal(patch_open(&p, text, strlen(text), "P", &err), 0);
	assert_int_equal(patch_next(&p), 0);
	assert_int_equal(p.hunks, 2);
	assert_int_equal(p.hunk[0].line, 3);
	assert_int_equal(p.hunk[0].old.first, 3);
	assert_memory_equal(p.sides.data + p.hunk[0].old.at, "a\nb\n\nz\n", p.hunk[0].old.len);
	assert_memory_equal(p.sides.data + p.hunk[0].new.at, "a\nc\nd\n\nz\n", p.hunk[0].new.len);
	assert_true(p.hunk[0].leading && p.hunk[0].trailing);
	assert_int_equal(p.hunk[1].new.first, 22); /* the line after 21 */
	assert_int_equal(p.hunk[1].old.len, 1);	   /* no newline */
	assert_int_equal(p.hunk[1].new.len, 0);
	assert_int_equal(patch_next(&p), 1);
	patch_close(&p);
}

static void refuses_what_is_broken(void **state)
{
	static const char nul[] = "--- a/x.c\n+++ b/x.c\n@@ -1,2 +1,2 @@\n a\n-b\0\n+c\n";

	(void)state;
	expect("--- a/x.c\n+++ b/x.c\n@@ -1,2 +1,2 @@\n a\n-b\n",
	       "error line 3: the hunk is shorter");
	expect("--- a/x.c\n+++ b/x.c\n@@ -1,2 +1,2 @@\n a\n-b\n" PLAIN, "error line 6: the hunk");
	expect("--- a/x.c\n+++ b/x.c\n", "error line 1: no hunk");
	expect("--- a/x.c\n+++ b/x.c\n@@ -1,2 +1,2\n a\n-b\n+c\n",
	       "error line 3: not a hunk header");
	expect("--- a/x.c\n+++ b/x.c\n@@ -1,99999999999 +1 @@\n a\n", "error not a hunk header");
	expect(PLAIN "+d\n", "error line 7: the hunk is longer");
	expect("--- a/x.c\n+++ b/x.c\n@@ -1 +1 @@\n-b\n+c\n-d\n", "error the hunk is longer");
	expect(HUNK, "error line 1: a hunk without the names");
	expect(PLAIN "@@ -1 +1 @@\n-a\n+b\n", "error not in order");
	expect_n(nul, sizeof(nul) - 1, "error line 5: a NUL byte");
	expect("diff --cc x.c\nindex 1,2..3\n", "error combined diff");
	expect("diff --git a/x.c b/y.c\n--- a/x.c\n+++ b/y.c\n" HUNK, "error two different files");
	expect("Binary files a/p.c and b/p.c differ\n", "error binary change");
	expect("--- a/x.c\n+++ b/x.c\n@@ -1 +1 @@\n\\ No newline at end of file\n-a\n+b\n",
	       "error after no line");
	expect("diff --git a/x.c b/x.c\nindex 1..2\n" HUNK, "error without \"---\"");
	expect("--- a/x.c\n+++ b/x.c\n@@ -1,2 +1 @@\n-a\n\\ No newline at end of file\n-b\n+c\n",
	       "error line 6: a line after the last one");
	expect("--- a/x.c\n+++ b/x.c\n@@ -1,2 +1,2 @@\n \n\\ No newline at end of file\n-b\n+c\n",
	       "error line 5: \"\\ No newline\" after no line");
}

/* Each line that names the file is one that a reader may believe. */
static void refuses_names_that_disagree(void **state)
{
	static const char *const names[] = {
		"diff --git a/x.c b/x.c\n--- a/y.c\n+++ b/y.c\n" HUNK,
		"diff --git a/x.c b/x.c\n--- a/x.c\n+++ b/y.c\n" HUNK,
		"diff --git a/x.c b/y.c\n--- a/x.c\n+++ b/x.c\n" HUNK,
		"diff --git a/y.c b/y.c\nnew file mode 100644\n--- /dev/null\n+++ b/x.c\n"
		"@@ -0,0 +1 @@\n+a\n",
		"diff --git a/y.c b/y.c\ndeleted file mode 100644\n--- a/x.c\n+++ /dev/null\n"
		"@@ -1 +0,0 @@\n-a\n",
		"diff --git a/o.c b/n.c\nrename from o.c\nrename to m.c\n",
		"diff --git a/o.c b/n.c\nrename from o.c\nrename to n.c\n--- a/o.c\n+++ "
		"b/m.c\n" HUNK,
		"diff --git a/o.c b/n.c\nrename from o.c\nrename to n.c\n--- a/m.c\n+++ "
		"b/n.c\n" HUNK,
		"diff --git \"a/\\303.c\" b/x.c\n--- a/x.c\n+++ b/x.c\n" HUNK,
		"diff --git a/x.c b/x.c y\n--- a/x.c\n+++ b/x.c\n" HUNK,
	};

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		expect(names[i], "error two different files");
	expect("diff --git a/d y/x.c b/d y/x.c\n--- a/d y/x.c\t\n+++ b/d y/x.c\t\n" HUNK,
	       "modify d y/x.c d y/x.c 1;");
	expect("diff --git i/d/x.c w/d/x.c\n--- i/d/x.c\n+++ w/d/x.c\n" HUNK,
	       "modify d/x.c d/x.c 1;");
	expect("diff --git a/o z.c \"b/\\303.c\"\nrename from o z.c\nrename to \"\\303.c\"\n",
	       "rename o z.c \303.c 0;");
	expect("diff --git a/o.c b/n.c\nrename from o.c\n", "error cannot be read");
}

static void refuses_paths_outside(void **state)
{
	static const struct {
		const char *minus, *plus, *why;
	} names[] = {
		{ "a/../../x", "b/../../x", "leaves the tree" },
		{ "a/d/../../x", "b/d/../../x", "leaves the tree" },
		{ "../../x", "../../x", "leaves the tree" },
		{ "/etc/passwd", "/etc/passwd", "absolute path" },
		{ "a//etc/passwd", "b//etc/passwd", "leaves the tree" },
		{ "\"a/\\056\\056/x\"", "\"b/\\056\\056/x\"", "leaves the tree" },
		{ "a/.git/config", "b/.git/config", "git's own" },
		{ "\"a/x\\000y\"", "\"b/x\\000y\"", "cannot be read" },
		{ "/dev/null", "b/../x", "leaves the tree" },
		{ "a/..", "b/..", "leaves the tree" },
		{ "/dev/null", "/dev/null", "cannot be read" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		char *plain = memory_printf("--- %s\n+++ %s\n" HUNK, names[i].minus, names[i].plus);
		char *git = memory_printf("diff --git %s %s\n--- %s\n+++ %s\n" HUNK, names[i].minus,
					  names[i].plus, names[i].minus, names[i].plus);
		char *why = memory_printf("error %s", names[i].why);

		expect(plain, why);
		expect(git, why);
		free(plain);
		free(git);
		free(why);
	}
	expect("diff --git a/x b/x\nsimilarity index 100%\nrename from x\nrename to ../x\n",
	       "error leaves the tree");
}

static void reads_mails(void **state)
{
	(void)state;
	expect("From abc Mon Sep 17 00:00:00 2001\nFrom: A <a@example.org>\nSubject: [PATCH 1/2] "
	       "x\n\n"
	       "It was wrong:\n--- as you see\nand more\n---\n x.c | 2 +-\n\n" PLAIN
	       "-- \n2.39.5\n\n"
	       "From def Mon Sep 17 00:00:00 2001\nFrom: A <a@example.org>\nSubject: [PATCH 2/2] "
	       "y\n\n"
	       "---\n" PLAIN "-- \n2.39.5\n\n",
	       "modify x.c x.c 1;modify x.c x.c 1;");
	expect("From: A\nContent-Transfer-Encoding: quoted-printable\n\n"
	       "--- a/x.c\n+++ b/x.c\n@@ -1,2 +1,2 @@ f\n=20a\n-b =3D\n+c=\n =3D\n",
	       "modify x.c x.c 1;");
	/* the same as PLAIN */
	expect("Content-Transfer-Encoding: base64\nSubject: x\n\n"
	       "LS0tIGEveC5jCisrKyBiL3guYwpAQCAtMSwyICsxLDIgQEAgZgogYQot\nYgorYwo=\n",
	       "modify x.c x.c 1;");
	expect("Content-Type: multipart/mixed; boundary=\"=-xy\"\nSubject: x\n\nhello\n--=-xy\n"
	       "Content-Type: text/plain\n\nsee below\n--=-xy\nContent-Type: text/x-diff\n"
	       "Content-Transfer-Encoding: base64\n\n"
	       "LS0tIGEveC5jCisrKyBiL3guYwpAQCAtMSwyICsxLDIgQEAgZgogYQotYgorYwo=\n--=-xy--\n",
	       "modify x.c x.c 1;");
	expect("Subject: x\r\n\r\n--- a/x.c\r\n+++ b/x.c\r\n@@ -1,2 +1,2 @@ f\r\n "
	       "a\r\n-b\r\n+c\r\n",
	       "modify x.c x.c 1;");
}

static void mends_line_ends_of_mailers_only(void **state)
{
	static const char mailed[] = "--- a/x.c\r\n+++ b/x.c\r\n@@ -1 +1 @@\r\n-b\r\n+c\r\n";
	static const char own[] = "--- a/x.c\n+++ b/x.c\n@@ -1 +1 @@\n-b\r\n+c\r\n";
	struct patch p;
	struct error err;

	(void)state;
	assert_int_equal(patch_open(&p, mailed, strlen(mailed), "P", &err), 0);
	assert_int_equal(patch_next(&p), 0);
	assert_memory_equal(p.sides.data, "b\nc\n", 5);
	patch_close(&p);
	assert_int_equal(patch_open(&p, own, strlen(own), "P", &err), 0);
	assert_int_equal(patch_next(&p), 0);
	assert_memory_equal(p.sides.data, "b\r\nc\r\n", 7);
	patch_close(&p);
}

static void survives_every_prefix(void **state)
{
	static const char text[] =
		"From abc Mon Sep 17 00:00:00 2001\nContent-Transfer-Encoding: quoted-printable\n\n"
		"diff --git \"a/\\303x\" b/n.c\nsimilarity index 90%\nrename from \"\\303x\"\n"
		"rename to n.c\nindex 1..2 100644\n--- \"a/\\303x\"\n+++ b/n.c\n" HUNK
		"diff --git a/p b/p\nGIT binary patch\nliteral 3\nKcm\n\ndelta 2\nKcm\n\n" PLAIN;

	(void)state;
	for (size_t len = 0; len <= strlen(text); len++) {
		char *piece = memory_strndup(text, len);

		free(told(piece, len));
		free(piece);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_plain_and_git_diffs),
		cmocka_unit_test(reads_hunks),
		cmocka_unit_test(refuses_what_is_broken),
		cmocka_unit_test(refuses_names_that_disagree),
		cmocka_unit_test(refuses_paths_outside),
		cmocka_unit_test(reads_mails),
		cmocka_unit_test(mends_line_ends_of_mailers_only),
		cmocka_unit_test(survives_every_prefix),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
