// SPDX-License-Identifier: GPL-2.0-only
/* verify: the tree, the patch on top of it, and the functions that differ. */
#include "verify.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "change/change.h"
#include "change/patched.h"
#include "gup/api/kernel.h"
#include "gup/proof/changed.h"
#include "gup/verdict/callers.h"
#include "gup/verdict/under.h"
#include "source/grammar.h"

/* One file, before and after. */
struct pair {
	const struct overlay_file *file;
	struct buf before_text;
	struct source before, after;
};

/* A changed function. */
struct judged {
	const struct pair *pair;
	uint32_t was, is;
	bool concerned;			 /* it calls the family or uses the lock */
	unsigned int entry, entry_after; /* of those: see struct proof_scope */
	size_t finding;			 /* of those: in verify->finding */
	bool proved;			 /* ->same is known */
	bool same;			 /* it does what it did */
	bool ends; /* refuted, as it leaves the lock otherwise than it found it */
};

/* The tree without the patch, or with it. */
struct version {
	struct tree *tree;
	struct api api;
	struct library *lib;
	struct flows flows;
};

struct verifier {
	const struct verify_options *options;
	struct verify *out;
	struct version before, after;
	struct kernel kernel;
	struct pair *pair;
	size_t pairs, pair_room;
	struct changed changed;
	struct judged *judged;
	size_t count, room;
	size_t read; /* so many problems are of what was read, before anything was judged */
	struct under_trust trust[2]; /* see struct proof_scope */
};

/* -- what is read --------------------------------------------------------------------------- */

static int open_trees(struct verifier *v, struct error *err)
{
	const struct verify_options *o = v->options;
	struct buf patch = { 0 };
	int ret = tree_open(&v->before.tree, o->root, o->rev, err) ||
		  tree_open(&v->after.tree, o->root, o->rev, err) ||
		  patched_put_file(v->after.tree, o->patch, NULL, &patch, err) ||
		  change_submodules(&patch, &v->out->problems, err);

	buf_free(&patch);
	if (ret)
		return -1;
	if (!o->kernel)
		return api_read(v->before.tree, NULL, &v->before.api, err) ||
				       api_read(v->after.tree, NULL, &v->after.api, err)
			       ? -1
			       : 0;
	if (kernel_open(&v->kernel, o->kernel, err) ||
	    api_read(v->kernel.source, v->kernel.built, &v->before.api, err))
		return -1;
	return api_read(v->kernel.source, v->kernel.built, &v->after.api, err);
}

/* A file of C with a text before and after; what has none, or the same, is no conversion. */
static int read_pair(struct verifier *v, const struct overlay_file *file, struct error *err)
{
	struct pair p = { .file = file };
	bool same = file->text && file->text->original;

	if (!file->was || file->state == OVERLAY_GONE || same || !change_is_c(file->was) ||
	    !change_is_c(file->path))
		return 0;
	if (file->state == OVERLAY_OPAQUE) {
		problem_add(&v->out->problems, file->path,
			    "the patch does not tell its text; verify a text diff");
		return 0;
	}
	if (tree_read(v->before.tree, file->was, &p.before_text, err) < 0)
		return -1;
	source_read(&p.before, p.before_text.data ? p.before_text.data : "", p.before_text.len);
	source_read(&p.after, file->text->buf.data ? file->text->buf.data : "",
		    file->text->buf.len);
	VEC_PUSH(v->pair, v->pairs, v->pair_room, p);
	return 0;
}

/* -- functions ------------------------------------------------------------------------------ */

/* Does function @fn call one of the family or a variant that @api has? */
static bool calls_family(const struct api *api, const struct source *src, uint32_t fn)
{
	for (uint32_t tok = src->function[fn].open; tok < src->function[fn].close; tok++)
		for (int c = 0; c < CALLEE_COUNT && grammar_has_arguments(src, tok); c++)
			for (int f = 0; f < FORM_COUNT; f++)
				if (api->function[c][f].params &&
				    source_is(src, tok, api->function[c][f].name))
					return true;
	return false;
}

