// SPDX-License-Identifier: GPL-2.0-only
/*
 * primitives: the lists. "name" is one function, "name*" all that begin so. The lists of what is safe
 * hold primitives whose definitions are macros, assembly or too deep to be read, and of which
 * kernel developers know that they have nothing to do with an mm's vmas or page tables.
 */
#include "primitives.h"
#include "source/grammar.h"

#include <string.h>

/* clang-format off */
static const char *const safe[] = {
	/* memory */
	"kmalloc*", "kzalloc*", "kcalloc*", "krealloc*", "kmemdup*", "kstrdup*", "kvmalloc*",
	"kvzalloc*", "kvcalloc*", "kfree", "kvfree", "kzfree",
	"kfree_sensitive", "vmalloc", "vzalloc", "vmalloc_user", "vfree", "kmem_cache_alloc",
	"kmem_cache_zalloc", "kmem_cache_free", "ksize", "array_size", "struct_size", "size_mul",
	"size_add", "flex_array_size", "__get_free_page", "__get_free_pages", "get_zeroed_page",
	"free_page", "free_pages", "alloc_page", "alloc_pages", "alloc_pages_node", "__free_page",
	"__free_pages", "mempool_alloc", "mempool_free",
	/* pages that are held */
	"put_page", "get_page", "try_get_page", "put_user_page", "put_user_pages",
	"put_user_pages_dirty", "put_user_pages_dirty_lock", "unpin_user_page", "unpin_user_pages",
	"unpin_user_pages_dirty_lock", "unpin_user_page_range_dirty_lock", "unpin_user_folio",
	"unpin_user_folio_dirty_locked", "unpin_user_folios", "release_pages", "page_cache_release", "page_cache_get", "folio_put",
	"folio_get", "page_address", "page_to_pfn", "pfn_to_page", "page_to_phys", "page_to_virt",
	"pfn_valid", "__pfn_to_phys", "virt_to_page", "virt_to_phys", "phys_to_virt", "__pa", "__va",
	"page_folio", "folio_page", "compound_head", "compound_order", "page_size", "page_shift",
	"PageCompound", "PageHuge", "PageReserved", "PageHighMem", "PageAnon", "PageLRU",
	"PageDirty", "SetPageDirty", "SetPageReserved", "ClearPageReserved", "set_page_dirty",
	"set_page_dirty_lock", "flush_dcache_page", "page_mapcount", "page_count", "page_ref_count",
	"page_zonenum", "page_to_nid", "nth_page", "kmap", "kmap_atomic", "kmap_local_page",
	"kunmap", "kunmap_atomic", "kunmap_local", "clear_page", "clear_highpage", "copy_page",
	"copy_highpage", "is_zero_pfn", "offset_in_page", "PAGE_ALIGN", "PFN_UP", "PFN_DOWN",
	"PFN_PHYS", "PHYS_PFN", "pfn_to_phys",
	/* text, memory areas, messages */
	"memset", "memcpy", "memmove", "memcmp", "memchr", "strlen", "strcmp", "strncmp", "strcpy",
	"strncpy", "strlcpy", "strscpy", "snprintf", "scnprintf", "sprintf", "printk",
	"printk_ratelimited", "printk_once", "pr_emerg", "pr_alert", "pr_crit", "pr_err", "pr_warn", "pr_warning",
	"pr_notice", "pr_info", "pr_debug", "pr_devel", "pr_err_once", "pr_warn_once", "pr_info_once",
	"pr_debug_once", "pr_err_ratelimited", "pr_warn_ratelimited", "pr_info_ratelimited",
	"pr_debug_ratelimited", "dev_err", "dev_warn", "dev_info", "dev_dbg", "dev_vdbg", "dev_notice",
	"dev_crit", "dev_err_once", "dev_warn_once", "dev_info_once", "dev_err_ratelimited",
	"dev_warn_ratelimited", "dev_info_ratelimited", "dev_dbg_ratelimited", "dev_printk", "netdev_err", "netdev_dbg", "netdev_warn", "dynamic_pr_debug",
	"no_printk", "print_hex_dump", "DRM_ERROR", "DRM_DEBUG", "DRM_DEBUG_DRIVER", "DRM_DEBUG_KMS", "DRM_WARN", "DRM_NOTE", "DRM_INFO", "drm_err", "drm_dbg", "drm_dbg_core", "drm_dbg_driver", "drm_dbg_kms", "drm_warn", "drm_info",
	"dump_stack", "trace_printk", "pr_cont",
	/* checks and arithmetic */
	"likely", "unlikely", "WARN", "WARN_ON", "WARN_ON_ONCE", "WARN_ONCE", "BUG", "BUG_ON",
	"VM_BUG_ON", "VM_BUG_ON_PAGE", "VM_WARN_ON", "VM_WARN_ON_ONCE", "BUILD_BUG_ON",
	"IS_ENABLED", "IS_ERR", "IS_ERR_OR_NULL", "IS_ERR_VALUE", "PTR_ERR", "PTR_ERR_OR_ZERO",
	"ERR_PTR", "ERR_CAST", "min", "max", "min_t", "max_t", "min3", "max3", "clamp", "clamp_t",
	"clamp_val", "umin", "umax", "abs", "swap", "ARRAY_SIZE", "ALIGN", "ALIGN_DOWN", "IS_ALIGNED",
	"PTR_ALIGN", "round_up", "round_down", "roundup", "rounddown", "DIV_ROUND_UP",
	"DIV_ROUND_UP_ULL", "DIV_ROUND_CLOSEST", "roundup_pow_of_two", "is_power_of_2", "ilog2",
	"order_base_2", "get_order", "fls", "ffs", "fls64", "__ffs", "__fls", "do_div", "div_u64",
	"_AC", "_AT", "UL", "ULL", "_UL", "_ULL", "_BITUL", "_BITULL",
	"div64_u64", "BIT", "BIT_ULL", "GENMASK", "GENMASK_ULL", "lower_32_bits", "upper_32_bits",
	"cpu_to_le16", "cpu_to_le32", "cpu_to_le64",
	"cpu_to_be16", "cpu_to_be32", "cpu_to_be64", "cpu_to_le32p", "cpu_to_be32p", "le16_to_cpu", "le32_to_cpu", "le64_to_cpu", "be16_to_cpu",
	"be32_to_cpu", "be64_to_cpu", "u64_to_user_ptr", "ptr_to_u64", "check_add_overflow",
	"check_sub_overflow", "check_mul_overflow", "container_of", "container_of_const",
	"sizeof_field", "READ_ONCE", "WRITE_ONCE", "ACCESS_ONCE", "access_ok", "untagged_addr",
	"PAGE_ALIGNED", "FIELD_GET", "FIELD_PREP", "__builtin_expect", "__builtin_constant_p",
	"__builtin_unreachable", "__builtin_popcount", "__builtin_clz", "__builtin_ctz",
	"__builtin_types_compatible_p", "lockdep_assert_held", "lockdep_assert_held_write",
	"lockdep_assert_held_read", "lockdep_assert_not_held",
	"might_sleep", "barrier", "smp_mb", "smp_rmb", "smp_wmb", "mb", "rmb", "wmb", "cpu_relax",
	/* bits, counters, lists, tables */
	"test_bit", "set_bit", "clear_bit", "__set_bit", "__clear_bit", "test_and_set_bit",
	"test_and_clear_bit", "bitmap_zero", "bitmap_set", "bitmap_clear", "find_first_bit",
	"find_next_bit", "find_first_zero_bit", "refcount_dec",
	"refcount_inc", "refcount_set", "refcount_read", "kref_init", "kref_get", "xchg", "cmpxchg",
	"list_add", "list_add_tail", "list_del", "list_del_init", "list_del_rcu", "list_empty",
	"list_empty_careful", "list_move", "list_move_tail", "list_replace", "list_replace_init",
	"list_splice", "list_splice_init", "list_splice_tail", "list_splice_tail_init", "list_entry",
	"list_first_entry", "list_first_entry_or_null", "list_last_entry", "list_next_entry",
	"list_prev_entry", "list_is_last", "list_is_singular", "list_for_each", "list_for_each_safe",
	"list_for_each_entry", "list_for_each_entry_safe", "list_for_each_entry_reverse",
	"list_for_each_entry_continue", "list_for_each_entry_from", "hlist_add_head", "hlist_del",
	"hlist_del_init", "hlist_empty", "hlist_entry", "hlist_for_each_entry",
	"hlist_for_each_entry_safe", "hlist_unhashed", "INIT_LIST_HEAD", "INIT_HLIST_HEAD", "LIST_HEAD", "sg_init_table", "sg_init_one", "sg_set_page", "sg_set_buf",
	"sg_assign_page", "sg_page", "sg_next", "sg_last", "sg_virt", "sg_phys", "sg_mark_end",
	"sg_unmark_end", "sg_is_last", "sg_is_chain", "sg_chain", "sg_nents", "sg_dma_address",
	"sg_dma_len", "sg_alloc_table", "sg_alloc_table_from_pages",
	"sg_alloc_table_from_pages_segment", "sg_free_table", "sg_copy_from_buffer",
	"sg_copy_to_buffer", "for_each_sg", "for_each_sg_page", "for_each_sgtable_sg",
	"for_each_sgtable_dma_sg", "for_each_sgtable_page", "xa_store", "xa_erase", "xa_load",
	"idr_find", "idr_alloc", "idr_alloc_u32", "idr_remove", "idr_preload", "idr_preload_end",
	"idr_init", "idr_replace", "idr_is_empty", "ida_alloc", "ida_free", "ida_simple_get",
	"ida_simple_remove", "ida_get_new", "ida_remove", "rb_first",
	"rb_next", "rb_entry", "RB_EMPTY_ROOT",
	/* tasks, limits, time */
	"mmgrab", "mmget_not_zero", "capable", "ns_capable", "rlimit", "task_rlimit", "can_do_mlock",
	"get_task_struct", "put_task_struct", "get_pid", "put_pid", "task_pid_nr", "current_uid",
	"cond_resched", "signal_pending", "fatal_signal_pending", "need_resched", "ktime_get",
	"ktime_get_ns", "ktime_to_ns", "ktime_us_delta", "ktime_sub", "get_jiffies_64",
	"time_after", "time_before", "msecs_to_jiffies", "smp_processor_id", "get_current",
	"init_waitqueue_head", "init_completion", "complete", "complete_all", "wake_up", "wake_up_all", "wake_up_process",
	"wake_up_interruptible", "wake_up_interruptible_all",
	/* user memory: faults take the lock themselves where they need it */
	"get_user", "put_user", "__get_user", "__put_user", "copy_from_user", "copy_to_user",
	"__copy_from_user", "__copy_to_user", "clear_user",
	/* devices */
	"dma_map_page", "dma_map_page_attrs", "dma_map_single", "dma_map_single_attrs", "dma_map_sg",
	"dma_map_sg_attrs", "dma_map_sgtable", "dma_unmap_page", "dma_unmap_page_attrs",
	"dma_unmap_single", "dma_unmap_single_attrs", "dma_unmap_sg", "dma_unmap_sg_attrs",
	"dma_unmap_sgtable", "dma_mapping_error", "pci_map_page", "pci_unmap_page", "readl", "writel",
	"readl_relaxed", "writel_relaxed", "ioread32", "iowrite32", "dev_get_drvdata",
	"dev_name", "get_device", "udelay", NULL,
};

