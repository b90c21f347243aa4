// SPDX-License-Identifier: GPL-2.0-only
/*
 * place: a new local: a free name; the innermost block that holds all its uses and is entered from its
 * top, so that an initialiser in it runs; under which #if the declaration belongs; and, where its first
 * use can be reached again without passing the declaration, `NAME = 1;` before it.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "parts.h"

/* Where one local goes. */
struct spot {
	const struct layout_local *local;
	uint32_t block; /* statement to declare it in */
	bool assign;	/* set it by statements rather than in the declaration */
	uint32_t after; /* token behind which the declaration goes: a ";" or "{" */
	uint32_t cond;	/* the #if that the declaration must be under, or SOURCE_NONE */
};

/* Is statement @s one that @outer encloses (or @outer itself)? */
static bool is_inside(const struct layout *p, uint32_t s, uint32_t outer)
{
	return p->code.st.stmt[s].first >= p->code.st.stmt[outer].first &&
	       p->code.st.stmt[s].end <= p->code.st.stmt[outer].end;
}

static bool same_label(const struct layout *p, const struct stmt *label, const struct stmt *jump)
{
	return jump->head == SOURCE_NONE || source_same(p->src, label->head, p->src, jump->head);
}

/* Does a goto outside of @block lead to @label inside? */
static bool is_entered(const struct layout *p, uint32_t block, const struct stmt *label)
{
	for (uint32_t i = 0; i < p->code.st.count; i++)
		if (p->code.st.stmt[i].kind == STMT_GOTO && !is_inside(p, i, block) &&
		    same_label(p, label, &p->code.st.stmt[i]))
			return true;
	return false;
}

/* The innermost switch around statement @s, or SOURCE_NONE. */
static uint32_t switch_of(const struct layout *p, uint32_t s)
{
	while (s != SOURCE_NONE && p->code.st.stmt[s].kind != STMT_SWITCH)
		s = p->code.st.stmt[s].parent;
	return s;
}

/* Is @block a block in braces that control enters only at its top? */
static bool is_scope(const struct layout *p, uint32_t block)
{
	const struct stmt *b = &p->code.st.stmt[block];

	if (b->kind != STMT_BLOCK || !source_is(p->src, b->first, "{"))
		return false;
	if (!block)
		return true;
	for (uint32_t i = 0; i < p->code.st.count; i++) {
		const struct stmt *s = &p->code.st.stmt[i];

		if (!is_inside(p, i, block))
			continue;
		if (s->kind == STMT_LABEL && is_entered(p, block, s))
			return false;
		if (s->kind == STMT_CASE && is_inside(p, block, switch_of(p, i)))
			return false;
	}
	return true;
}

static bool holds(const struct layout *p, uint32_t block, const uint32_t *tok, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (tok[i] < p->code.st.stmt[block].first || tok[i] >= p->code.st.stmt[block].end)
			return false;
	return true;
}

/* Is there a loop, or a goto backwards, from inside @block to before token @tok? */
static bool can_return(const struct layout *p, uint32_t block, uint32_t tok)
{
	for (uint32_t s = statement_at(&p->code.st, tok); s != block && s != SOURCE_NONE;
	     s = p->code.st.stmt[s].parent)
		if (p->code.st.stmt[s].kind == STMT_LOOP)
			return true;
	for (uint32_t l = 0; l < p->code.st.count; l++) {
		const struct stmt *label = &p->code.st.stmt[l];

		if (label->kind != STMT_LABEL || !is_inside(p, l, block) || label->first > tok)
			continue;
		for (uint32_t g = 0; g < p->code.st.count; g++)
			if (p->code.st.stmt[g].kind == STMT_GOTO &&
			    p->code.st.stmt[g].first > tok &&
			    same_label(p, label, &p->code.st.stmt[g]))
				return true;
	}
	return false;
}

