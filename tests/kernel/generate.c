// SPDX-License-Identifier: GPL-2.0-only
/*
 * generate: testcases -> the C files of the module. Reads lines "NAME FORM FILE ORIGINAL", the last the
 * text that tells what the functions are called with; writes one C file for each signature, with the text of its testcases as it is, a caller behind each function, and a table
 * of all. Says of each testcase that cannot run in this kernel why: "left-out NAME: WHY".
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/memory.h"
#include "source/source.h"

#define OPAQUE "a->opaque"

struct options {
	const char *out;       /* folder to write to */
	const char *signature; /* the kernel's own */
	struct buf config;     /* the kernel's .config */
};

struct text {
	char name[64], form[64];
	struct buf text, original;
	struct source src, original_src;
	char signature[64];
	const char *path;
	char *why; /* it cannot run; or NULL */
};

/* The C files, one for each signature. */
struct unit {
	char signature[64];
	FILE *file;
};

static void die(const char *what, const char *on)
{
	fprintf(stderr, "generate: %s: %s\n", what, on);
	exit(3);
}

static void read_file(const char *path, struct buf *to)
{
	char block[4096];
	size_t n;
	FILE *f = fopen(path, "r");

	if (!f)
		die(path, strerror(errno));
	while ((n = fread(block, 1, sizeof(block), f)) > 0)
		buf_add(to, block, n);
	fclose(f);
}

/* The line " * KEY: VALUE" at the testcase's top; false if there is none. */
static bool says(const struct text *t, const char *key, char *value, size_t room)
{
	char line[80];
	const char *at;
	size_t len;

	snprintf(line, sizeof(line), "\n * %s: ", key);
	at = strstr(t->text.data, line);
	if (!at)
		return false;
	at += strlen(line);
	len = strcspn(at, "\n");
	snprintf(value, room, "%.*s", (int)len, at);
	return true;
}

static bool word_is(const struct source *src, uint32_t tok, const char *word)
{
	return source_is(src, tok, word);
}

static bool has_word(const struct source *src, uint32_t first, uint32_t end, const char *word)
{
	for (uint32_t i = first; i < end; i++)
		if (word_is(src, i, word))
			return true;
	return false;
}

/* Print the token's text. */
static void put_word(FILE *f, const struct source *src, uint32_t tok)
{
	fprintf(f, "%.*s", (int)src->token[tok].len, src->text + src->token[tok].at);
}

/* One parameter: its declaration is tokens [first, end), name among them. */
struct param {
	uint32_t first, end, name;
};

static bool is_name(const struct source *src, uint32_t tok)
{
	return src->token[tok].kind == TOKEN_IDENT &&
	       strncmp(src->text + src->token[tok].at, "__", 2) != 0;
}

/* An old parameter list names only: find the declaration behind it. */
static void old_declaration(const struct source *src, const struct function *fn, struct param *p)
{
	uint32_t first = src->token[fn->params].mate + 1;

	for (uint32_t i = first; i < fn->open; i++) {
		if (word_is(src, i, ";"))
			first = i + 1;
		if (!source_same(src, i, src, p->name))
			continue;
		p->first = first;
		p->name = i;
		for (p->end = i; !word_is(src, p->end, ";"); p->end++)
			;
		return;
	}
}

/* The parameters of @fn, at most @room; how many. */
static int read_params(const struct source *src, const struct function *fn, struct param *params,
		       int room)
{
	uint32_t end = src->token[fn->params].mate, first = fn->params + 1;
	int count = 0;

	for (uint32_t i = first; i <= end && count < room; i++) {
		if (i < end && !word_is(src, i, ","))
			continue;
		struct param p = { first, i, SOURCE_NONE };

		for (uint32_t k = first; k < i; k++)
			if (is_name(src, k))
				p.name = k;
		if (p.name == SOURCE_NONE || word_is(src, p.name, "void"))
			break;
		if (i - first == 1)
			old_declaration(src, fn, &p);
		params[count++] = p;
		first = i + 1;
	}
	return count;
}

static bool any_of(const struct source *src, uint32_t tok, const char *const *words)
{
	for (; *words; words++)
		if (word_is(src, tok, *words))
			return true;
	return false;
}