static const char *const needs[] = {
	"find_vma*", "vma_lookup", "find_extend_vma*", "find_exact_vma", "find_mergeable*",
	"vma_is_*", "vma_iter_*", "vma_next", "vma_prev", "vma_pages", "vma_kernel_pagesize",
	"vma_mmu_pagesize", "vma_set_*", "vma_start_write", "for_each_vma*", "lock_vma_*",
	"lock_mm_and_find_vma", "is_vm_hugetlb_page", "is_cow_mapping", "hstate_vma", "vm_normal_page",
	"follow_pfn*", "follow_pte*", "follow_phys", "follow_page*", "follow_fault_pfn",
	"follow_hugetlb_page", "folio_walk_start", "walk_page_*", "apply_to_page_range",
	"handle_mm_fault*", "fixup_user_fault", "faultin_page*", "fault_in_user_*", "hmm_range_fault",
	"hmm_vma_fault", "expand_stack*", "expand_downwards", "expand_upwards", "do_mmap*",
	"mmap_region", "do_munmap", "vm_munmap_locked", "zap_page_range*", "zap_vma_*",
	"remap_pfn_range*", "remap_vmalloc_range*", "vm_insert_*", "vmf_insert_*", "io_remap_pfn_range",
	"mmap_assert_*", "untagged_addr_remote", "populate_vma_page_range", "mlock_vma_*",
	"pgd_offset", "p4d_offset", "pud_offset", "pmd_offset", "pte_offset_*", "lookup_address",
	"anon_vma_*", "page_vma_mapped_walk", "rmap_walk*", "split_vma", "vma_merge", "vma_adjust",
	"insert_vm_struct", "use_mm", "unuse_mm", "kthread_use_mm", "kthread_unuse_mm", "exec_mmap",
	"access_remote_vm", "access_process_vm", "get_user_page_vma_remote",
	"mas_*", "madvise_*", "ksm_madvise", "vma_policy", "get_vma_policy", "mpol_*",
	"change_protection", "unmap_mapping_*", "copy_page_range", "huge_pte_offset",
	"flush_tlb_range", "flush_tlb_page", "flush_cache_range", "flush_cache_page", NULL,
};