/* The last token of the last declaration at the block's top, or its "{". */
static uint32_t declarations_end(const struct layout *p, uint32_t block)
{
	uint32_t after = p->code.st.stmt[block].first;

	for (uint32_t i = p->code.st.stmt[block].child; i != SOURCE_NONE;
	     i = p->code.st.stmt[i].next) {
		const struct stmt *s = &p->code.st.stmt[i];

		if (s->kind == STMT_DECL &&
		    p->src->token[s->first].cond ==
			    p->src->token[p->code.st.stmt[block].first].cond)
			after = s->end - 1;
		else if (s->kind != STMT_DECL && s->kind != STMT_CPP &&
			 !(s->kind == STMT_EXPR && layout_upper_call(p, s)))
			break;
	}
	return after;
}

/* Is branch @cond @outer or inside it? */
static bool is_under(const struct source *src, uint32_t cond, uint32_t outer)
{
	while (cond != outer && cond != SOURCE_NONE)
		cond = src->cond[cond].parent;
	return cond == outer;
}

static bool same_directive(const struct source *src, uint32_t a, uint32_t b)
{
	const struct directive *x = &src->directive[src->cond[a].directive];
	const struct directive *y = &src->directive[src->cond[b].directive];

	return x->len == y->len && !memcmp(src->text + x->at, src->text + y->at, x->len);
}

/*
 * The last token of the last declaration at the block's top that stands under an #if like that of
 * branch @cond, or SOURCE_NONE.
 */
static uint32_t same_if_end(const struct layout *p, const struct spot *place, uint32_t cond)
{
	const struct source *src = p->src;
	uint32_t end = SOURCE_NONE;

	for (uint32_t i = p->code.st.stmt[place->block].child; i != SOURCE_NONE;
	     i = p->code.st.stmt[i].next) {
		uint32_t branch = p->code.st.stmt[i].child;

		if (p->code.st.stmt[i].kind != STMT_DECL && p->code.st.stmt[i].kind != STMT_CPP)
			break;
		if (p->code.st.stmt[i].kind != STMT_CPP || branch == SOURCE_NONE)
			continue;
		for (uint32_t d = p->code.st.stmt[branch].child; d != SOURCE_NONE;
		     d = p->code.st.stmt[d].next) {
			uint32_t c = src->token[p->code.st.stmt[d].first].cond;

			if (p->code.st.stmt[d].kind != STMT_DECL)
				return end;
			if (c != SOURCE_NONE && src->cond[c].group == c &&
			    src->cond[c].parent == src->cond[cond].parent &&
			    same_directive(src, c, cond))
				end = p->code.st.stmt[d].end - 1;
		}
	}
	return end;
}

/*
 * The #if that all uses share but the declaration's place does not: place->cond. Where one use is
 * compiled whenever the place is, there is none.
 */
static int find_cond(struct layout *p, struct spot *place)
{
	const struct source *src = p->src;
	uint32_t beside;
	uint32_t here = src->token[place->after].cond, cond = src->token[place->local->use[0]].cond;

	place->cond = SOURCE_NONE;
	for (size_t i = 0; i < place->local->uses; i++)
		if (src->token[place->local->use[i]].cond == here)
			return 0;
	for (size_t i = 0; i < place->local->uses; i++)
		while (cond != SOURCE_NONE &&
		       !is_under(src, src->token[place->local->use[i]].cond, cond))
			cond = src->cond[cond].parent;
	if (cond == here || cond == SOURCE_NONE || src->cond[cond].parent != here ||
	    src->cond[cond].group != cond)
		return layout_refuse(p, place->local->use[0],
				     "the variable would be unused in some configuration");
	beside = same_if_end(p, place, cond);
	if (beside == SOURCE_NONE)
		place->cond = cond;
	else
		place->after = beside;
	return 0;
}

/* Find the block, the token and the #if. */
static int find_place(struct layout *p, struct spot *place)
{
	const struct layout_local *l = place->local;
	uint32_t block = statement_at(&p->code.st, l->use[0]);

	while (block != SOURCE_NONE && !(holds(p, block, l->use, l->uses) &&
					 holds(p, block, l->set, l->sets) && is_scope(p, block)))
		block = p->code.st.stmt[block].parent;
	if (block == SOURCE_NONE)
		return layout_refuse(p, l->use[0], "no safe place to declare a variable");
	place->block = block;
	place->assign = false;
	for (size_t i = 0; i < l->sets; i++)
		place->assign |= can_return(p, block, l->set[i]);
	place->after = declarations_end(p, block);
	return find_cond(p, place);
}