/* The function of @b that is what function @fn of @a is: of that name, the n-th of them. */
static uint32_t counterpart(const struct source *a, uint32_t fn, const struct source *b)
{
	size_t before = 0;

	for (uint32_t i = 0; i < fn; i++)
		before += source_same(a, a->function[i].name, a, a->function[fn].name);
	for (uint32_t i = 0; i < b->functions; i++)
		if (source_same(b, b->function[i].name, a, a->function[fn].name) && !before--)
			return i;
	return SOURCE_NONE;
}

static bool is_same_text(const struct source *a, uint32_t x, const struct source *b, uint32_t y)
{
	uint32_t i = a->function[x].first, j = b->function[y].first;

	while (i <= a->function[x].close && j <= b->function[y].close && source_same(a, i, b, j))
		i++, j++;
	return i > a->function[x].close && j > b->function[y].close;
}

static void add_finding(struct verifier *v, const struct pair *p, uint32_t fn, struct proof *proof)
{
	struct verify_finding f = { .file = memory_strdup(p->file->path),
				    .function = source_word(&p->after, p->after.function[fn].name),
				    .line = p->after.token[p->after.function[fn].name].line,
				    .proof = *proof };

	VEC_PUSH(v->out->finding, v->out->count, v->out->room, f);
}

/* A function that was not there before: nothing to compare with. */
static void judge_new(struct verifier *v, const struct pair *p, uint32_t fn)
{
	struct proof proof = { .outcome = PROOF_UNCLEAR };

	if (!calls_family(&v->after.api, &p->after, fn))
		return;
	proof.why = memory_strdup("there is no such function before the patch to compare with");
	add_finding(v, p, fn, &proof);
}

/* Does it take or release the lock itself? */
static bool operates(const struct source *src, const struct function *f)
{
	for (uint32_t tok = f->open; tok < f->close; tok++)
		if (mmaplock_is_mmap_call(src, tok) || mmaplock_is_alias(src, tok))
			return true;
	return false;
}

static struct proof_side side_of(const struct version *version, const struct source *src,
				 uint32_t fn)
{
	return (struct proof_side){ &version->api, src, fn };
}

/* The proof of one changed function by itself, with what its callers hold. */
static void prove(struct verifier *v, struct judged *j, struct proof *proof)
{
	const struct pair *p = j->pair;
	struct proof_scope scope = { .lib = v->before.lib,
				     .file = library_file(v->before.lib, p->file->was),
				     .entry = j->entry,
				     .entry_after = j->entry_after,
				     .trust = v->trust };
	struct proof_side before = side_of(&v->before, &p->before, j->was);
	struct proof_side after = side_of(&v->after, &p->after, j->is);

	/* the library reads the file itself: the same text */
	before.src = scope.file ? scope.file->src : before.src;
	proof_run(&scope, &before, &after, proof);
	if (!scope.entry && proof->callers && proof->outcome == PROOF_REFUTED) {
		char *why = memory_printf("whether callers hold the lock is not known: if so, %s",
					  proof->why);

		proof_free(proof);
		*proof = (struct proof){ .outcome = PROOF_UNCLEAR, .why = why };
	}
	j->proved = true;
	j->same = proof->outcome == PROOF_HOLDS || proof->outcome == PROOF_MENDS;
	j->ends = proof->ends && proof->outcome == PROOF_REFUTED;
}

/* Does the function call the family, or do something with the lock? */
static bool is_concerned(const struct version *version, const struct source *src, uint32_t fn)
{
	return calls_family(&version->api, src, fn) || operates(src, &src->function[fn]);
}

static void add_changed(struct verifier *v, const struct pair *p, uint32_t was, uint32_t is)
{
	struct judged j = { .pair = p, .was = was, .is = is };

	if (is_same_text(&p->before, was, &p->after, is))
		return;
	j.concerned =
		is_concerned(&v->before, &p->before, was) || is_concerned(&v->after, &p->after, is);
	VEC_PUSH(v->judged, v->count, v->room, j);
}

static void read_pairs(struct verifier *v, const struct pair *p)
{
	for (uint32_t is = 0; is < p->after.functions; is++) {
		uint32_t was = counterpart(&p->after, is, &p->before);

		if (was != SOURCE_NONE)
			add_changed(v, p, was, is);
	}
	for (size_t i = 0; i < p->after.troubles; i++)
		problem_add(&v->out->problems, p->file->path, "line %u: %s; check it by hand",
			    p->after.trouble[i].line, p->after.trouble[i].what);
}

