// SPDX-License-Identifier: GPL-2.0-only
/* source: tokens, #if branches, brackets, functions, version ladders. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/memory.h"
#include "source/ladder.h"
#include "source/source.h"

/* Read a literal; the tests free it. */
static void read_text(struct source *src, const char *text)
{
	source_read(src, text, strlen(text));
}

static uint32_t find(const struct source *src, const char *word)
{
	for (uint32_t i = 0; i < src->tokens; i++)
		if (source_is(src, i, word))
			return i;
	return SOURCE_NONE;
}

static void assert_words(const char *text, const char *words)
{
	struct source src;
	struct buf seen = { 0 };

	read_text(&src, text);
	for (uint32_t i = 0; i < src.tokens; i++) {
		buf_add(&seen, src.text + src.token[i].at, src.token[i].len);
		buf_addch(&seen, ' ');
	}
	assert_string_equal(seen.len ? seen.data : "", words);
	buf_free(&seen);
	source_free(&src);
}

static void test_tokens(void **state)
{
	(void)state;
	assert_words("a->b+=1.5e-3;", "a -> b += 1.5e-3 ; ");
	assert_words("f(\"a \\\" // b\", '\\'', L'x')", "f ( \"a \\\" // b\" , '\\'' , L'x' ) ");
	assert_words("a /* b */ c // d\ne", "a c e ");
	assert_words("lo\\\nng x", "lo ng x ");
	assert_words("x\n  # define f(a) \\\n g(a)\ny", "x y ");
	assert_words("a // b \\ \t\n c\nd", "a d ");
	assert_words("a <<= b ... ## c", "a <<= b ... ## c ");
	assert_words("x-1", "x - 1 ");
	assert_words("", "");
}

static void test_lines(void **state)
{
	struct source src;

	(void)state;
	read_text(&src, "a\n/* 1\n2 */ b \\\n c\n#define x \\\n y\nd\n");
	assert_int_equal(src.token[find(&src, "b")].line, 3);
	assert_int_equal(src.token[find(&src, "c")].line, 4);
	assert_int_equal(src.token[find(&src, "d")].line, 7);
	assert_int_equal(src.comments, 1);
	assert_int_equal(src.comment[0].line, 2);
	assert_int_equal(src.comment[0].last_line, 3);
	assert_int_equal(src.directives, 1);
	assert_int_equal(src.directive[0].last_line, 6);
	source_free(&src);
}

static void test_branches(void **state)
{
	struct source src;

	(void)state;
	read_text(&src, "a\n#ifdef X\nb\n#if Y\nc\n#endif\n#else\nd\n#endif\n"
			"#if 0 /* never */\ne\n#else\nf\n#endif\n#if 1\ng\n#else\nh\n#endif\n");
	assert_int_equal(src.token[find(&src, "a")].cond, SOURCE_NONE);
	assert_false(source_coexist(&src, find(&src, "b"), find(&src, "d")));
	assert_false(source_coexist(&src, find(&src, "c"), find(&src, "d")));
	assert_true(source_coexist(&src, find(&src, "b"), find(&src, "c")));
	assert_true(source_coexist(&src, find(&src, "a"), find(&src, "d")));
	assert_true(source_is_dead(&src, find(&src, "e")));
	assert_false(source_is_dead(&src, find(&src, "f")));
	assert_false(source_is_dead(&src, find(&src, "g")));
	assert_true(source_is_dead(&src, find(&src, "h")));
	assert_int_equal(src.troubles, 0);
	source_free(&src);
}

/* Braces opened in both branches of an #if are closed once. */
static void test_torn_braces(void **state)
{
	struct source src;

	(void)state;
	read_text(&src, "int f(void)\n{\n#ifdef A\nif (a) {\n#else\nif (b) {\n#endif\nx();\n}\n}\n"
			"int g(void) { }\n");
	assert_int_equal(src.functions, 2);
	assert_int_equal(src.troubles, 0);
	assert_int_equal(src.token[src.function[0].open].mate, src.function[0].close);
	source_free(&src);
}