static const char *const inner_lock[] = {
	"mutex_lock*", "mutex_trylock", "ww_mutex_lock*", "rt_mutex_lock*", "spin_lock*",
	"spin_trylock*", "raw_spin_lock*", "read_lock*", "write_lock*", "read_trylock",
	"write_trylock", "down", "down_interruptible", "down_killable", "down_trylock", "down_read*",
	"down_write*", "rcu_read_lock*", "srcu_read_lock*", "preempt_disable*", "local_irq_save",
	"local_irq_disable", "local_bh_disable", "lock_page*", "folio_lock*", "trylock_page",
	"folio_trylock", "inode_lock*", "seqcount_begin", "lock_sock*", "bit_spin_lock",
	"percpu_down_*", "dma_resv_lock*", "get_cpu", "mutex_acquire", NULL,
};

static const char *const inner_unlock[] = {
	"mutex_unlock", "ww_mutex_unlock", "rt_mutex_unlock", "spin_unlock*", "raw_spin_unlock*",
	"read_unlock*", "write_unlock*", "up", "up_read*", "up_write*", "rcu_read_unlock*",
	"srcu_read_unlock*", "preempt_enable*", "local_irq_restore", "local_irq_enable",
	"local_bh_enable", "unlock_page", "folio_unlock", "inode_unlock*", "release_sock",
	"bit_spin_unlock", "percpu_up_*", "dma_resv_unlock", "put_cpu", NULL,
};
/* The kernel's macros without parameters. */
static const char *const constants[] = {
	"NULL", "PAGE_SIZE", "PAGE_SHIFT", "PAGE_MASK", "HPAGE_SIZE", "HPAGE_SHIFT", "HPAGE_MASK",
	"PMD_SIZE", "PMD_SHIFT", "PMD_MASK", "PUD_SIZE", "TASK_SIZE", "THIS_MODULE", "HZ", "READ",
	"WRITE", "INT_MAX", "INT_MIN", "UINT_MAX", "LONG_MAX", "ULONG_MAX", "U8_MAX", "U16_MAX",
	"U32_MAX", "U64_MAX", "SIZE_MAX", "SSIZE_MAX", "BITS_PER_LONG", "PATH_MAX", "CAP_IPC_LOCK",
	"CAP_SYS_ADMIN", "CAP_SYS_RAWIO", "RLIMIT_MEMLOCK", "RLIMIT_STACK", "EPERM", "ENOENT",
	"ESRCH", "EINTR", "EIO", "ENXIO", "E2BIG", "EBADF", "ECHILD", "EAGAIN", "ENOMEM", "EACCES",
	"EFAULT", "EBUSY", "EEXIST", "EXDEV", "ENODEV", "ENOTDIR", "EISDIR", "EINVAL", "ENFILE",
	"EMFILE", "ENOTTY", "EFBIG", "ENOSPC", "ESPIPE", "EROFS", "EPIPE", "EDOM", "ERANGE",
	"EDEADLK", "ENAMETOOLONG", "ENOSYS", "EWOULDBLOCK", "ENODATA", "ETIME", "EPROTO",
	"EOVERFLOW", "EBADMSG", "EOPNOTSUPP", "ENOTSUPP", "ETIMEDOUT", "EALREADY", "EINPROGRESS",
	"ECANCELED", "EKEYREJECTED", "EHWPOISON", "ERESTARTSYS", "ERESTARTNOINTR", "KERN_EMERG",
	"KERN_ALERT", "KERN_CRIT", "KERN_ERR", "KERN_WARNING", "KERN_NOTICE", "KERN_INFO",
	"KERN_DEBUG", "KERN_CONT", "DMA_BIDIRECTIONAL", "DMA_TO_DEVICE", "DMA_FROM_DEVICE",
	"DMA_NONE", "VM_READ", "VM_WRITE", "VM_EXEC", "VM_SHARED", "VM_MAYREAD", "VM_MAYWRITE",
	"VM_IO", "VM_PFNMAP", "VM_LOCKED", "VM_DONTEXPAND", "VM_DONTCOPY", "VM_HUGETLB",
	"VM_MIXEDMAP", "VM_FAULT_ERROR", "VM_FAULT_RETRY", "FAULT_FLAG_WRITE", "GFP_KERNEL",
	"GFP_ATOMIC", "GFP_NOWAIT", "GFP_NOIO", "GFP_NOFS", "GFP_USER", "GFP_HIGHUSER",
	"GFP_HIGHUSER_MOVABLE", "GFP_KERNEL_ACCOUNT", "GFP_DMA", "GFP_DMA32", "__GFP_ZERO",
	"__GFP_NOWARN", "__GFP_NORETRY", "__GFP_COMP", "__GFP_HIGHMEM", "__GFP_NOFAIL",
	"__GFP_ACCOUNT", "FOLL_*", "current", "jiffies", "errno", "init_mm", NULL,
};
/* clang-format on */