/* What a caller passes for parameter @p, or NULL if nobody knows what it is for. */
static const char *argument_for(const struct source *src, const struct param *p)
{
	static const char *const starts[] = { "start", "addr", "in", NULL };
	static const char *const others[] = { "other", "out", NULL };
	int stars = 0;

	for (uint32_t i = p->first; i < p->end; i++)
		stars += word_is(src, i, "*");
	if (has_word(src, p->first, p->end, "mm_struct"))
		return "a->mm";
	if (has_word(src, p->first, p->end, "task_struct"))
		return "a->task";
	if (has_word(src, p->first, p->end, "page"))
		return stars == 2 ? "a->pages" : stars == 3 ? "(void *)&a->made" : NULL;
	if (has_word(src, p->first, p->end, "vm_area_struct"))
		return stars == 2 ? "a->vmas" : NULL;
	if (stars == 1)
		return has_word(src, p->first, p->end, "struct") ? "a->table" : "a->out";
	if (stars)
		return NULL;
	if (any_of(src, p->name, starts))
		return "a->start";
	if (any_of(src, p->name, others))
		return "a->other";
	if (word_is(src, p->name, "nr"))
		return "a->nr";
	if (word_is(src, p->name, "limit"))
		return "a->limit";
	return has_word(src, p->first, p->end, "long") ? NULL : OPAQUE;
}

/* Is @fn called by another function of the file? Then it runs through that one. */
static bool is_called(const struct source *src, const struct function *fn)
{
	for (size_t f = 0; f < src->functions; f++) {
		const struct function *by = &src->function[f];

		if (source_same(src, by->name, src, fn->name))
			continue;
		for (uint32_t i = by->open; i < by->close; i++)
			if (source_same(src, i, src, fn->name) && word_is(src, i + 1, "("))
				return true;
	}
	return false;
}

/* A declaration "TYPE NAME(...);" outside functions, of something that nobody defines: its name. */
static uint32_t declared_only(const struct source *src, uint32_t tok)
{
	uint32_t mate;

	if (source_function_at(src, tok) != SOURCE_NONE || src->token[tok].kind != TOKEN_IDENT ||
	    tok == 0 || !word_is(src, tok + 1, "(") || src->token[tok - 1].kind == TOKEN_PUNCT)
		return SOURCE_NONE;
	mate = src->token[tok + 1].mate;
	if (mate == SOURCE_NONE || !word_is(src, mate + 1, ";"))
		return SOURCE_NONE;
	for (size_t f = 0; f < src->functions; f++)
		if (source_same(src, src->function[f].name, src, tok))
			return SOURCE_NONE;
	for (uint32_t i = tok; i-- > 0 && !word_is(src, i, ";") && !word_is(src, i, "}");)
		if (word_is(src, i, "{") || word_is(src, i, "="))
			return SOURCE_NONE;
	return tok;
}

static bool is_tag(const struct source *src, uint32_t tok)
{
	return tok > 0 && tok + 1 < src->tokens && word_is(src, tok + 1, "{") &&
	       (word_is(src, tok - 1, "struct") || word_is(src, tok - 1, "union") ||
		word_is(src, tok - 1, "enum"));
}

/* Names that the text gives away: they are made unique around it, as all stand in one C file. */
static void each_name(FILE *f, const struct text *t, const char *unique)
{
	const struct source *src = &t->src;

	for (size_t i = 0; i < src->functions; i++) {
		fprintf(f, unique ? "#define " : "#undef ");
		put_word(f, src, src->function[i].name);
		if (unique) {
			fprintf(f, " %s", unique);
			put_word(f, src, src->function[i].name);
		}
		fputc('\n', f);
	}
	for (uint32_t i = 0; i < src->tokens; i++) {
		if (declared_only(src, i) == SOURCE_NONE && !is_tag(src, i))
			continue;
		fprintf(f, unique ? "#define " : "#undef ");
		put_word(f, src, i);
		if (unique) {
			fprintf(f, " %s", unique);
			put_word(f, src, i);
		}
		fputc('\n', f);
	}
	for (size_t i = 0; !unique && i < src->directives; i++) {
		const char *at = t->text.data + src->directive[i].at;
		size_t word;

		if (src->directive[i].kind != DIRECTIVE_DEFINE)
			continue;
		at = strstr(at, "define") + strlen("define");
		at += strspn(at, " \t");
		word = strcspn(at, " \t(\n");
		fprintf(f, "#undef %.*s\n", (int)word, at);
	}
}

