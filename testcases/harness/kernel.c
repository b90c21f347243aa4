/* SPDX-License-Identifier: GPL-2.0-only
 *
 * What else a testcase calls: page references, memory, counters, messages, tasks, opaque functions.
 */
#include <sanitizer/asan_interface.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "model.h"
#include "subject.h"

#include <linux/slab.h>

#define EIO 5
#define MEMORY_BYTES 512

static struct {
	_Alignas(16) unsigned char bytes[MEMORY_BYTES];
} memory[BOUND_MEMORY];

struct event *model_event(const char *name)
{
	struct event *event = &model->events[model->nr_events];

	if (model->nr_events == BOUND_EVENTS)
		model_fail("more than %d events", BOUND_EVENTS);
	model->nr_events++;
	*event = (struct event){ .name = name };
	return event;
}

static void note(const char *name, long argument)
{
	struct event *event = model_event(name);

	event->arguments[0] = argument;
	event->nr = 1;
}

long model_opaque(const char *name, unsigned int nr_results, unsigned int nr, ...)
{
	static const long results[] = { 0, 1, -EIO };
	struct event *event = model_event(name);
	va_list list;

	va_start(list, nr);
	for (event->nr = 0; event->nr < nr && event->nr < 6; event->nr++)
		event->arguments[event->nr] = va_arg(list, long);
	va_end(list);
	if (nr_results > 1)
		event->result = results[model_ask(ASK_RESULT, model->opaque_calls++, nr_results)];
	model_say("%s() returns %ld", name, event->result);
	return event->result;
}

long model_message(const char *name, const char *format, va_list list)
{
	struct event *event = model_event(name);

	vsnprintf(event->text, sizeof(event->text), format, list);
	event->text[strcspn(event->text, "\n")] = '\0';
	model_say("%s: %s", name, event->text);
	return 0;
}

void pr_debug(const char *format, ...)
{
	va_list list;

	va_start(list, format);
	model_message("pr_debug", format, list);
	va_end(list);
}

void cond_resched(void)
{
	note("cond_resched", 0);
}

void *model_object(void)
{
	static long object[64];

	memset(object, 0, sizeof(object));
	return object;
}

/* Pages */

struct page *virt_to_page(unsigned long addr)
{
	int page = model_page_at(0, addr & ~(PAGE_SIZE - 1));

	return page < 0 ? NULL : &model_pages[page];
}

void *page_address(const struct page *page)
{
	static unsigned char content[BOUND_MMS * MM_PAGES][64];
	unsigned int index = model_page_index(page);

	if (page->refs + page->pins <= 0)
		model_fail("the content of page %u without a reference to it", index);
	memset(content[index], (int)index + 1, sizeof(content[index]));
	return content[index];
}

void set_page_dirty(struct page *page)
{
	unsigned int index = model_page_index(page);

	note("set_page_dirty", (long)index);
	if (page->refs + page->pins <= 0)
		model_fail("page %u is made dirty without a reference to it", index);
	page->dirty = true;
}

void put_page(struct page *page)
{
	unsigned int index = model_page_index(page);

	note("put_page", (long)index);
	if (--page->refs < 0)
		model_fail("put_page() of page %u, which was not obtained", index);
}

void unpin_user_pages(struct page **pages, unsigned long nr)
{
	unsigned long i;

	for (i = 0; i < nr; i++) {
		unsigned int index = model_page_index(pages[i]);

		note("unpin_user_page", (long)index);
		if (--pages[i]->pins < 0)
			model_fail("unpin of page %u, which is not pinned", index);
	}
}

int access_ok(const void *at, unsigned long size)
{
	return !model_opaque("access_ok", 2, 2, (long)at, (long)size);
}

/* Memory */

static unsigned int memory_index(const void *p)
{
	unsigned int i;

	for (i = 0; i < BOUND_MEMORY; i++)
		if (p == memory[i].bytes && model->memory[i].in_use)
			return i;
	model_fail("kfree() of what was not allocated");
}

void *kcalloc(size_t n, size_t size, gfp_t flags)
{
	unsigned int i = model->allocations++;

	(void)flags;
	if (model_ask(ASK_MEMORY, i, 2)) {
		model_say("no memory");
		return NULL;
	}
	if (i == BOUND_MEMORY || n * size > MEMORY_BYTES)
		model_fail("more memory than the model has");
	model->memory[i] = (struct model_memory){ n * size, true };
	ASAN_UNPOISON_MEMORY_REGION(memory[i].bytes, n * size);
	memset(memory[i].bytes, 0, n * size);
	return memory[i].bytes;
}

void kfree(const void *p)
{
	unsigned int i;

	if (!p)
		return;
	i = memory_index(p);
	model->memory[i].in_use = false;
	ASAN_POISON_MEMORY_REGION(memory[i].bytes, MEMORY_BYTES);
}

const unsigned char *model_memory_bytes(unsigned int index)
{
	return memory[index].bytes;
}

void model_memory_reset(void)
{
	unsigned int i;

	for (i = 0; i < BOUND_MEMORY; i++)
		ASAN_POISON_MEMORY_REGION(memory[i].bytes, MEMORY_BYTES);
}

/* Counters and tasks */

/* What was counted before the run began is open: nothing or something. */
static long long *counter(const atomic64_t *v)
{
	unsigned int i;

	for (i = 0; i < BOUND_MMS; i++) {
		if (v != &model_mms[i].pinned_vm || model->mms[i].counted)
			continue;
		model->mms[i].counted = true;
		model_mms[i].pinned_vm.counter = 3 * model_ask(ASK_COUNTER, i, 2);
	}
	return (long long *)&v->counter;
}

long long atomic64_read(const atomic64_t *v)
{
	return *counter(v);
}

long long atomic64_add_return(long long n, atomic64_t *v)
{
	note("atomic64_add_return", (long)n);
	return *counter(v) += n;
}

void atomic64_sub(long long n, atomic64_t *v)
{
	note("atomic64_sub", (long)n);
	*counter(v) -= n;
}

struct mm_struct *get_task_mm(struct task_struct *task)
{
	model->mms[model_mm_index(task->mm)].users++;
	return task->mm;
}

void mmput(struct mm_struct *mm)
{
	if (--model->mms[model_mm_index(mm)].users < 0)
		model_fail("mmput() of an mm that was not taken");
}
