// SPDX-License-Identifier: GPL-2.0-only
/* What declarations declare, printed as "name:type" lists. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base/buf.h"
#include "source/declaration.h"

static void print_word(const struct source *src, uint32_t tok, struct buf *out)
{
	if (tok == SOURCE_NONE)
		buf_addstr(out, "-");
	else
		buf_printf(out, "%.*s", (int)src->token[tok].len, src->text + src->token[tok].at);
}

static void print(const struct source *src, const struct declarators *all, struct buf *out)
{
	static const char *const kinds[] = { "?", "", "struct ", "union ", "enum ", "typedef " };
	static const char *const storages[] = { "", "static ", "extern ", "type " };

	for (size_t i = 0; i < all->count; i++) {
		const struct declarator *d = &all->d[i];

		buf_printf(out, "%s%s", i ? ", " : "", storages[d->storage]);
		print_word(src, d->name, out);
		buf_printf(out, ":%s", kinds[d->type.kind]);
		if (d->type.kind != TYPE_UNKNOWN)
			print_word(src, d->type.name, out);
		for (int n = 0; n < d->type.pointers; n++)
			buf_addch(out, '*');
		for (int n = 0; n < d->type.arrays; n++)
			buf_addstr(out, "[]");
		buf_addstr(out, d->type.function ? "()" : "");
		if (d->init < d->init_end && !d->macro) {
			buf_addstr(out, "=");
			for (uint32_t t = d->init; t < d->init_end; t++)
				print_word(src, t, out);
		}
		if (d->cleanup != SOURCE_NONE) {
			buf_addstr(out, " free ");
			print_word(src, d->cleanup, out);
		}
	}
}

enum what { DECLARATION, PARAMETERS, MEMBERS };

static void assert_declares(enum what what, const char *text, const char *expected)
{
	struct declarators all = { 0 };
	struct buf out = { 0 };
	struct source src;

	source_read(&src, text, strlen(text));
	if (what == DECLARATION)
		declaration_read(&src, 0, (uint32_t)src.tokens, &all);
	else if (what == PARAMETERS)
		declaration_parameters(&src, 0, &all);
	else
		declaration_members(&src, 0, NULL, 0, &all);
	print(&src, &all, &out);
	assert_string_equal(out.data ? out.data : "", expected);
	buf_free(&out);
	declaration_free(&all);
	source_free(&src);
}

static void locals(void **state)
{
	(void)state;
	assert_declares(DECLARATION, "int a, *b = &x, c[3];", "a:int, b:int*=&x, c:int[]");
	assert_declares(DECLARATION, "struct x *x = f(a, b);", "x:struct x*=f(a,b)");
	assert_declares(DECLARATION, "static const struct s { int q; } t[] = { {1}, {2} };",
			"static t:struct s[]={{1},{2}}");
	assert_declares(DECLARATION, "unsigned long long n;", "n:long");
	assert_declares(DECLARATION, "foo_t a, **b;", "a:typedef foo_t, b:typedef foo_t**");
	assert_declares(DECLARATION, "pte_t *pte __maybe_unused;", "pte:typedef pte_t*");
	assert_declares(DECLARATION, "void __user *p = q;", "p:void*=q");
	assert_declares(DECLARATION, "void * __user p;", "p:void*");
	assert_declares(DECLARATION, "int ret __maybe_unused, b;", "ret:int, b:int");
	assert_declares(DECLARATION, "typeof(x) y = x;", "y:?=x");
	assert_declares(DECLARATION, "enum e { A, B } v = A;", "v:enum e=A");
	assert_declares(DECLARATION, "int (*f)(int, long) = g;", "f:int*()=g");
	assert_declares(DECLARATION, "int f(int a);", "f:int()");
	assert_declares(DECLARATION, "extern int locked;", "extern locked:int");
	assert_declares(DECLARATION, "typedef struct mm_struct *mm_p;",
			"type mm_p:struct mm_struct*");
	assert_declares(DECLARATION, "struct vm_area_struct *v __free(use) = find(mm, a);",
			"v:struct vm_area_struct*=find(mm,a) free use");
	assert_declares(DECLARATION, "void *p __attribute__((cleanup(kf))) = q;",
			"p:void*=q free kf");
	assert_declares(DECLARATION, "LIST_HEAD(list);", "list:?");
	assert_declares(DECLARATION, "CLASS(fd, f)(n);", "fd:?, f:?");
}

static void parameters(void **state)
{
	(void)state;
	assert_declares(PARAMETERS, "(void)", "");
	assert_declares(PARAMETERS, "(struct ctx *c, unsigned long addr, int (*f)(int, int))",
			"c:struct ctx*, addr:long, f:int*()");
	assert_declares(PARAMETERS, "(struct page **pages, int, const char *)",
			"pages:struct page**, -:int, -:char*");
	assert_declares(PARAMETERS, "(int a, ...)", "a:int, -:?");
	assert_declares(PARAMETERS, "(bool locked)", "locked:bool");
}

static void members(void **state)
{
	(void)state;
	assert_declares(MEMBERS, "{ int a; struct { long b; union { char c; }; } named; }",
			"a:int, named:struct -");
	assert_declares(MEMBERS, "{ struct { long b; union { char c; }; }; int d : 3; }",
			"d:int, b:long, c:char");
	assert_declares(MEMBERS,
			"{ struct { int a; struct { int b; } ____cacheline_aligned; } "
			"__randomize_layout; }",
			"a:int, b:int");
	assert_declares(MEMBERS,
			"{ unsigned long gen __guarded_by(&mm->lock); int a __aligned(8); }",
			"gen:long, a:int");
	assert_declares(MEMBERS, "{ struct vm_area_struct *area[4]; struct mm_struct *owner; }",
			"area:struct vm_area_struct*[], owner:struct mm_struct*");
	assert_declares(MEMBERS, "{ DECLARE_BITMAP(bits, 64); struct_group(g, int a; int b;); }",
			"bits:?, a:int, b:int");
	assert_declares(MEMBERS, "{\n#ifdef X\nint a;\n#else\nlong a;\n#endif\n}", "a:int, a:long");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(locals),
		cmocka_unit_test(parameters),
		cmocka_unit_test(members),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
