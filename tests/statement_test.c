// SPDX-License-Identifier: GPL-2.0-only
/* statement: the tree of each construct, what is torn, and what is too deep. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/memory.h"
#include "source/statement.h"

static const char *kind_name(const struct stmt *s)
{
	static const char *const names[] = {
		[STMT_BLOCK] = "{",	[STMT_EXPR] = "expr",	      [STMT_DECL] = "decl",
		[STMT_IF] = "if",	[STMT_LOOP] = "loop",	      [STMT_SWITCH] = "switch",
		[STMT_CASE] = "case",	[STMT_LABEL] = "label",	      [STMT_GOTO] = "goto",
		[STMT_BREAK] = "break", [STMT_CONTINUE] = "continue", [STMT_RETURN] = "return",
		[STMT_EMPTY] = ";",	[STMT_CPP] = "#if",	      [STMT_UNKNOWN] = "?",
	};
	static const char *const loops[] = { "while", "for", "do", "each" };

	if (s->kind == STMT_LOOP)
		return loops[s->loop];
	return s->kind == STMT_CPP && s->has_else ? "#if-else" : names[s->kind];
}

static void add_tokens(const struct source *src, uint32_t first, uint32_t end, struct buf *out)
{
	for (uint32_t i = first; i < end; i++)
		buf_add(out, src->text + src->token[i].at, src->token[i].len);
}

/* "{ if<a> expr<b();> }": kinds in order, with the head, or the text where there is none. */
static void describe(const struct source *src, const struct statements *s, struct buf *out)
{
	uint32_t i = 0;

	while (i != SOURCE_NONE) {
		const struct stmt *t = &s->stmt[i];

		buf_printf(out, "%s%s", out->len ? " " : "", kind_name(t));
		if (t->has_stmt_expr)
			buf_addstr(out, "!");
		if (t->head != SOURCE_NONE && t->head < t->head_end) {
			buf_addch(out, '<');
			add_tokens(src, t->head, t->head_end, out);
			buf_addch(out, '>');
		} else if (t->kind == STMT_UNKNOWN) {
			buf_addch(out, '<');
			add_tokens(src, t->first, t->end, out);
			buf_addch(out, '>');
		}
		if (t->child != SOURCE_NONE) {
			buf_addstr(out, t->kind == STMT_BLOCK ? "" : "(");
			i = t->child;
			continue;
		}
		if (t->kind == STMT_BLOCK)
			buf_addstr(out, "}");
		while (i != SOURCE_NONE && s->stmt[i].next == SOURCE_NONE) {
			i = s->stmt[i].parent;
			if (i != SOURCE_NONE)
				buf_addstr(out, s->stmt[i].kind == STMT_BLOCK ? " }" : ")");
		}
		if (i != SOURCE_NONE)
			i = s->stmt[i].next;
	}
}

static void assert_tree(const char *body, const char *expected)
{
	char *text = memory_printf("static int f(int x)\n{\n%s\n}\nint g;\n", body);
	struct source src;
	struct statements s;
	struct buf out = { 0 };

	source_read(&src, text, strlen(text));
	assert_int_equal(src.functions, 1);
	assert_int_equal(statement_read(&src, 0, &s), 0);
	describe(&src, &s, &out);
	assert_string_equal(out.data, expected);
	assert_int_equal(s.stmt[0].first, src.function[0].open);
	assert_int_equal(s.stmt[0].end, src.function[0].close + 1);
	/* every token of the body is in a statement, and none of the others is */
	for (uint32_t i = 0; i < src.tokens; i++)
		assert_int_equal(statement_at(&s, i) != SOURCE_NONE,
				 i >= src.function[0].open && i <= src.function[0].close);
	buf_free(&out);
	statement_free(&s);
	source_free(&src);
	free(text);
}

struct shape {
	const char *name, *body, *expected;
};