/* Does one of two blocks enclose the other? */
static bool is_nested(const struct layout *p, uint32_t a, uint32_t b)
{
	return is_inside(p, a, b) || is_inside(p, b, a);
}

static bool is_taken(const struct layout *p, const struct spot *place, const char *name)
{
	for (uint32_t t = p->fn->first; t <= p->fn->close; t++)
		if (source_is(p->src, t, name))
			return true;
	for (size_t i = 0; i < p->variables; i++)
		if (!strcmp(p->variable[i].name, name) &&
		    is_nested(p, p->variable[i].block, place->block))
			return true;
	return layout_macro_names(p, name, strlen(name));
}

/* The first free name; noted if it is not the usual one. */
static char *choose_name(struct layout *p, const struct spot *place)
{
	const char *const *names = p->request->subject->names;
	size_t count = 0;

	while (names[count])
		count++;
	for (size_t i = 0;; i++) {
		char *name = i < count ? memory_strdup(names[i])
				       : memory_printf("%s%zu", names[0], i - count + 1);

		if (!is_taken(p, place, name)) {
			if (i)
				layout_note(p, "the variable is %s: %s is taken", name, names[0]);
			return name;
		}
		free(name);
	}
}

/* The end of the line that byte @at is on, comments that run on from it included. */
static uint32_t last_line(const struct layout *p, uint32_t at)
{
	uint32_t line = lines_at(&p->lines, at);
	const struct comment *c;

	for (size_t i = 0; (c = layout_comment(p, &i, at, lines_start(&p->lines, line + 1)));)
		line = c->last_line;
	return line;
}

/* The declaration with its #if, as lines. */
static char *declaration_text(const struct layout *p, const struct spot *place, const char *name,
			      const char *indent, int indent_len, const char *newline, bool gap)
{
	const char *value = place->assign ? "" : " = 1";
	const char *blank = gap ? newline : "";
	const struct directive *d;

	if (place->cond == SOURCE_NONE)
		return memory_printf("%.*sint %s%s;%s%s", indent_len, indent, name, value, newline,
				     blank);
	d = &p->src->directive[p->src->cond[place->cond].directive];
	return memory_printf("%.*s%s%.*sint %s%s;%s#endif%s%s", (int)d->len, p->src->text + d->at,
			     newline, indent_len, indent, name, value, newline, newline, blank);
}

/* The insertion that was made at byte @at, or NULL. */
static struct edit *edit_at(const struct layout *p, uint32_t at)
{
	for (size_t i = 0; i < p->edits->count; i++)
		if (p->edits->edit[i].at == at && !p->edits->edit[i].len)
			return &p->edits->edit[i];
	return NULL;
}

/* Does the block begin with an #if around declarations? */
static bool begins_with_declaration(const struct layout *p, const struct spot *place)
{
	const struct stmt *stmt = p->code.st.stmt;
	uint32_t s = stmt[place->block].child;

	if (s == SOURCE_NONE || stmt[s].kind != STMT_CPP)
		return false;
	s = stmt[stmt[s].child].child;
	return s != SOURCE_NONE && stmt[s].kind == STMT_DECL;
}