/* Those that concern the lock, and new ones, in the order of the file. */
static void judge_pair(struct verifier *v, const struct pair *p)
{
	size_t j = 0;

	while (j < v->count && v->judged[j].pair != p)
		j++;
	for (uint32_t is = 0; is < p->after.functions; is++) {
		struct judged *of = j < v->count ? &v->judged[j] : NULL;
		struct proof proof;

		if (of && of->pair == p && of->is == is) {
			j++;
			of->finding = v->out->count;
			if (!of->concerned)
				continue;
			prove(v, of, &proof);
			add_finding(v, p, is, &proof);
		} else if (counterpart(&p->after, is, &p->before) == SOURCE_NONE) {
			judge_new(v, p, is);
		}
	}
}

/* -- how functions are called --------------------------------------------------------------- */

/* As far as is known, what callers hold: PROOF_ENTRY_..., or 0. */
static unsigned int read_entry(struct version *version, const char *path, uint32_t fn,
			       struct callers *c)
{
	const struct library_file *file = library_file(version->lib, path);
	bool relies;

	*c = (struct callers){ 0 };
	if (!file || file->absent)
		return 0;
	callers_read(version->lib, &version->flows, file, fn, c);
	relies = c->relies && !operates(file->src, &file->src->function[fn]);
	if (c->unsearched || c->taken)
		return 0;
	return (c->read || c->mixed || relies ? PROOF_ENTRY_READ : 0) |
	       (c->write ? PROOF_ENTRY_WRITE : 0) |
	       ((c->none || c->mixed) && c->read_up && !relies ? PROOF_ENTRY_FREE : 0);
}

/* Does function @fn of @src name one of those that lead to the first of them? */
static bool names_step(const struct callers *c, const struct source *src, uint32_t fn)
{
	const struct function *f = &src->function[fn];

	for (uint32_t tok = f->open; tok < f->close; tok++)
		for (size_t i = 0; i < c->steps && src->token[tok].kind == TOKEN_IDENT; i++) {
			const struct source *of = c->step[i].file->src;

			if (source_same(src, tok, of, of->function[c->step[i].fn].name))
				return true;
		}
	return false;
}

/* Does a function of @a that @b has not, or otherwise, name one? Not @own itself. */
static bool names_changed(const struct callers *c, const struct source *a, const struct source *b,
			  uint32_t own)
{
	for (uint32_t fn = 0; fn < a->functions; fn++) {
		uint32_t other = counterpart(a, fn, b);

		if (fn != own && (other == SOURCE_NONE || !is_same_text(a, fn, b, other)) &&
		    names_step(c, a, fn))
			return true;
	}
	return false;
}

/* May the patch change who calls function @j, and what they hold? Macros are not looked into. */
static bool changes_callers(const struct verifier *v, const struct judged *j,
			    const struct callers *c)
{
	for (size_t i = 0; i < v->pairs; i++) {
		const struct pair *p = &v->pair[i];
		bool here = p == j->pair;

		if (names_changed(c, &p->before, &p->after, here ? j->was : SOURCE_NONE) ||
		    names_changed(c, &p->after, &p->before, here ? j->is : SOURCE_NONE) ||
		    p->before.directives != p->after.directives)
			return true;
	}
	return false;
}

/* "EXPORT_SYMBOL(name)" */
static bool is_exported(const struct source *src, uint32_t tok)
{
	uint32_t call = grammar_enclosing_call(src, tok);

	return call != SOURCE_NONE && src->token[call].len >= 13 &&
	       !memcmp(src->text + src->token[call].at, "EXPORT_SYMBOL", 13);
}

/* Is one of the chain's functions named where it is not called? Then somebody may call it by a pointer. */
static bool is_handed_out(struct version *version, const struct callers *c)
{
	for (size_t i = 0; i < c->steps; i++) {
		const struct source *of = c->step[i].file->src;
		uint32_t name = of->function[c->step[i].fn].name;
		const struct library_holders *h = library_holders(version->lib, of, name);

		for (size_t k = 0; k < h->count; k++) {
			const struct source *src = h->file[k]->src;

			for (uint32_t tok = 0; tok < src->tokens; tok++)
				if (source_same(src, tok, of, name) &&
				    !grammar_has_arguments(src, tok) &&
				    !grammar_is_member(src, tok) && !is_exported(src, tok))
					return true;
		}
	}
	return false;
}

