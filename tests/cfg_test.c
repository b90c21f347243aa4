// SPDX-License-Identifier: GPL-2.0-only
/*
 * The graph of a function: its nodes in the order in which they are reached, each as its number,
 * what it evaluates, and where control goes: "1 x>1?2:3" tests, "2 y=1;4" passes, "return x" and
 * "end".
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/memory.h"
#include "code/solve.h"

struct printer {
	const struct cfg *cfg;
	uint32_t order[200], number[200];
	size_t reached;
	struct buf out;
};

static void print_expr(struct printer *p, uint32_t expr)
{
	const struct code *code = p->cfg->code;
	const struct expr *x = &code->e.expr[expr];

	for (uint32_t i = x->first; i < x->end; i++)
		buf_add(&p->out, code->src->text + code->src->token[i].at, code->src->token[i].len);
}

/* A node that does nothing but go on is passed over. */
static uint32_t past_idle(const struct cfg *g, uint32_t i)
{
	while (i < g->nodes && g->node[i].kind == CFG_PASS &&
	       g->node[i].first_full == g->node[i].end_full)
		i = g->edge[g->node[i].first_edge].to;
	return i;
}

static void print_target(struct printer *p, uint32_t to)
{
	to = past_idle(p->cfg, to);
	if (to >= p->cfg->nodes) {
		buf_addstr(&p->out, "end");
		return;
	}
	if (!p->number[to]) {
		p->order[p->reached++] = to;
		p->number[to] = (uint32_t)p->reached;
	}
	buf_printf(&p->out, "%u", p->number[to]);
}

static void print_node(struct printer *p, uint32_t i)
{
	static const char *const marks[] = { ";",     "?",	  " each ", " switch ",
					     " #if ", " return ", "??" };
	const struct cfg_node *n = &p->cfg->node[i];

	buf_printf(&p->out, "%s%u ", p->out.len ? " | " : "", p->number[i]);
	if (n->expr != SOURCE_NONE)
		print_expr(p, n->expr);
	for (uint32_t k = n->first_full; n->kind == CFG_PASS && k < n->end_full; k++)
		print_expr(p, p->cfg->code->full[k].expr);
	buf_addstr(&p->out, marks[n->kind]);
	for (uint32_t e = n->first_edge; e < n->end_edge; e++) {
		buf_addstr(&p->out, e > n->first_edge ? ":" : "");
		print_target(p, p->cfg->edge[e].to);
	}
}

static void assert_graph(const char *body, const char *expected)
{
	char *text = memory_printf("int f(struct c *c, int n)\n{\n%s\n}\n", body);
	struct printer p = { 0 };
	struct source src;
	struct code code;
	struct cfg cfg;

	source_read(&src, text, strlen(text));
	code_read(&src, 0, NULL, &code);
	cfg_read(&code, &cfg);
	p.cfg = &cfg;
	if (cfg.broken) {
		buf_printf(&p.out, "broken: %s", cfg.broken);
	} else {
		print_target(&p, cfg.entry[0]);
		buf_reset(&p.out);
		for (size_t k = 0; k < p.reached; k++)
			print_node(&p, p.order[k]);
	}
	assert_string_equal(p.out.data ? p.out.data : "", expected);
	buf_free(&p.out);
	cfg_free(&cfg);
	code_free(&code);
	source_free(&src);
	free(text);
}

static void conditions(void **state)
{
	(void)state;
	assert_graph("if (n) g(); h();", "1 n?2:3 | 2 g();3 | 3 h();end");
	assert_graph("if (n && a) g(); else h();", "1 n?2:3 | 2 a?4:3 | 3 h();end | 4 g();end");
	assert_graph("if (!(n || !a)) g();", "1 n?end:2 | 2 a?3:end | 3 g();end");
	assert_graph("if (likely(n) && unlikely(a || b)) g();",
		     "1 n?2:end | 2 a?3:4 | 3 g();end | 4 b?3:end");
	assert_graph("if (1) g(); else h();", "1 1?2 | 2 g();end");
	assert_graph("return n ? a : b;", "1 n?a:b return end");
}

static void loops(void **state)
{
	(void)state;
	assert_graph("for (i = 0; i < n; i++) g(); h();",
		     "1 i=0;2 | 2 i<n?3:4 | 3 g();5 | 4 h();end | 5 i++;2");
	assert_graph("for (;;) { if (n) break; g(); }", "1 n?end:2 | 2 g();1");
	assert_graph("for (int i = n; a && b; ) { if (c) continue; g(); }",
		     "1 n;2 | 2 a?3:end | 3 b?4:end | 4 c?2:5 | 5 g();2");
	assert_graph("while (n--) { if (a) continue; g(); }", "1 n--?2:end | 2 a?1:3 | 3 g();1");
	assert_graph("do { if (a) continue; g(); } while (n);", "1 a?2:3 | 2 n?1:end | 3 g();2");
	assert_graph("do { g(); } while (0); h();", "1 g();2 | 2 0?3 | 3 h();end");
	assert_graph("do { do g(); while (a); } while (n);", "1 g();2 | 2 a?1:3 | 3 n?1:end");
	assert_graph("while (1) g();", "1 1?2 | 2 g();1");
	assert_graph("list_for_each_entry(p, &c->l, m) g(p); h();",
		     "1 list_for_each_entry(p,&c->l,m) each 2:3 | 2 g(p);1 | 3 h();end");
}

