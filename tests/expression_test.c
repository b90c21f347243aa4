// SPDX-License-Identifier: GPL-2.0-only
/* The trees of expressions, printed as (KIND operands...). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base/buf.h"
#include "source/expression.h"

static const char *const names[] = {
	[EXPR_UNKNOWN] = "unknown", [EXPR_NAME] = "",	      [EXPR_NUMBER] = "",
	[EXPR_STRING] = "str",	    [EXPR_CALL] = "call",     [EXPR_MEMBER] = "member",
	[EXPR_INDEX] = "index",	    [EXPR_PREFIX] = "pre",    [EXPR_POSTFIX] = "post",
	[EXPR_BINARY] = "bin",	    [EXPR_ASSIGN] = "assign", [EXPR_CONDITIONAL] = "cond",
	[EXPR_COMMA] = "comma",	    [EXPR_CAST] = "cast",     [EXPR_SIZEOF] = "sizeof",
	[EXPR_TYPE] = "type",	    [EXPR_LIST] = "list",     [EXPR_ELEMENT] = "element",
	[EXPR_BLOCK] = "block",
};

/* Depth of the test's own texts only, so recursion is fine here. */
static void print(const struct expressions *e, uint32_t i, struct buf *out)
{
	const struct expr *x = &e->expr[i];
	const struct token *t = &e->src->token[x->tok < e->src->tokens ? x->tok : 0];

	if (x->kind == EXPR_NAME || x->kind == EXPR_NUMBER) {
		buf_printf(out, "%.*s%s", (int)t->len, e->src->text + t->at, x->doubt ? "?" : "");
		return;
	}
	buf_printf(out, "(%s", names[x->kind]);
	if (x->kind == EXPR_MEMBER || x->kind == EXPR_PREFIX || x->kind == EXPR_POSTFIX ||
	    x->kind == EXPR_BINARY || x->kind == EXPR_ASSIGN || x->kind == EXPR_ELEMENT)
		buf_printf(out, " %.*s", (int)t->len, e->src->text + t->at);
	for (uint32_t c = x->child; c != SOURCE_NONE; c = e->expr[c].next) {
		buf_addch(out, ' ');
		print(e, c, out);
	}
	buf_addch(out, ')');
}

static bool is_typedef(const void *ctx, const struct source *src, uint32_t tok)
{
	return source_is(src, tok, ctx);
}

static void assert_tree(const char *text, const char *tree)
{
	struct buf out = { 0 };
	struct source src;
	struct expressions e = { 0 };
	uint32_t root;

	source_read(&src, text, strlen(text));
	e.src = &src;
	root = expression_read(&e, 0, (uint32_t)src.tokens, is_typedef, "mytype");
	if (root != SOURCE_NONE)
		print(&e, root, &out);
	assert_string_equal(out.data ? out.data : "", tree);
	buf_free(&out);
	expression_free(&e);
	source_free(&src);
}

static void precedence(void **state)
{
	(void)state;
	assert_tree("", "");
	assert_tree("a + b * c - d", "(bin - (bin + a (bin * b c)) d)");
	assert_tree("a = b = c", "(assign = a (assign = b c))");
	assert_tree("a || b && c | d ^ e & f == g < h << i + j % k",
		    "(bin || a (bin && b (bin | c (bin ^ d (bin & e (bin == f "
		    "(bin < g (bin << h (bin + i (bin % j k))))))))))");
	assert_tree("(a, b), c", "(comma (comma a b) c)");
	assert_tree("!a && *b++", "(bin && (pre ! a) (pre * (post ++ b)))");
	assert_tree("-a - -b", "(bin - (pre - a) (pre - b))");
	assert_tree("a += (b)", "(assign += a b)");
}

static void conditionals(void **state)
{
	(void)state;
	assert_tree("a ? b : c ? d : e", "(cond a b (cond c d e))");
	assert_tree("a ? b ? c : d : e", "(cond a (cond b c d) e)");
	assert_tree("a ?: b", "(cond a b)");
	assert_tree("x = a ? b = 1 : 2", "(assign = x (cond a (assign = b 1) 2))");
	assert_tree("f(a ? b, c : d, e)", "(call f (cond a (comma b c) d) e)");
}

