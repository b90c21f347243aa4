// SPDX-License-Identifier: GPL-2.0-only
/*
 * sieve: it never denies a word that the lexed text declares, defines or calls, and denies most
 * others. With SIEVE_TREE=FOLDER every header below it is compared with what the lexer finds.
 */
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "code/nameset.h"
#include "code/sieve.h"
#include "source/grammar.h"

static bool has(const struct sieve *sieve, enum sieve_set set, const char *word)
{
	return sieve_has(sieve, set, nameset_hash(word, strlen(word)));
}

/* Of "declared", "defined", "called" those that the text may do to "name", as "dfc". */
static void expect(const char *text, const char *want)
{
	struct sieve sieve = { 0 };
	char got[4] = "";

	sieve_read(&sieve, text, strlen(text));
	if (has(&sieve, SIEVE_TOP, "name"))
		strcat(got, "d");
	if (has(&sieve, SIEVE_DEFINE, "name"))
		strcat(got, "f");
	if (has(&sieve, SIEVE_CALL, "name"))
		strcat(got, "c");
	if (strcmp(got, want))
		print_message("%s\n", text);
	assert_string_equal(got, want);
	sieve_free(&sieve);
}

static void declarations_are_seen(void **state)
{
	(void)state;
	expect("", "");
	expect("int name;", "d");
	expect("extern int (*name)(int x);", "dc");
	expect("extern int ( * name)(int x);", "dc");
	expect("enum { a, name, b };", "d");
	expect("enum kind\n{\n\ta = 1 << 3, /* { */\n\tname\n};", "d");
	expect("struct s { enum { a, name } kind; };", "d");
	expect("static inline int f(void)\n{\n\treturn '\"';\n}\n/* */ int name;", "d");
	expect("char quote = '\\'', brace = '{';\n int name;", "d");
	expect("#if A\nstruct a {\n#else\nstruct b {\n#endif\n\tint x;\n};\nint name;", "d");
	expect("#define BEGIN {\nstatic int name;", "d");
	expect("#define X '\n\"\nint name; // \"", "d");
	expect("#error don't use \" it\nint name; /* no */", "d");
	expect("char *s = \"a \\\" /* b\";\nint name; /* \" */", "d");
}

static void definitions_and_calls_are_seen(void **state)
{
	(void)state;
	expect("#define name 1", "df");
	expect("#  define /* a */ name(x) x", "dfc");
	expect("#define \\\n name\n", "df");
	expect("int f(void)\n{\n\tname(1);\n}", "c");
	expect("int f(void)\n{\n\t(name)\n\t(1);\n}", "c");
	expect("int f(void)\n{\n\tname/**/(1);\n}", "c");
	expect("int f(void)\n{\n\tname\n#ifdef A\n\t(1);\n#endif\n}", "c");
	expect("int f(void)\n{\n\tname \\\n (1);\n}", "c");
}

static void others_are_denied(void **state)
{
	(void)state;
	expect("#include <linux/name.h>\n", "");
	expect("/* int name; name(1); */ // name(2)\nint x;", "");
	expect("int names; int a_name;", "");
	expect("struct s {\n\tint name;\n};", "");
	expect("int f(int name);", "");
	expect("int f(int x)\n{\n\tname = x;\n}", "");
	expect("int x[] = {\n\tname,\n};", "");
}

static void includes_are_listed(void **state)
{
	const char *text =
		"#include <a.h>\n/*\n#include <b.h>\n*/\n # \tinclude \"c.h\"\nint include;\n";
	struct sieve sieve = { 0 };

	(void)state;
	sieve_read(&sieve, text, strlen(text));
	assert_int_equal(sieve.includes, 2);
	assert_memory_equal(text + sieve.include[0], " <a.h>", 6);
	assert_memory_equal(text + sieve.include[1], " \"c.h\"", 6);
	sieve_free(&sieve);
	assert_false(has(&sieve, SIEVE_TOP, "include"));
}

/* -- against the lexer ---------------------------------------------------------------------- */

static size_t denied, asked;

static void ask(const struct sieve *sieve, enum sieve_set set, const struct source *src,
		uint32_t tok, const char *path)
{
	const struct token *t = &src->token[tok];

	asked++;
	if (sieve_has(sieve, set, nameset_hash(src->text + t->at, t->len)))
		return;
	denied++;
	print_message("%s:%u: %.*s is denied\n", path, t->line, (int)t->len, src->text + t->at);
}

/* Variables of the top level: a word behind another or a "*", before ";", "=", "[" or ",". */
static void ask_top(const struct sieve *sieve, const struct source *src, const char *path)
{
	static const char *const ends[] = { ";", "=", "[", ",", NULL };
	uint32_t fn = 0;

	for (uint32_t i = 1; i < src->tokens; i++) {
		while (fn < src->functions && src->function[fn].close < i)
			fn++;
		if (fn < src->functions && i > src->function[fn].first)
			i = src->function[fn].close;
		else if (grammar_is_ident(src, i) && grammar_is_any(src, i + 1, ends) &&
			 (grammar_is_ident(src, i - 1) || source_is(src, i - 1, "*")))
			ask(sieve, SIEVE_TOP, src, i, path);
		else if (src->token[i].mate != SOURCE_NONE && src->token[i].mate > i)
			i = src->token[i].mate;
	}
}

static int compare(const char *path, const struct stat *st, int type, struct FTW *where)
{
	size_t len = strlen(path);
	struct buf text = { 0 };
	struct sieve sieve = { 0 };
	struct source src;
	FILE *f;

	(void)where;
	if (type != FTW_F || len < 2 || strcmp(path + len - 2, ".h") || !(f = fopen(path, "r")))
		return 0;
	buf_reserve(&text, (size_t)st->st_size);
	text.len = fread(text.data, 1, (size_t)st->st_size, f);
	fclose(f);
	sieve_read(&sieve, text.data, text.len);
	source_read(&src, text.data, text.len);
	for (uint32_t i = 0; i + 1 < src.tokens; i++)
		if (grammar_is_ident(&src, i) && source_is(&src, i + 1, "("))
			ask(&sieve, SIEVE_CALL, &src, i, path);
	for (uint32_t i = 0; i < src.functions; i++)
		ask(&sieve, SIEVE_CALL, &src, src.function[i].name, path);
	ask_top(&sieve, &src, path);
	source_free(&src);
	sieve_free(&sieve);
	buf_free(&text);
	return 0;
}

static void what_the_lexer_finds_is_never_denied(void **state)
{
	const char *tree = getenv("SIEVE_TREE");

	(void)state;
	denied = asked = 0;
	assert_int_equal(nftw(tree ? tree : "testcases", compare, 20, FTW_PHYS), 0);
	assert_true(asked > 100);
	assert_int_equal(denied, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(declarations_are_seen),
		cmocka_unit_test(definitions_and_calls_are_seen),
		cmocka_unit_test(others_are_denied),
		cmocka_unit_test(includes_are_listed),
		cmocka_unit_test(what_the_lexer_finds_is_never_denied),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