static const char *const switching[] = {
	"use_mm",	  "unuse_mm",	    "kthread_use_mm", "kthread_unuse_mm", "exec_mmap",
	"begin_new_exec", "flush_old_exec", "exit_mm",	      "mmput_exit",	  NULL
};

/* The entry of the list that fits, or NULL. */
static const char *find(const char *const *list, const char *word, size_t len)
{
	for (; *list; list++) {
		size_t n;

		if (**list != *word)
			continue;
		n = strlen(*list);
		if ((*list)[n - 1] == '*' ? len >= n - 1 && !memcmp(word, *list, n - 1)
					  : len == n && !memcmp(word, *list, n))
			return *list;
	}
	return NULL;
}

static bool in(const char *const *list, const char *word, size_t len)
{
	return find(list, word, len) != NULL;
}

/* atomic_add(), atomic64_inc_return(), ...; atomic_dec_and_mutex_lock() comes back with a lock. */
static bool is_atomic(const char *word, size_t len)
{
	static const char *const types[] = { "atomic64_", "atomic_long_", "atomic_", NULL };
	static const char *const ops[] = {
		"read",	   "read_*",	"set",	       "set_*",		"add",	   "add_*",
		"sub",	   "sub_*",	"inc",	       "inc_*",		"dec",	   "dec_*",
		"and",	   "or",	"xor",	       "andnot",	"xchg",	   "xchg_*",
		"cmpxchg", "cmpxchg_*", "try_cmpxchg", "try_cmpxchg_*", "fetch_*", NULL
	};

	for (int i = 0; types[i] && !memmem(word, len, "lock", 4); i++) {
		size_t n = strlen(types[i]);

		if (len > n && !memcmp(word, types[i], n))
			return in(ops, word + n, len - n);
	}
	return false;
}