static const struct shape shapes[] = {
	{ "empty", "", "{}" },
	{ "simple", "a(); x = y; ;", "{ expr<a()> expr<x=y> ; }" },
	{ "declarations", "int a, b = 3; struct s t = { 1, { 2 } }; foo_t *p; u32 q = 1;",
	  "{ decl<inta,b=3> decl<structst={1,{2}}> decl<foo_t*p> decl<u32q=1> }" },
	{ "a product is no declaration", "a * (b); a[i] * b; (x);",
	  "{ expr<a*(b)> expr<a[i]*b> expr<(x)> }" },
	{ "if", "if (a) b(); else c();", "{ if<a>( expr<b()> expr<c()>) }" },
	{ "dangling else", "if (a) if (b) c(); else d(); e();",
	  "{ if<a>( if<b>( expr<c()> expr<d()>)) expr<e()> }" },
	{ "else if", "if (a) { b(); } else if (c) d(); else { e(); }",
	  "{ if<a>( { expr<b()> } if<c>( expr<d()> { expr<e()> })) }" },
	{ "if likely", "if likely(a) b();", "{ if<likely(a)>( expr<b()>) }" },
	{ "loops", "while (a) b(); for (i = 0; i < n; i++) { c(); } do d(); while (e); f();",
	  "{ while<a>( expr<b()>) for<i=0;i<n;i++>( { expr<c()> }) do<e>( expr<d()>) expr<f()> }" },
	{ "empty loop", "while (a()) ; do { } while (0); for (;;) ;",
	  "{ while<a()>( ;) do<0>( {}) for<;;>( ;) }" },
	{ "do in do", "do do a(); while (b); while (c);", "{ do<c>( do<b>( expr<a()>)) }" },
	{ "macro loop",
	  "list_for_each_entry(p, h, l) { a(p); }\n\tfor_each_sg(s, t, n, i)\n\t\tb(t);",
	  "{ each<p,h,l>( { expr<a(p)> }) each<s,t,n,i>( expr<b(t)>) }" },
	{ "a function with such a name", "walk_for_each(a); b();",
	  "{ expr<walk_for_each(a)> expr<b()> }" },
	{ "switch",
	  "switch (a) { case 1: case B ? 2 : 3: b(); break; case 'x' ... 'z': default: c(); }",
	  "{ switch<a>( { case<1> case<B?2:3> expr<b()> break case<'x'...'z'> case expr<c()> }) "
	  "}" },
	{ "jumps", "again: if (a) goto again; while (b) { continue; } return a + b; goto *p;",
	  "{ label<again> if<a>( goto<again>) while<b>( { continue }) return<a+b> goto }" },
	{ "return void", "return;", "{ return }" },
	{ "bare block", "{ int a; { b(); } }", "{ { decl<inta> { expr<b()> } } }" },
	{ "macro without semicolon", "MACRO(a)\n\tb();\n\tif (c)\n\t\tMACRO(d)\n\telse\n\t\te();",
	  "{ ?<MACRO(a)b();> if<c>( expr<MACRO(d)> expr<e()>) }" },
	{ "macro without semicolon, aligned", "\tMACRO(a)\n\tb();\n\tLAST(c)",
	  "{ expr<MACRO(a)> expr<b()> expr<LAST(c)> }" },
	{ "unknown macro with a block", "WITH(a) { b(); } c();", "{ ?<WITH(a){b();}> expr<c()> }" },
	{ "word and call on two lines", "FOO\n\tb(); c();", "{ ?<FOOb();> expr<c()> }" },
	{ "statement expression", "x = ({ int y = a(); y; }); if (({ b(); })) c(({ d; }));",
	  "{ expr!<x=({inty=a();y;})> if!<({b();})>( expr!<c(({d;}))>) }" },
	{ "asm", "asm volatile(\"nop\" : : \"r\" (a)); asm goto(\"j\" : : : : out); b();",
	  "{ expr<asmvolatile(\"nop\"::\"r\"(a))> ?<asmgoto(\"j\"::::out);> expr<b()> }" },
	{ "compound literal", "p = (struct s){ .a = 1 }; f((int[]){ 1, 2 });",
	  "{ expr<p=(structs){.a=1}> expr<f((int[]){1,2})> }" },
	{ "stray else", "else a(); b();", "{ ?<elsea();> expr<b()> }" },
	{ "label as a body", "if (a) here: b(); c();", "{ ?<if(a)here:b();> expr<c()> }" },
};

