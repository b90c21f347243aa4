// SPDX-License-Identifier: GPL-2.0-only
/* guarded: most members have names that no struct in question has, and need no look at their object. */
#include "guarded.h"

#include <string.h>

#include "gup/primitives.h"

/* Structs whose members are right only under the lock; of an mm some are. */
static const char *const vmas[] = { "vm_area_struct", "vm_fault",	"vm_region",
				    "anon_vma",	      "anon_vma_chain", "vma_iterator" };

static bool is_vma_tag(const struct type *type)
{
	for (size_t i = 0; i < sizeof(vmas) / sizeof(vmas[0]); i++)
		if (declaration_is_type(type, TYPE_STRUCT, vmas[i]))
			return true;
	return false;
}

static bool is_table_type(const struct type *type)
{
	static const char *const names[] = { "pgd_t", "p4d_t", "pud_t", "pmd_t", "pte_t" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (declaration_is_type(type, TYPE_NAMED, names[i]))
			return true;
	return false;
}

/* The names of all members of these structs, read from the tree's headers once. */
static const struct nameset *read_members(struct library *lib)
{
	static const char *const headers[] = { "include/linux/mm_types.h", "include/linux/mm.h",
					       "include/linux/rmap.h" };
	struct nameset members = { 0 };

	for (size_t h = 0; h < sizeof(headers) / sizeof(headers[0]); h++) {
		struct types_scope scope = { lib, library_file(lib, headers[h]) };

		for (size_t i = 0; scope.file && i < sizeof(vmas) / sizeof(vmas[0]); i++)
			types_member_names(&scope, vmas[i], &members);
		if (scope.file)
			types_member_names(&scope, "mm_struct", &members);
	}
	library_keep_members(lib, &members);
	return library_members(lib);
}

/*
 * May the name be that of a member of one of these structs? *@known: it is one, and not just that the
 * tree's headers do not say.
 */
static bool may_be_member(const struct types_scope *scope, const struct source *src, uint32_t tok,
			  bool *known)
{
	const struct nameset *members = library_members(scope->lib);
	size_t count;

	if (!members)
		members = read_members(scope->lib);
	nameset_find(members, nameset_hash_token(src, tok), &count);
	*known = count > 0;
	return count || !members->count || primitives_is_protected_name(src, tok);
}

/* The member at place @p, by the type of the object that holds it; @plain: a counter, and no atomic one. */
static enum guarded judge_member(const struct types_scope *scope, const struct code *code,
				 const struct place *p, bool plain)
{
	struct type object;
	bool known;

	if ((primitives_is_free_member(code->src, p->tok) && !plain) ||
	    !may_be_member(scope, code->src, p->tok, &known))
		return GUARDED_NOT;
	object = types_resolve(scope, types_place(scope, code, p->parent));
	if (object.kind == TYPE_UNKNOWN || object.kind == TYPE_NAMED) {
		if (primitives_is_protected_name(code->src, p->tok))
			return GUARDED_MEMBER;
		if (primitives_is_mm_member(code->src, p->tok))
			return GUARDED_MM;
		return known ? GUARDED_UNKNOWN : GUARDED_NOT;
	}
	if (is_vma_tag(&object))
		return GUARDED_VMA;
	if (!declaration_is_type(&object, TYPE_STRUCT, "mm_struct"))
		return GUARDED_NOT;
	return primitives_is_protected_name(code->src, p->tok) ? GUARDED_MEMBER : GUARDED_MM;
}

/* A pointer to a vma, or a vma. */
static bool is_vma_value(const struct types_scope *scope, const struct code *code, uint32_t place)
{
	struct type type = types_resolve(scope, types_place(scope, code, place));

	return declaration_is_type(&type, TYPE_STRUCT, vmas[0]) && !type.function;
}

enum guarded guarded_event(const struct types_scope *scope, const struct code *code,
			   const struct event *ev)
{
	const struct place *p;
	struct type pointer;
	bool plain;

	if (ev->place == CODE_NONE)
		return GUARDED_NOT;
	p = &code->place[ev->place];
	/* of an atomic one the address is taken */
	plain = ev->kind == EVENT_WRITE && p->step == PLACE_MEMBER &&
		source_is(code->src, p->tok, "pinned_vm");
	if (p->step == PLACE_TARGET) {
		pointer = types_place(scope, code, p->parent);
		if (pointer.pointers && is_table_type(&pointer))
			return GUARDED_TABLE;
	}
	/* "mm->context.vdso" is of the mm */
	for (const struct place *at = p; at->step == PLACE_MEMBER; at = &code->place[at->parent]) {
		enum guarded member = judge_member(scope, code, at, plain && at == p);

		if (member != GUARDED_NOT)
			return member;
		if (at->parent == CODE_NONE)
			break;
	}
	if (p->step != PLACE_GLOBAL && p->step != PLACE_VALUE && ev->kind != EVENT_WRITE &&
	    is_vma_value(scope, code, ev->place))
		return GUARDED_VMA;
	return GUARDED_NOT;
}