enum primitives_class primitives_call(const struct source *src, uint32_t tok)
{
	const char *word = src->text + src->token[tok].at;
	size_t len = src->token[tok].len;

	if (in(needs, word, len) || primitives_is_gup(src, tok))
		return PRIMITIVES_NEEDS;
	if (in(inner_lock, word, len))
		return PRIMITIVES_INNER_LOCK;
	if (in(inner_unlock, word, len))
		return PRIMITIVES_INNER_UNLOCK;
	if (in(safe, word, len) || is_atomic(word, len))
		return PRIMITIVES_SAFE;
	return PRIMITIVES_UNKNOWN;
}

bool primitives_is_constant(const struct source *src, uint32_t tok)
{
	return in(constants, src->text + src->token[tok].at, src->token[tok].len);
}

bool primitives_is_family_name(const struct source *src, uint32_t tok)
{
	const char *word = src->text + src->token[tok].at;
	const char *entry = find(safe, word, src->token[tok].len);

	return entry && entry[strlen(entry) - 1] == '*' && src->token[tok].len + 1 > strlen(entry);
}

bool primitives_is_lock(const struct source *src, uint32_t tok)
{
	static const char *const counters[] = {
		"refcount_*", "kref_get",	"kref_init",  "kref_read", "kref_get_unless_zero",
		"mutex_init", "spin_lock_init", "init_rwsem", NULL
	};
	const char *word = src->text + src->token[tok].at;
	size_t len = src->token[tok].len;

	return in(inner_lock, word, len) || in(inner_unlock, word, len) || is_atomic(word, len) ||
	       in(counters, word, len);
}