static int declare(struct layout *p, const struct spot *place, const char *name)
{
	const struct stmt *block = &p->code.st.stmt[place->block];
	bool first = place->after == block->first;
	uint32_t like = first ? block->first + 1 : place->after;
	uint32_t behind = layout_behind(p, place->after), line, margin, at;
	struct edit *other;
	char *text, *joined;

	/* The margin is that of a statement in the block; a declaration may span lines. */
	if (!first)
		like = p->code.st.stmt[statement_at(&p->code.st, place->after)].first;
	else if (block->child != SOURCE_NONE)
		like = p->code.st.stmt[block->child].first;
	if (!first || layout_begins_line(p, like))
		margin = p->src->token[like].line;
	else
		return layout_refuse(p, like, "no line for a declaration");
	line = last_line(p, behind - 1);
	if (line == lines_at(&p->lines, behind - 1) && !layout_ends_line(p, behind))
		return layout_refuse(p, place->after, "no line for a declaration");
	if (first && p->code.st.stmt[block->child].kind == STMT_LABEL)
		margin = p->src->token[place->local->set[0]].line;
	at = lines_start(&p->lines, line + 1);
	other = edit_at(p, at);
	text = declaration_text(p, place, name, p->src->text + lines_start(&p->lines, margin),
				(int)lines_indent(&p->lines, margin),
				lines_newline(&p->lines, line),
				first && !other && !lines_is_blank(&p->lines, line + 1) &&
					!begins_with_declaration(p, place));
	if (!other) {
		layout_edit(p, at, at, text);
		return 0;
	}
	/* Another variable is declared here: join it, above its blank line. */
	joined = memory_printf("%s%s", text, other->text);
	free(text);
	free(other->text);
	other->text = joined;
	return 0;
}

/* "again:	lock(x);" of the function's own block: a label at the margin, a tab, the statement. */
static bool stands_behind_label(const struct layout *p, uint32_t s)
{
	uint32_t first = p->code.st.stmt[s].first, at = layout_at(p, first);
	uint32_t before = statement_at(&p->code.st, first - 1);
	const struct stmt *label = before == SOURCE_NONE ? NULL : &p->code.st.stmt[before];

	return !p->code.st.stmt[s].parent && at && p->src->text[at - 1] == '\t' && label &&
	       (label->kind == STMT_LABEL || label->kind == STMT_CASE) && label->end == first &&
	       layout_behind(p, first - 1) + 1 == at && layout_begins_line(p, label->first) &&
	       layout_at(p, label->first) ==
		       lines_start(&p->lines, p->src->token[label->first].line);
}

/* `NAME = 1;` on a line of its own before the statement of token @tok. */
static int assign(struct layout *p, uint32_t tok, const char *name)
{
	uint32_t s = statement_at(&p->code.st, tok), line, at;

	while (s != SOURCE_NONE && p->code.st.stmt[s].parent != SOURCE_NONE &&
	       p->code.st.stmt[p->code.st.stmt[s].parent].kind != STMT_BLOCK)
		s = p->code.st.stmt[s].parent;
	if (s != SOURCE_NONE && s && stands_behind_label(p, s)) {
		at = layout_at(p, p->code.st.stmt[s].first);
		line = p->src->token[p->code.st.stmt[s].first].line;
		layout_edit(p, at, at,
			    memory_printf("%s = 1;%s\t", name, lines_newline(&p->lines, line)));
		return 0;
	}
	if (s == SOURCE_NONE || !s || !layout_begins_line(p, p->code.st.stmt[s].first))
		return layout_refuse(p, tok, "no line to set the variable");
	line = p->src->token[p->code.st.stmt[s].first].line;
	at = lines_start(&p->lines, line);
	layout_edit(p, at, at,
		    memory_printf("%.*s%s = 1;%s", (int)lines_indent(&p->lines, line),
				  p->src->text + at, name, lines_newline(&p->lines, line)));
	return 0;
}

int layout_place_variables(struct layout *p)
{
	for (size_t i = 0; i < p->request->locals; i++) {
		const struct layout_local *local = &p->request->local[i];
		struct spot place = { .local = local };
		struct variable new = { .local = local };

		if (find_place(p, &place))
			return -1;
		new.block = place.block;
		new.name = choose_name(p, &place);
		VEC_PUSH(p->variable, p->variables, p->variable_room, new);
		if (declare(p, &place, new.name))
			return -1;
		for (size_t s = 0; place.assign && s < local->sets; s++)
			if (assign(p, local->set[s], new.name))
				return -1;
	}
	return 0;
}
