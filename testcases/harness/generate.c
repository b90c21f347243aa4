/* SPDX-License-Identifier: GPL-2.0-only
 *
 * Writes the C that joins a testcase to the model, so that a testcase is nothing but its own files:
 *
 *	generate driver SOURCE AUXINFO KNOWN TESTCASE
 *		A driver for the functions of SOURCE, whose prototypes gcc -aux-info wrote to AUXINFO.
 *		What it declares and KNOWN (names, one a line) does not list becomes an opaque function.
 *	generate family MM_H
 *		The family with the prototypes of MM_H, in terms of model_gup().
 *
 * Parameters of the family are known by their names: tsk mm start nr_pages write force gup_flags
 * pages vmas locked, in whatever order.
 */
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_PARAMETERS 12
#define MAX_FUNCTIONS 400

struct piece {
	char type[96], name[64];
};

struct prototype {
	char result[96], name[64];
	struct piece parameters[MAX_PARAMETERS];
	size_t nr;
	bool variadic, defined;
	bool own; /* stands in the testcase itself, not in a header */
	bool odd; /* has a parameter that cannot be passed as a long */
};

static void die(const char *what, const char *on)
{
	fprintf(stderr, "generate: %s: %s\n", what, on);
	exit(3);
}

static char *read_file(const char *path)
{
	FILE *f = fopen(path, "r");
	size_t size = 0, got;
	char *text = NULL;

	if (!f)
		die("cannot read", path);
	do {
		text = realloc(text, size + 4097);
		if (!text)
			die("no memory for", path);
		got = fread(text + size, 1, 4096, f);
		size += got;
	} while (got > 0);
	fclose(f);
	text[size] = '\0';
	return text;
}

/* Blank comments and preprocessor lines: what is left is code, at its place. */
static void blank_comments(char *text)
{
	char *at = text;

	while (*at) {
		size_t length = 0;

		if (!strncmp(at, "/*", 2)) {
			const char *end = strstr(at + 2, "*/");

			length = end ? (size_t)(end + 2 - at) : strlen(at);
		} else if (!strncmp(at, "//", 2) ||
			   (*at == '#' && (at == text || at[-1] == '\n'))) {
			length = strcspn(at, "\n");
			while (at[length] == '\n' && length && at[length - 1] == '\\')
				length += 1 + strcspn(at + length + 1, "\n");
		}
		if (!length) {
			at++;
			continue;
		}
		for (; length; length--, at++)
			if (*at != '\n')
				*at = ' ';
	}
}