/* The names of the functions in @text, each followed by a space. */
static void assert_functions(const char *text, const char *names)
{
	struct source src;
	struct buf seen = { 0 };

	read_text(&src, text);
	for (size_t i = 0; i < src.functions; i++) {
		const struct token *t = &src.token[src.function[i].name];

		buf_add(&seen, src.text + t->at, t->len);
		buf_addch(&seen, ' ');
	}
	assert_string_equal(seen.len ? seen.data : "", names);
	buf_free(&seen);
	source_free(&src);
}

static void test_functions(void **state)
{
	(void)state;
	assert_functions("int f(int a) { }", "f ");
	assert_functions("static int __init f(void)\n__acquires(lock)\n{ }", "f ");
	assert_functions("__attribute__((section(\"x\"), noinline)) int f(int a) { }", "f ");
	assert_functions("static __section(\".x\") int f(void) { }", "f ");
	assert_functions("static long __f(void) __releases(x) { }", "__f ");
	assert_functions("int f(a, b) int a; char *b; { } int g(void) { }", "f g ");
	assert_functions("struct s { int (*op)(int); }; int f(void) { }", "f ");
	assert_functions("struct s x = { .op = f(1), }; int f(void) { }", "f ");
	assert_functions("enum e { A = f(1), B }; static struct s *f(void) { return 0; }", "f ");
	assert_functions("int f(int); int g(void) __must_check; int h(void) { }", "h ");
	assert_functions("module_init(x) static int f(void) { }", "f ");
	assert_functions("SYSCALL_DEFINE2(name, int, a, int, b) { }", "SYSCALL_DEFINE2 ");
	assert_functions("extern \"C\" { int f(void) { } }", "f ");
	assert_functions("#ifdef A\nint f(int a)\n#else\nint f(int a, int b)\n#endif\n{ }", "f ");
	assert_functions("#if A\nint f(void) { }\n#else\nint f(int a) { }\n#endif\n", "f f ");
	assert_functions("int f(void) { int g(void) { } }", "f ");
}

/* One function that is never closed does not cost the next. */
static void test_unbalanced(void **state)
{
	struct source src;

	(void)state;
	read_text(&src, "int f(void)\n{\n\tif (x) {\n\ty();\n}\nint g(void)\n{\n}\n");
	assert_true(src.troubles > 0);
	assert_int_equal(src.functions, 2);
	assert_true(source_is(&src, src.function[1].name, "g"));
	source_free(&src);
}

static void test_garbage(void **state)
{
	static const char *const texts[] = {
		"}",
		"{",
		")))",
		"(((",
		"#if",
		"#else",
		"#endif\n}",
		"/*",
		"\"",
		"'",
		"\\",
		"#",
		"#if 0\n{\n#elif 1\n}\n#endif",
		"f(",
		"f(){",
		"\\\n\\\n",
		"0x",
		"a\\",
		"#define \\",
		"L\"",
		"f() int",
		"1e",
		"{;}",
		"; {",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct source src;

		read_text(&src, texts[i]);
		source_free(&src);
	}
}

/* Depth and number cost no stack and no more than linear memory. */
static void test_hostile_depth(void **state)
{
	size_t depth = 200000;
	char *text = memory_alloc(depth * 9);
	struct source src;

	(void)state;
	memset(text, '{', depth);
	source_read(&src, text, depth);
	assert_int_equal(src.tokens, depth);
	source_free(&src);
	for (size_t i = 0; i < depth; i++)
		memcpy(text + i * 8, "#if (x)\n", 8);
	source_read(&src, text, depth * 8);
	assert_int_equal(src.conds, depth);
	source_free(&src);
	free(text);
}

static enum ladder_state ladder(const char *condition, unsigned int version)
{
	char *text = memory_printf("#if %s\na\n#endif\n", condition);
	enum ladder_state state;
	struct source src;

	read_text(&src, text);
	assert_int_equal(src.conds, 1);
	ladder_read(&src, version, &state);
	source_free(&src);
	free(text);
	return state;
}

