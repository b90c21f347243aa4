// SPDX-License-Identifier: GPL-2.0-only
/* The pieces of a series: wrapping, MAINTAINERS, prefixes, headers, names, recipients, the folder. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>

#include "base/wrap.h"
#include "gup/words/message.h"
#include "scratch.h"
#include "series/commits.h"
#include "series/header.h"
#include "series/maintainers.h"
#include "series/outdir.h"
#include "series/prefix.h"
#include "series/recipients.h"

/* -- wrap ----------------------------------------------------------------------------------- */

static void test_wrap(void **state)
{
	struct buf b = { 0 };
	size_t longest = 0;

	(void)state;
	wrap_add(&b, " - ", "   ",
		 "one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
		 "fifteen "
		 "a_word_that_alone_is_wider_than_seventy_five_columns_and_stays_whole_as_it_is x");
	assert_true(!strncmp(b.data, " - one two", 10));
	for (const char *line = b.data; *line; line = strchr(line, '\n') + 1) {
		size_t len = strcspn(line, "\n");

		if (!memmem(line, len, "a_word", 6) && len > longest)
			longest = len;
		assert_true(line == b.data || !strncmp(line, "   ", 3));
	}
	assert_true(longest <= WRAP_COLUMNS && longest > WRAP_COLUMNS - 12);
	buf_reset(&b);
	/* a character of two bytes is one column: 37 words of "é" and 36 blanks fill 73 */
	for (int i = 0; i < 38; i++)
		buf_addstr(&b, "\xc3\xa9 ");
	struct buf out = { 0 };

	wrap_paragraph(&out, b.data);
	assert_int_equal(strcspn(out.data, "\n"), 38 * 2 + 37);
	buf_reset(&out);
	wrap_paragraph(&out, "   ");
	assert_int_equal(out.len, 0);
	buf_free(&b);
	buf_free(&out);
}

/* -- MAINTAINERS ---------------------------------------------------------------------------- */

static const char maintainers_text[] = "List of maintainers\n"
				       "\tF: drivers/\n"
				       "garbage : : \n"
				       "F:\n"
				       "X:\t\n"
				       "\n"
				       "FIRST DRIVER\n"
				       "M:\tA <a@a.invalid>\n"
				       "F:\tdrivers/first/\n"
				       "X:\tdrivers/first/not/\n"
				       "\n"
				       "ONE FILE\n"
				       "F:\tdrivers/first/*.c\n"
				       "F:\tdrivers/*/deep/\n"
				       "\n"
				       "FOLDER WITHOUT SLASH\n"
				       "F:\tnet/plain\n"
				       "\n"
				       "THE REST\n"
				       "F:\t*\n"
				       "F:\t*/\n";

static void expect_key(const struct maintainers *m, const char *path, const char *key)
{
	struct buf got = { 0 };

	maintainers_key(m, path, &got);
	assert_string_equal(got.data ? got.data : "", key);
	buf_free(&got);
}

static void test_maintainers(void **state)
{
	char *dir = scratch_make();
	struct maintainers m;
	struct tree *tree;
	struct error err;

	(void)state;
	scratch_puts(dir, "MAINTAINERS", maintainers_text);
	assert_int_equal(tree_open(&tree, dir, NULL, &err), 0);
	assert_int_equal(maintainers_read(tree, &m, &err), 0);
	expect_key(&m, "drivers/first/a.c", "FIRST DRIVER\nONE FILE\n");
	expect_key(&m, "drivers/first/a.h", "FIRST DRIVER\n");
	/* one level deeper "*.c" does not reach, as for get_maintainer.pl */
	expect_key(&m, "drivers/first/sub/a.c", "FIRST DRIVER\n");
	expect_key(&m, "drivers/first/not/a.c", "");
	expect_key(&m, "drivers/first/deep/a.c", "FIRST DRIVER\nONE FILE\n");
	expect_key(&m, "net/plain/a.c", "FOLDER WITHOUT SLASH\n");
	expect_key(&m, "net/plainer/a.c", "");
	expect_key(&m, "-a.c", "");
	assert_string_equal(maintainers_folder(&m, "drivers/first/sub/a.c"), "drivers/first/");
	assert_null(maintainers_folder(&m, "mm/a.c"));
	maintainers_free(&m);
	tree_close(tree);
	scratch_remove(dir);
}

