/* SPDX-License-Identifier: GPL-2.0-only
 *
 * The family, of every generation: what each form accepts, which lock it takes, and the loop that
 * goes on where a fault dropped the lock. The text that gup_introduce.cocci inserts takes the place
 * of this loop in trees that lack the variants.
 */
#include <stdio.h>
#include <string.h>

#include "model.h"

#define EINVAL 22

void model_flags_text(unsigned int flags, char *text, size_t size)
{
	static const struct {
		unsigned int flag;
		const char *name;
	} names[] = {
		{ GUP_WRITE, "write" },	      { GUP_FORCE, "force" },	{ GUP_TOUCH, "touch" },
		{ GUP_GET, "get" },	      { GUP_PIN, "pin" },	{ GUP_REMOTE, "remote" },
		{ GUP_LONGTERM, "longterm" }, { GUP_NOWAIT, "nowait" }, { GUP_NOFAULT, "nofault" },
		{ GUP_TRIED, "tried" },	      { GUP_OTHER, "other" },
	};
	size_t i, at = 0;

	text[0] = '\0';
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (flags & names[i].flag)
			at += (size_t)snprintf(text + at, size - at, "%s%s", at ? " " : "",
					       names[i].name);
}

static bool named(const struct gup_call *call, const char *part)
{
	return strstr(call->name, part) != NULL;
}

/* What a WARN_ON() is followed by. */
static long refuse(const struct gup_call *call, const char *why)
{
	model_say("%s(): WARNING: %s", call->name, why);
	model_event("WARNING")->arguments[0] = 1;
	/* 6.12's pin_user_pages() and its kin answer bad arguments with 0. */
	return !call->rules.has_vmas && (call->flags & GUP_PIN) ? 0 : -EINVAL;
}

/* Try the page again that was waited for, until it is there. False if the loop must end. */
static bool try_again(struct gup_call *call, long *done)
{
	struct gup_call one = *call;
	long ret;

	one.nr_pages = 1;
	one.flags |= GUP_TRIED;
	for (;;) {
		if (model->signal && call->rules.has_pin) {
			*done = *done ? *done : -EINTR;
			return false;
		}
		model_acquire(model_mm_index(call->mm), LOCK_READ);
		*call->locked = 1;
		one.locked = call->rules.has_pin ? call->locked : NULL;
		ret = model_get_user_pages(&one);
		if (*call->locked)
			break;
	}
	if (ret == 1) {
		(*done)++;
		return true;
	}
	*done = *done ? *done : ret;
	return false;
}

static void skip_pages(struct gup_call *call, long nr)
{
	call->nr_pages -= (unsigned long)nr;
	call->start += (unsigned long)nr * PAGE_SIZE;
	if (call->pages)
		call->pages += nr;
}

/* The common loop: get_user_pages() that may drop the lock, and says so in *call->locked. */
static long gup_retrying(struct gup_call *call, bool release)
{
	bool dropped = false;
	long done = 0;

	while (call->nr_pages) {
		long ret = model_get_user_pages(call);

		if (ret > 0) {
			done += ret;
			skip_pages(call, ret);
		}
		if (*call->locked) {
			done = done ? done : ret;
			break;
		}
		/* Until 5.2 a call without pages returned what it had (df17277b2a85). */
		if (!call->pages && !call->rules.has_pin)
			return done;
		dropped = true;
		if (!try_again(call, &done))
			break;
		skip_pages(call, 1);
	}
	if ((dropped || release) && *call->locked) {
		model_release(model_mm_index(call->mm), LOCK_READ);
		*call->locked = 0;
	}
	return done;
}

static long gup_unlocked(struct gup_call *call, bool some)
{
	unsigned int mm = model_mm_index(call->mm);
	unsigned int number = model->gup_calls - 1;
	int locked = 1;

	/* Since 6.4 nothing to do takes no lock, and the lock is taken killably. */
	if (!call->rules.has_vmas && !call->nr_pages)
		return 0;
	if (!call->rules.has_vmas && !some && model_ask(ASK_KILLED, number, 2)) {
		model_say("%s(): a fatal signal while waiting for the lock", call->name);
		model->signal = true;
		model->killed_locking |= 1u << number;
		return -EAGAIN;
	}
	model_acquire(mm, LOCK_READ);
	call->locked = &locked;
	return gup_retrying(call, true);
}