bool primitives_only_reads(const struct source *src, uint32_t tok)
{
	const char *word = src->text + src->token[tok].at;
	size_t len = src->token[tok].len;

	return (is_atomic(word, len) && memmem(word, len, "_read", 5)) ||
	       source_is(src, tok, "refcount_read") || source_is(src, tok, "kref_read") ||
	       source_is(src, tok, "test_bit") || source_is(src, tok, "READ_ONCE") ||
	       source_is(src, tok, "ACCESS_ONCE") || source_is(src, tok, "smp_load_acquire");
}

bool primitives_sets_atomic(const struct source *src, uint32_t tok)
{
	const char *word = src->text + src->token[tok].at;
	size_t len = src->token[tok].len;

	return is_atomic(word, len) &&
	       (memmem(word, len, "_set", 4) || memmem(word, len, "xchg", 4));
}

bool primitives_is_flag(const struct source *src, uint32_t tok)
{
	return src->token[tok].kind == TOKEN_IDENT && src->token[tok].len > 5 &&
	       !memcmp(src->text + src->token[tok].at, "FOLL_", 5);
}

const char *primitives_switching(size_t i)
{
	return switching[i];
}

bool primitives_switches_mm(const struct source *src, uint32_t tok)
{
	return src->token[tok].kind == TOKEN_IDENT &&
	       in(switching, src->text + src->token[tok].at, src->token[tok].len);
}

bool primitives_is_gup(const struct source *src, uint32_t tok)
{
	static const char *const gup[] = { "get_user_pages*",	       "__get_user_pages*",
					   "pin_user_pages*",	       "__pin_user_pages*",
					   "internal_get_user_pages*", "internal_pin_user_pages*",
					   "get_user_page_*",	       "pin_user_folios*",
					   "memfd_pin_folios",	       NULL };

	return src->token[tok].kind == TOKEN_IDENT &&
	       in(gup, src->text + src->token[tok].at, src->token[tok].len);
}