/* A glob that would take for ever if every "*" were tried with every other. */
static void test_maintainers_hostile(void **state)
{
	char *dir = scratch_make();
	struct buf text = { 0 }, path = { 0 };
	struct maintainers m;
	struct tree *tree;
	struct error err;

	(void)state;
	buf_addstr(&text, "HOSTILE\nF:\t");
	for (int i = 0; i < 2000; i++)
		buf_addstr(&text, "*a");
	buf_addstr(&text, "b\n\xff\xfe\nF:");
	for (int i = 0; i < 4000; i++)
		buf_addch(&path, 'a');
	scratch_write(dir, "MAINTAINERS", text.data, text.len);
	assert_int_equal(tree_open(&tree, dir, NULL, &err), 0);
	assert_int_equal(maintainers_read(tree, &m, &err), 0);
	expect_key(&m, path.data, "");
	maintainers_free(&m);
	tree_close(tree);
	buf_free(&text);
	buf_free(&path);
	scratch_remove(dir);
}

/* -- prefix --------------------------------------------------------------------------------- */

static void expect_prefix(const struct maintainers *m, const char *path, const char *prefix)
{
	struct repo none = { 0 };
	char *got = prefix_find(&none, m, path);

	assert_string_equal(got, prefix);
	free(got);
}

static void test_prefix(void **state)
{
	struct maintainers_pattern pattern = { .glob = (char *)"drivers/infiniband/hw/qib/" };
	struct maintainers_entry entry = { .title = (char *)"QIB",
					   .pattern = &pattern,
					   .count = 1 };
	struct maintainers m = { .entry = &entry, .count = 1 }, none = { 0 };

	(void)state;
	expect_prefix(&m, "drivers/infiniband/hw/qib/sub/a.c", "RDMA/qib");
	expect_prefix(&none, "drivers/infiniband/sw/siw/siw_mem.c", "RDMA/siw");
	expect_prefix(&none, "arch/s390/kvm/interrupt.c", "KVM: s390");
	expect_prefix(&none, "arch/cris/a/b.c", "cris");
	expect_prefix(&none, "drivers/gpu/drm/via/via_dmablit.c", "drm/via");
	expect_prefix(&none, "drivers/misc/sgi-gru/grufault.c", "misc: sgi-gru");
	expect_prefix(&none, "drivers/scsi/st.c", "scsi: st");
	expect_prefix(&none, "security/tomoyo/domain.c", "tomoyo");
	expect_prefix(&none, "mm/process_vm_access.c", "mm: process_vm_access");
	expect_prefix(&none, "fs/exec.c", "exec");
	expect_prefix(&none, "-odd.c", "odd");
	/* what could break the header is left out, and something is left */
	expect_prefix(&none, "drivers/a\nB/c d\x01/\"x\".c", "aB: cd");
	expect_prefix(&none, "\n.c", "treewide");
}

/* -- headers -------------------------------------------------------------------------------- */

static void expect_addresses(const char *mailbox, const char *header)
{
	struct strings list = { 0 };
	struct buf b = { 0 };

	strings_add(&list, mailbox);
	header_addresses(&b, "To", &list);
	assert_string_equal(b.data, header);
	strings_free(&list);
	buf_free(&b);
}

