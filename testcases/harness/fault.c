/* SPDX-License-Identifier: GPL-2.0-only
 *
 * Pages, the fault handler and __get_user_pages(). Modelled on what mm/gup.c and mm/filemap.c do with
 * FAULT_FLAG_ALLOW_RETRY, FAULT_FLAG_RETRY_NOWAIT and FAULT_FLAG_TRIED from 3.19 to 6.12.
 */
#include "model.h"

#define ERESTARTSYS 512

const char *const model_page_states[PAGE_STATES_ALL] = {
	[PAGE_PRESENT] = "present",
	[PAGE_MINOR] = "minor",
	[PAGE_WAITS] = "waits",
	[PAGE_WAITS_TWICE] = "waits-twice",
	[PAGE_WAIT_FAILS] = "wait-fails",
	[PAGE_READ_ONLY] = "read-only",
	[PAGE_UNMAPPED] = "unmapped",
	[PAGE_NO_MEMORY] = "no-memory",
	[PAGE_KILLED_BEFORE] = "killed-before",
	[PAGE_KILLED_WAITING] = "killed-waiting",
	[PAGE_USERFAULT] = "userfault",
	[PAGE_USERFAULT_KILLED] = "userfault-killed",
};

enum fault_flag {
	FAULT_ALLOW_RETRY = 1,
	FAULT_RETRY_NOWAIT = 2,
	FAULT_TRIED = 4,
};

enum fault_result { FAULT_DONE, FAULT_RETRY, FAULT_OOM, FAULT_SIGBUS };

unsigned int model_page_index(const struct page *page)
{
	if (page < model_pages || page >= model_pages + BOUND_MMS * MM_PAGES)
		model_fail("%p is no page", (const void *)page);
	return (unsigned int)(page - model_pages);
}

int model_page_at(unsigned int mm, unsigned long address)
{
	unsigned long offset = address - WINDOW_BASE, window = offset / WINDOW_SIZE;
	unsigned long page = offset % WINDOW_SIZE / PAGE_SIZE;

	if (address < WINDOW_BASE || window >= BOUND_WINDOWS || page >= BOUND_PAGES)
		return -1;
	return (int)(mm * MM_PAGES + window * WINDOW_PAGES + page);
}

enum page_state model_page_state(unsigned int page)
{
	if (!model->faults[page].known) {
		model->faults[page].known = true;
		model->faults[page].state = model_ask(ASK_PAGE, page, PAGE_STATES);
	}
	return model->faults[page].state;
}

static bool state_waits(enum page_state state)
{
	return state == PAGE_WAITS || state == PAGE_WAITS_TWICE || state == PAGE_WAIT_FAILS ||
	       state == PAGE_KILLED_WAITING || state == PAGE_USERFAULT ||
	       state == PAGE_USERFAULT_KILLED;
}

static enum fault_result after_wait(unsigned int page, enum page_state state)
{
	if (state == PAGE_WAIT_FAILS)
		return FAULT_SIGBUS;
	model->faults[page].there = true;
	return FAULT_DONE;
}

static void sleep_for(unsigned int page, unsigned int mm)
{
	bool held = model_held(mm);

	if (held) {
		model->waited_holding = true;
		model->waited_first_holding |= !model->faults[page].waits;
	}
	model->faults[page].waits++;
	if (model->hooks)
		model->hooks->wait(model->hooks->context, held);
}

/* A fault that must wait: with the lock dropped where that is allowed. */
static enum fault_result fault_and_wait(unsigned int mm, unsigned int page, enum page_state state,
					unsigned int flags)
{
	bool userfault = state == PAGE_USERFAULT || state == PAGE_USERFAULT_KILLED;
	bool killed = state == PAGE_KILLED_WAITING || state == PAGE_USERFAULT_KILLED;

	if (flags & FAULT_RETRY_NOWAIT)
		return FAULT_RETRY;
	if (!(flags & FAULT_ALLOW_RETRY)) {
		if (userfault) {
			model_say("page %u: userfaultfd needs a retry", page);
			return FAULT_SIGBUS;
		}
		model_say("page %u: wait with the lock held", page);
		sleep_for(page, mm);
		model->signal |= killed;
		return after_wait(page, state);
	}
	model->faults[page].dropped = true;
	model->lock_dropped = true;
	model_say("page %u: drop the lock and wait", page);
	model_release(mm, LOCK_READ);
	sleep_for(page, mm);
	model->signal |= killed;
	if (state != PAGE_WAITS_TWICE || model->faults[page].waits > 1)
		model->faults[page].there = !killed && state != PAGE_WAIT_FAILS;
	return FAULT_RETRY;
}

/* handle_mm_fault() for a page that is not there. */
static enum fault_result handle_fault(unsigned int mm, unsigned int page, unsigned int flags)
{
	enum page_state state = model_page_state(page);

	if ((flags & FAULT_TRIED) && !model->faults[page].dropped)
		model_fail("page %u is faulted with TRIED, but nobody waited for it", page);
	if (model->faults[page].dropped && !(flags & FAULT_TRIED))
		model_fail("page %u was waited for and is faulted again without TRIED", page);
	if (state == PAGE_NO_MEMORY && !model->faults[page].waits++) {
		model_say("page %u: no memory", page);
		return FAULT_OOM;
	}
	if (!state_waits(state)) {
		model_say("page %u: minor fault", page);
		model->faults[page].there = true;
		return FAULT_DONE;
	}
	if (state == PAGE_WAIT_FAILS && model->faults[page].waits) {
		model->faults[page].dropped = false;
		model_say("page %u: the I/O failed", page);
		return FAULT_SIGBUS;
	}
	return fault_and_wait(mm, page, state, flags);
}

