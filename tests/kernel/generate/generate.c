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
#include "parameters.h"

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

/* Is @fn called by another function of the file? Then it runs through that one. */
static bool is_called(const struct source *src, const struct function *fn)
{
	for (size_t f = 0; f < src->functions; f++) {
		const struct function *by = &src->function[f];

		if (source_same(src, by->name, src, fn->name))
			continue;
		for (uint32_t i = by->open; i < by->close; i++)
			if (source_same(src, i, src, fn->name) && source_is(src, i + 1, "("))
				return true;
	}
	return false;
}

/* A declaration "TYPE NAME(...);" outside functions, of something that nobody defines: its name. */
static uint32_t declared_only(const struct source *src, uint32_t tok)
{
	uint32_t mate;

	if (source_function_at(src, tok) != SOURCE_NONE || src->token[tok].kind != TOKEN_IDENT ||
	    tok == 0 || !source_is(src, tok + 1, "(") || src->token[tok - 1].kind == TOKEN_PUNCT)
		return SOURCE_NONE;
	mate = src->token[tok + 1].mate;
	if (mate == SOURCE_NONE || !source_is(src, mate + 1, ";"))
		return SOURCE_NONE;
	for (size_t f = 0; f < src->functions; f++)
		if (source_same(src, src->function[f].name, src, tok))
			return SOURCE_NONE;
	for (uint32_t i = tok; i-- > 0 && !source_is(src, i, ";") && !source_is(src, i, "}");)
		if (source_is(src, i, "{") || source_is(src, i, "="))
			return SOURCE_NONE;
	return tok;
}

/* Such a function that returns a struct: what a body of it would have to do is not known. */
static uint32_t find_struct_maker(const struct source *src)
{
	for (uint32_t i = 2; i < src->tokens; i++)
		if (declared_only(src, i) != SOURCE_NONE && source_is(src, i - 2, "struct"))
			return i;
	return SOURCE_NONE;
}

static bool is_tag(const struct source *src, uint32_t tok)
{
	return tok > 0 && tok + 1 < src->tokens && source_is(src, tok + 1, "{") &&
	       (source_is(src, tok - 1, "struct") || source_is(src, tok - 1, "union") ||
		source_is(src, tok - 1, "enum"));
}

/* Names that the text gives away: they are made unique around it, as all stand in one C file. */
static void each_name(FILE *f, const struct text *t, const char *unique)
{
	const struct source *src = &t->src;

	for (size_t i = 0; i < src->functions; i++) {
		fprintf(f, unique ? "#define " : "#undef ");
		tokens_put(f, src, src->function[i].name);
		if (unique) {
			fprintf(f, " %s", unique);
			tokens_put(f, src, src->function[i].name);
		}
		fputc('\n', f);
	}
	for (uint32_t i = 0; i < src->tokens; i++) {
		if (declared_only(src, i) == SOURCE_NONE && !is_tag(src, i))
			continue;
		fprintf(f, unique ? "#define " : "#undef ");
		tokens_put(f, src, i);
		if (unique) {
			fprintf(f, " %s", unique);
			tokens_put(f, src, i);
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
static int find_options(const struct text *t, const struct options *o, struct config *found,
			int room)
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
		remote |= tokens_have(src, o->open, o->close, "get_user_pages_remote") ||
			  tokens_have(src, o->open, o->close, "pin_user_pages_remote");
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
		mm |= tokens_have(src, params[i].first, params[i].end, "mm_struct");
		task |= tokens_have(src, params[i].first, params[i].end, "task_struct");
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

/* Behind the function's closing brace, still on its line: who calls it, and its line of the table. */
static void put_caller(FILE *f, FILE *table, const struct text *t, const struct function *fn,
		       const char *unique, const char *options)
{
	const struct source *src = &t->src;
	struct param params[PARAMETERS];
	int count = params_read(src, fn, params);
	bool returns = !tokens_have(src, fn->first, fn->name, "void"), opaque = false;
	bool foreign = is_foreign(t, fn, params, count);

	fprintf(f, " long call_%s", unique);
	tokens_put(f, src, fn->name);
	fprintf(f, "(const struct arguments *a); long call_%s", unique);
	tokens_put(f, src, fn->name);
	fprintf(f, "(const struct arguments *a) { %s", returns ? "return " : "");
	tokens_put(f, src, fn->name);
	fputc('(', f);
	for (int i = 0; i < count; i++) {
		const char *argument = params_argument(src, &params[i]);

		opaque |= strcmp(argument, OPAQUE) == 0;
		fprintf(f, "%s%s", i ? ", " : "", argument);
	}
	fprintf(f, ");%s }", returns ? "" : " return 0;");

	if (is_repeated(src, fn))
		return; /* the preprocessor will leave one of them */
	fprintf(table, "ENTRY(\"%s\", \"%s\", \"%s\", \"", t->name, t->form, options);
	tokens_put(table, src, fn->name);
	fprintf(table, "\", \"%s\", \"", t->signature);
	params_put_assumed(table, src, params, count, foreign);
	fprintf(table, "\", %d, %d, call_%s", foreign, opaque, unique);
	tokens_put(table, src, fn->name);
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
			for (at = name; at > 0 && !source_is(src, (uint32_t)at - 1, ";") &&
					!source_is(src, (uint32_t)at - 1, "}");
			     at--)
				;
			fwrite(t->text.data + src->token[at].at, 1,
			       src->token[semicolon].at - src->token[at].at, f);
			fputs(tokens_have(src, (uint32_t)at, name, "void") ? " { }"
									   : " { return 0; }",
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
		if (*c == '-' || *c == '.' || *c == '/')
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
	uint32_t maker = find_struct_maker(src);
	char value[256];

	if (maker != SOURCE_NONE)
		return memory_printf("what %.*s() is to return is not known",
				     (int)src->token[maker].len, src->text + src->token[maker].at);
	if (says(t, "compile", value, sizeof(value)))
		return memory_printf("does not compile: %s",
				     strncmp(value, "no - ", 5) ? value : value + 5);
	if (!own && tokens_have(src, 0, (uint32_t)src->tokens, "FOLL_LONGTERM"))
		return memory_printf(
			"whether FOLL_LONGTERM may be retried differs between signature %s "
			"and this kernel's, %s",
			t->signature, o->signature);
	for (size_t f = 0; f < src->functions; f++) {
		struct param params[PARAMETERS];
		int count = params_read(src, &src->function[f], params);

		if (is_called(src, &src->function[f]))
			continue;
		for (int i = 0; i < count; i++) {
			const char *argument = params_argument(src, &params[i]);

			if (!argument)
				return memory_printf("what to pass for %.*s is not known",
						     (int)src->token[params[i].name].len,
						     src->text + src->token[params[i].name].at);
			for (int k = 0; k < i; k++)
				if (strcmp(argument, params_argument(src, &params[k])) == 0 &&
				    (!strcmp(argument, "a->start") ||
				     !strcmp(argument, "a->other")))
					return memory_printf("more addresses than windows");
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