static void jumps(void **state)
{
	(void)state;
	assert_graph("if (n) goto out; g(); out: return n;", "1 n?2:3 | 2 n return end | 3 g();2");
	assert_graph("switch (n) { case 1: g(); case 2: h(); break; default: return 1; } k();",
		     "1 n switch 2:3:4 | 2 g();3 | 3 h();5 | 4 1 return end | 5 k();end");
	assert_graph("switch (n) { case 1: while (a) { if (b) break; } g(); }",
		     "1 n switch 2:end | 2 a?3:4 | 3 b?4:2 | 4 g();end");
	assert_graph("again: g(); goto again;", "1 g();1");
	assert_graph("goto nowhere;", "broken: goto to a place that was not found");
	assert_graph("break;", "broken: break or continue outside a loop");
	assert_graph("#ifdef A\n\tg();\n#else\n\th();\n#endif\n\tk();",
		     "1  #if 2:3 | 2 g();4 | 3 h();4 | 4 k();end");
	assert_graph("#ifdef A\n\tg();\n#endif\n\tk();", "1  #if 2:3 | 2 g();3 | 3 k();end");
}

/* The state: which of the calls a() to z() may have been made; p() makes it empty. */
static void note_calls(void *client, uint32_t node, uint64_t *state)
{
	const struct cfg *g = client;

	for (uint32_t e = g->node[node].first_event; e < g->node[node].end_event; e++) {
		const struct event *ev = &g->code->event[e];
		uint32_t tok = ev->kind == EVENT_CALL ? expression_callee(&g->code->e, ev->expr)
						      : SOURCE_NONE;

		if (tok != SOURCE_NONE)
			*state |= 1ULL << (g->code->src->text[g->code->src->token[tok].at] - 'a');
		if (source_is(g->code->src, tok, "p"))
			*state = 0;
	}
}

/* Where "x" holds, nothing was done. */
static void forget_if(void *client, uint32_t node, const struct cfg_edge *edge, uint64_t *state)
{
	const struct cfg *g = client;

	if (edge->when == CFG_HOLDS && expression_is(&g->code->e, g->node[node].expr, "x"))
		*state = 0;
}

static void assert_state_at_end(const char *body, uint64_t wanted, bool reached)
{
	char *text = memory_printf("int f(int n, int x)\n{\n%s\n}\n", body);
	struct source src;
	struct code code;
	struct cfg cfg;
	uint64_t in[100] = { 0 };
	bool seen[100] = { false };

	source_read(&src, text, strlen(text));
	code_read(&src, 0, NULL, &code);
	cfg_read(&code, &cfg);
	assert_true(!cfg.broken && cfg.nodes < 100);
	solve_forward(&(struct solve){ .cfg = &cfg,
				       .words = 1,
				       .client = &cfg,
				       .node = note_calls,
				       .edge = forget_if },
		      cfg.entry[0], in, seen);
	assert_int_equal(in[cfg.nodes], wanted);
	assert_int_equal(seen[cfg.nodes], reached);
	cfg_free(&cfg);
	code_free(&code);
	source_free(&src);
	free(text);
}

static void states(void **state)
{
	(void)state;
	assert_state_at_end("a(); if (n) b(); else c(); d();", 0xf, true);
	assert_state_at_end("a(); if (n) { b(); p(); } else p(); d();", 0x8, true);
	assert_state_at_end("while (n) { if (b()) a(); else c(); }", 0x7, true);
	assert_state_at_end("a(); if (x) b(); else return c(); d();", 0xf, true);
	assert_state_at_end("a(); if (x && n) b(); else p();", 0x2, true);
	assert_state_at_end("a(); while (1) b();", 0, false);
}

/* Depth that the input chooses costs no stack, and length no time but its own. */
static void deep_conditions(void **state)
{
	struct buf text = { 0 };
	struct source src;
	struct code code;
	struct cfg cfg;

	(void)state;
	buf_addstr(&text, "int f(int n)\n{\n\tif (");
	for (int i = 0; i < 5000; i++)
		buf_addstr(&text, "!(n && ");
	buf_addstr(&text, "n");
	for (int i = 0; i < 5000; i++)
		buf_addch(&text, ')');
	buf_addstr(&text, ")\n\t\treturn 1;\n\treturn 0;\n}\n");
	source_read(&src, text.data, text.len);
	code_read(&src, 0, NULL, &code);
	cfg_read(&code, &cfg);
	assert_null(cfg.broken);
	assert_int_equal(cfg.nodes, 5001 + 3);
	cfg_free(&cfg);
	code_free(&code);
	source_free(&src);
	buf_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(conditions),	   cmocka_unit_test(loops),
		cmocka_unit_test(jumps),	   cmocka_unit_test(states),
		cmocka_unit_test(deep_conditions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
