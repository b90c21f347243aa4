// SPDX-License-Identifier: GPL-2.0-only
/* constants: the part of words that knows the kernel's macros without parameters. */
#include <string.h>

#include "gup/primitives.h"

bool primitives_is_constant(const struct source *src, uint32_t tok)
{
	static const char *const names[] = {
		"NULL",
		"PAGE_SIZE",
		"PAGE_SHIFT",
		"PAGE_MASK",
		"HPAGE_SIZE",
		"HPAGE_SHIFT",
		"HPAGE_MASK",
		"PMD_SIZE",
		"PMD_SHIFT",
		"PMD_MASK",
		"PUD_SIZE",
		"TASK_SIZE",
		"THIS_MODULE",
		"HZ",
		"READ",
		"WRITE",
		"INT_MAX",
		"INT_MIN",
		"UINT_MAX",
		"LONG_MAX",
		"ULONG_MAX",
		"U8_MAX",
		"U16_MAX",
		"U32_MAX",
		"U64_MAX",
		"SIZE_MAX",
		"SSIZE_MAX",
		"BITS_PER_LONG",
		"PATH_MAX",
		"CAP_IPC_LOCK",
		"CAP_SYS_ADMIN",
		"CAP_SYS_RAWIO",
		"RLIMIT_MEMLOCK",
		"RLIMIT_STACK",
		"EPERM",
		"ENOENT",
		"ESRCH",
		"EINTR",
		"EIO",
		"ENXIO",
		"E2BIG",
		"EBADF",
		"ECHILD",
		"EAGAIN",
		"ENOMEM",
		"EACCES",
		"EFAULT",
		"EBUSY",
		"EEXIST",
		"EXDEV",
		"ENODEV",
		"ENOTDIR",
		"EISDIR",
		"EINVAL",
		"ENFILE",
		"EMFILE",
		"ENOTTY",
		"EFBIG",
		"ENOSPC",
		"ESPIPE",
		"EROFS",
		"EPIPE",
		"EDOM",
		"ERANGE",
		"EDEADLK",
		"ENAMETOOLONG",
		"ENOSYS",
		"EWOULDBLOCK",
		"ENODATA",
		"ETIME",
		"EPROTO",
		"EOVERFLOW",
		"EBADMSG",
		"EOPNOTSUPP",
		"ENOTSUPP",
		"ETIMEDOUT",
		"EALREADY",
		"EINPROGRESS",
		"ECANCELED",
		"EKEYREJECTED",
		"EHWPOISON",
		"ERESTARTSYS",
		"ERESTARTNOINTR",
		"KERN_EMERG",
		"KERN_ALERT",
		"KERN_CRIT",
		"KERN_ERR",
		"KERN_WARNING",
		"KERN_NOTICE",
		"KERN_INFO",
		"KERN_DEBUG",
		"KERN_CONT",
		"DMA_BIDIRECTIONAL",
		"DMA_TO_DEVICE",
		"DMA_FROM_DEVICE",
		"DMA_NONE",
		"VM_READ",
		"VM_WRITE",
		"VM_EXEC",
		"VM_SHARED",
		"VM_MAYREAD",
		"VM_MAYWRITE",
		"VM_IO",
		"VM_PFNMAP",
		"VM_LOCKED",
		"VM_DONTEXPAND",
		"VM_DONTCOPY",
		"VM_HUGETLB",
		"VM_MIXEDMAP",
		"VM_FAULT_ERROR",
		"VM_FAULT_RETRY",
		"FAULT_FLAG_WRITE",
		"GFP_KERNEL",
		"GFP_ATOMIC",
		"GFP_NOWAIT",
		"GFP_NOIO",
		"GFP_NOFS",
		"GFP_USER",
		"GFP_HIGHUSER",
		"GFP_HIGHUSER_MOVABLE",
		"GFP_KERNEL_ACCOUNT",
		"GFP_DMA",
		"GFP_DMA32",
		"__GFP_ZERO",
		"__GFP_NOWARN",
		"__GFP_NORETRY",
		"__GFP_COMP",
		"__GFP_HIGHMEM",
		"__GFP_NOFAIL",
		"__GFP_ACCOUNT",
		"FOLL_WRITE",
		"FOLL_TOUCH",
		"FOLL_GET",
		"FOLL_DUMP",
		"FOLL_FORCE",
		"FOLL_NOWAIT",
		"FOLL_POPULATE",
		"FOLL_SPLIT",
		"FOLL_HWPOISON",
		"FOLL_NUMA",
		"FOLL_MIGRATION",
		"FOLL_TRIED",
		"FOLL_MLOCK",
		"FOLL_REMOTE",
		"FOLL_COW",
		"FOLL_ANON",
		"FOLL_LONGTERM",
		"FOLL_SPLIT_PMD",
		"FOLL_PIN",
		"FOLL_FAST_ONLY",
		"FOLL_NOFAULT",
		"FOLL_INTERRUPTIBLE",
		"FOLL_UNLOCKABLE",
		"current",
		"jiffies",
		"errno",
		"init_mm",
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (source_is(src, tok, names[i]))
			return true;
	return false;
}

bool primitives_looks_constant(const struct source *src, uint32_t tok)
{
	static const char *const changes[] = { "=",  "+=", "-=", "*=",	"/=",  "%=",
					       "|=", "&=", "^=", "<<=", ">>=", "++",
					       "--", "->", ".",	 "[",	"(" };
	static const char *const before[] = { "++", "--", "&" };

	if (src->token[tok + 1 < src->tokens ? tok + 1 : tok].kind == TOKEN_IDENT &&
	    tok + 1 < src->tokens)
		return false;
	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++)
		if (source_is(src, tok + 1, changes[i]))
			return false;
	if (!tok)
		return true;
	if (source_is(src, tok - 1, "&")) /* "a & MASK" is no address */
		return tok >= 2 && (src->token[tok - 2].kind == TOKEN_IDENT ||
				    src->token[tok - 2].kind == TOKEN_NUMBER ||
				    source_is(src, tok - 2, ")") || source_is(src, tok - 2, "]"));
	for (size_t i = 0; i < sizeof(before) / sizeof(before[0]); i++)
		if (source_is(src, tok - 1, before[i]))
			return false;
	return src->token[tok - 1].kind != TOKEN_IDENT || primitives_is_keyword(src, tok - 1);
}
