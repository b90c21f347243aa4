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

/* One file, before and after. */
struct pair {
	const struct overlay_file *file;
	struct buf before_text;
	struct source before, after;
};

/* A changed function that was judged by itself. */
struct judged {
	const struct pair *pair;
	uint32_t was, is;
	size_t finding; /* in verify->finding; SIZE_MAX: it has nothing to do with the family */
	bool proved;	/* ->same is known */
	bool same;	/* it does what it did */
	bool callers;	/* what a caller holds makes it wrong */
};

struct verifier {
	const struct verify_options *options;
	struct verify *out;
	struct tree *before, *after;
	struct kernel kernel;
	struct api old_api, new_api;
	struct library *lib;
	struct library_origin origin;
	struct flows flows;
	struct pair *pair;
	size_t pairs, pair_room;
	struct changed changed;
	struct judged *judged;
	size_t count, room;
};

/* -- what is read --------------------------------------------------------------------------- */

static int open_trees(struct verifier *v, struct error *err)
{
	const struct verify_options *o = v->options;

	if (tree_open(&v->before, o->root, o->rev, err) ||
	    tree_open(&v->after, o->root, o->rev, err) ||
	    patched_put_file(v->after, o->patch, NULL, err))
		return -1;
	if (!o->kernel)
		return api_read(v->before, NULL, &v->old_api, err) ||
				       api_read(v->after, NULL, &v->new_api, err)
			       ? -1
			       : 0;
	if (kernel_open(&v->kernel, o->kernel, err) ||
	    api_read(v->kernel.source, v->kernel.built, &v->old_api, err))
		return -1;
	return api_read(v->kernel.source, v->kernel.built, &v->new_api, err);
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
	if (tree_read(v->before, file->was, &p.before_text, err) < 0)
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
		for (int c = 0; c < CALLEE_COUNT && source_is(src, tok + 1, "("); c++)
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

	if (!calls_family(&v->new_api, &p->after, fn))
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

/* How callers call the function before the patch: as far as is known, what they hold. */
static unsigned int read_entry(struct verifier *v, const struct library_file *file, uint32_t fn)
{
	struct callers c;
	unsigned int entry;

	if (!file || file->absent)
		return 0;
	callers_read(v->lib, &v->flows, file, fn, &c);
	c.relies &= !operates(file->src, &file->src->function[fn]);
	entry = (c.read || c.mixed || c.relies ? PROOF_ENTRY_READ : 0) |
		(c.write ? PROOF_ENTRY_WRITE : 0) |
		((c.none || c.mixed) && c.read_up && !c.relies ? PROOF_ENTRY_FREE : 0);
	if (c.unsearched)
		entry = 0;
	callers_free(&c);
	return entry;
}

/* The proof of one changed function by itself, with what its callers hold. */
static void prove(struct verifier *v, struct judged *j, bool callers, struct proof *proof)
{
	const struct pair *p = j->pair;
	struct proof_scope scope = { .lib = v->lib, .file = library_file(v->lib, p->file->was) };
	struct proof_side before = { &v->old_api, &p->before, j->was };
	struct proof_side after = { &v->new_api, &p->after, j->is };

	/* the library reads the file itself: the same text */
	before.src = scope.file ? scope.file->src : before.src;
	scope.entry = callers ? read_entry(v, scope.file, j->was) : 0;
	proof_run(&scope, &before, &after, proof);
	if (!scope.entry && proof->callers && proof->outcome == PROOF_REFUTED) {
		char *why = memory_printf("whether callers hold the lock is not known: if so, %s",
					  proof->why);

		proof_free(proof);
		*proof = (struct proof){ .outcome = PROOF_UNCLEAR, .why = why };
	}
	j->proved = true;
	j->same = proof->outcome == PROOF_HOLDS;
	j->callers = proof->callers;
}

static void judge_function(struct verifier *v, const struct pair *p, uint32_t was, uint32_t is)
{
	struct judged j = { .pair = p, .was = was, .is = is, .finding = SIZE_MAX };
	struct proof proof;

	if (is_same_text(&p->before, was, &p->after, is))
		return;
	if (calls_family(&v->old_api, &p->before, was) ||
	    calls_family(&v->new_api, &p->after, is)) {
		prove(v, &j, true, &proof);
		j.finding = v->out->count;
		add_finding(v, p, is, &proof);
	}
	VEC_PUSH(v->judged, v->count, v->room, j);
}

static void judge_pair(struct verifier *v, const struct pair *p)
{
	for (uint32_t is = 0; is < p->after.functions; is++) {
		uint32_t was = counterpart(&p->after, is, &p->before);

		if (was == SOURCE_NONE)
			judge_new(v, p, is);
		else
			judge_function(v, p, was, is);
	}
	for (size_t i = 0; i < p->after.troubles; i++)
		problem_add(&v->out->problems, p->file->path, "line %u: %s; check it by hand",
			    p->after.trouble[i].line, p->after.trouble[i].what);
}

/* -- functions together --------------------------------------------------------------------- */

static bool does_same(struct verifier *v, struct judged *j)
{
	struct proof proof;

	if (!j->proved) {
		prove(v, j, false, &proof);
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

/*
 * A changed function that names function @j, does not what it did and has to do with the lock; NULL
 * if there is none.
 */
static const struct judged *changed_caller(struct verifier *v, const struct judged *j)
{
	const struct source *of = &j->pair->after;

	for (size_t i = 0; i < v->count; i++) {
		struct judged *other = &v->judged[i];
		const struct source *src = &other->pair->after, *old = &other->pair->before;
		const struct function *f = &src->function[other->is];
		bool names = false;

		for (uint32_t tok = f->open; tok < f->close && other != j && !names; tok++)
			names = source_same(src, tok, of, of->function[j->is].name);
		if (names && (operates(src, f) || operates(old, &old->function[other->was])) &&
		    !does_same(v, other))
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
	const struct judged *caller;
	char *name;

	if (!holds && !(f->proof.outcome == PROOF_REFUTED && j->callers))
		return;
	caller = changed_caller(v, j);
	if (caller) {
		name = source_word(&caller->pair->after,
				   caller->pair->after.function[caller->is].name);
		doubt(f,
		      memory_printf("the lock changes hands between it and %s(), which changes as "
				    "well",
				    name));
		free(name);
		return;
	}
	if (!v->changed.count)
		read_changes(v);
	if (holds)
		used = changed_used(&v->changed, &j->pair->after, j->is, is_same, v);
	if (holds && !used)
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
	problem_free(&v->out->problems);
	v->count = 0;
	for (size_t i = 0; i < v->pairs; i++)
		judge_pair(v, &v->pair[i]);
	for (size_t i = 0; i < v->count; i++)
		if (v->judged[i].finding != SIZE_MAX)
			judge_together(v, &v->judged[i]);
	v->out->others = 0;
	for (size_t i = 0; i < v->count; i++)
		v->out->others += v->judged[i].finding == SIZE_MAX && !does_same(v, &v->judged[i]);
}

/* What was not found at first is looked for in one pass over the tree, as in a sweep. */
static int judge(struct verifier *v, struct error *err)
{
	int searched;

	v->origin = (struct library_origin){ .tree = v->before,
					     .kernel = v->options->kernel ? v->kernel.source
									  : v->before,
					     .jobs = v->options->jobs };
	v->lib = library_new(&v->origin, v->old_api.version);
	judge_all(v);
	searched = library_search(v->lib, err);
	if (searched > 0)
		judge_all(v);
	return searched < 0 ? -1 : 0;
}

/* -- the whole ------------------------------------------------------------------------------ */

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
	flows_free(&v->flows);
	library_free(v->lib);
	api_free(&v->old_api);
	api_free(&v->new_api);
	kernel_close(&v->kernel);
	if (v->after)
		tree_close(v->after);
	if (v->before)
		tree_close(v->before);
}

int verify_run(const struct verify_options *options, struct verify *verify, struct error *err)
{
	struct verifier v = { .options = options, .out = verify };
	const struct overlay *overlay;
	int status;

	*verify = (struct verify){ 0 };
	status = open_trees(&v, err);
	overlay = status ? NULL : tree_overlay(v.after);
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