/*
 * The fast form finds the pages that are there without the lock, up to the first that is not: for the rest
 * it takes that. What it found it returns whatever comes then, so a signal while it waits for the lock is
 * only asked for where it found none.
 */
static long gup_fast(struct gup_call *call)
{
	unsigned int mm = model_mm_index(call->mm);
	unsigned int accepted = GUP_WRITE | GUP_LONGTERM | GUP_PIN | GUP_GET | GUP_TOUCH |
				(call->rules.has_pin ? GUP_FORCE : 0);
	bool holds = (call->flags & GUP_LONGTERM) && call->rules.has_vmas;
	long found, rest;

	if (model_held(mm))
		model_fail("%s() under the lock, which it may take", call->name);
	if (!call->pages)
		model_fail("%s() without pages, which it stores into", call->name);
	if (call->flags & ~accepted) {
		refuse(call, "flags outside of its mask");
		return -EINVAL;
	}
	found = model_find_pages(call);
	skip_pages(call, found);
	if (!call->nr_pages)
		return found;
	if (holds) {
		model_acquire(mm, LOCK_READ);
		rest = model_get_user_pages(call);
		model_release(mm, LOCK_READ);
	} else {
		rest = gup_unlocked(call, found > 0);
	}
	return found && rest < 0 ? found : found + rest;
}

/* What the form refuses; 0 if nothing. *refused says so. */
static long check(const struct gup_call *call, bool retries, bool *refused)
{
	bool pin = call->flags & GUP_PIN;

	*refused = true;
	if (call->locked && call->vmas)
		model_fail("BUG: %s() with vmas and locked", call->name);
	if (call->takes_locked && call->locked && *call->locked != 1) {
		if (call->rules.has_vmas || !call->rules.has_pin)
			model_fail("BUG: %s(): *locked is %d at the call", call->name,
				   *call->locked);
		return refuse(call, "*locked is not 1");
	}
	if (pin && !call->pages)
		return refuse(call, "pins without pages");
	if ((call->flags & GUP_LONGTERM) && retries && !(pin && !call->rules.has_vmas))
		return refuse(call, "FOLL_LONGTERM where the lock may be dropped");
	if ((call->flags & GUP_LONGTERM) && call->rules.has_pin && !pin)
		return refuse(call, "FOLL_LONGTERM is for pins");
	*refused = false;
	return 0;
}

long model_gup(struct gup_call *call)
{
	bool unlocked = named(call, "_unlocked"), refused;
	long ret;

	if (model->kernel)
		call->rules = *model->kernel;
	if (named(call, "pin_user_pages"))
		call->flags |= GUP_PIN;
	else if (call->pages)
		call->flags |= GUP_GET;
	/* pin_user_pages() alone does not mark the page accessed; __get_user_pages_unlocked() leaves
	 * that, and FOLL_REMOTE, to its caller. */
	if (strcmp(call->name, "pin_user_pages") && strcmp(call->name, "__get_user_pages_unlocked"))
		call->flags |= GUP_TOUCH;
	if (named(call, "_remote"))
		call->flags |= GUP_REMOTE;
	if (model->gup_calls++ == 32)
		model_fail("more than 32 calls");
	model_say("%s(%#lx, %lu pages%s)", call->name, call->start, call->nr_pages,
		  call->locked ? ", &locked" : "");
	ret = check(call, unlocked || call->locked, &refused);
	if (refused)
		return ret;
	if (unlocked)
		return gup_unlocked(call, false);
	if (named(call, "_fast"))
		return gup_fast(call);
	if (!model_held(model_mm_index(call->mm)))
		model_fail("%s() without the lock of %s", call->name,
			   model_mm_name(model_mm_index(call->mm)));
	if (call->locked)
		return gup_retrying(call, false);
	return model_get_user_pages(call);
}