static void test_header(void **state)
{
	struct strings list = { 0 };
	struct buf b = { 0 };

	(void)state;
	expect_addresses("A B <a@b.c>", "To: A B <a@b.c>\n");
	expect_addresses("list@b.c", "To: list@b.c\n");
	expect_addresses("\"A. B\" <a@b.c>", "To: \"A. B\" <a@b.c>\n");
	expect_addresses("A. B <a@b.c>", "To: \"A. B\" <a@b.c>\n");
	expect_addresses("\"A \\\"x\\\"\" <a@b.c>", "To: \"A \\\"x\\\"\" <a@b.c>\n");
	expect_addresses("\"J\xc3\xb6\" <a@b.c>", "To: =?UTF-8?q?J=C3=B6?= <a@b.c>\n");
	/* nothing begins a header of its own */
	expect_addresses("A\nBcc: x@y.z <a@b.c>", "To: \"A Bcc: x@y.z\" <a@b.c>\n");
	buf_addch(&b, '"');
	for (int i = 0; i < 60; i++)
		buf_addstr(&b, "\xe2\x82\xac");
	buf_addstr(&b, "\" <a@b.c>");
	strings_add(&list, b.data);
	buf_reset(&b);
	header_addresses(&b, "To", &list);
	for (const char *line = b.data; *line; line = strchr(line, '\n') + 1) {
		assert_true(strcspn(line, "\n") <= 90);
		/* no character is cut */
		assert_null(memmem(line, strcspn(line, "\n"), "=E2?=", 5));
	}
	buf_free(&b);
	strings_free(&list);
}

/* -- names and subjects --------------------------------------------------------------------- */

/* The only patch of a series, as git and we make it of @subject. */
static struct commits make_one(const struct letter_series *s, const char *subject, struct part *p)
{
	static const struct buf before = { (char *)"a\n", 2, 3 }, after = { (char *)"b\n", 2, 3 };
	struct repo none = { 0 };
	struct commits commits;
	struct error err;

	*p = (struct part){ .subject = memory_strdup(subject) };
	buf_addstr(&p->body, "Body.\n");
	part_add_file(p, "dir/a.c", &before, &after);
	if (commits_make(&none, NULL, s, p, 1, &commits, &err))
		fail_msg("%s", err.text);
	return commits;
}

static void expect_name(int version, const char *subject, const char *name)
{
	struct letter_series s = { .prefix = "PATCH", .version = version, .cover = true };
	struct part p;
	struct commits commits = make_one(&s, subject, &p);

	assert_string_equal(p.name, name);
	assert_non_null(strstr(commits.cover_name, "0000-cover-letter.patch"));
	commits_free(&commits);
	part_free(&p);
}

static void test_file_names(void **state)
{
	(void)state;
	expect_name(1, "xsk: use f()", "0001-xsk-use-f.patch");
	expect_name(3, "a: b.", "v3-0001-a-b.patch");
	expect_name(1, "../../etc/passwd", "0001-.-.-etc-passwd.patch");
	expect_name(1, "mm: add get_user_pages_locked() and get_user_pages_unlocked()",
		    "0001-mm-add-get_user_pages_locked-and-get_user_pages_unlo.patch");
}

static void expect_mail(struct letter_series s, const char *line)
{
	static const char subject[] =
		"mm: add get_user_pages_locked() and get_user_pages_unlocked()";
	struct part p;
	struct commits commits = make_one(&s, subject, &p);
	struct buf mail = { 0 };

	s.id = (char *)"0123";
	buf_addstr(&p.notes, "A note.\n");
	letter_patch(&s, 1, &p, &mail);
	if (!strstr(mail.data, line))
		fail_msg("no \"%s\" in:\n%s", line, mail.data);
	buf_free(&mail);
	commits_free(&commits);
	part_free(&p);
}