static const struct shape branches[] = {
	{ "#if", "a();\n#ifdef X\nb();\nc();\n#endif\nd();",
	  "{ expr<a()> #if( { expr<b()> expr<c()> }) expr<d()> }" },
	{ "#else", "#ifdef X\nb();\n#elif Y\nc();\n#else\nd();\n#endif",
	  "{ #if-else( { expr<b()> } { expr<c()> } { expr<d()> }) }" },
	{ "empty branch", "#ifdef X\n#else\nb();\n#endif\nc();",
	  "{ #if-else( {} { expr<b()> }) expr<c()> }" },
	{ "nested", "#ifdef X\n#ifdef Y\na();\n#endif\n#ifdef Z\nb();\n#endif\n#endif",
	  "{ #if( { #if( { expr<a()> }) #if( { expr<b()> }) }) }" },
	{ "two in a row", "#ifdef X\na();\n#endif\n#ifdef X\nb();\n#endif",
	  "{ #if( { expr<a()> }) #if( { expr<b()> }) }" },
	{ "dead", "a();\n#if 0\nb(\n#else\nc();\n#endif\nd();",
	  "{ expr<a()> #if-else( { expr<c()> }) expr<d()> }" },
	{ "#if 1", "#if 1\na();\n#else\nb();\n#endif", "{ #if-else( { expr<a()> }) }" },
	{ "torn if", "#ifdef X\nif (a)\nb();\nelse\n#endif\nc();\nd();",
	  "{ ?<if(a)b();elsec();> expr<d()> }" },
	{ "torn else", "if (a)\nb();\n#ifdef X\nelse\nc();\n#endif\nd();",
	  "{ ?<if(a)b();elsec();> expr<d()> }" },
	{ "body under #if", "if (a)\n#ifdef X\nb();\n#else\nc();\n#endif\nd();",
	  "{ ?<if(a)b();c();> expr<d()> }" },
	{ "torn call", "a(b,\n#ifdef X\nc,\n#endif\nd); e();", "{ ?<a(b,c,d);> expr<e()> }" },
	{ "torn condition", "if (a\n#ifdef X\n&& b\n#endif\n) { c(); } d();",
	  "{ ?<if(a&&b){c();}> expr<d()> }" },
	{ "torn braces", "#ifdef X\nif (a) {\n#else\nif (b) {\n#endif\nc(); } d();",
	  "{ ?<if(a){if(b){c();}> expr<d()> }" },
	{ "torn inside a block", "{ a();\n#ifdef X\nif (b)\n#endif\nc(); d(); } e();",
	  "{ { expr<a()> ?<if(b)c();> expr<d()> } expr<e()> }" },
	{ "torn to the block's end", "{\n#ifdef X\nif (b)\n#endif\n{ c(); } } e();",
	  "{ { ?<if(b){c();}> } expr<e()> }" },
};

static void test_shapes(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(shapes) / sizeof(shapes[0]); i++) {
		print_message("%s\n", shapes[i].name);
		assert_tree(shapes[i].body, shapes[i].expected);
	}
}

static void test_branches(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(branches) / sizeof(branches[0]); i++) {
		print_message("%s\n", branches[i].name);
		assert_tree(branches[i].body, branches[i].expected);
	}
}

/* Read "void f() { OPEN * n ... CLOSE * n }" and return what statement_read() says. */
static int read_nested(const char *open, const char *close, size_t n, size_t *count)
{
	struct buf text = { 0 };
	struct source src;
	struct statements s;
	int ret;

	buf_addstr(&text, "void f(void)\n{\n");
	for (size_t i = 0; i < n; i++)
		buf_addstr(&text, open);
	buf_addstr(&text, "a();");
	for (size_t i = 0; i < n; i++)
		buf_addstr(&text, close);
	buf_addstr(&text, "}\n");
	source_read(&src, text.data, text.len);
	assert_int_equal(src.functions, 1);
	ret = statement_read(&src, 0, &s);
	*count = s.count;
	if (ret)
		assert_int_equal(s.stmt[0].kind, STMT_UNKNOWN);
	statement_free(&s);
	source_free(&src);
	buf_free(&text);
	return ret;
}

static void test_depth(void **state)
{
	size_t count;

	(void)state;
	assert_int_equal(read_nested("{\n", "}\n", 9999, &count), 0);
	assert_int_equal(count, 10001);
	assert_int_equal(read_nested("{\n", "}\n", 10000, &count), 1);
	assert_int_equal(count, 1);
	assert_int_equal(read_nested("if (x) ", " else b();\n", 100000, &count), 0);
	assert_int_equal(count, 200002);
	assert_int_equal(read_nested("#if A\n", "\n#endif\n", 5000, &count), 0);
	assert_int_equal(read_nested("do ", " while (x);", 50000, &count), 0);
	assert_int_equal(read_nested("#if A\nif (x) ", "\n#endif\n", 2000, &count), 0);
}

/* Half-written text: any prefix of a function gives an answer. */
static void test_prefixes(void **state)
{
	static const char whole[] =
		"int f(void)\n{\n#if A\nif (a) {\n#else\ndo {\n#endif\nx(({ y; }), (z){ 1 });\n"
		"switch (q) { case 1: break; default: goto out; }\n#if B\n} else\n#endif\n{ g(); "
		"}\n"
		"out: return 1; } while (0);\n}\n";

	(void)state;
	for (size_t n = 0; n <= sizeof(whole) - 1; n++) {
		char *text = memory_strndup(whole, n);
		struct source src;
		struct statements s;

		source_read(&src, text, n);
		for (uint32_t i = 0; i < src.functions; i++) {
			statement_read(&src, i, &s);
			for (uint32_t k = 1; k < s.count; k++) {
				assert_true(s.stmt[k].first >= s.stmt[k - 1].first);
				assert_true(s.stmt[k].end <= s.stmt[s.stmt[k].parent].end);
			}
			statement_free(&s);
		}
		source_free(&src);
		free(text);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_shapes),
		cmocka_unit_test(test_branches),
		cmocka_unit_test(test_depth),
		cmocka_unit_test(test_prefixes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