bool primitives_is_protected_name(const struct source *src, uint32_t tok)
{
	static const char *const members[] = {
		"vm_*",	     "mmap",	  "mm_mt",     "mm_rb",	    "mmap_cache",     "map_count",
		"anon_vma*", "total_vm",  "locked_vm", "pinned_vm", "data_vm",	      "exec_vm",
		"stack_vm",  "def_flags", "pgd",       "mmap_base", "highest_vm_end", NULL
	};

	return in(members, src->text + src->token[tok].at, src->token[tok].len);
}

bool primitives_is_free_member(const struct source *src, uint32_t tok)
{
	static const char *const independent[] = { "mm_users", "mm_count",  "owner",	 "user_ns",
						   "mmap_sem", "mmap_lock", "pinned_vm", NULL };

	return in(independent, src->text + src->token[tok].at, src->token[tok].len);
}

bool primitives_is_mm_member(const struct source *src, uint32_t tok)
{
	/* names that only an mm has */
	static const char *const own[] = { "brk",	 "start_brk", "arg_start",   "arg_end",
					   "env_start",	 "env_end",   "start_code",  "end_code",
					   "start_data", "end_data",  "start_stack", NULL };
	const struct token *mm;

	if (tok < 2 || !grammar_is_ident(src, tok) || !grammar_is_member(src, tok))
		return false;
	if (in(own, src->text + src->token[tok].at, src->token[tok].len))
		return true;
	mm = &src->token[tok - 2];
	if (!grammar_is_pointed(src, tok) || mm->kind != TOKEN_IDENT || mm->len < 2 ||
	    memcmp(src->text + mm->at + mm->len - 2, "mm", 2))
		return false;
	return !primitives_is_free_member(src, tok);
}

bool primitives_is_operator(const struct source *src, uint32_t tok)
{
	static const char *const words[] = {
		"sizeof",	 "typeof",	  "__typeof__",	  "__alignof__", "offsetof",
		"_Alignof",	 "defined",	  "if",		  "while",	 "for",
		"switch",	 "return",	  "case",	  "else",	 "do",
		"goto",		 "__attribute__", "alignof",	  "_Generic",	 "__must_check",
		"typeof_unqual", "volatile",	  "__volatile__", NULL
	};

	return in(words, src->text + src->token[tok].at, src->token[tok].len);
}

bool primitives_is_keyword(const struct source *src, uint32_t tok)
{
	static const char *const words[] = {
		"break",       "continue",	 "default",	 "const",	"static",
		"register",    "extern",	 "inline",	 "__inline__",	"__always_inline",
		"auto",	       "typedef",	 "struct",	 "union",	"enum",
		"void",	       "__user",	 "__iomem",	 "__force",	"__rcu",
		"__percpu",    "__maybe_unused", "__unused",	 "__must_hold", "noinline",
		"fallthrough", "__func__",	 "__FUNCTION__", "__LINE__",	"__FILE__",
		"true",	       "false",		 "NULL",	 "inline",	NULL
	};

	return primitives_is_operator(src, tok) || primitives_is_type(src, tok) ||
	       in(words, src->text + src->token[tok].at, src->token[tok].len);
}

bool primitives_is_type(const struct source *src, uint32_t tok)
{
	static const char *const words[] = {
		"unsigned", "signed", "long",	"int",	  "short",  "char",   "bool",	"_Bool",
		"void",	    "float",  "double", "size_t", "u8",	    "u16",    "u32",	"u64",
		"s8",	    "s16",    "s32",	"s64",	  "__u8",   "__u16",  "__u32",	"__u64",
		"__s8",	    "__s16",  "__s32",	"__s64",  "__le16", "__le32", "__le64", "__be16",
		"__be32",   "__be64", "uint",	"ulong",  NULL
	};
	const struct token *t = &src->token[tok];

	return in(words, src->text + t->at, t->len) ||
	       (t->len > 2 && !memcmp(src->text + t->at + t->len - 2, "_t", 2));
}

bool primitives_is_asm(const struct source *src, uint32_t tok)
{
	return source_is(src, tok, "asm") || source_is(src, tok, "__asm__") ||
	       source_is(src, tok, "__asm");
}