static void test_mails(void **state)
{
	struct letter_series s = { .prefix = "PATCH", .version = 1 };

	(void)state;
	/* not folded */
	expect_mail(s, "\nSubject: [PATCH] mm: add get_user_pages_locked() and "
		       "get_user_pages_unlocked()\n");
	expect_mail(s, "\n\nBody.\n---\nA note.\n\n dir/a.c | 2 +-\n 1 file changed");
	s.cover = true;
	expect_mail(s, "\nSubject: [PATCH 1/1] mm: ");
	s.version = 2;
	s.prefix = "RFC PATCH net-next";
	expect_mail(s, "\nSubject: [RFC PATCH net-next v2 1/1] mm: ");
	expect_mail(s, "\nIn-Reply-To: <gupsweep.v2.0.0123@gupsweep.invalid>\n");
	expect_mail(s, "0000\nSubject:"); /* no From: */
	s.name = (char *)"N. N\xc3\xa4me";
	s.email = (char *)"n@example.invalid";
	s.signoff = true;
	expect_mail(s, "\nFrom: =?UTF-8?q?N=2E=20N=C3=A4me?= <n@example.invalid>\n");
	expect_mail(s, "\nSigned-off-by: N. N\xc3\xa4me <n@example.invalid>\n---\n");
	expect_mail(s, "\nContent-Type: text/plain; charset=UTF-8\n");
	/* what would end the name or the line does not */
	s.name = (char *)"N <\n>";
	expect_mail(s, "\nFrom: \"N < >\" <n@example.invalid>\n");
}

/* -- proof ---------------------------------------------------------------------------------- */

static void expect_proof(const struct facts *facts, size_t count, const char *what)
{
	struct buf notes = { 0 }, words = { 0 };

	message_notes(facts, count, &notes);
	for (size_t i = 0; i < notes.len; i++) {
		char c = notes.data[i] == '\n' ? ' ' : notes.data[i];

		if (c != ' ' || !words.len || words.data[words.len - 1] != ' ')
			buf_addch(&words, c);
	}
	if (what ? !words.len || !strstr(words.data, what) : notes.len > 0)
		fail_msg("%s", words.data);
	buf_free(&notes);
	buf_free(&words);
}

/* A proof is about a whole function, however many of its calls are told of. */
static void test_proof(void **state)
{
	struct facts facts[] = {
		{ .function = (char *)"f", .schedules = 7, .notes = (char *)"" },
		{ .function = (char *)"f", .schedules = 7, .notes = (char *)"" },
		{ .function = (char *)"g", .schedules = 5, .notes = (char *)"" },
	};

	(void)state;
	expect_proof(facts, 2, " 7 schedules, no difference.");
	expect_proof(facts, 3, " 12 schedules, no difference.");
	facts[2].schedules = 0;
	expect_proof(facts, 3, NULL);
}

/* -- recipients ----------------------------------------------------------------------------- */

static void test_recipients(void **state)
{
	static const char printed[] =
		"scripts/get_maintainer.pl: No supported VCS found.  Add --nogit to options?\n"
		"A <a@x.invalid> (maintainer:SOME (THING))\n"
		"L <l@x.invalid> (reviewer:SOME (THING))\n"
		"list@x.invalid (open list:SOME (THING))\n"
		"mod@x.invalid (moderated list:SOME)\n"
		"B <b@x.invalid> (supporter:OTHER,commit_signer:1/2=50%)\n"
		"C (c) <c@x.invalid> (maintainer:A list OF CUT NAMES (excluding som...)\n"
		"cut@x.invalid (open list:CUT NAMES (excluding som...)\n"
		"odd line with @ and no role\n"
		"(x@y\n"
		"last@x.invalid (open list)";
	struct buf text = { .data = (char *)printed, .len = strlen(printed) };
	struct strings to = { 0 }, cc = { 0 };

	(void)state;
	recipients_read(&text, &to, &cc);
	assert_int_equal(to.count, 3);
	assert_string_equal(to.text[0], "A <a@x.invalid>");
	assert_string_equal(to.text[1], "B <b@x.invalid>");
	assert_string_equal(to.text[2], "C (c) <c@x.invalid>");
	assert_int_equal(cc.count, 5);
	assert_string_equal(cc.text[0], "L <l@x.invalid>");
	assert_string_equal(cc.text[1], "list@x.invalid");
	assert_string_equal(cc.text[3], "cut@x.invalid");
	assert_string_equal(cc.text[4], "last@x.invalid");
	strings_free(&to);
	strings_free(&cc);
}

/* -- the folder ----------------------------------------------------------------------------- */

static struct outdir_file out_file(const char *name, const char *text)
{
	return (struct outdir_file){ .name = (char *)name,
				     .text = { .data = (char *)text, .len = strlen(text) } };
}