static void read_entries(struct verifier *v, struct judged *j)
{
	struct callers before, after = { 0 };
	const struct library_file *file;

	j->entry = j->entry_after = read_entry(&v->before, j->pair->file->was, j->was, &before);
	if (j->entry && changes_callers(v, j, &before))
		j->entry_after = read_entry(&v->after, j->pair->file->path, j->is, &after);
	if (!j->entry_after || (j->entry != j->entry_after && (is_handed_out(&v->before, &before) ||
							       is_handed_out(&v->after, &after))))
		j->entry = j->entry_after = 0;
	callers_free(&before);
	callers_free(&after);
	file = library_file(v->before.lib, j->pair->file->was);
	if (j->entry == j->entry_after || !file)
		return;
	if ((j->entry & ~PROOF_ENTRY_FREE) && (j->entry_after & PROOF_ENTRY_FREE))
		under_trust_add(&v->trust[1], file->src, j->was);
	if ((j->entry & PROOF_ENTRY_FREE) && (j->entry_after & ~PROOF_ENTRY_FREE))
		under_trust_add(&v->trust[0], file->src, j->was);
}

/* -- functions together --------------------------------------------------------------------- */

static bool does_same(struct verifier *v, struct judged *j)
{
	struct proof proof;

	if (!j->proved) {
		prove(v, j, &proof);
		proof_free(&proof);
	}
	return j->same;
}

static bool is_same(void *ctx, const struct source *src, uint32_t fn)
{
	struct verifier *v = ctx;

	for (size_t i = 0; i < v->count; i++)
		if ((src == &v->judged[i].pair->before && fn == v->judged[i].was) ||
		    (src == &v->judged[i].pair->after && fn == v->judged[i].is))
			return does_same(v, &v->judged[i]);
	return false;
}

static bool names(const struct judged *j, const struct judged *callee)
{
	const struct source *src = &j->pair->after, *of = &callee->pair->after;
	const struct function *f = &src->function[j->is];

	for (uint32_t tok = f->open; tok < f->close; tok++)
		if (source_same(src, tok, of, of->function[callee->is].name))
			return true;
	return false;
}

/*
 * A changed function beside @j, the one calling the other, that has to do with the lock and does not what
 * it did; NULL if there is none. @ends: @j leaves the lock otherwise, as its caller does, or because of it.
 */
static const struct judged *changed_neighbour(struct verifier *v, const struct judged *j, bool ends)
{
	for (size_t i = 0; i < v->count; i++) {
		struct judged *other = &v->judged[i];

		if (other == j || !other->concerned)
			continue;
		if (ends ? (other->ends && names(other, j)) ||
				    (names(j, other) && !does_same(v, other))
			 : names(other, j) && !does_same(v, other))
			return other;
	}
	return NULL;
}

static void doubt(struct verify_finding *f, char *why)
{
	proof_free(&f->proof);
	f->proof = (struct proof){ .outcome = PROOF_UNCLEAR, .why = why };
}

static void read_changes(struct verifier *v)
{
	for (size_t i = 0; i < v->pairs; i++) {
		changed_add(&v->changed, &v->pair[i].before, false);
		changed_add(&v->changed, &v->pair[i].after, true);
	}
	changed_compare(&v->changed);
}

/* What a function uses must be what it was; and what its caller holds may be changed with it. */
static void judge_together(struct verifier *v, const struct judged *j)
{
	struct verify_finding *f = &v->out->finding[j->finding];
	bool holds = f->proof.outcome == PROOF_HOLDS || f->proof.outcome == PROOF_MENDS;
	const struct changed_item *used = NULL;
	const struct judged *other = NULL;
	char *name;

	if (!holds && !j->ends)
		return;
	if (!j->entry || j->ends)
		other = changed_neighbour(v, j, j->ends);
	if (other) {
		name = source_word(&other->pair->after,
				   other->pair->after.function[other->is].name);
		doubt(f,
		      memory_printf("the lock changes hands between it and %s(), which changes as "
				    "well",
				    name));
		free(name);
		return;
	}
	if (!holds)
		return;
	if (!v->changed.count)
		read_changes(v);
	used = changed_used(&v->changed, &j->pair->after, j->is, is_same, v);
	if (!used)
		used = changed_used(&v->changed, &j->pair->before, j->was, is_same, v);
	if (used)
		doubt(f, memory_printf("%s, which it uses, changes as well",
				       term_text(&v->changed.words, used->name)));
}

