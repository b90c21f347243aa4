// SPDX-License-Identifier: GPL-2.0-only
/*
 * canaries: the least that each semantic patch is there for and what must become of it, and a call that
 * must stay: a rule that excludes calls may fail as well.
 */
#include "canaries.h"

#include "gup/verdict/predict.h"

#define STAYS_HEAD                                                                                 \
	"long canary_stays(struct mm_struct *mm, unsigned long start, struct page **pages)\n"
#define STAYS_CALL "\treturn get_user_pages_remote(mm, start, 1, FOLL_WRITE, pages, NULL);\n"
#define STAYS STAYS_HEAD "{\n" STAYS_CALL "}\n"
#define STAYED STAYS_HEAD "{" SPATCH_PARSED ";" STAYS_CALL "}"

const struct canary canaries_unlocked = {
	.text = "long canary_get(unsigned long start, struct page **pages)\n"
		"{\n"
		"\tlong ret;\n"
		"\n"
		"\tdown_read(&current->mm->mmap_sem);\n"
		"\tret = get_user_pages(start, 1, FOLL_WRITE, pages);\n"
		"\tup_read(&current->mm->mmap_sem);\n"
		"\treturn ret;\n"
		"}\n"
		"\n"
		"long canary_pin(unsigned long start, struct page **pages)\n"
		"{\n"
		"\tlong ret;\n"
		"\n"
		"\tmmap_read_lock(current->mm);\n"
		"\tret = pin_user_pages(start, 1, FOLL_WRITE, pages);\n"
		"\tmmap_read_unlock(current->mm);\n"
		"\treturn ret;\n"
		"}\n",
	.wanted = "long canary_get(unsigned long start, struct page **pages) {" SPATCH_PARSED
		  "; long ret; ret = get_user_pages_unlocked(start, 1, pages, FOLL_WRITE);"
		  "return ret; }"
		  "long canary_pin(unsigned long start, struct page **pages) {" SPATCH_PARSED
		  "; long ret; ret = pin_user_pages_unlocked(start, 1, pages, FOLL_WRITE);"
		  "return ret; }",
};

const struct canary canaries_locked = {
	.text = "long canary_get(struct mm_struct *mm, unsigned long start, struct page **pages)\n"
		"{\n"
		"\tlong ret;\n"
		"\n"
		"\tmmap_read_lock(mm);\n"
		"\tret = get_user_pages_remote(mm, start, 1, FOLL_WRITE, pages, NULL);\n"
		"\tmmap_read_unlock(mm);\n"
		"\treturn ret;\n"
		"}\n"
		"\n"
		"long canary_pin(struct mm_struct *mm, unsigned long start, struct page **pages)\n"
		"{\n"
		"\tlong ret;\n"
		"\n"
		"\tdown_read(&mm->mmap_sem);\n"
		"\tret = pin_user_pages_remote(mm, start, 1, FOLL_WRITE, pages, NULL);\n"
		"\tup_read(&mm->mmap_sem);\n"
		"\treturn ret;\n"
		"}\n"
		"\n" STAYS,
	.wanted = "long canary_get(struct mm_struct *mm, unsigned long start, struct page **pages)"
		  "{" SPATCH_PARSED "; long ret; mmap_read_lock(mm);"
		  "ret = get_user_pages_remote(mm, start, 1, FOLL_WRITE, pages,"
		  "&" PREDICT_LOCKED ");"
		  "if (" PREDICT_LOCKED ") mmap_read_unlock(mm);"
		  "return ret; }"
		  "long canary_pin(struct mm_struct *mm, unsigned long start, struct page **pages)"
		  "{" SPATCH_PARSED "; long ret; down_read(&mm->mmap_sem);"
		  "ret = pin_user_pages_remote(mm, start, 1, FOLL_WRITE, pages,"
		  "&" PREDICT_LOCKED ");"
		  "if (" PREDICT_LOCKED ") up_read(&mm->mmap_sem);"
		  "return ret; }" STAYED,
};

const struct canary canaries_fast = {
	.text = "long canary_pin(unsigned long start, struct page **pages)\n"
		"{\n"
		"\tlong ret;\n"
		"\n"
		"\tmmap_read_lock(current->mm);\n"
		"\tret = pin_user_pages(start, 1, FOLL_WRITE, pages);\n"
		"\tmmap_read_unlock(current->mm);\n"
		"\treturn ret;\n"
		"}\n",
	.wanted = "long canary_pin(unsigned long start, struct page **pages) {" SPATCH_PARSED
		  "; long ret; ret = pin_user_pages_fast(start, 1, FOLL_WRITE, pages);"
		  "return ret; }",
};

const struct canary canaries_fast_write = {
	.text = "long canary_get(unsigned long start, struct page **pages, int way)\n"
		"{\n"
		"\tlong ret;\n"
		"\n"
		"\tdown_read(&current->mm->mmap_sem);\n"
		"\tret = get_user_pages(start, 1, way == 2 ? FOLL_WRITE : 0, pages, NULL);\n"
		"\tup_read(&current->mm->mmap_sem);\n"
		"\treturn ret;\n"
		"}\n",
	.wanted =
		"long canary_get(unsigned long start, struct page **pages, int way) {" SPATCH_PARSED
		"; long ret; ret = get_user_pages_fast(start, 1, way == 2, pages);"
		"return ret; }",
};
