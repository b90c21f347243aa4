/* SPDX-License-Identifier: GPL-2.0-only
 *
 * A driver: what calls the functions of a testcase with arguments from a schedule, and what stands for
 * the functions that it only declares.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "generate.h"
#include "prototype.h"

#define MAX_TAGS 16

static bool is_pointer(const char *type)
{
	return strchr(type, '*') != NULL;
}

static bool is_void(const char *type)
{
	return !strcmp(type, "void");
}

static bool by_value(const char *type)
{
	return strstr(type, "struct ") && !is_pointer(type);
}

/* The call of model_opaque() that stands for a function: pointers are NULL or an object. */
static void print_opaque_body(const struct prototype *p, const char *label)
{
	bool pointer = is_pointer(p->result), empty = is_void(p->result);
	size_t i;

	if (by_value(p->result))
		printf("{\n\t%s result = { 0 };\n\n\t", p->result);
	else
		printf("{\n\t%s", empty ? "" : "return (");
	if (!empty && !by_value(p->result))
		printf("%s)", p->result);
	printf("model_opaque(\"%s\", %d, %zu", label,
	       empty || by_value(p->result) ? 1
	       : pointer		    ? 2
					    : 3,
	       p->nr);
	for (i = 0; i < p->nr; i++)
		if (by_value(p->parameters[i].type))
			printf(", 0L");
		else
			printf(", (long)a%zu", i);
	printf(")%s;\n%s}\n\n", pointer ? " ? model_object() : 0" : "",
	       by_value(p->result) ? "\treturn result;\n" : "");
}

static void print_message_body(const struct prototype *p)
{
	bool empty = is_void(p->result);

	printf("{\n\tva_list list;\n\tlong ret;\n\n\tva_start(list, a0);\n"
	       "\tret = model_message(\"%s\", a0, list);\n\tva_end(list);\n\t%s;\n}\n\n",
	       p->name, empty ? "(void)ret" : "return (int)ret");
}

static void print_declaration(const struct piece *piece, const char *name)
{
	if (piece->stars)
		printf("%s (%s%s)(%s)", piece->result, piece->stars > 1 ? "**" : "*", name,
		       piece->arguments);
	else
		printf("%s %s", piece->type, name);
}

/* A function that nobody can look into; label is its name in the trace. */
static void print_opaque(const struct prototype *p, const char *storage, const char *name,
			 const char *label)
{
	char argument[32];
	size_t i;

	printf("%s%s %s(", storage, p->result, name);
	for (i = 0; i < p->nr; i++) {
		snprintf(argument, sizeof(argument), "a%zu", i);
		printf("%s", i ? ", " : "");
		print_declaration(&p->parameters[i], argument);
	}
	printf("%s)\n", p->variadic ? ", ..." : p->nr ? "" : "void");
	if (p->variadic && p->nr == 1 && strstr(p->parameters[0].type, "char"))
		print_message_body(p);
	else
		print_opaque_body(p, label);
}

/* The opaque function behind a pointer: its name is JOIN(SUBJECT, name). */
static void print_behind(const struct piece *piece, const char *name, const char *label)
{
	struct prototype p = { 0 };
	char joined[200];

	snprintf(p.result, sizeof(p.result), "%s", piece->result);
	read_parameters(piece->arguments, piece->arguments + strlen(piece->arguments), &p);
	snprintf(joined, sizeof(joined), "JOIN(SUBJECT, %s)", name);
	print_opaque(&p, "static ", joined, label);
}

struct fields {
	char text[2]
		 [2048]; /* initialisers: with the mm and the task that are current, with others */
	bool two;	 /* they differ */
};

static void add_field(struct fields *fields, const char *name, const char *current,
		      const char *other)
{
	const char *values[] = { current, other };
	size_t i;

	for (i = 0; i < 2; i++)
		snprintf(fields->text[i] + strlen(fields->text[i]),
			 sizeof(fields->text[i]) - strlen(fields->text[i]), " .%s = %s,", name,
			 values[i]);
	fields->two |= strcmp(current, other) != 0;
}

static bool named_flags(const char *name)
{
	return !strcmp(name, "flags") || !strcmp(name, "gup_flags");
}