static bool is_word(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

static void copy(char *to, size_t size, const char *from, const char *end)
{
	size_t n = 0;

	while (from < end && isspace((unsigned char)*from))
		from++;
	while (end > from && isspace((unsigned char)end[-1]))
		end--;
	for (; from < end && n + 1 < size; from++)
		if (!isspace((unsigned char)*from) || !n || to[n - 1] != ' ')
			to[n++] = isspace((unsigned char)*from) ? ' ' : *from;
	to[n] = '\0';
}

static bool is_type_word(const char *word)
{
	static const char *const words[] = { "void",	 "char",   "short", "int",  "long",
					     "unsigned", "signed", "bool",  "_Bool" };
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (!strcmp(word, words[i]))
			return true;
	return false;
}

/* "TYPE NAME" or "TYPE": what is behind the last blank or star is the name, unless it is of the type. */
static void split(const char *from, const char *end, struct piece *piece)
{
	const char *word, *before;
	char tag[64];

	while (end > from && isspace((unsigned char)end[-1]))
		end--;
	for (word = end; word > from && is_word(word[-1]); word--)
		;
	for (before = word; before > from && isspace((unsigned char)before[-1]); before--)
		;
	copy(piece->name, sizeof(piece->name), word, end);
	copy(piece->type, sizeof(piece->type), from, word);
	copy(tag, sizeof(tag), before - from >= 6 ? before - 6 : from, before);
	if (!piece->type[0] || is_type_word(piece->name) || !strcmp(tag, "struct")) {
		copy(piece->type, sizeof(piece->type), from, end);
		piece->name[0] = '\0';
	}
}

/* The parameters between two parentheses. */
static void read_parameters(const char *at, const char *end, struct prototype *p)
{
	while (at < end) {
		const char *comma = memchr(at, ',', (size_t)(end - at));
		const char *stop = comma ? comma : end;
		struct piece piece;

		split(at, stop, &piece);
		if (strstr(piece.type, "...") || strstr(piece.name, "..."))
			p->variadic = true;
		else if (p->nr < MAX_PARAMETERS && strcmp(piece.type, "void"))
			p->parameters[p->nr++] = piece;
		at = stop + 1;
	}
}

/* One prototype "RESULT NAME(PARAMETERS)" that begins at text; false if there is none. */
static bool read_prototype(const char *text, struct prototype *p)
{
	const char *open = strchr(text, '('), *close;
	struct piece piece;

	*p = (struct prototype){ 0 };
	if (!open)
		return false;
	split(text, open, &piece);
	if (!piece.name[0])
		return false;
	snprintf(p->result, sizeof(p->result), "%s", piece.type);
	snprintf(p->name, sizeof(p->name), "%s", piece.name);
	close = strchr(open, ')');
	if (!close)
		return false;
	/* A parameter that is a function, or a result that is one. */
	p->odd = memchr(open + 1, '(', (size_t)(close - open - 1)) || strchr(piece.type, '(');
	if (!p->odd)
		read_parameters(open + 1, close, p);
	return true;
}

/* Does an indented line call it? */
static bool is_called(const char *source, const char *name)
{
	const char *at = source;
	size_t length = strlen(name);

	while ((at = strstr(at, name))) {
		const char *line = at, *after = at + length;

		while (line > source && line[-1] != '\n')
			line--;
		while (*after == ' ')
			after++;
		if (isspace((unsigned char)*line) && *after == '(' && !is_word(at[-1]))
			return true;
		at += length;
	}
	return false;
}

static bool is_pointer(const char *type)
{
	return strchr(type, '*') != NULL;
}

static bool is_void(const char *type)
{
	return !strcmp(type, "void");
}

/* The call of model_opaque() that stands for a function: pointers are NULL or an object. */
static void print_opaque_body(const struct prototype *p, const char *label)
{
	bool pointer = is_pointer(p->result), empty = is_void(p->result);
	size_t i;

	printf("{\n\t%s%s%smodel_opaque(\"%s\", %d, %zu", empty ? "" : "return (",
	       empty ? "" : p->result, empty ? "" : ")", label,
	       empty	 ? 1
	       : pointer ? 2
			 : 3,
	       p->nr);
	for (i = 0; i < p->nr; i++)
		printf(", (long)a%zu", i);
	printf(")%s;\n}\n\n", pointer ? " ? model_object() : 0" : "");
}

static void print_message_body(const struct prototype *p)
{
	bool empty = is_void(p->result);

	printf("{\n\tva_list list;\n\tlong ret;\n\n\tva_start(list, a0);\n"
	       "\tret = model_message(\"%s\", a0, list);\n\tva_end(list);\n\t%s;\n}\n\n",
	       p->name, empty ? "(void)ret" : "return (int)ret");
}

/* A function that nobody can look into; label is its name in the trace. */
static void print_opaque(const struct prototype *p, const char *storage, const char *name,
			 const char *label)
{
	size_t i;

	printf("%s%s %s(", storage, p->result, name);
	for (i = 0; i < p->nr; i++)
		printf("%s%s a%zu", i ? ", " : "", p->parameters[i].type, i);
	printf("%s)\n", p->variadic ? ", ..." : p->nr ? "" : "void");
	if (p->variadic && p->nr == 1 && strstr(p->parameters[0].type, "char"))
		print_message_body(p);
	else
		print_opaque_body(p, label);
}

/* A struct that the source defines, with a function behind each of its function pointers. Returns
 * false where the source defines none of that name. */
static bool print_object(const char *source, const char *tag)
{
	char pattern[96], label[160], name[160], fields[2048] = "";
	const char *at, *end;

	snprintf(pattern, sizeof(pattern), "struct %s {", tag);
	at = strstr(source, pattern);
	if (!at)
		return false;
	at += strlen(pattern);
	end = strchr(at, '}');
	while (end && at < end) {
		const char *semicolon = memchr(at, ';', (size_t)(end - at));
		const char *star = strstr(at, "(*"), *close;
		struct prototype p = { 0 };

		if (!semicolon)
			break;
		if (star && star < semicolon && (close = strchr(star, ')'))) {
			const char *open = strchr(close, '(');

			copy(p.result, sizeof(p.result), at, star);
			copy(p.name, sizeof(p.name), star + 2, close);
			read_parameters(open + 1, strchr(open, ')'), &p);
			snprintf(label, sizeof(label), "%s->%s", tag, p.name);
			snprintf(name, sizeof(name), "object_%s_%s", tag, p.name);
			print_opaque(&p, "static ", name, label);
			snprintf(fields + strlen(fields), sizeof(fields) - strlen(fields),
				 " .%s = %s,", p.name, name);
		}
		at = semicolon + 1;
	}
	printf("static struct %s object_%s = {%s };\n\n", tag, tag, fields[0] ? fields : " 0");
	return true;
}

/* The tag of a "[const] struct TAG *", "" if it is none. */
static void struct_tag(const char *type, char *tag, size_t size)
{
	const char *at = strstr(type, "struct ");

	tag[0] = '\0';
	if (!at || !strchr(at, '*') || strchr(at, '*') != strrchr(at, '*'))
		return;
	at += strlen("struct ");
	copy(tag, size, at, at + strcspn(at, " *"));
}

static void print_call(const struct prototype *p, size_t number)
{
	size_t i;

	printf("static long JOIN(SUBJECT, call_%zu)(const long *a)\n{\n\t(void)a;\n\t%s%s(", number,
	       is_void(p->result) ? "" : "return (long)", p->name);
	for (i = 0; i < p->nr; i++)
		printf("%s(%s)a[%zu]", i ? ", " : "", p->parameters[i].type, i);
	printf(");\n%s}\n\n", is_void(p->result) ? "\treturn 0;\n" : "");
}

/* What a head line says behind its first words, "" if there is none. */
static void said(const char *text, const char *words, char *rest, size_t size)
{
	char pattern[96];
	const char *at;

	snprintf(pattern, sizeof(pattern), "\n * %s", words);
	at = strstr(text, pattern);
	rest[0] = '\0';
	if (at) {
		at += strlen(pattern);
		copy(rest, size, at, at + strcspn(at, "\n\"\\"));
	}
}

static void print_parameters(const char *source, const char *text, const struct prototype *p,
			     size_t number)
{
	bool has_object[MAX_PARAMETERS] = { false };
	char tag[64], kind[32], words[96];
	size_t i;

	for (i = 0; i < p->nr; i++) {
		struct_tag(p->parameters[i].type, tag, sizeof(tag));
		has_object[i] = tag[0] && print_object(source, tag);
	}
	printf("static const struct parameter JOIN(SUBJECT, parameters_%zu)[] = {\n", number);
	for (i = 0; i < p->nr; i++) {
		struct_tag(p->parameters[i].type, tag, sizeof(tag));
		snprintf(words, sizeof(words), "arg: %s ", p->parameters[i].name);
		said(text, words, kind, sizeof(kind));
		printf("\t{ \"%s\", \"%s\", \"%s\", %s%s },\n", p->parameters[i].type,
		       p->parameters[i].name, kind, has_object[i] ? "&object_" : "0",
		       has_object[i] ? tag : "");
	}
	printf("\t{ 0, 0, 0, 0 },\n};\n\n");
}

/* A line of gcc -aux-info: "/" "* FILE:LINE:KIND *" "/ STORAGE PROTOTYPE; ..." */
static bool read_aux_line(const char *line, const char *source_path, struct prototype *p)
{
	const char *kind = strstr(line, " */ "), *text;
	size_t length = strlen(source_path);

	if (!kind || kind - line < 3)
		return false;
	text = kind + 4;
	if (!strncmp(text, "extern ", 7) || !strncmp(text, "static ", 7))
		text += 7;
	if (!read_prototype(text, p))
		return false;
	p->defined = kind[-1] == 'F';
	p->own = !strncmp(line + 3, source_path, length) && line[3 + length] == ':';
	return true;
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

		if (!read_aux_line(line, path, &p) || p.odd || (p.defined && !p.own))
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
	copy(guard, sizeof(guard), at, at + strcspn(at, "\n"));
	snprintf(define, sizeof(define), "#define %s\n", guard);
	if (strstr(text, define))
		printf("#undef %s\n", guard);
}

/* SUBJECT, SOURCE, VERSION, OPTIONS and CHANGED are macros of the command line: one driver does for
 * all versions of a testcase, and several can be in one file: each has names of its own. */
static int write_driver(char **argv)
{
	static struct prototype functions[MAX_FUNCTIONS];
	char *text = read_file(argv[0]), *source = read_file(argv[0]), *aux = read_file(argv[1]);
	char *known = read_file(argv[2]), wrong[160];
	size_t nr = read_functions(aux, argv[0], known, functions), entries = 0, i;

	blank_comments(source);
	printf("#define JOIN_(a, b) a##_##b\n#define JOIN(a, b) JOIN_(a, b)\n");
	for (i = 0; i < nr; i++)
		printf("#define %s JOIN(SUBJECT, %s)\n", functions[i].name, functions[i].name);
	print_undefined_guard(text);
	printf("\n#include SOURCE\n#include \"subject.h\"\n\n");
	for (i = 0; i < nr; i++) {
		const struct prototype *p = &functions[i];

		if (!p->defined) {
			print_opaque(p, "", p->name, p->name);
		} else if (!is_called(source, p->name)) {
			print_call(p, i);
			print_parameters(source, text, p, i);
		}
	}
	printf("static const struct function JOIN(SUBJECT, functions)[] = {\n");
	for (i = 0; i < nr; i++) {
		const struct prototype *p = &functions[i];

		if (!p->defined || is_called(source, p->name))
			continue;
		printf("\t{ \"%s\", JOIN(SUBJECT, call_%zu), %zu, JOIN(SUBJECT, parameters_%zu) "
		       "},\n",
		       p->name, i, p->nr, i);
		entries++;
	}
	said(text, "before: wrong - ", wrong, sizeof(wrong));
	printf("\t{ 0, 0, 0, 0 },\n};\n\nextern const struct subject SUBJECT;\nconst struct "
	       "subject SUBJECT = {"
	       "\n\t\"%s\", VERSION, OPTIONS, \"%s\", CHANGED, %zu, JOIN(SUBJECT, "
	       "functions),\n};\n",
	       argv[3], wrong, entries);
	for (i = 0; i < nr; i++)
		printf("#undef %s\n", functions[i].name);
	printf("#undef JOIN\n#undef JOIN_\n#undef SUBJECT\n#undef SOURCE\n#undef VERSION\n#undef "
	       "OPTIONS\n"
	       "#undef CHANGED\n");
	free(text);
	free(source);
	free(aux);
	free(known);
	return 0;
}

/* The members of the family. */
static bool is_family(const char *name)
{
	const char *part = strstr(name, "get_user_pages");

	if (!part)
		part = strstr(name, "pin_user_pages");
	return part && (part == name || (part == name + 2 && !strncmp(name, "__", 2))) &&
	       !strstr(name, "_fast") && strcmp(name, "__get_user_pages") && !strstr(name, "unpin");
}

static void print_member(const struct prototype *p, bool has_pin, bool has_vmas)
{
	bool has_mm = false, takes_locked = false;
	size_t i;

	printf("__attribute__((weak)) %s %s(", p->result, p->name);
	for (i = 0; i < p->nr; i++)
		printf("%s%s %s", i ? ", " : "", p->parameters[i].type, p->parameters[i].name);
	printf(")\n{\n\tstruct gup_call call = { .name = \"%s\", .rules = { .has_pin = %d, "
	       ".has_vmas = %d } };\n\n",
	       p->name, has_pin, has_vmas);
	for (i = 0; i < p->nr; i++) {
		const char *name = p->parameters[i].name;

		has_mm |= !strcmp(name, "mm");
		takes_locked |= !strcmp(name, "locked");
		if (!strcmp(name, "tsk"))
			printf("\t(void)tsk;\n");
		else if (!strcmp(name, "write") || !strcmp(name, "force"))
			printf("\tcall.flags |= %s ? GUP_%s : 0;\n", name,
			       *name == 'w' ? "WRITE" : "FORCE");
		else if (!strcmp(name, "gup_flags"))
			printf("\tcall.flags |= family_flags(gup_flags);\n");
		else
			printf("\tcall.%s = %s;\n", name, name);
	}
	if (!has_mm)
		printf("\tcall.mm = current->mm;\n");
	printf("\tcall.takes_locked = %d;\n\treturn (%s)model_gup(&call);\n}\n\n", takes_locked,
	       p->result);
}

static void print_flags(void)
{
	static const char *const names[] = { "WRITE",  "FORCE",	   "TOUCH",  "GET",	"PIN",
					     "REMOTE", "LONGTERM", "NOWAIT", "NOFAULT", "TRIED" };
	size_t i;

	printf("unsigned int family_flags(unsigned int flags);\n"
	       "unsigned int family_flags(unsigned int flags)\n{\n\tunsigned int out = 0;\n\n");
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		printf("#ifdef FOLL_%s\n\tif (flags & FOLL_%s)\n\t\tout |= GUP_%s;\n\tflags &= "
		       "~(unsigned int)FOLL_%s;\n#endif\n",
		       names[i], names[i], names[i], names[i]);
	printf("\treturn flags ? out | GUP_OTHER : out;\n}\n\n");
}

static int write_family(const char *path)
{
	char *text = read_file(path), *statement;
	struct prototype members[32];
	bool has_pin = false, has_vmas = false;
	size_t nr = 0, i, j;

	blank_comments(text);
	for (statement = strtok(text, ";{}"); statement; statement = strtok(NULL, ";{}")) {
		struct prototype p;

		if (!read_prototype(statement, &p) || !is_family(p.name) || nr == 32)
			continue;
		if (!strncmp(p.result, "extern ", 7))
			memmove(p.result, p.result + 7, strlen(p.result + 7) + 1);
		has_pin |= strstr(p.name, "pin_user_pages") != NULL;
		for (j = 0; j < p.nr; j++)
			has_vmas |= !strcmp(p.parameters[j].name, "vmas");
		members[nr++] = p;
	}
	printf("#include <linux/mm.h>\n#include \"model.h\"\n\n");
	print_flags();
	for (i = 0; i < nr; i++)
		print_member(&members[i], has_pin, has_vmas);
	free(text);
	return 0;
}

int main(int argc, char **argv)
{
	if (argc == 6 && !strcmp(argv[1], "driver"))
		return write_driver(argv + 2);
	if (argc == 3 && !strcmp(argv[1], "family"))
		return write_family(argv[2]);
	fprintf(stderr, "usage: generate subject SOURCE AUXINFO KNOWN TESTCASE VERSION OPTIONS "
			"SYMBOL CHANGED\n"
			"       generate family MM_H\n");
	return 2;
}