static void postfixes(void **state)
{
	(void)state;
	assert_tree("a->b.c[i + 1](x, y)->d",
		    "(member d (call (index (member c (member b a)) (bin + i 1)) x y))");
	assert_tree("&a->b", "(pre & (member b a))");
	assert_tree("(*f)(x)", "(call (pre * f) x)");
	assert_tree("f()", "(call f)");
	assert_tree("f(a, , b)", "(call f a (unknown) b)");
	assert_tree("f(,)", "(call f (unknown) (unknown))");
	assert_tree("&&out", "(pre && out)");
}

static void casts(void **state)
{
	(void)state;
	assert_tree("(struct x *)y->z", "(cast (member z y))");
	assert_tree("(void __user *)(a + b)", "(cast (bin + a b))");
	assert_tree("(unsigned long)-1", "(cast (pre - 1))");
	assert_tree("(foo_t)(a)", "(cast a)");
	assert_tree("(mytype)*p", "(cast (pre * p))");
	assert_tree("(name)*p", "(bin * name? p)");
	assert_tree("(name)(p)", "(call name? p)");
	assert_tree("(a)", "a");
	assert_tree("(a) + 1", "(bin + a? 1)");
	assert_tree("(word)x", "(cast x)");
	assert_tree("(word)(long)x", "(cast (cast x))");
	assert_tree("(__force word)(x)", "(cast x)");
	assert_tree("(struct s){ .a = 1, [2] = b, c }",
		    "(cast (list (element a 1) (element [ b) c))");
	assert_tree("(struct s){ }", "(cast (list))");
	assert_tree("{ { 1, }, 2 }", "(list (list 1) 2)");
}

static void what_is_no_value(void **state)
{
	(void)state;
	assert_tree("sizeof(struct x) * n", "(bin * (sizeof) n)");
	assert_tree("sizeof *p->q + 1", "(bin + (sizeof) 1)");
	assert_tree("container_of(p, struct x, m)", "(call container_of p (type) m)");
	assert_tree("min_t(u32, a, b)", "(call min_t (type) a b)");
	assert_tree("pr_err(\"a\" PRIx64 \"b\\n\", x)", "(call pr_err (str) x)");
	assert_tree("f(FMT \"b\\n\", x)", "(call f (str) x)");
	assert_tree("f(LEVEL FMT \"b\", x)", "(call f (str) x)");
	assert_tree("x = ({ a; b; })", "(assign = x (block))");
	assert_tree("M(a, { b; })", "(call M a (block))");
}

/* What does not fit is unknown, and nothing else is lost. */
static void what_is_torn(void **state)
{
	(void)state;
	assert_tree("WORD f(x)", "(unknown WORD (call f x))");
	assert_tree("a + WORD f(x) * 2", "(bin + a (bin * (unknown WORD (call f x)) 2))");
	assert_tree("a +", "(bin + a (unknown))");
	assert_tree("f(a", "(unknown f (unknown))");
	assert_tree("a : b", "(unknown a b)");
	assert_tree("asm volatile(\"\" : : \"r\" (x))", "(unknown)");
}

static void deep(void **state)
{
	static const char parts[][2] = { "(", "-", "[" };
	struct source src;
	struct expressions e = { .src = &src };

	(void)state;
	for (size_t k = 0; k < 3; k++) {
		struct buf text = { 0 };

		for (int i = 0; i < 100000; i++)
			buf_addstr(&text, parts[k]);
		buf_addstr(&text, "x");
		source_read(&src, text.data, text.len);
		expression_read(&e, 0, (uint32_t)src.tokens, NULL, NULL);
		expression_free(&e);
		e.src = &src;
		source_free(&src);
		buf_free(&text);
	}
}

static void nulls(void **state)
{
	static const char *const yes[] = { "NULL", "0", "(void *)0", "((struct x **)NULL)", "0UL" };
	static const char *const no[] = { "x", "1", "0x10", "&x", "f(0)" };

	(void)state;
	for (size_t i = 0; i < 5; i++)
		for (int want = 0; want < 2; want++) {
			const char *text = want ? yes[i] : no[i];
			struct source src;
			struct expressions e = { .src = &src };
			uint32_t root;

			source_read(&src, text, strlen(text));
			root = expression_read(&e, 0, (uint32_t)src.tokens, NULL, NULL);
			assert_int_equal(expression_is_null(&e, root), want);
			expression_free(&e);
			source_free(&src);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(precedence),
		cmocka_unit_test(conditionals),
		cmocka_unit_test(postfixes),
		cmocka_unit_test(casts),
		cmocka_unit_test(what_is_no_value),
		cmocka_unit_test(what_is_torn),
		cmocka_unit_test(deep),
		cmocka_unit_test(nulls),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