/* A field of a struct that the testcase defines. */
static void read_field(const char *at, const char *end, const char *tag, struct fields *fields)
{
	char label[160], name[160], value[200];
	struct prototype p = { 0 };
	const struct piece *piece = &p.parameters[0];

	read_parameters(at, end, &p);
	if (p.nr != 1 || !piece->name[0])
		return;
	if (piece->stars == 1) {
		snprintf(label, sizeof(label), "%s->%s", tag, piece->name);
		snprintf(name, sizeof(name), "object_%s_%s", tag, piece->name);
		print_behind(piece, name, label);
		snprintf(value, sizeof(value), "JOIN(SUBJECT, %s)", name);
		add_field(fields, piece->name, value, value);
	} else if (!strcmp(piece->type, "struct mm_struct *")) {
		add_field(fields, piece->name, "&model_mms[0]", "&model_mms[1]");
	} else if (!strcmp(piece->type, "struct task_struct *")) {
		add_field(fields, piece->name, "&model_tasks[0]", "&model_tasks[1]");
	} else if (named_flags(piece->name)) {
		add_field(fields, piece->name, "FOLL_WRITE", "DRIVER_LONGTERM");
	}
}

/* A struct that the source defines, with a function behind each of its function pointers and an mm
 * behind each pointer to one, and FOLL_ flags. Returns how many of it there are: 0 where the source defines none. */
static int print_object(const char *source, const char *tag)
{
	static struct fields fields;
	char pattern[96];
	const char *at, *end, *semicolon;
	size_t i;

	snprintf(pattern, sizeof(pattern), "struct %s {", tag);
	at = strstr(source, pattern);
	end = at ? strchr(at, '}') : NULL;
	if (!end)
		return 0;
	fields = (struct fields){ 0 };
	for (at += strlen(pattern); (semicolon = memchr(at, ';', (size_t)(end - at)));
	     at = semicolon + 1)
		read_field(at, semicolon, tag, &fields);
	for (i = 0; i < 1 + (size_t)fields.two; i++)
		printf("static const struct %s JOIN(SUBJECT, object_%s_%zu) = {%s };\n\n", tag, tag,
		       i, fields.text[i][0] ? fields.text[i] : " 0");
	return 1 + fields.two;
}

/* The tag of a "[const] struct TAG" or a pointer to one, "" if it is none. */
static void struct_tag(const char *type, char *tag, size_t size)
{
	const char *at = strstr(type, "struct "), *star = strchr(type, '*');

	tag[0] = '\0';
	if (!at || (star && strchr(star + 1, '*')))
		return;
	at += strlen("struct ");
	copy_trimmed(tag, size, at, at + strcspn(at, " *"));
}

static void print_call(const struct prototype *p, size_t number)
{
	char name[64], label[160];
	size_t i;

	for (i = 0; i < p->nr; i++) {
		if (!p->parameters[i].stars)
			continue;
		snprintf(name, sizeof(name), "behind_%zu_%zu", number, i);
		snprintf(label, sizeof(label), "%s", p->parameters[i].name);
		print_behind(&p->parameters[i], name, label);
		if (p->parameters[i].stars > 1)
			printf("static __typeof__(&JOIN(SUBJECT, %s)) JOIN(SUBJECT, "
			       "table_%zu_%zu)[4] = {\n"
			       "\t&JOIN(SUBJECT, %s), &JOIN(SUBJECT, %s),\n};\n\n",
			       name, number, i, name, name);
	}
	printf("static long JOIN(SUBJECT, call_%zu)(const long *a)\n{\n\t(void)a;\n\t%s%s(", number,
	       is_void(p->result) ? "" : "return (long)", p->name);
	for (i = 0; i < p->nr; i++) {
		const struct piece *piece = &p->parameters[i];

		printf("%s", i ? ", " : "");
		if (piece->stars)
			printf("JOIN(SUBJECT, %s_%zu_%zu)", piece->stars > 1 ? "table" : "behind",
			       number, i);
		else if (by_value(piece->type))
			printf("*(%s *)a[%zu]", piece->type, i);
		else
			printf("(%s)a[%zu]", piece->type, i);
	}
	printf(");\n%s}\n\n", is_void(p->result) ? "\treturn 0;\n" : "");
}

/* The objects of a driver: each tag has them once. */
struct objects {
	char tags[MAX_TAGS][64];
	int count[MAX_TAGS];
	size_t nr;
};

static int objects_of(struct objects *objects, const char *source, const char *tag)
{
	size_t i;

	for (i = 0; i < objects->nr; i++)
		if (!strcmp(objects->tags[i], tag))
			return objects->count[i];
	if (!tag[0] || i == MAX_TAGS)
		return 0;
	snprintf(objects->tags[i], sizeof(objects->tags[i]), "%s", tag);
	objects->count[i] = print_object(source, tag);
	return objects->count[objects->nr++];
}

