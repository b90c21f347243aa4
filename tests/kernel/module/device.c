// SPDX-License-Identifier: GPL-2.0-only
/* /dev/gupwatch: runs the functions of testcases for the program in the guest, and reports. */
#include <linux/delay.h>
#include <linux/module.h>
#include <linux/sched/mm.h>
#include <linux/uaccess.h>
#include <linux/utsname.h>

#include "module.h"

#define ARRAY_ROOM 16 /* slots of the array that a testcase is given */

/* Stands for every function behind a pointer that a testcase calls. */
static long nothing(void)
{
	return 0;
}

static struct mm_struct *mm_of(pid_t owner, struct task_struct **task)
{
	*task = NULL;
	if (!owner) {
		*task = current;
		get_task_struct(current);
	} else {
		*task = get_pid_task(find_vpid(owner), PIDTYPE_PID);
	}
	return *task ? get_task_mm(*task) : NULL;
}

static int run(const struct entry *entry, const struct watch_call *call, struct mm_struct *mm,
	       struct task_struct *task)
{
	void *table[16];
	s64 out = 0;
	struct vm_area_struct *vmas[ARRAY_ROOM] = {};
	struct page **pages = kmalloc_array(ARRAY_ROOM, sizeof(*pages), GFP_KERNEL);
	struct arguments args = {
		.mm = mm,
		.task = task,
		.start = call->start,
		.other = call->start + WATCH_WINDOW,
		.nr = WATCH_PAGES,
		.limit = WATCH_PAGES,
		.opaque = call->opaque,
		.pages = pages,
		.vmas = vmas,
		.out = &out,
		.table = table,
	};
	struct record *rec;
	int i;

	if (!pages)
		return -ENOMEM;
	for (i = 0; i < ARRAY_SIZE(table); i++)
		table[i] = nothing;
	for (i = 0; i < ARRAY_ROOM; i++)
		pages[i] = WATCH_SENTINEL;
	rec = record_begin(call->slot, mm);
	if (!IS_ERR(rec))
		record_end(rec, &args, entry->call(&args));
	kfree(args.made);
	kfree(pages);
	return PTR_ERR_OR_ZERO(rec);
}

static int call_function(const struct watch_call *call)
{
	const struct entry *entry;
	struct task_struct *task;
	struct mm_struct *mm;
	int ret = -ESRCH;

	if (call->function >= entry_count)
		return -ENOENT;
	entry = &entries[call->function];
	if (!entry->call)
		return -ENOENT;
	mm = mm_of(call->owner, &task);
	if (mm) {
		ret = run(entry, call, mm, task);
		mmput(mm);
	}
	if (task)
		put_task_struct(task);
	return ret;
}

static int describe(struct watch_function *to)
{
	const struct entry *entry;

	if (to->index >= entry_count)
		return -ENOENT;
	entry = &entries[to->index];
	if (!entry->call)
		return -ENODATA; /* these options leave the function out */
	strscpy(to->testcase, entry->testcase, WATCH_NAME);
	strscpy(to->form, entry->form, WATCH_NAME);
	strscpy(to->options, entry->options, WATCH_NAME);
	strscpy(to->function, entry->function, WATCH_NAME);
	strscpy(to->signature, entry->signature, WATCH_NAME);
	strscpy(to->assumed, entry->assumed, WATCH_NAME);
	to->foreign = entry->foreign;
	to->opaque = entry->opaque;
	return 0;
}

static void describe_kernel(struct watch_kernel *to)
{
	strscpy(to->release, init_utsname()->release, WATCH_NAME);
	to->asserts = IS_ENABLED(CONFIG_DEBUG_VM) || IS_ENABLED(CONFIG_LOCKDEP);
	to->lockdep = IS_ENABLED(CONFIG_LOCKDEP);
}

static int hold(unsigned long ms)
{
	mmap_read_lock(current->mm);
	msleep(ms);
	mmap_read_unlock(current->mm);
	return 0;
}

static long control(struct file *file, unsigned int command, unsigned long argument)
{
	union {
		struct watch_kernel kernel;
		struct watch_function function;
		struct watch_call call;
		struct watch_record record;
	} * u;
	long ret;

	if (command == WATCH_BRING)
		return slow_bring(file);
	if (command == WATCH_HOLD)
		return hold(argument);
	u = kzalloc(sizeof(*u), GFP_KERNEL);
	if (!u)
		return -ENOMEM;
	if (_IOC_SIZE(command) > sizeof(*u) ||
	    copy_from_user(u, (void __user *)argument, _IOC_SIZE(command))) {
		ret = -EFAULT;
		goto out;
	}
	ret = 0;
	switch (command) {
	case WATCH_KERNEL:
		describe_kernel(&u->kernel);
		break;
	case WATCH_FUNCTION:
		ret = describe(&u->function);
		break;
	case WATCH_CALL:
		ret = call_function(&u->call);
		break;
	case WATCH_RECORD:
		ret = record_report(&u->record);
		break;
	default:
		ret = -ENOTTY;
	}
	if (!ret && (_IOC_DIR(command) & _IOC_READ) &&
	    copy_to_user((void __user *)argument, u, _IOC_SIZE(command)))
		ret = -EFAULT;
out:
	kfree(u);
	return ret;
}

static int opened(struct inode *inode, struct file *file)
{
	return slow_open(file);
}

static int released(struct inode *inode, struct file *file)
{
	slow_release(file);
	return 0;
}

static const struct file_operations operations = {
	.owner = THIS_MODULE,
	.open = opened,
	.release = released,
	.unlocked_ioctl = control,
	.mmap = slow_mmap,
	.poll = slow_poll,
};

static struct miscdevice device = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "gupwatch",
	.fops = &operations,
};

static int __init begin(void)
{
	return misc_register(&device);
}

static void __exit end(void)
{
	misc_deregister(&device);
	record_free_all();
}

module_init(begin);
module_exit(end);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("runs gupsweep's testcases and watches what they do");
