// SPDX-License-Identifier: GPL-2.0-only
/* near: the bracket around each such call, and what the tree offers in its place. */
#include "near.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "bracket.h"
#include "source/grammar.h"

#define MAX_FILE_SIZE (4u << 20)

enum neighbour { FIXUP, HMM, HANDLE, NEIGHBOURS };

static const char *const names[NEIGHBOURS + 1] = { "fixup_user_fault", "hmm_range_fault",
						   "handle_mm_fault", NULL };

/* What the tree has. */
struct offers {
	bool fixup_drops; /* fixup_user_fault() takes a pointer that says whether it dropped the lock */
	bool hmm_unlocked; /* hmm_range_fault_unlocked_timeout() */
};

struct search {
	struct offers offers;
	struct nears *out;
};

/* Does the prototype of @name in the header @path mention @word? With no @word: is there one? */
static int declares(struct tree *kernel, const char *path, const char *name, const char *word,
		    bool *found, struct error *err)
{
	struct buf text = { 0 };
	struct source src;
	int status = tree_read(kernel, path, &text, err);

	*found = false;
	if (!status) {
		source_read(&src, text.data ? text.data : "", text.len);
		for (uint32_t i = 0; i + 1 < src.tokens; i++) {
			uint32_t close = source_is(&src, i, name) && grammar_has_arguments(&src, i)
						 ? src.token[i + 1].mate
						 : SOURCE_NONE;

			*found |= close != SOURCE_NONE && !word;
			for (uint32_t k = i; word && close != SOURCE_NONE && k < close; k++)
				*found |= source_is(&src, k, word);
		}
		source_free(&src);
	}
	buf_free(&text);
	return status < 0 ? -1 : 0;
}

/* -- one call ------------------------------------------------------------------------------- */

/* The first statement under the lock that does something besides the call, or SOURCE_NONE. */
static uint32_t other_work(const struct flow *flow, const struct bracket_span *span)
{
	for (uint32_t i = 0; i < flow->st.count; i++)
		if (i != span->call && span->under[i] && !span->is_release[i] &&
		    flow_op_at(flow, i) == SOURCE_NONE && flow->st.stmt[i].kind != STMT_BLOCK &&
		    flow->st.stmt[i].kind != STMT_EMPTY && flow->st.stmt[i].kind != STMT_LABEL)
			return i;
	return SOURCE_NONE;
}

static uint32_t line_of(const struct flow *flow, uint32_t tok)
{
	return flow->src->token[tok].line;
}

/* Why the lock around statement @stmt is no bracket for just that; NULL if it is one. */
static char *no_bracket(const struct flow *flow, uint32_t stmt)
{
	struct bracket_span span;
	uint64_t state;
	uint32_t work;
	char *why = NULL;

	if (flow->broken || stmt == SOURCE_NONE)
		return memory_strdup("the function was not understood");
	state = flow->in[stmt];
	switch (flow_held(flow, state)) {
	case FLOW_HELD_READ:
		break;
	case FLOW_HELD_WRITE:
		return memory_strdup("the lock is held for write");
	case FLOW_HELD_MIXED:
		return memory_strdup("the lock is taken on a condition");
	default:
		return memory_strdup("no bracket here: a caller holds the lock");
	}
	if (bracket_only_op(flow, state) == SOURCE_NONE)
		return memory_strdup("the lock is taken in several places");
	bracket_read(flow, stmt, &span);
	work = other_work(flow, &span);
	if (span.fault != REASON_NONE)
		why = memory_printf("line %u: %s", span.fault_line, span.fault_what);
	else if (work != SOURCE_NONE)
		why = memory_printf(
			"line %u also runs under the lock, and may rely on the same hold",
			line_of(flow, flow->st.stmt[work].first));
	bracket_free(&span);
	return why;
}

/* Does the function speak of a fault that dropped the lock? */
static bool retries_by_hand(const struct source *src, uint32_t fn)
{
	static const char *const words[] = { "VM_FAULT_RETRY", "FAULT_FLAG_ALLOW_RETRY",
					     "FAULT_FLAG_DEFAULT", NULL };

	for (uint32_t i = src->function[fn].open; i < src->function[fn].close; i++)
		if (grammar_is_any(src, i, words))
			return true;
	return false;
}

static bool is_last_null(const struct code *code, uint32_t call)
{
	uint32_t last = SOURCE_NONE;

	for (uint32_t arg = expression_child(&code->e, call, 1); arg != SOURCE_NONE;
	     arg = code->e.expr[arg].next)
		last = arg;
	return last != SOURCE_NONE && expression_is_null(&code->e, last);
}

