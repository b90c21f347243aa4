// SPDX-License-Identifier: GPL-2.0-only
//
// Carriage returns, spaces for tabs, no newline at the end.
//
// layout: unlocked

int f(void)
{
    down_read(&mm->mmap_sem);
    ret = get_user_pages(a, 1, 0,
                         pages, NULL);
    up_read(&mm->mmap_sem);
    return ret;
}