static void print_parameter(const struct piece *piece, const char *text, int count, const char *tag)
{
	char kind[32], words[96];
	int i;

	snprintf(words, sizeof(words), "arg: %s ", piece->name);
	said(text, words, kind, sizeof(kind));
	printf("\t{ \"%s%s\", \"%s\", \"%s\", %s, ", piece->stars ? "function" : piece->type,
	       by_value(piece->type) ? " *" : "", piece->name, kind,
	       named_flags(piece->name) && !is_pointer(piece->type) ? "JOIN(SUBJECT, flags)" : "0");
	for (i = 0; i < 2; i++)
		printf(i < count ? "&JOIN(SUBJECT, object_%s_%d), " : "0, ", tag, i);
	if (count)
		printf("sizeof(struct %s) },\n", tag);
	else
		printf("0 },\n");
}

static void print_parameters(struct objects *objects, const char *source, const char *text,
			     const struct prototype *p, size_t number)
{
	char tag[64];
	size_t i;

	for (i = 0; i < p->nr; i++) {
		struct_tag(p->parameters[i].type, tag, sizeof(tag));
		objects_of(objects, source, tag);
	}
	printf("static const struct parameter JOIN(SUBJECT, parameters_%zu)[] = {\n", number);
	for (i = 0; i < p->nr; i++) {
		struct_tag(p->parameters[i].type, tag, sizeof(tag));
		print_parameter(&p->parameters[i], text, objects_of(objects, source, tag), tag);
	}
	printf("\t{ 0, 0, 0, 0, 0, 0, 0 },\n};\n\n");
}

/* May the function do what the kernel forbids? One that is rewritten may not; one with a call that stays as it is
 * may have been left alone for that. */
static bool may_be_wrong(const char *text, const char *name)
{
	char words[96];
	const char *at = text;

	snprintf(words, sizeof(words), " site: %s ", name);
	while ((at = strstr(at, words))) {
		at += strlen(words);
		if (!strncmp(at, "keep", 4) || !strncmp(at, "manual", 6))
			return true;
	}
	return false;
}

static bool listed(const char *list, const char *name)
{
	const char *at = list;
	size_t length = strlen(name);

	while ((at = strstr(at, name))) {
		if ((at == list || at[-1] == '\n') && (at[length] == '\n' || !at[length]))
			return true;
		at += length;
	}
	return false;
}

/* The functions of a testcase, by what gcc -aux-info says; how many. */
static size_t read_functions(char *aux, const char *path, const char *known,
			     struct prototype *functions)
{
	size_t nr = 0;
	char *line;

	for (line = strtok(aux, "\n"); line; line = strtok(NULL, "\n")) {
		struct prototype p;

		if (!read_aux_line(line, path, &p) || (p.defined && !p.own))
			continue;
		if (!p.defined && listed(known, p.name))
			continue;
		if (nr == MAX_FUNCTIONS)
			die("too many functions", path);
		functions[nr++] = p;
	}
	return nr;
}

/* A testcase that is a header is included several times all the same. */
static void print_undefined_guard(const char *text)
{
	const char *at = strstr(text, "\n#ifndef ");
	char guard[96], define[128];

	if (!at)
		return;
	at += strlen("\n#ifndef ");
	copy_trimmed(guard, sizeof(guard), at, at + strcspn(at, "\n"));
	snprintf(define, sizeof(define), "#define %s\n", guard);
	if (strstr(text, define))
		printf("#undef %s\n", guard);
}

static bool is_entry(const struct prototype *p, const char *source)
{
	return p->defined && !is_called(source, p->name);
}

static void print_subject(const struct prototype *functions, size_t nr, const char *source,
			  const char *text, const char *testcase)
{
	char wrong[160];
	size_t entries = 0, i;

	printf("static const struct function JOIN(SUBJECT, functions)[] = {\n");
	for (i = 0; i < nr; i++) {
		if (!is_entry(&functions[i], source))
			continue;
		printf("\t{ \"%s\", JOIN(SUBJECT, call_%zu), %zu, JOIN(SUBJECT, parameters_%zu), "
		       "%d },\n",
		       functions[i].name, i, functions[i].nr, i,
		       may_be_wrong(text, functions[i].name));
		entries++;
	}
	said(text, "before: wrong - ", wrong, sizeof(wrong));
	printf("\t{ 0, 0, 0, 0, 0 },\n};\n\n"
	       "extern const struct subject SUBJECT;\nconst struct subject SUBJECT = {\n"
	       "\t\"%s\", VERSION, OPTIONS, \"%s\", CHANGED, %zu, JOIN(SUBJECT, functions),\n};\n",
	       testcase, wrong, entries);
}