/* What is to be said of it where the lock is a bracket for just the call. */
static const char *judge_alone(const struct search *s, enum neighbour which, bool *convertible)
{
	*convertible = which == FIXUP || s->offers.hmm_unlocked;
	if (which == FIXUP)
		return "adjacent bracket: with the address of a bool for its last argument the "
		       "fault "
		       "may drop the lock, which is held again on return; nothing else runs under "
		       "it";
	return *convertible
		       ? "adjacent bracket: hmm_range_fault_unlocked_timeout() takes the lock "
			 "itself, drops it where a fault waits, begins the "
			 "notifier's sequence anew and retries"
		       : "adjacent bracket, but this tree has no form of it that drops the lock";
}

static char *judge(const struct search *s, const struct flow *flow, enum neighbour which,
		   uint32_t tok, bool *convertible)
{
	uint32_t call = code_call_at(flow->code, tok + 1);
	char *why;

	*convertible = false;
	if (which == HANDLE)
		return memory_strdup(
			retries_by_hand(flow->src, flow->fn)
				? "retries by hand: the fault may drop the lock already, and the "
				  "function looks up again what it needs"
				: "no retry: FAULT_FLAG_ALLOW_RETRY needs a loop here that takes "
				  "the lock and looks the vma up anew");
	if (which == FIXUP && !s->offers.fixup_drops)
		return memory_strdup("this tree's fixup_user_fault() cannot drop the lock");
	if (which == FIXUP && (call == SOURCE_NONE || !is_last_null(flow->code, call)))
		return memory_strdup("passes a pointer already: where the lock was dropped the "
				     "function or its caller retries by hand");
	why = no_bracket(flow, statement_at(&flow->st, tok));
	return why ? why : memory_strdup(judge_alone(s, which, convertible));
}

/* -- all of them ---------------------------------------------------------------------------- */

/* Where faults are made, not asked for: mm/ and the architectures' fault handlers. */
static bool is_fault_handling(const char *path)
{
	return !strncmp(path, "mm/", 3) || !strncmp(path, "tools/", 6) ||
	       (!strncmp(path, "arch/", 5) && (strstr(path, "/mm/") || strstr(path, "/trap")));
}

static void take_call(struct search *s, const char *path, const struct source *src, uint32_t tok,
		      enum neighbour which)
{
	uint32_t fn = source_function_at(src, tok);
	struct near near = { .callee = names[which], .line = src->token[tok].line };
	struct flow flow;

	if (fn == SOURCE_NONE || tok < src->function[fn].open || !grammar_is_call(src, tok))
		return;
	flow_read(src, fn, &flow);
	near.file = memory_strdup(path);
	near.function = source_word(src, src->function[fn].name);
	near.why = judge(s, &flow, which, tok, &near.convertible);
	flow_free(&flow);
	VEC_PUSH(s->out->near, s->out->count, s->out->room, near);
}

static void take_file(struct search *s, const struct tree_file *file)
{
	struct source src;

	if (is_fault_handling(file->path))
		return;
	source_read(&src, file->text.data ? file->text.data : "", file->text.len);
	for (uint32_t i = 0; i < src.tokens; i++)
		for (int which = 0; which < NEIGHBOURS; which++)
			if (source_is(&src, i, names[which]))
				take_call(s, file->path, &src, i, (enum neighbour)which);
	source_free(&src);
}

int near_find(struct tree *tree, struct tree *kernel, const char *const *paths, int jobs,
	      struct nears *out, struct problems *problems, struct error *err)
{
	static const char *const suffixes[] = { ".c", NULL };
	struct tree_query query = { .needles = names,
				    .suffixes = suffixes,
				    .paths = paths,
				    .max_size = MAX_FILE_SIZE,
				    .jobs = jobs };
	struct search s = { .out = out };
	struct tree_files files = { 0 };

	if (declares(kernel, "include/linux/mm.h", names[FIXUP], "bool", &s.offers.fixup_drops,
		     err) ||
	    declares(kernel, "include/linux/hmm.h", "hmm_range_fault_unlocked_timeout", NULL,
		     &s.offers.hmm_unlocked, err) ||
	    tree_search(tree, &query, &files, problems, err))
		return -1;
	for (size_t i = 0; i < files.count; i++)
		take_file(&s, &files.file[i]);
	tree_files_free(&files);
	return 0;
}

void near_free(struct nears *nears)
{
	for (size_t i = 0; i < nears->count; i++) {
		free(nears->near[i].file);
		free(nears->near[i].function);
		free(nears->near[i].why);
	}
	free(nears->near);
	*nears = (struct nears){ 0 };
}