static bool there(unsigned int page)
{
	enum page_state state = model_page_state(page);

	return model->faults[page].there || state == PAGE_PRESENT || state == PAGE_READ_ONLY ||
	       state == PAGE_KILLED_BEFORE;
}

/* faultin_page(): 0, an error, or 1 for "stop here, the fault is to be tried again". */
static int fault_in(const struct gup_call *call, unsigned int mm, unsigned int page)
{
	unsigned int flags = 0;

	if (call->flags & GUP_NOFAULT)
		return -EFAULT;
	if (call->locked)
		flags |= FAULT_ALLOW_RETRY;
	if (call->flags & GUP_NOWAIT)
		flags |= FAULT_ALLOW_RETRY | FAULT_RETRY_NOWAIT;
	if (call->flags & GUP_TRIED) {
		/* Only since 5.7 do the two go together (4426e945df58). */
		if ((flags & FAULT_ALLOW_RETRY) && !call->rules.has_pin)
			model_fail("TRIED and ALLOW_RETRY for one fault");
		flags |= FAULT_TRIED;
	}
	switch (handle_fault(mm, page, flags)) {
	case FAULT_RETRY:
		/* Before 5.7 even when the lock was kept. */
		if (call->locked && (!(flags & FAULT_RETRY_NOWAIT) || !call->rules.has_pin))
			*call->locked = 0;
		return 1;
	case FAULT_OOM:
		return -ENOMEM;
	case FAULT_SIGBUS:
		return -EFAULT;
	default:
		return 0;
	}
}

/* A page that is there now: count it, hand it out. */
static void obtain(const struct gup_call *call, unsigned int page, struct page **slot)
{
	char text[96];

	if (model->nr_obtained == BOUND_EVENTS)
		model_fail("more than %d pages", BOUND_EVENTS);
	model->obtained[model->nr_obtained++] =
		(struct obtained){ page, call->flags & ~(unsigned int)GUP_TRIED };
	model_flags_text(call->flags, text, sizeof(text));
	model_say("page %u: obtained (%s)", page, text);
	if (!slot)
		return;
	if (call->flags & GUP_PIN)
		model_pages[page].pins++;
	else
		model_pages[page].refs++;
	*slot = &model_pages[page];
}

/* The fatal signal of the page's state, or one that came earlier. */
static long killed(const struct gup_call *call, unsigned int page)
{
	enum page_state state = model_page_state(page);

	if (call->rules.no_mmu)
		return 0;
	if (state == PAGE_KILLED_BEFORE ||
	    (model->killed_early && !model->faults[page].waits && state == PAGE_KILLED_WAITING))
		model->signal = true;
	if (!model->signal)
		return 0;
	model_say("page %u: a fatal signal is pending", page);
	return (model->kernel ? model->kernel : &call->rules)->has_pin ? -EINTR : -ERESTARTSYS;
}

long model_find_pages(struct gup_call *call)
{
	unsigned int mm = model_mm_index(call->mm);
	unsigned long i;

	for (i = 0; i < call->nr_pages && !model->signal && !call->rules.no_mmu; i++) {
		int page = model_page_at(mm, (call->start + i * PAGE_SIZE) & ~(PAGE_SIZE - 1));

		if (page < 0 || model_page_state((unsigned int)page) != PAGE_PRESENT)
			break;
		obtain(call, (unsigned int)page, &call->pages[i]);
	}
	return (long)i;
}

long model_get_user_pages(struct gup_call *call)
{
	unsigned int mm = model_mm_index(call->mm);
	unsigned long i;

	if (call->nr_pages && model->told_eagain &&
	    (model->told_eagain & (1u << (model->gup_calls - 1)))) {
		model->signal = true;
		return -EAGAIN;
	}
	for (i = 0; i < call->nr_pages; i++) {
		unsigned long address = call->start + i * PAGE_SIZE;
		int page = model_page_at(mm, address & ~(PAGE_SIZE - 1));
		long error;

		if (!model_held(mm))
			model_fail("%s(): page at %#lx without the lock of %s", call->name, address,
				   model_mm_name(mm));
		if (call->vmas)
			call->vmas[i] = find_vma(call->mm, address);
		model->astray |= page < 0 && i == 0 && address != 0;
		error = page < 0 || model_page_state((unsigned int)page) == PAGE_UNMAPPED ? -EFAULT
											  : 0;
		if (!error && (call->flags & GUP_WRITE) && !(call->flags & GUP_FORCE) &&
		    model_page_state((unsigned int)page) == PAGE_READ_ONLY)
			error = -EFAULT;
		if (!error)
			error = killed(call, (unsigned int)page);
		while (!error && !call->rules.no_mmu && !there((unsigned int)page)) {
			error = fault_in(call, mm, (unsigned int)page);
			if (!error)
				error = killed(call, (unsigned int)page);
		}
		if (error) {
			model_say("page %d: %s", page, error > 0 ? "to be tried again" : "fails");
			return i ? (long)i : error > 0 ? 0 : error;
		}
		obtain(call, (unsigned int)page, call->pages ? &call->pages[i] : NULL);
	}
	return (long)i;
}