/* A function that is only declared: by the testcase, or by a header, for all testcases the same. */
static void print_declared(const struct prototype *p)
{
	if (p->own) {
		print_opaque(p, "", p->name, p->name);
		return;
	}
	printf("#ifndef DRIVER_HAS_%s\n#define DRIVER_HAS_%s\n", p->name, p->name);
	print_opaque(p, "__attribute__((weak)) ", p->name, p->name);
	printf("#endif\n");
}

enum step { RENAME, DEFINE, FORGET };

/* The variables that the source only declares, one a line. A pointer gets some memory. */
static void print_variables(const char *source, enum step step)
{
	const char *at = source;

	while ((at = strstr(at, "\nextern "))) {
		struct prototype p = { 0 };
		const char *name = p.parameters[0].name, *end;

		at += strlen("\nextern ");
		end = at + strcspn(at, ";\n(");
		if (*end != ';')
			continue;
		read_parameters(at, end, &p);
		if (p.nr != 1 || !name[0])
			continue;
		if (step == DEFINE && is_pointer(p.parameters[0].type))
			printf("static long JOIN(SUBJECT, behind_%s)[CELLS];\n"
			       "__typeof__(%s) %s = (void *)JOIN(SUBJECT, behind_%s);\n",
			       name, name, name, name);
		else if (step == DEFINE)
			printf("__typeof__(%s) %s;\n", name, name);
		else if (step == RENAME)
			printf("#define %s JOIN(SUBJECT, %s)\n", name, name);
		else
			printf("#undef %s\n", name);
	}
}

static void print_preamble(void)
{
	static const char *const lines[] = {
		"#undef DRIVER_LONGTERM",
		"#include SOURCE",
		"#include <linux/sched.h>",
		"#include \"subject.h\"",
		"",
		"extern struct mm_struct model_mms[2];",
		"extern struct task_struct model_tasks[2];",
		"",
		"#ifdef FOLL_LONGTERM",
		"#define DRIVER_LONGTERM FOLL_LONGTERM",
		"#else",
		"#define DRIVER_LONGTERM FOLL_WRITE",
		"#endif",
		"static const long JOIN(SUBJECT, flags)[FLAG_SETS] = {",
		"\t0, FOLL_WRITE, FOLL_WRITE | FOLL_FORCE, DRIVER_LONGTERM,",
		"};",
	};
	size_t i;

	for (i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		printf("%s\n", lines[i]);
	printf("\n");
}

void write_driver(const char *source_path, const char *aux_path, const char *known_path,
		  const char *testcase)
{
	static const char *const macros[] = { "JOIN",	 "JOIN_",   "SUBJECT", "SOURCE",
					      "VERSION", "OPTIONS", "CHANGED" };
	static struct prototype functions[MAX_FUNCTIONS];
	static struct objects objects;
	char *text = read_file(source_path), *source = read_file(source_path);
	char *aux = read_file(aux_path), *known = read_file(known_path);
	size_t nr = read_functions(aux, source_path, known, functions), i;

	blank_comments(source);
	printf("#define JOIN_(a, b) a##_##b\n#define JOIN(a, b) JOIN_(a, b)\n");
	for (i = 0; i < nr; i++)
		if (functions[i].own)
			printf("#define %s JOIN(SUBJECT, %s)\n", functions[i].name,
			       functions[i].name);
	print_variables(source, RENAME);
	print_undefined_guard(text);
	print_preamble();
	print_variables(source, DEFINE);
	for (i = 0; i < nr; i++) {
		const struct prototype *p = &functions[i];

		if (!p->defined) {
			print_declared(p);
		} else if (is_entry(p, source)) {
			print_call(p, i);
			print_parameters(&objects, source, text, p, i);
		}
	}
	print_subject(functions, nr, source, text, testcase);
	for (i = 0; i < nr; i++)
		if (functions[i].own)
			printf("#undef %s\n", functions[i].name);
	print_variables(source, FORGET);
	for (i = 0; i < sizeof(macros) / sizeof(macros[0]); i++)
		printf("#undef %s\n", macros[i]);
	free(text);
	free(source);
	free(aux);
	free(known);
}
