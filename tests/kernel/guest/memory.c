// SPDX-License-Identifier: GPL-2.0-only
/* The windows of memory that testcases are called with. */
#include <fcntl.h>
#include <linux/userfaultfd.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "guest.h"

static unsigned long address_of(int window, int page)
{
	return FIRST_WINDOW + (unsigned long)window * WATCH_WINDOW +
	       (unsigned long)page * WATCH_PAGE_SIZE;
}

static int number_of(int window, int page)
{
	return window * WATCH_SECOND + page;
}

/* Slow memory stands in its file where anonymous memory would: at its own address. */
static bool map(unsigned long address, int fd)
{
	int flags = MAP_FIXED_NOREPLACE | (fd < 0 ? MAP_PRIVATE | MAP_ANONYMOUS : MAP_SHARED);

	return mmap((void *)address, WATCH_PAGE_SIZE, PROT_READ | PROT_WRITE, flags, fd,
		    fd < 0 ? 0 : (long)address) == (void *)address;
}

/*
 * Behind each window one page more is mapped, which nobody may touch: find_vma() of an unmapped page
 * finds it, and not whatever comes next, which is at another address each time.
 */
static bool map_end(int window)
{
	unsigned long address = address_of(window, WATCH_PAGES);

	return mmap((void *)address, WATCH_PAGE_SIZE, PROT_NONE,
		    MAP_FIXED_NOREPLACE | MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == (void *)address;
}

/* A new userfaultfd, or -1. */
static int open_userfault(void)
{
	struct uffdio_api api = { .api = UFFD_API };
	int fd = (int)syscall(SYS_userfaultfd, O_CLOEXEC | O_NONBLOCK);

	return fd >= 0 && ioctl(fd, UFFDIO_API, &api) == 0 ? fd : -1;
}

static bool lay_out(struct memory *mem, int window, int page, char letter)
{
	unsigned long address = address_of(window, page);
	int number = number_of(window, page);
	struct uffdio_register range = {
		.range = { address, WATCH_PAGE_SIZE },
		.mode = UFFDIO_REGISTER_MODE_MISSING,
	};

	switch (letter) {
	case 'p':
		if (!map(address, -1))
			return false;
		*(volatile uint32_t *)address = WATCH_MARK + (uint32_t)number;
		return true;
	case 's':
		if (mem->slow < 0)
			mem->slow = open("/dev/gupwatch", O_RDWR | O_CLOEXEC);
		return mem->slow >= 0 && map(address, mem->slow);
	case 'm':
		if (mem->userfault < 0)
			mem->userfault = open_userfault();
		return mem->userfault >= 0 && map(address, -1) &&
		       ioctl(mem->userfault, UFFDIO_REGISTER, &range) == 0;
	}
	return letter == 'u';
}

bool memory_lay_out(struct memory *mem, const char *pages)
{
	*mem = (struct memory){ -1, -1 };
	for (int window = 0; window < 2; window++) {
		for (int page = 0; page < WATCH_PAGES; page++)
			if (!lay_out(mem, window, page, pages[page]))
				return false;
		if (!map_end(window))
			return false;
	}
	return true;
}

bool memory_lay_out_decoy(void)
{
	for (int window = 0; window < 2; window++)
		for (int page = 0; page < WATCH_PAGES; page++) {
			unsigned long address = address_of(window, page);

			if (!map(address, -1))
				return false;
			*(volatile uint32_t *)address =
				WATCH_DECOY + (uint32_t)number_of(window, page);
		}
	return true;
}

/* Resolve the fault at @address with a page that bears its number. */
bool memory_bring(int userfault, unsigned long address)
{
	static uint32_t page[WATCH_PAGE_SIZE / 4] __attribute__((aligned(WATCH_PAGE_SIZE)));
	unsigned long offset = address - FIRST_WINDOW;
	int window = (int)(offset / WATCH_WINDOW);
	struct uffdio_copy copy = {
		.dst = address & ~(WATCH_PAGE_SIZE - 1),
		.src = (unsigned long)page,
		.len = WATCH_PAGE_SIZE,
	};

	page[0] = WATCH_MARK +
		  (uint32_t)number_of(window, (int)(offset % WATCH_WINDOW / WATCH_PAGE_SIZE));
	return ioctl(userfault, UFFDIO_COPY, &copy) == 0;
}
