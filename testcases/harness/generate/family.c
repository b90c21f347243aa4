/* SPDX-License-Identifier: GPL-2.0-only
 *
 * The family with the prototypes of a tree's mm.h, in terms of model_gup().
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "generate.h"
#include "prototype.h"

/* The members of the family. */
static bool is_family(const char *name)
{
	const char *part = strstr(name, "get_user_pages");

	if (!part)
		part = strstr(name, "pin_user_pages");
	return part && (part == name || (part == name + 2 && !strncmp(name, "__", 2))) &&
	       !strstr(name, "_fast_only") && strcmp(name, "__get_user_pages_fast") &&
	       strcmp(name, "__get_user_pages") && !strstr(name, "unpin");
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
		else if (!strcmp(name, "nr_pages") && !strcmp(p->parameters[i].type, "int"))
			printf("\tcall.nr_pages = nr_pages < 0 ? 0 : (unsigned long)nr_pages;\n");
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

void write_family(const char *path)
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
}
