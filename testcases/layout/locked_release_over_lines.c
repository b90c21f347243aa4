// SPDX-License-Identifier: GPL-2.0-only
//
// The release in spaces, over two lines, and another statement behind it.
//
// layout: locked

int f(void)
{
    int ret;

    down_read(&mm->mmap_sem);
    ret = get_user_pages(a, 1, 0, pages, NULL);
    up_read(
        &mm->mmap_sem); x++;
    return ret;
}
