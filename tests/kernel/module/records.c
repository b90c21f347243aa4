// SPDX-License-Identifier: GPL-2.0-only
/* What was seen of each run of a testcase: calls, results, pages, references. */
#include <linux/highmem.h>
#include <linux/slab.h>

#include "module.h"

#define SLOTS 8192
#define PAGES_SEEN 16

/* A page that the family handed out. The record holds a reference of its own, to count at the end. */
struct seen {
	struct page *page;
	int gets, pins; /* that nobody gave back yet */
};

struct record {
	struct task_struct *task; /* that runs it, NULL afterwards */
	struct mm_struct *mm;
	struct watch_record report;
	struct seen seen[PAGES_SEEN];
	int pages;
};

static struct record *slots[SLOTS];

struct record *record_begin(unsigned int slot, struct mm_struct *mm)
{
	struct record *rec;

	if (slot >= SLOTS || slots[slot])
		return ERR_PTR(-EINVAL);
	rec = kzalloc(sizeof(*rec), GFP_KERNEL);
	if (!rec)
		return ERR_PTR(-ENOMEM);
	rec->mm = mm;
	rec->report.slot = slot;
	rec->report.entered = 1;
	WRITE_ONCE(rec->task, current);
	slots[slot] = rec;
	return rec;
}

/* Few run at once, and the last slots are theirs. */
struct record *record_of_current(void)
{
	int i;

	for (i = SLOTS - 1; i >= 0; i--)
		if (slots[i] && READ_ONCE(slots[i]->task) == current)
			return slots[i];
	return NULL;
}

static struct seen *find_seen(struct record *rec, struct page *page)
{
	int i;

	for (i = 0; i < rec->pages; i++)
		if (rec->seen[i].page == page)
			return &rec->seen[i];
	return NULL;
}

static void see(struct record *rec, struct page *page, bool pin)
{
	struct seen *seen = find_seen(rec, page);

	if (!seen) {
		if (WARN_ON_ONCE(rec->pages == PAGES_SEEN))
			return;
		seen = &rec->seen[rec->pages++];
		seen->page = page;
		get_page(page);
	}
	if (pin)
		seen->pins++;
	else
		seen->gets++;
}

void record_gup(enum watch_form form, bool pin, bool held, struct page **pages, long returned,
		const int *locked)
{
	struct record *rec = record_of_current();
	struct watch_gup *gup;
	long i;

	if (!rec)
		return;
	for (i = 0; pages && i < returned; i++)
		see(rec, pages[i], pin);
	if (rec->report.calls == WATCH_CALLS)
		return;
	gup = &rec->report.call[rec->report.calls++];
	gup->form = form;
	gup->pin = pin;
	gup->lock_held = held;
	gup->locked_after = locked && *locked;
	gup->returned = returned;
}

void record_put(struct page *page, bool pin)
{
	struct record *rec = record_of_current();
	struct seen *seen = rec ? find_seen(rec, page) : NULL;

	if (seen && pin)
		seen->pins--;
	else if (seen)
		seen->gets--;
}

/* Which page is in the slot of the array? The page's first word says. */
static s32 page_number(struct record *rec, struct page *page)
{
	u32 word, *at;

	if (page == WATCH_SENTINEL)
		return WATCH_UNTOUCHED;
	if (!page)
		return WATCH_EMPTY;
	if (!find_seen(rec, page))
		return WATCH_ELSEWHERE;
	at = kmap_local_page(page);
	word = *at - WATCH_MARK;
	kunmap_local(at);
	return word < WATCH_SECOND + WATCH_PAGES ? word : WATCH_ELSEWHERE;
}

/* The function has returned @value: note what it left, and give back what it got. */
void record_end(struct record *rec, const struct arguments *args, long value)
{
	struct watch_record *report = &rec->report;
	struct page **pages = args->made ?: args->pages;
	int i;

	report->lock = lock_settle(rec->mm);
	if (rec->mm != current->mm)
		report->own_lock = lock_settle(current->mm);
	for (i = 0; i < WATCH_PAGES; i++)
		report->page[i] = page_number(rec, pages[i]);
	for (i = 0; i < rec->pages; i++) {
		struct seen *seen = &rec->seen[i];

		report->held += seen->gets + seen->pins;
		for (; seen->gets > 0; seen->gets--)
			put_page(seen->page);
		for (; seen->pins > 0; seen->pins--)
			unpin_user_page(seen->page);
	}
	report->made = args->made != NULL;
	report->value = value;
	report->out = *(s64 *)args->out;
	report->returned = 1;
	WRITE_ONCE(rec->task, NULL);
}

/* Asked for when the process is gone: nobody but the record may hold its pages then. */
int record_report(struct watch_record *to)
{
	struct record *rec = to->slot < SLOTS ? slots[to->slot] : NULL;
	int i;

	if (!rec)
		return -ENOENT;
	rec->report.excess = 0;
	for (i = 0; i < rec->pages; i++)
		rec->report.excess += page_ref_count(rec->seen[i].page) - 1;
	*to = rec->report;
	return 0;
}

void record_free_all(void)
{
	int i, k;

	for (i = 0; i < SLOTS; i++) {
		for (k = 0; slots[i] && k < slots[i]->pages; k++)
			put_page(slots[i]->seen[k].page);
		kfree(slots[i]);
		slots[i] = NULL;
	}
}