/* A CONFIG_ option that a text asks for. */
struct config {
	char name[64];
	bool own; /* the kernel has no such option: it is off, then on */
	bool set; /* the kernel has it, and it is on */
};

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct config *)a)->name, ((const struct config *)b)->name);
}

static struct config look_up(const char *name, size_t len, const struct options *o)
{
	struct config c = { 0 };
	char line[96];

	snprintf(c.name, sizeof(c.name), "%.*s", (int)len, name);
	snprintf(line, sizeof(line), "\n%s=", c.name);
	c.set = strstr(o->config.data, line) != NULL;
	snprintf(line, sizeof(line), "\n# %s is not set", c.name);
	c.own = !c.set && !strstr(o->config.data, line);
	return c;
}

/* The options that the text asks for, in order, at most @room. */
static int find_options(const struct text *t, const struct options *o, struct config *found, int room)
{
	int count = 0;

	for (const char *at = t->text.data; (at = strstr(at, "CONFIG_"));) {
		size_t len = strspn(at, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
		struct config c = look_up(at, len, o);
		bool known = false;

		at += len;
		for (int i = 0; i < count; i++)
			known |= strcmp(found[i].name, c.name) == 0;
		if (!known && count < room)
			found[count++] = c;
	}
	qsort(found, (size_t)count, sizeof(*found), by_name);
	return count;
}

/* Does the original of the function make its calls for an mm that they name? */
static bool names_mm(const struct text *t, const struct function *fn)
{
	const struct source *src = &t->original_src;
	bool remote = false;

	for (size_t f = 0; f < src->functions; f++) {
		const struct function *o = &src->function[f];

		if (!source_same(src, o->name, &t->src, fn->name))
			continue;
		remote |= has_word(src, o->open, o->close, "get_user_pages_remote") ||
			  has_word(src, o->open, o->close, "pin_user_pages_remote");
	}
	return remote;
}

/* Does it take a mm or task that its calls are then made for? */
static bool is_foreign(const struct text *t, const struct function *fn, const struct param *params,
		       int count)
{
	const struct source *src = &t->src;
	bool remote = names_mm(t, fn), mm = false, task = false;

	for (int i = 0; i < count; i++) {
		mm |= has_word(src, params[i].first, params[i].end, "mm_struct");
		task |= has_word(src, params[i].first, params[i].end, "task_struct");
	}
	return task || (mm && remote);
}

/* Does a function of that name stand before it, in another branch of an #if? */
static bool is_repeated(const struct source *src, const struct function *fn)
{
	for (const struct function *other = src->function; other < fn; other++)
		if (source_same(src, other->name, src, fn->name))
			return true;
	return false;
}

/*
 * What the arguments are, as NAME=VALUE,... for the model. Where a parameter is a mere condition, "@"
 * stands for its value.
 */
static void put_assumed(FILE *f, const struct source *src, const struct param *params, int count,
			bool foreign)
{
	static const struct {
		const char *argument, *value;
	} values[] = {
		{ "a->nr", "3" }, /* WATCH_PAGES */
		{ "a->limit", "3" },
		{ "a->opaque", "@" },
		{ "a->mm", "other" },
		{ "a->task", "other" },
	};
	bool any = false;

	for (int i = 0; i < count; i++)
		for (size_t k = 0; k < (foreign ? 5 : 3); k++) {
			if (strcmp(argument_for(src, &params[i]), values[k].argument))
				continue;
			fprintf(f, "%s", any ? "," : "");
			put_word(f, src, params[i].name);
			fprintf(f, "=%s", values[k].value);
			any = true;
		}
}

/* Behind the function's closing brace, still on its line: who calls it, and its line of the table. */
static void put_caller(FILE *f, FILE *table, const struct text *t, const struct function *fn,
		       const char *unique, const char *options)
{
	const struct source *src = &t->src;
	struct param params[16];
	int count = read_params(src, fn, params, 16);
	bool returns = !has_word(src, fn->first, fn->name, "void"), opaque = false;
	bool foreign = is_foreign(t, fn, params, count);

	fprintf(f, " long call_%s", unique);
	put_word(f, src, fn->name);
	fprintf(f, "(const struct arguments *a); long call_%s", unique);
	put_word(f, src, fn->name);
	fprintf(f, "(const struct arguments *a) { %s", returns ? "return " : "");
	put_word(f, src, fn->name);
	fputc('(', f);
	for (int i = 0; i < count; i++) {
		const char *argument = argument_for(src, &params[i]);

		opaque |= strcmp(argument, OPAQUE) == 0;
		fprintf(f, "%s%s", i ? ", " : "", argument);
	}
	fprintf(f, ");%s }", returns ? "" : " return 0;");

	if (is_repeated(src, fn))
		return; /* the preprocessor will leave one of them */
	fprintf(table, "ENTRY(\"%s\", \"%s\", \"%s\", \"", t->name, t->form, options);
	put_word(table, src, fn->name);
	fprintf(table, "\", \"%s\", \"", t->signature);
	put_assumed(table, src, params, count, foreign);
	fprintf(table, "\", %d, %d, call_%s", foreign, opaque, unique);
	put_word(table, src, fn->name);
	fputs(")\n", table);
}

/*
 * linux/version.h tells the running kernel's version, but a testcase is of its signature's: that one
 * line becomes blank.
 */
static void drop_version(struct text *t)
{
	for (size_t i = 0; i < t->src.directives; i++) {
		const struct directive *d = &t->src.directive[i];
		char *at = t->text.data + d->at;

		if (d->kind == DIRECTIVE_INCLUDE && memmem(at, d->len, "linux/version.h", 15))
			memset(at, ' ', d->len);
	}
}

/* The text as it stands, with callers and bodies for what is only declared. */
static void put_text(FILE *f, FILE *table, const struct text *t, const char *unique,
		     const char *options)
{
	const struct source *src = &t->src;
	size_t at = 0, fn = 0;

	fprintf(f, "#line 1 \"%s\"\n", t->path);
	for (uint32_t i = 0; i < src->tokens; i++) {
		uint32_t name = declared_only(src, i);

		if (fn < src->functions && i == src->function[fn].close) {
			size_t end = src->token[i].at + 1;

			fwrite(t->text.data + at, 1, end - at, f);
			at = end;
			if (!is_called(src, &src->function[fn]))
				put_caller(f, table, t, &src->function[fn], unique, options);
			fn++;
		} else if (name != SOURCE_NONE) {
			uint32_t semicolon = src->token[name + 1].mate + 1;

			fwrite(t->text.data + at, 1, src->token[semicolon].at - at, f);
			fputs("; ", f);
			for (at = name; at > 0 && !word_is(src, (uint32_t)at - 1, ";") &&
					!word_is(src, (uint32_t)at - 1, "}");
			     at--)
				;
			fwrite(t->text.data + src->token[at].at, 1,
			       src->token[semicolon].at - src->token[at].at, f);
			fputs(has_word(src, (uint32_t)at, name, "void") ? " { }" :
									  " { return 0; }",
			      f);
			at = src->token[semicolon].at + 1;
		}
	}
	fwrite(t->text.data + at, 1, t->text.len - at, f);
	fputc('\n', f);
}

/* The text once, with its own options all off or all on. */
static void put_testcase(struct unit *unit, FILE *table, const struct text *t,
			 const struct options *o, bool all)
{
	struct config found[16];
	char unique[160];
	struct buf label = { 0 };
	int count = find_options(t, o, found, 16), own = 0;

	for (int i = 0; i < count; i++) {
		own += found[i].own;
		if (found[i].own ? all : found[i].set)
			buf_printf(&label, "%s%s", label.len ? "," : "", found[i].name);
	}
	if (all && !own) {
		buf_free(&label);
		return;
	}
	snprintf(unique, sizeof(unique), "%s_%s%s_", t->name, t->form, all ? "_all" : "");
	for (char *c = unique; *c; c++)
		if (*c == '-' || *c == '.')
			*c = '_';
	for (int i = 0; all && i < count; i++)
		if (found[i].own)
			fprintf(unit->file, "#define %s 1\n", found[i].name);
	each_name(unit->file, t, unique);
	put_text(unit->file, table, t, unique, label.len ? label.data : "-");
	each_name(unit->file, t, NULL);
	for (int i = 0; all && i < count; i++)
		if (found[i].own)
			fprintf(unit->file, "#undef %s\n", found[i].name);
	buf_free(&label);
}

static struct unit *unit_of(struct unit *units, const struct text *t, const struct options *o)
{
	char path[512];

	for (; units->file; units++)
		if (strcmp(units->signature, t->signature) == 0)
			return units;
	strcpy(units->signature, t->signature);
	snprintf(path, sizeof(path), "%s/cases-%s.c", o->out, t->signature);
	units->file = fopen(path, "w");
	if (!units->file)
		die(path, strerror(errno));
	fprintf(units->file, "#include \"signature/%s.h\"\n", t->signature);
	return units;
}

/* Why this testcase cannot run in this kernel, or NULL; the caller's. */
static char *why_not(struct text *t, const struct options *o)
{
	const struct source *src = &t->src;
	bool own = strcmp(t->signature, o->signature) == 0;
	char value[256];

	if (says(t, "compile", value, sizeof(value)))
		return memory_printf("does not compile: %s",
				  strncmp(value, "no - ", 5) ? value : value + 5);
	if (!own && has_word(src, 0, (uint32_t)src->tokens, "FOLL_LONGTERM"))
		return memory_printf("whether FOLL_LONGTERM may be retried differs between signature %s "
				  "and this kernel's, %s",
				  t->signature, o->signature);
	for (size_t f = 0; f < src->functions; f++) {
		struct param params[16];
		int count = read_params(src, &src->function[f], params, 16);

		if (is_called(src, &src->function[f]))
			continue;
		for (int i = 0; i < count; i++) {
			const char *argument = argument_for(src, &params[i]);

			if (!argument)
				return memory_printf("what to pass for %.*s is not known",
						  (int)src->token[params[i].name].len,
						  src->text + src->token[params[i].name].at);
			if (strcmp(argument, "a->vmas") == 0 && !strstr(o->signature, "vmas"))
				return memory_printf("this kernel has no vmas");
		}
	}
	return NULL;
}

static void read_text(struct text *t, const char *path, const char *original)
{
	t->path = path;
	read_file(path, &t->text);
	read_file(original, &t->original);
	source_read(&t->original_src, t->original.data, t->original.len);
	source_read(&t->src, t->text.data, t->text.len);
	drop_version(t);
	if (!says(t, "signature", t->signature, sizeof(t->signature)))
		die(path, "no line 'signature:'");
}

static FILE *open_table(const struct options *o)
{
	char path[512];
	FILE *table;

	snprintf(path, sizeof(path), "%s/table.inc", o->out);
	table = fopen(path, "w");
	if (!table)
		die(path, strerror(errno));
	return table;
}

int main(int argc, char **argv)
{
	struct options o = { 0 };
	struct unit units[32] = { 0 };
	char name[64], form[64], path[512], original[512];
	FILE *table;

	if (argc != 4)
		die("usage", "generate OUT SIGNATURE CONFIG <LIST");
	o.out = argv[1];
	o.signature = argv[2];
	read_file(argv[3], &o.config);
	table = open_table(&o);
	while (scanf("%63s %63s %511s %511s", name, form, path, original) == 4) {
		struct text t = { 0 };

		strcpy(t.name, name);
		strcpy(t.form, form);
		read_text(&t, path, original);
		t.why = why_not(&t, &o);
		if (t.why) {
			printf("left-out %s %s: %s\n", t.name, t.form, t.why);
		} else {
			struct unit *unit = unit_of(units, &t, &o);

			put_testcase(unit, table, &t, &o, false);
			put_testcase(unit, table, &t, &o, true);
		}
		free(t.why);
		source_free(&t.src);
		source_free(&t.original_src);
		buf_free(&t.text);
		buf_free(&t.original);
	}
	for (struct unit *u = units; u->file; u++) {
		printf("unit cases-%s\n", u->signature);
		if (fclose(u->file))
			die(u->signature, strerror(errno));
	}
	if (fclose(table))
		die("table.inc", strerror(errno));
	buf_free(&o.config);
	return 0;
}
