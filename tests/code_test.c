// SPDX-License-Identifier: GPL-2.0-only
/* The events of a function, printed in order: "R p" reads place p, "W p", "& p", "C f()", "? ". */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/memory.h"
#include "code/code.h"

static void print_place(const struct code *code, uint32_t place, struct buf *out)
{
	static const char *const roots[] = { "", "^", "@", "#" };
	uint32_t path[20];
	int n = 0;

	for (; place != CODE_NONE && n < 20; place = code->place[place].parent)
		path[n++] = place;
	while (n--) {
		const struct place *p = &code->place[path[n]];
		const struct token *t = &code->src->token[p->tok];

		if (p->step == PLACE_TARGET)
			buf_addstr(out, "*");
		else
			buf_printf(out, "%s%.*s", p->step == PLACE_MEMBER ? "." : roots[p->step],
				   (int)t->len, code->src->text + t->at);
	}
}

static void print(const struct code *code, struct buf *out)
{
	static const char *const kinds[] = { "R ", "W ", "& ", "C ", "D ", "?" };

	for (size_t i = 0; i < code->events; i++) {
		const struct event *ev = &code->event[i];
		uint32_t tok;

		buf_printf(out, "%s%s", i ? " " : "", kinds[ev->kind]);
		if (ev->place != CODE_NONE)
			print_place(code, ev->place, out);
		tok = ev->kind == EVENT_CALL ? expression_callee(&code->e, ev->expr) : SOURCE_NONE;
		if (tok != SOURCE_NONE)
			buf_printf(out, "%.*s", (int)code->src->token[tok].len,
				   code->src->text + code->src->token[tok].at);
	}
}

static void assert_events(const char *body, const char *expected)
{
	char *text = memory_printf("int f(struct c *c, int n)\n{\n%s\n}\n", body);
	struct buf out = { 0 };
	struct source src;
	struct code code;

	source_read(&src, text, strlen(text));
	assert_int_equal(src.functions, 1);
	code_read(&src, 0, NULL, &code);
	print(&code, &out);
	assert_string_equal(out.data ? out.data : "", expected);
	buf_free(&out);
	code_free(&code);
	source_free(&src);
	free(text);
}

static void values(void **state)
{
	(void)state;
	assert_events("n = c->x + g;", "R c R c*.x R @g W n");
	assert_events("c->x.y[n] = 1;", "R c R c*.x.y R n W c*.x.y*");
	assert_events("n += *c->p;", "R c R c*.p R c*.p* R n W n");
	assert_events("n++; --c->x;", "R n W n R c R c*.x W c*.x");
	assert_events("(&c->x)->y = n;", "R n R c W c*.x.y");
	assert_events("return n ? c->a : f2(&n, &c->m);", "R n R c R c*.a & n R c & c*.m C f2");
	assert_events("(void)sizeof(c->x);", "");
	assert_events("n = (int)c->x;", "R c R c*.x W n");
	assert_events("c->ops->go(n);", "R c R c*.ops R c*.ops*.go R n C ");
	assert_events("get(c)->x = n;", "R n R c C get W #(*.x");
}

static void declarations(void **state)
{
	(void)state;
	assert_events("int a = n, *p = &a, t[n];", "R n W a & a W p R n");
	assert_events("struct c *c2 = c; c2->x = 1;", "R c W c2 R c2 W c2*.x");
	assert_events("{ int n = 1; n = 2; } n = 3;", "W n W n W n");
	assert_events("for (int i = 0; i < n; i++) g(i);", "W i R i R n R i W i R i C g");
	assert_events("LIST_HEAD(l); g(&l);", "R l C LIST_HEAD & l C g");
	assert_events("BUG_ON(c == b); n = b;", "R c R @b C BUG_ON R @b W n");
	assert_events("int a; CLASS(fd, f)(n); f.x = a;", "R fd R f C CLASS R n C  R a W f.x");
	/* a branch of an #if is no block */
	assert_events("#ifdef A\n\tint a = n;\n#endif\n\ta = 1;\n", "R n W a W a");
	assert_events("list_for_each_entry(p, &c->list, m) g(p);",
		      "R @p R c & c*.list R @m C list_for_each_entry R @p C g");
}

static void blocks(void **state)
{
	(void)state;
	assert_events("n = ({ int m = c->x; g(m); m; });", "R c R c*.x W m R m C g R m W n");
	assert_events("asm volatile(\"\" : : \"r\" (n));", "?");
	assert_events("n = WORD g(c);", "R @WORD R c C g ? W n");
}

/* A name is the innermost one; a member of the same name is another thing. */
static void scopes(void **state)
{
	static const char text[] = "int f(int a)\n{\n\ta = 1;\n\t{\n\t\tstruct a *a = b;\n"
				   "\t\ta->a = 2;\n\t}\n\treturn a;\n}\n";
	struct source src;
	struct code code;
	uint32_t written[3], n = 0;

	(void)state;
	source_read(&src, text, strlen(text));
	code_read(&src, 0, NULL, &code);
	for (size_t i = 0; i < code.events; i++)
		if (code.event[i].kind == EVENT_WRITE && n < 3)
			written[n++] = code.event[i].place;
	assert_int_equal(n, 3);
	assert_int_not_equal(written[0], written[1]);
	assert_true(code_is_own(&code, written[0]) && code_is_own(&code, written[1]));
	assert_false(code_is_own(&code, written[2]));
	assert_true(code_is_within(&code, written[2], written[1]));
	assert_int_equal(code.event[code.events - 1].place, written[0]);
	code_free(&code);
	source_free(&src);
}

/* Depth that the input chooses costs no stack. */
static void nested_blocks(void **state)
{
	struct buf text = { 0 };
	struct source src;
	struct code code;

	(void)state;
	buf_addstr(&text, "int f(int n)\n{\n\tn = ");
	for (int i = 0; i < 3000; i++)
		buf_addstr(&text, "({ g(");
	buf_addstr(&text, "n");
	for (int i = 0; i < 3000; i++)
		buf_addstr(&text, "); })");
	buf_addstr(&text, ";\n}\n");
	source_read(&src, text.data, text.len);
	code_read(&src, 0, NULL, &code);
	assert_int_equal(code.events, 3002);
	code_free(&code);
	source_free(&src);
	buf_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values), cmocka_unit_test(declarations),  cmocka_unit_test(blocks),
		cmocka_unit_test(scopes), cmocka_unit_test(nested_blocks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