static void test_ladder(void **state)
{
	unsigned int v44 = 4 << 16 | 4 << 8, v612 = 6 << 16 | 12 << 8 | 3;

	(void)state;
	assert_int_equal(ladder("LINUX_VERSION_CODE >= KERNEL_VERSION(4, 6, 0)", v44), LADDER_OUT);
	assert_int_equal(ladder("LINUX_VERSION_CODE >= KERNEL_VERSION(4, 6, 0)", v612), LADDER_IN);
	assert_int_equal(ladder("(KERNEL_VERSION(4,6,0) > LINUX_VERSION_CODE)", v44), LADDER_IN);
	assert_int_equal(ladder("LINUX_VERSION_CODE < 0x40600", v44), LADDER_IN);
	assert_int_equal(ladder("!(LINUX_VERSION_CODE < KERNEL_VERSION(4,6,0))", v44), LADDER_OUT);
	assert_int_equal(ladder("LINUX_VERSION_CODE >= KERNEL_VERSION(5,0,0) && X", v44),
			 LADDER_OUT);
	assert_int_equal(ladder("LINUX_VERSION_CODE >= KERNEL_VERSION(5,0,0) && X", v612),
			 LADDER_OPEN);
	assert_int_equal(ladder("X || LINUX_VERSION_CODE >= KERNEL_VERSION(5,0,0)", v612),
			 LADDER_IN);
	assert_int_equal(ladder("LINUX_VERSION_CODE > KERNEL_VERSION(6,12,2) &&"
				" LINUX_VERSION_CODE != KERNEL_VERSION(6,12,9)",
				v612),
			 LADDER_IN);
	assert_int_equal(ladder("defined(CONFIG_MMU)", v612), LADDER_NONE);
	assert_int_equal(ladder("!defined X && LINUX_VERSION_CODE < KERNEL_VERSION(5,0,0)", v612),
			 LADDER_OUT);
	assert_int_equal(ladder("(LINUX_VERSION_CODE) - 1 >= KERNEL_VERSION(4,4,300)", v44),
			 LADDER_OUT);
	assert_int_equal(ladder("LINUX_VERSION_CODE >> 16 == 4", v44), LADDER_IN);
	assert_int_equal(ladder("KERNEL_VERSION(4,6) <= LINUX_VERSION_CODE", v612), LADDER_OPEN);
	assert_int_equal(ladder("-1 < LINUX_VERSION_CODE", v612), LADDER_OPEN);
	assert_int_equal(ladder("LINUX_VERSION_CODE >= KERNEL_VERSION(4, 6, 0)", 0), LADDER_OPEN);
	assert_int_equal(ladder("LINUX_VERSION_CODE >=", v612), LADDER_OPEN);
	assert_int_equal(ladder("LINUX_VERSION_CODE ? 1 : 0", v612), LADDER_OPEN);
}

static void test_ladder_branches(void **state)
{
	enum ladder_state states[5];
	struct source src;

	(void)state;
	read_text(&src, "#if LINUX_VERSION_CODE < KERNEL_VERSION(4,6,0)\na\n"
			"#elif LINUX_VERSION_CODE < KERNEL_VERSION(4,9,0)\nb\n#ifdef Y\nd\n#endif\n"
			"#else\nc\n#endif\n#ifdef X\n#endif\n");
	assert_int_equal(src.conds, 5);
	ladder_read(&src, 4 << 16 | 7 << 8, states);
	assert_int_equal(states[0], LADDER_OUT);
	assert_int_equal(states[1], LADDER_IN);
	assert_int_equal(states[2], LADDER_NONE);
	assert_int_equal(states[3], LADDER_OUT);
	assert_int_equal(states[4], LADDER_NONE);
	assert_true(ladder_is_out(&src, states, src.token[find(&src, "c")].cond));
	assert_false(ladder_is_out(&src, states, src.token[find(&src, "d")].cond));
	ladder_read(&src, 4 << 16 | 4 << 8, states);
	assert_true(ladder_is_out(&src, states, src.token[find(&src, "d")].cond));
	source_free(&src);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tokens),	  cmocka_unit_test(test_lines),
		cmocka_unit_test(test_branches),  cmocka_unit_test(test_torn_braces),
		cmocka_unit_test(test_functions), cmocka_unit_test(test_unbalanced),
		cmocka_unit_test(test_garbage),	  cmocka_unit_test(test_hostile_depth),
		cmocka_unit_test(test_ladder),	  cmocka_unit_test(test_ladder_branches),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