#define OURS "\n-- \ngupsweep 0.0.9\n\n"

static void test_outdir(void **state)
{
	struct outdir_file files[] = { out_file("0000-cover-letter.patch", "c"),
				       out_file("0001-a.patch", "new") };
	char *top = scratch_make(), *dir = memory_printf("%s/out", top);
	struct error err;

	(void)state;
	assert_int_equal(outdir_check(dir, 1, false, &err), 0);
	assert_int_equal(outdir_write(dir, 1, false, files, 2, &err), 0);
	scratch_expect(top, "out/0001-a.patch", "new");
	/* a second time it is refused, and nothing changes; another version is another series */
	files[1].text = out_file("", "newer").text;
	assert_int_equal(outdir_write(dir, 1, false, files, 2, &err), -1);
	assert_non_null(strstr(err.text, "--force"));
	scratch_expect(top, "out/0001-a.patch", "new");
	assert_int_equal(outdir_check(dir, 2, false, &err), 0);
	/* what an earlier run wrote goes, what is not ours stays */
	scratch_puts(top, "out/0002-old.patch", "x" OURS);
	scratch_puts(top, "out/0003-mine.patch", "mine");
	scratch_puts(top, "out/v2-0001-b.patch", "x" OURS);
	scratch_puts(top, "out/notes", "n" OURS);
	assert_int_equal(outdir_write(dir, 1, true, files, 2, &err), 0);
	scratch_expect(top, "out/0001-a.patch", "newer");
	scratch_expect(top, "out/0002-old.patch", "");
	scratch_expect(top, "out/0003-mine.patch", "mine");
	scratch_expect(top, "out/v2-0001-b.patch", "x" OURS);
	scratch_expect(top, "out/notes", "n" OURS);
	free(dir);
	scratch_remove(top);
}

static int count_entries(const char *dir)
{
	DIR *d = opendir(dir);
	int count = -2; /* "." and ".." */

	assert_non_null(d);
	while (readdir(d))
		count++;
	closedir(d);
	return count;
}

/* A failure in the middle: the second file cannot be placed, since a folder is there. */
static void test_outdir_undo(void **state)
{
	struct outdir_file files[] = { out_file("0000-cover-letter.patch", "c"),
				       out_file("0001-a.patch", "new"),
				       out_file("0002-b.patch", "new") };
	char *top = scratch_make(), *dir = memory_printf("%s/out", top);
	struct error err;

	(void)state;
	scratch_puts(top, "out/0000-cover-letter.patch", "old" OURS);
	scratch_puts(top, "out/0001-z.patch", "old" OURS);
	scratch_puts(top, "out/0002-b.patch/file", "in a folder");
	assert_int_equal(outdir_write(dir, 1, true, files, 3, &err), -1);
	assert_non_null(strstr(err.text, "nothing was written"));
	scratch_expect(top, "out/0000-cover-letter.patch", "old" OURS);
	scratch_expect(top, "out/0001-z.patch", "old" OURS);
	scratch_expect(top, "out/0001-a.patch", "");
	scratch_expect(top, "out/0002-b.patch/file", "in a folder");
	/* a folder whose parent is not there */
	free(dir);
	dir = memory_printf("%s/no/where", top);
	assert_int_equal(outdir_write(dir, 1, false, files, 3, &err), -1);
	free(dir);
	/* nothing is left over: a cover letter, a patch and a folder were there */
	dir = memory_printf("%s/out", top);
	assert_int_equal(count_entries(dir), 3);
	assert_int_equal(count_entries(top), 1);
	free(dir);
	scratch_remove(top);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_wrap),
		cmocka_unit_test(test_maintainers),
		cmocka_unit_test(test_maintainers_hostile),
		cmocka_unit_test(test_prefix),
		cmocka_unit_test(test_header),
		cmocka_unit_test(test_file_names),
		cmocka_unit_test(test_mails),
		cmocka_unit_test(test_proof),
		cmocka_unit_test(test_recipients),
		cmocka_unit_test(test_outdir),
		cmocka_unit_test(test_outdir_undo),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