static void forget_findings(struct verify *out)
{
	for (size_t i = 0; i < out->count; i++) {
		free(out->finding[i].file);
		free(out->finding[i].function);
		proof_free(&out->finding[i].proof);
	}
	out->count = 0;
}

static void judge_all(struct verifier *v)
{
	forget_findings(v->out);
	problem_cut(&v->out->problems, v->read);
	v->count = v->trust[0].count = v->trust[1].count = 0;
	for (size_t i = 0; i < v->pairs; i++)
		read_pairs(v, &v->pair[i]);
	for (size_t i = 0; i < v->count; i++)
		if (v->judged[i].concerned)
			read_entries(v, &v->judged[i]);
	for (size_t i = 0; i < v->pairs; i++)
		judge_pair(v, &v->pair[i]);
	for (size_t i = 0; i < v->count; i++)
		if (v->judged[i].concerned)
			judge_together(v, &v->judged[i]);
	v->out->others = 0;
	for (size_t i = 0; i < v->count; i++)
		v->out->others += !v->judged[i].concerned && !does_same(v, &v->judged[i]);
}

static void open_library(const struct verifier *v, struct version *version)
{
	struct library_origin origin = { .tree = version->tree,
					 .kernel = v->options->kernel ? v->kernel.source
								      : version->tree,
					 .words = &version->api.words,
					 .jobs = v->options->jobs };

	version->lib = library_new(&origin, version->api.version);
}

#define ROUNDS 4 /* what one search brings may ask for another, of the other version */

/* What was not found at first is looked for in one pass over the tree, as in a sweep. */
static int judge(struct verifier *v, struct error *err)
{
	int before = 1, after = 0;

	open_library(v, &v->before);
	open_library(v, &v->after);
	v->read = v->out->problems.count;
	for (int round = 0; round < ROUNDS && before + after > 0; round++) {
		judge_all(v);
		before = library_search(v->before.lib, err);
		after = before < 0 ? -1 : library_search(v->after.lib, err);
		if (after < 0)
			return -1;
	}
	if (before + after > 0)
		judge_all(v);
	return 0;
}

/* -- the whole ------------------------------------------------------------------------------ */

static void close_version(struct version *version)
{
	flows_free(&version->flows);
	library_free(version->lib);
	api_free(&version->api);
	if (version->tree)
		tree_close(version->tree);
}

static void release(struct verifier *v)
{
	for (size_t i = 0; i < v->pairs; i++) {
		source_free(&v->pair[i].before);
		source_free(&v->pair[i].after);
		buf_free(&v->pair[i].before_text);
	}
	free(v->pair);
	free(v->judged);
	changed_free(&v->changed);
	under_trust_free(&v->trust[0]);
	under_trust_free(&v->trust[1]);
	close_version(&v->before);
	close_version(&v->after);
	kernel_close(&v->kernel);
}

int verify_run(const struct verify_options *options, struct verify *verify, struct error *err)
{
	struct verifier v = { .options = options, .out = verify };
	const struct overlay *overlay;
	int status;

	*verify = (struct verify){ 0 };
	status = open_trees(&v, err);
	overlay = status ? NULL : tree_overlay(v.after.tree);
	for (size_t i = 0; overlay && i < overlay->files && !status; i++) {
		verify->files += overlay->file[i].changed;
		status = read_pair(&v, &overlay->file[i], err);
	}
	if (!status)
		status = judge(&v, err);
	release(&v);
	return status;
}

void verify_free(struct verify *verify)
{
	forget_findings(verify);
	free(verify->finding);
	problem_free(&verify->problems);
	*verify = (struct verify){ 0 };
}
