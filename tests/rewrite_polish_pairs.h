/* SPDX-License-Identifier: GPL-2.0-only */
/* The pairs of rewrite_polish_test.c: name, before, after (NULL: refused), note, verdict. */
{ "adjacent bracket",
  "int f(void)\n{\n\tint ret;\n\n\tdown_read(&mm->mmap_sem);\n"
  "\tret = get_user_pages(a, 1, 0, pages, NULL);\n\tup_read(&mm->mmap_sem);\n\n\treturn ret;\n}\n",
  "int f(void)\n{\n\tint ret;\n\n"
  "\tret = get_user_pages_unlocked(a, 1, pages, 0);\n\n\treturn ret;\n}\n",
  NULL, U },
	{ "aligned continuation lines follow the parenthesis",
	  "int f(void)\n{\n\tdown_read(&mm->mmap_sem);\n"
	  "\tret = get_user_pages(address, count,\n\t\t\t     gup_flags | FOLL_WRITE,\n"
	  "\t\t\t     pages, NULL);\n\tup_read(&mm->mmap_sem);\n\treturn ret;\n}\n",
	  "int f(void)\n{\n"
	  "\tret = get_user_pages_unlocked(address, count,\n\t\t\t\t      pages,\n"
	  "\t\t\t\t      gup_flags | FOLL_WRITE);\n\treturn ret;\n}\n",
	  NULL, U },
	{ "tab continuation lines stay",
	  "int f(void)\n{\n\tdown_read(&mm->mmap_sem);\n"
	  "\tret = get_user_pages(address, count,\n\t\t\tgup_flags, pages, NULL);\n"
	  "\tup_read(&mm->mmap_sem);\n\treturn ret;\n}\n",
	  "int f(void)\n{\n"
	  "\tret = get_user_pages_unlocked(address, count,\n\t\t\tpages, gup_flags);\n"
	  "\treturn ret;\n}\n",
	  NULL, U },
	{ "lines of which one is not aligned stay",
	  "int f(void)\n{\n\tdown_read(&mm->mmap_sem);\n\tret = get_user_pages(a,\n"
	  "\t\t\t     1,\n\t\tflags, pages, NULL);\n\tup_read(&mm->mmap_sem);\n\treturn ret;\n}\n",
	  "int f(void)\n{\n\tret = get_user_pages_unlocked(a,\n"
	  "\t\t\t     1,\n\t\tpages, flags);\n\treturn ret;\n}\n",
	  NULL, U },
	{ "last argument alone on its line goes with the line",
	  "int f(void)\n{\n\tdown_read(&mm->mmap_sem);\n\tret = get_user_pages(a, 1, 0, pages,\n"
	  "\t\t\t     NULL);\n\tup_read(&mm->mmap_sem);\n\treturn ret;\n}\n",
	  "int f(void)\n{\n\tret = get_user_pages_unlocked(a, 1, pages, 0);\n\treturn ret;\n}\n",
	  NULL, U },
	{ "a line that would be too long is broken",
	  "int f(void)\n{\n\tdown_read(&mm->mmap_sem);\n"
	  "\tpinned = get_user_pages(address_of_it, number_of_pages, gup_flags,\n"
	  "\t\t\t\tsome->array_of_pages, NULL);\n\tup_read(&mm->mmap_sem);\n\treturn 0;\n}\n",
	  "int f(void)\n{\n"
	  "\tpinned = get_user_pages_unlocked(address_of_it, number_of_pages,\n"
	  "\t\t\t\t\t some->array_of_pages, gup_flags);\n\treturn 0;\n}\n",
	  NULL, U },
	{ "an argument that would be too long is broken behind an operator, in no bracket or "
	  "string",
	  "int f(void)\n{\n\tdown_read(&mm->mmap_sem);\n\tret = get_user_pages(a,\n"
	  "\t\t\t     pages_of(x, \" + \") + another_number_of_all_of_it,\n"
	  "\t\t\t     0, pages, NULL);\n\tup_read(&mm->mmap_sem);\n\treturn 0;\n}\n",
	  "int f(void)\n{\n\tret = get_user_pages_unlocked(a,\n"
	  "\t\t\t\t      pages_of(x, \" + \") +\n"
	  "\t\t\t\t      another_number_of_all_of_it, pages, 0);\n\treturn 0;\n}\n",
	  NULL, U },
	{ "an argument over 80 columns is broken in a tree that allows 80",
	  "int f(void)\n{\n\tdown_read(&mm->mmap_sem);\n\tif (x)\n\t\tret = get_user_pages(a,\n"
	  "\t\t\t\t     another->address_of_it + first_page * PAGE_SIZE,\n"
	  "\t\t\t\t     0, pages, NULL);\n\tup_read(&mm->mmap_sem);\n\treturn 0;\n}\n",
	  "int f(void)\n{\n\tif (x)\n\t\tret = get_user_pages_unlocked(a,\n"
	  "\t\t\t\t\t      another->address_of_it +\n"
	  "\t\t\t\t\t      first_page * PAGE_SIZE, pages, 0);\n\treturn 0;\n}\n",
	  NULL, U80 },
	{ "but not where that was so and the tree allows 100",
	  "int f(void)\n{\n\tdown_read(&mm->mmap_sem);\n\tif (x)\n\t\tret = get_user_pages(a,\n"
	  "\t\t\t\t     another->address_of_it + first_page * PAGE_SIZE,\n"
	  "\t\t\t\t     0, pages, NULL);\n\tup_read(&mm->mmap_sem);\n\treturn 0;\n}\n",
	  "int f(void)\n{\n\tif (x)\n\t\tret = get_user_pages_unlocked(a,\n"
	  "\t\t\t\t\t      another->address_of_it + first_page * PAGE_SIZE,\n"
	  "\t\t\t\t\t      pages, 0);\n\treturn 0;\n}\n",
	  NULL, U },
	{ "where 80 columns cannot be had otherwise a line ends behind the parenthesis",
	  "int f(void)\n{\n\tdown_read(&mm->mmap_sem);\n\tif (x)\n\t\tret = get_user_pages(a,\n"
	  "\t\t\t\t     an_unbreakable_number(of_pages, in_all),\n"
	  "\t\t\t\t     0, pages, NULL);\n\tup_read(&mm->mmap_sem);\n\treturn 0;\n}\n",
	  "int f(void)\n{\n\tif (x)\n\t\tret = get_user_pages_unlocked(\n"
	  "\t\t\t\ta, an_unbreakable_number(of_pages, in_all),\n"
	  "\t\t\t\tpages, 0);\n\treturn 0;\n}\n",
	  NULL, U80 },
	{ "but not in a tree that allows 100",
	  "int f(void)\n{\n\tdown_read(&mm->mmap_sem);\n\tif (x)\n\t\tret = get_user_pages(a,\n"
	  "\t\t\t\t     an_unbreakable_number(of_pages, in_all),\n"
	  "\t\t\t\t     0, pages, NULL);\n\tup_read(&mm->mmap_sem);\n\treturn 0;\n}\n",
	  "int f(void)\n{\n\tif (x)\n\t\tret = get_user_pages_unlocked(a,\n"
	  "\t\t\t\t\t      an_unbreakable_number(of_pages, in_all),\n"
	  "\t\t\t\t\t      pages, 0);\n\treturn 0;\n}\n",
	  NULL, U },
	{ "a call with comments that gets too wide keeps its lines, moved to the left",
	  "int f(void)\n{\n\tdown_read(&mm->mmap_sem);\n\tif (x)\n"
	  "\t\tret = get_user_pages((unsigned long)some->place_of_it_all,\n"
	  "\t\t\t\t     1, /* one */\n"
	  "\t\t\t\t     flags, /* how */\n\t\t\t\t     pages, /* where */\n"
	  "\t\t\t\t     NULL);\n\tup_read(&mm->mmap_sem);\n\treturn ret;\n}\n",
	  "int f(void)\n{\n\tif (x)\n\t\tret = get_user_pages_unlocked(\n"
	  "\t\t\t\t(unsigned long)some->place_of_it_all,\n\t\t\t\t1, /* one */\n"
	  "\t\t\t\tpages, /* where */\n\t\t\t\tflags); /* how */\n\treturn ret;\n}\n",
	  NULL, U80 },
	{ "and in place where the tree allows that",
	  "int f(void)\n{\n\tdown_read(&mm->mmap_sem);\n\tif (x)\n"
	  "\t\tret = get_user_pages((unsigned long)some->place_of_it_all,\n"
	  "\t\t\t\t     1, /* one */\n"
	  "\t\t\t\t     flags, /* how */\n\t\t\t\t     pages, /* where */\n"
	  "\t\t\t\t     NULL);\n\tup_read(&mm->mmap_sem);\n\treturn ret;\n}\n",
	  "int f(void)\n{\n\tif (x)\n"
	  "\t\tret = get_user_pages_unlocked((unsigned long)some->place_of_it_all,\n"
	  "\t\t\t\t\t      1, /* one */\n\t\t\t\t\t      pages, /* where */\n"
	  "\t\t\t\t\t      flags); /* how */\n\treturn ret;\n}\n",
	  NULL, U },
	{ "comments move with their arguments",
	  "int f(void)\n{\n\tdown_read(&mm->mmap_sem);\n\tret = get_user_pages(a, /* start */\n"
	  "\t\t\t     1, /* one */\n\t\t\t     flags, /* how */\n"
	  "\t\t\t     pages, /* where */\n\t\t\t     NULL);\n\tup_read(&mm->mmap_sem);\n"
	  "\treturn ret;\n}\n",
	  "int f(void)\n{\n\tret = get_user_pages_unlocked(a, /* start */\n"
	  "\t\t\t\t      1, /* one */\n\t\t\t\t      pages, /* where */\n"
	  "\t\t\t\t      flags); /* how */\n\treturn ret;\n}\n",
	  NULL, U },
	{ "the comment behind the call is that of its last argument",
	  "int f(void)\n{\n\tdown_read(&mm->mmap_sem);\n\tret = get_user_pages(\n"
	  "\t\taddr,     /* start */\n\t\t1,        /* one */\n\t\t0,        /* flags */\n"
	  "\t\tpages,    /* pages */\n\t\tNULL);    /* vmas */\n\tup_read(&mm->mmap_sem);\n}\n",
	  "int f(void)\n{\n\tret = get_user_pages_unlocked(\n"
	  "\t\taddr,     /* start */\n\t\t1,        /* one */\n\t\tpages,    /* pages */\n"
	  "\t\t0);       /* flags */\n}\n",
	  "/* vmas */", U },
	{ "a call inside another keeps the comment inside",
	  "int f(void)\n{\n\tdown_read(&mm->mmap_sem);\n\tret = g(get_user_pages(a, 1,\n"
	  "\t\t\t       flags, /* how */\n\t\t\t       pages, NULL));\n"
	  "\tup_read(&mm->mmap_sem);\n\treturn ret;\n}\n",
	  "int f(void)\n{\n\tret = g(get_user_pages_unlocked(a, 1,\n"
	  "\t\t\t\t\tpages,\n\t\t\t\t\tflags /* how */));\n\treturn ret;\n}\n",
	  NULL, U },
	{ "an else that would be empty goes",
	  "int f(void)\n{\n\tdown_read(&mm->mmap_sem);\n\tif (a) {\n"
	  "\t\tret = get_user_pages(a, 1, 0, pages, NULL);\n\t\tup_read(&mm->mmap_sem);\n"
	  "\t} else {\n\t\tup_read(&mm->mmap_sem); /* unused */\n\t}\n\n\treturn ret;\n}\n",
	  "int f(void)\n{\n\tif (a)\n"
	  "\t\tret = get_user_pages_unlocked(a, 1, pages, 0);\n\n\treturn ret;\n}\n",
	  "/* unused */", U },
	{ "an else that would be empty and holds a comment stays",
	  "int f(void)\n{\n\tdown_read(&mm->mmap_sem);\n\tif (a) {\n"
	  "\t\tret = get_user_pages(a, 1, 0, pages, NULL);\n\t\tup_read(&mm->mmap_sem);\n"
	  "\t} else {\n\t\t/* nothing to see */\n\t\tup_read(&mm->mmap_sem);\n\t}\n\treturn "
	  "ret;\n}\n",
	  NULL, NULL, U },
	{ "the comment of a dropped argument is noted",
	  "int f(void)\n{\n\tdown_read(&mm->mmap_sem);\n"
	  "\tret = get_user_pages(a, 1, 0, pages, NULL /* no vmas */);\n\tup_read(&mm->mmap_sem);\n"
	  "\treturn ret;\n}\n",
	  "int f(void)\n{\n\tret = get_user_pages_unlocked(a, 1, pages, 0);\n\treturn ret;\n}\n",
	  "/* no vmas */", U },
	{ "line comments in a call are refused",
	  "int f(void)\n{\n\tdown_read(&mm->mmap_sem);\n\tret = get_user_pages(a, 1, 0, // none\n"
	  "\t\t\t     pages, NULL);\n\tup_read(&mm->mmap_sem);\n\treturn ret;\n}\n",
	  NULL, NULL, U },
	{ "trailing comment and comment about the lock go and are noted",
	  "int f(void)\n{\n\tint ret;\n\n\t/* Take the mmap semaphore for reading. */\n"
	  "\tdown_read(&mm->mmap_sem); /* held */\n\t/* one page only */\n"
	  "\tret = get_user_pages(a, 1, 0, pages, NULL);\n\n\tup_read(&mm->mmap_sem);\n\n"
	  "\treturn ret;\n}\n",
	  "int f(void)\n{\n\tint ret;\n\n\t/* one page only */\n"
	  "\tret = get_user_pages_unlocked(a, 1, pages, 0);\n\n\treturn ret;\n}\n",
	  "/* Take the mmap semaphore for reading. */", U },
	{ "a comment about more than the lock stays",
	  "int f(void)\n{\n\tint ret;\n\n\t/* The lock keeps the buffer in place. */\n"
	  "\tdown_read(&mm->mmap_sem);\n\tret = get_user_pages(a, 1, 0, pages, NULL);\n"
	  "\tup_read(&mm->mmap_sem);\n\treturn ret;\n}\n",
	  "int f(void)\n{\n\tint ret;\n\n\t/* The lock keeps the buffer in place. */\n"
	  "\tret = get_user_pages_unlocked(a, 1, pages, 0);\n\treturn ret;\n}\n",
	  NULL, U },
	{ "a comment about pages goes only if it names the lock",
	  "int f(void)\n{\n\tint ret;\n\n\t/* Acquire the mm page semaphore. */\n"
	  "\tdown_read(&mm->mmap_sem);\n\n\tret = get_user_pages(a, 1, 0, pages, NULL);\n"
	  "\t/* unlock the pages */\n\tup_read(&mm->mmap_sem);\n\treturn ret;\n}\n",
	  "int f(void)\n{\n\tint ret;\n\n\tret = get_user_pages_unlocked(a, 1, pages, 0);\n"
	  "\t/* unlock the pages */\n\treturn ret;\n}\n",
	  "mm page semaphore", U },
	{ "blank lines at the edges of a block",
	  "int f(void)\n{\n\tif (x) {\n\t\tdown_read(&mm->mmap_sem);\n\n"
	  "\t\tret = get_user_pages(a, 1, 0, pages, NULL);\n\n\t\tup_read(&mm->mmap_sem);\n\t}\n"
	  "\treturn ret;\n}\n",
	  "int f(void)\n{\n\tif (x)\n"
	  "\t\tret = get_user_pages_unlocked(a, 1, pages, 0);\n\treturn ret;\n}\n",
	  NULL, U },
	{ "unrelated blank lines stay",
	  "int f(void)\n{\n\tint ret;\n\n\n\tdown_read(&mm->mmap_sem);\n"
	  "\tret = get_user_pages(a, 1, 0, pages, NULL);\n\n\n\tx++;\n\tup_read(&mm->mmap_sem);\n"
	  "\treturn ret;\n}\n",
	  "int f(void)\n{\n\tint ret;\n\n\n"
	  "\tret = get_user_pages_unlocked(a, 1, pages, 0);\n\n\n\tx++;\n\treturn ret;\n}\n",
	  NULL, U },
	{ "statements that share a line",
	  "int f(void)\n{\n\tdown_read(&mm->mmap_sem); ret = get_user_pages(a, 1, 0, pages, NULL);"
	  "  up_read(&mm->mmap_sem); /* done */\n\treturn ret;\n}\n",
	  "int f(void)\n{\n\tret = get_user_pages_unlocked(a, 1, pages, 0); /* done */\n"
	  "\treturn ret;\n}\n",
	  NULL, U },
	{ "a label keeps its statement",
	  "int f(void)\n{\n\tdown_read(&mm->mmap_sem);\n\tret = get_user_pages(a, 1, 0, pages, "
	  "NULL);\n"
	  "\tif (ret < 0)\n\t\tgoto out;\n\tx++;\nout:\n\tup_read(&mm->mmap_sem);\n\n\treturn "
	  "ret;\n}\n",
	  "int f(void)\n{\n\tret = get_user_pages_unlocked(a, 1, pages, 0);\n"
	  "\tif (ret < 0)\n\t\tgoto out;\n\tx++;\nout:\n\treturn ret;\n}\n",
	  NULL, U },
	{ "a label at the end of a void function",
	  "static void f(void)\n{\n\tdown_read(&mm->mmap_sem);\n"
	  "\tif (get_user_pages(a, 1, 0, pages, NULL) < 0)\n\t\tgoto out;\n\tx++;\nout:\n"
	  "\tup_read(&mm->mmap_sem);\n}\n",
	  "static void f(void)\n{\n"
	  "\tif (get_user_pages_unlocked(a, 1, pages, 0) < 0)\n\t\tgoto out;\n\tx++;\nout:\n"
	  "\treturn;\n}\n",
	  NULL, U },
	{ "an unbraced branch is not emptied",
	  "int f(void)\n{\n\tdown_read(&mm->mmap_sem);\n\tret = get_user_pages(a, 1, 0, pages, "
	  "NULL);\n"
	  "\tif (ret < 0)\n\t\tup_read(&mm->mmap_sem);\n\telse\n\t\tx++;\n\treturn ret;\n}\n",
	  NULL, NULL, U },
	{ "a block is not emptied",
	  "int f(void)\n{\n\tdown_read(&mm->mmap_sem);\n\tret = get_user_pages(a, 1, 0, pages, "
	  "NULL);\n"
	  "\tif (ret < 0) {\n\t\tup_read(&mm->mmap_sem);\n\t}\n\treturn ret;\n}\n",
	  NULL, NULL, U },
	{ "error exit needs no braces any more",
	  "int f(void)\n{\n\tdown_read(&mm->mmap_sem);\n\tret = get_user_pages(a, 1, 0, pages, "
	  "NULL);\n"
	  "\tif (ret < 0) {\n\t\tup_read(&mm->mmap_sem);\n\t\treturn ret;\n\t}\n"
	  "\tup_read(&mm->mmap_sem);\n\treturn 0;\n}\n",
	  "int f(void)\n{\n\tret = get_user_pages_unlocked(a, 1, pages, 0);\n"
	  "\tif (ret < 0)\n\t\treturn ret;\n\treturn 0;\n}\n",
	  NULL, U },
	{ "call in a return and name apart from its parenthesis",
	  "int f(void)\n{\n\tdown_read(&mm->mmap_sem);\n\tret = get_user_pages\n"
	  "\t\t(a, 1,\n\t\t 0, pages, NULL);\n\tup_read(&mm->mmap_sem);\n\treturn ret;\n}\n",
	  "int f(void)\n{\n\tret = get_user_pages_unlocked\n"
	  "\t\t(a, 1,\n\t\t pages, 0);\n\treturn ret;\n}\n",
	  NULL, U },
	{ "carriage returns, spaces for tabs, no newline at the end",
	  "int f(void)\r\n{\r\n    down_read(&mm->mmap_sem);\r\n    ret = get_user_pages(a, 1, "
	  "0,\r\n"
	  "                         pages, NULL);\r\n    up_read(&mm->mmap_sem);\r\n    return "
	  "ret;\r\n}",
	  "int f(void)\r\n{\r\n    ret = get_user_pages_unlocked(a, 1, pages,\r\n"
	  "                                  0);\r\n    return ret;\r\n}",
	  NULL, U },
	{ "GNU spacing",
	  "int\nf (void)\n{\n  down_read (&mm->mmap_sem);\n"
	  "  ret = get_user_pages ( a, 1, 0, pages, NULL );\n  up_read (&mm->mmap_sem);\n"
	  "  return ret;\n}\n",
	  "int\nf (void)\n{\n"
	  "  ret = get_user_pages_unlocked ( a, 1, pages, 0 );\n  return ret;\n}\n",
	  NULL, U },
	{ "locked: declared behind the last declaration",
	  "int f(void)\n{\n\tint ret; /* the\n\t\t    * result */\n\tlong x;\t/* more,\n\t\t * and "
	  "more */\n\n"
	  "\tdown_read(&mm->mmap_sem);\n\tret = get_user_pages(a, 1, 0, pages, NULL);\n"
	  "\tup_read(&mm->mmap_sem); /* done */\n\treturn ret;\n}\n",
	  "int f(void)\n{\n\tint ret; /* the\n\t\t    * result */\n\tlong x;\t/* more,\n\t\t * and "
	  "more */\n"
	  "\tint locked = 1;\n\n\tdown_read(&mm->mmap_sem);\n"
	  "\tret = get_user_pages_locked(a, 1, 0, pages, &locked);\n\tif (locked)\n"
	  "\t\tup_read(&mm->mmap_sem); /* done */\n\treturn ret;\n}\n",
	  NULL, L },
	{ "locked: the block holds the acquisition and every release",
	  "int f(void)\n{\n\tint ret;\n\n\tdown_read(&mm->mmap_sem);\n\tif (x) {\n\t\tint y;\n\n"
	  "\t\tret = get_user_pages(a, 1, 0, pages, NULL);\n\t\tup_read(&mm->mmap_sem);\n\t}\n"
	  "\treturn ret;\n}\n",
	  "int f(void)\n{\n\tint ret;\n\tint locked = 1;\n\n\tdown_read(&mm->mmap_sem);\n\tif (x) "
	  "{\n"
	  "\t\tint y;\n\n\t\tret = get_user_pages_locked(a, 1, 0, pages, &locked);\n"
	  "\t\tif (locked)\n\t\t\tup_read(&mm->mmap_sem);\n\t}\n\treturn ret;\n}\n",
	  NULL, L },
	{ "locked: carriage returns",
	  "int f(void)\r\n{\r\n\tint ret;\r\n\r\n\tdown_read(&mm->mmap_sem);\r\n"
	  "\tret = get_user_pages(a, 1, 0, pages, NULL);\r\n\tup_read(&mm->mmap_sem);\r\n"
	  "\treturn ret;\r\n}\r\n",
	  "int f(void)\r\n{\r\n\tint ret;\r\n\tint locked = "
	  "1;\r\n\r\n\tdown_read(&mm->mmap_sem);\r\n"
	  "\tret = get_user_pages_locked(a, 1, 0, pages, &locked);\r\n\tif (locked)\r\n"
	  "\t\tup_read(&mm->mmap_sem);\r\n\treturn ret;\r\n}\r\n",
	  NULL, L },
	{ "locked: a block without declarations",
	  "int f(void)\n{\n\tdown_read(&mm->mmap_sem);\n\tret = get_user_pages(a, 1, 0, pages, "
	  "NULL);\n"
	  "\tup_read(&mm->mmap_sem);\n\treturn ret;\n}\n",
	  "int f(void)\n{\n\tint locked = 1;\n\n\tdown_read(&mm->mmap_sem);\n"
	  "\tret = get_user_pages_locked(a, 1, 0, pages, &locked);\n\tif (locked)\n"
	  "\t\tup_read(&mm->mmap_sem);\n\treturn ret;\n}\n",
	  NULL, L },
	{ "locked: every name is taken",
	  "#define mmap_locked 1\nint f(bool locked)\n{\n\tint gup_locked;\n\n"
	  "\tdown_read(&mm->mmap_sem);\n\tret = get_user_pages(a, 1, 0, pages, NULL);\n"
	  "\tup_read(&mm->mmap_sem);\n\treturn ret;\n}\n",
	  "#define mmap_locked 1\nint f(bool locked)\n{\n\tint gup_locked;\n\tint locked1 = 1;\n\n"
	  "\tdown_read(&mm->mmap_sem);\n\tret = get_user_pages_locked(a, 1, 0, pages, &locked1);\n"
	  "\tif (locked1)\n\t\tup_read(&mm->mmap_sem);\n\treturn ret;\n}\n",
	  "the variable is locked1", L },
	{ "locked: bracket in a loop is declared in its body",
	  "int f(void)\n{\n\tint i;\n\n\tfor (i = 0; i < n; i++) {\n\t\tint ret;\n\n"
	  "\t\tdown_read(&mm->mmap_sem);\n\t\tret = get_user_pages(a, 1, 0, pages, NULL);\n"
	  "\t\tup_read(&mm->mmap_sem);\n\t}\n\treturn 0;\n}\n",
	  "int f(void)\n{\n\tint i;\n\n\tfor (i = 0; i < n; i++) {\n\t\tint ret;\n"
	  "\t\tint locked = 1;\n\n\t\tdown_read(&mm->mmap_sem);\n"
	  "\t\tret = get_user_pages_locked(a, 1, 0, pages, &locked);\n\t\tif (locked)\n"
	  "\t\t\tup_read(&mm->mmap_sem);\n\t}\n\treturn 0;\n}\n",
	  NULL, L },
	{ "locked: a goto back before the lock sets it anew",
	  "int f(void)\n{\n\tint ret;\n\nagain:\n\tdown_read(&mm->mmap_sem);\n"
	  "\tret = get_user_pages(a, 1, 0, pages, NULL);\n\tup_read(&mm->mmap_sem);\n"
	  "\tif (ret == -EAGAIN)\n\t\tgoto again;\n\treturn ret;\n}\n",
	  "int f(void)\n{\n\tint ret;\n\tint locked;\n\nagain:\n\tlocked = 1;\n"
	  "\tdown_read(&mm->mmap_sem);\n\tret = get_user_pages_locked(a, 1, 0, pages, &locked);\n"
	  "\tif (locked)\n\t\tup_read(&mm->mmap_sem);\n\tif (ret == -EAGAIN)\n\t\tgoto again;\n"
	  "\treturn ret;\n}\n",
	  NULL, L },
	{ "locked: a block that goto enters is no place",
	  "int f(void)\n{\n\tint ret;\n\n\tif (x)\n\t\tgoto inside;\n\t{\n\t\tint y;\n\ninside:\n"
	  "\t\tdown_read(&mm->mmap_sem);\n\t\tret = get_user_pages(a, 1, 0, pages, NULL);\n"
	  "\t\tup_read(&mm->mmap_sem);\n\t}\n\treturn ret;\n}\n",
	  "int f(void)\n{\n\tint ret;\n\tint locked = 1;\n\n\tif (x)\n\t\tgoto "
	  "inside;\n\t{\n\t\tint y;\n"
	  "\ninside:\n\t\tdown_read(&mm->mmap_sem);\n"
	  "\t\tret = get_user_pages_locked(a, 1, 0, pages, &locked);\n\t\tif (locked)\n"
	  "\t\t\tup_read(&mm->mmap_sem);\n\t}\n\treturn ret;\n}\n",
	  NULL, L },
	{ "locked: the body of a switch is no place",
	  "int f(int n)\n{\n\tint ret;\n\n\tswitch (n) {\n\tcase "
	  "1:\n\t\tdown_read(&mm->mmap_sem);\n"
	  "\t\tret = get_user_pages(a, 1, 0, pages, "
	  "NULL);\n\t\tup_read(&mm->mmap_sem);\n\t\tbreak;\n"
	  "\t}\n\treturn ret;\n}\n",
	  "int f(int n)\n{\n\tint ret;\n\tint locked = 1;\n\n\tswitch (n) {\n\tcase 1:\n"
	  "\t\tdown_read(&mm->mmap_sem);\n\t\tret = get_user_pages_locked(a, 1, 0, pages, "
	  "&locked);\n"
	  "\t\tif (locked)\n\t\t\tup_read(&mm->mmap_sem);\n\t\tbreak;\n\t}\n\treturn ret;\n}\n",
	  NULL, L },
	{ "locked: under the #if of its only use",
	  "int f(void)\n{\n\tint ret = 0;\n\n#ifdef CONFIG_X\n\tdown_read(&mm->mmap_sem);\n"
	  "\tret = get_user_pages(a, 1, 0, pages, NULL);\n\tup_read(&mm->mmap_sem);\n#endif\n"
	  "\treturn ret;\n}\n",
	  "int f(void)\n{\n\tint ret = 0;\n#ifdef CONFIG_X\n\tint locked = 1;\n#endif\n\n"
	  "#ifdef CONFIG_X\n\tdown_read(&mm->mmap_sem);\n"
	  "\tret = get_user_pages_locked(a, 1, 0, pages, &locked);\n\tif (locked)\n"
	  "\t\tup_read(&mm->mmap_sem);\n#endif\n\treturn ret;\n}\n",
	  NULL, L },
	{ "locked: beside a declaration under the same #if",
	  "int f(void)\n{\n\tint x;\n#ifdef CONFIG_X\n\tint ret = 0;\n#endif\n\n#ifdef CONFIG_X\n"
	  "\tdown_read(&mm->mmap_sem);\n\tret = get_user_pages(a, 1, 0, pages, NULL);\n"
	  "\tup_read(&mm->mmap_sem);\n#endif\n\treturn x;\n}\n",
	  "int f(void)\n{\n\tint x;\n#ifdef CONFIG_X\n\tint ret = 0;\n\tint locked = 1;\n#endif\n\n"
	  "#ifdef CONFIG_X\n\tdown_read(&mm->mmap_sem);\n"
	  "\tret = get_user_pages_locked(a, 1, 0, pages, &locked);\n\tif (locked)\n"
	  "\t\tup_read(&mm->mmap_sem);\n#endif\n\treturn x;\n}\n",
	  NULL, L },
	{ "a line that cannot be narrow enough stays as the author broke it",
	  "int f(void)\n{\n\twhile (x) {\n\t\tdown_read(&mm->mmap_sem);\n"
	  "\t\tret = get_user_pages(base,\n\t\t\t\t     min_t(unsigned long, number,\n"
	  "\t\t\t\t     PAGE_SIZE / sizeof(struct page *)),\n\t\t\t\t     flags, list, NULL);\n"
	  "\t\tup_read(&mm->mmap_sem);\n\t}\n}\n",
	  "int f(void)\n{\n\twhile (x) {\n"
	  "\t\tret = get_user_pages_unlocked(base,\n\t\t\t\t\t      min_t(unsigned long, number,\n"
	  "\t\t\t\t\t      PAGE_SIZE / sizeof(struct page *)),\n"
	  "\t\t\t\t\t      list, flags);\n\t}\n}\n",
	  NULL, U },
	{ "broken behind the assignment when nothing else is narrow enough",
	  "int f(void)\n{\n\tdown_read(&mm->mmap_sem);\n"
	  "\tsome_structure->some_member->number_of_pinned = get_user_pages(a, 1,\n"
	  "\t\t\t\t\t\t\t\t       0, p,\n\t\t\t\t\t\t\t\t       NULL);\n"
	  "\tup_read(&mm->mmap_sem);\n\treturn 0;\n}\n",
	  "int f(void)\n{\n\tsome_structure->some_member->number_of_pinned =\n"
	  "\t\tget_user_pages_unlocked(a, 1, p, 0);\n\treturn 0;\n}\n",
	  NULL, U },
	{ "locked: in an #else there is no place",
	  "int f(void)\n{\n\tint ret = 0;\n\n#ifdef CONFIG_X\n\tx++;\n#else\n"
	  "\tdown_read(&mm->mmap_sem);\n\tret = get_user_pages(a, 1, 0, pages, NULL);\n"
	  "\tup_read(&mm->mmap_sem);\n#endif\n\treturn ret;\n}\n",
	  NULL, NULL, L },
	{ "locked: two brackets, two variables",
	  "int f(void)\n{\n\tdown_read(&mm->mmap_sem);\n\tx = get_user_pages(a, 1, 0, pages, "
	  "NULL);\n"
	  "\tup_read(&mm->mmap_sem);\n\tdown_read(&mm->mmap_sem);\n"
	  "\ty = get_user_pages(b, 1, 0, pages, NULL);\n\tup_read(&mm->mmap_sem);\n\treturn "
	  "x;\n}\n",
	  "int f(void)\n{\n\tint mmap_locked = 1;\n\tint locked = "
	  "1;\n\n\tdown_read(&mm->mmap_sem);\n"
	  "\tx = get_user_pages_locked(a, 1, 0, pages, &locked);\n\tif (locked)\n"
	  "\t\tup_read(&mm->mmap_sem);\n\tdown_read(&mm->mmap_sem);\n"
	  "\ty = get_user_pages_locked(b, 1, 0, pages, &mmap_locked);\n\tif (mmap_locked)\n"
	  "\t\tup_read(&mm->mmap_sem);\n\treturn x;\n}\n",
	  "the variable is mmap_locked", L },
	{ "locked: no dangling else",
	  "int f(void)\n{\n\tint ret;\n\n\tdown_read(&mm->mmap_sem);\n"
	  "\tret = get_user_pages(a, 1, 0, pages, NULL);\n\tif (ret)\n\t\tup_read(&mm->mmap_sem);\n"
	  "\telse\n\t\tx++;\n\treturn ret;\n}\n",
	  NULL, NULL, L },
	{ "locked: release in spaces, over two lines, and another statement behind it",
	  "int f(void)\n{\n    int ret;\n\n    down_read(&mm->mmap_sem);\n"
	  "    ret = get_user_pages(a, 1, 0, pages, NULL);\n    up_read(\n        &mm->mmap_sem); "
	  "x++;\n"
	  "    return ret;\n}\n",
	  "int f(void)\n{\n    int ret;\n    int locked = 1;\n\n    down_read(&mm->mmap_sem);\n"
	  "    ret = get_user_pages_locked(a, 1, 0, pages, &locked);\n    if (locked)\n"
	  "        up_read(\n            &mm->mmap_sem);\n    x++;\n    return ret;\n}\n",
	  NULL, L },
	{ "locked: remote takes the pointer in place of NULL",
	  "int f(void)\n{\n\tlong ret;\n\n\tmmap_read_lock(mm);\n"
	  "\tret = get_user_pages_remote(mm, a, 1, 0, &page, NULL, "
	  "NULL);\n\tmmap_read_unlock(mm);\n"
	  "\treturn ret;\n}\n",
	  "int f(void)\n{\n\tlong ret;\n\tint locked = 1;\n\n\tmmap_read_lock(mm);\n"
	  "\tret = get_user_pages_remote(mm, a, 1, 0, &page, NULL, &locked);\n\tif (locked)\n"
	  "\t\tmmap_read_unlock(mm);\n\treturn ret;\n}\n",
	  NULL, L },
	{ "braces of an else-if chain go together",
	  "int f(void)\n{\n\tif (x) {\n\t\tdown_read(&mm->mmap_sem);\n"
	  "\t\tret = get_user_pages(a, 1, 0, pages, NULL);\n\t\tup_read(&mm->mmap_sem);\n"
	  "\t} else if (y) {\n\t\tret = 0;\n\t} else {\n\t\treturn 1;\n\t}\n\treturn ret;\n}\n",
	  "int f(void)\n{\n\tif (x)\n\t\tret = get_user_pages_unlocked(a, 1, pages, 0);\n"
	  "\telse if (y)\n\t\tret = 0;\n\telse\n\t\treturn 1;\n\treturn ret;\n}\n",
	  NULL, U },
	{ "braces stay when one arm needs them",
	  "int f(void)\n{\n\tif (x) {\n\t\tdown_read(&mm->mmap_sem);\n"
	  "\t\tret = get_user_pages(a, 1, 0, pages, NULL);\n\t\tup_read(&mm->mmap_sem);\n"
	  "\t} else {\n\t\tret = 0;\n\t\ty++;\n\t}\n\treturn ret;\n}\n",
	  "int f(void)\n{\n\tif (x) {\n\t\tret = get_user_pages_unlocked(a, 1, pages, 0);\n"
	  "\t} else {\n\t\tret = 0;\n\t\ty++;\n\t}\n\treturn ret;\n}\n",
	  NULL, U },
	{ "braces stay round a macro that may be several statements",
	  "int f(void)\n{\n\tdown_read(&mm->mmap_sem);\n"
	  "\tret = get_user_pages(a, 1, 0, pages, NULL);\n\tif (ret) {\n"
	  "\t\tup_read(&mm->mmap_sem);\n\t\tbail(x);\n\t}\n\tup_read(&mm->mmap_sem);\n"
	  "\treturn ret;\n}\n",
	  "int f(void)\n{\n\tret = get_user_pages_unlocked(a, 1, pages, 0);\n\tif (ret) {\n"
	  "\t\tbail(x);\n\t}\n\treturn ret;\n}\n",
	  NULL, U },
	{ "braces stay round a nested if",
	  "int f(void)\n{\n\tdown_read(&mm->mmap_sem);\n"
	  "\tret = get_user_pages(a, 1, 0, pages, NULL);\n\tif (ret) {\n"
	  "\t\tup_read(&mm->mmap_sem);\n\t\tif (y)\n\t\t\treturn 0;\n\t} else\n\t\ty++;\n"
	  "\tup_read(&mm->mmap_sem);\n\treturn ret;\n}\n",
	  "int f(void)\n{\n\tret = get_user_pages_unlocked(a, 1, pages, 0);\n\tif (ret) {\n"
	  "\t\tif (y)\n\t\t\treturn 0;\n\t} else\n\t\ty++;\n\treturn ret;\n}\n",
	  NULL, U },
	{ "braces stay beside a comment",
	  "int f(void)\n{\n\tdown_read(&mm->mmap_sem);\n"
	  "\tret = get_user_pages(a, 1, 0, pages, NULL);\n\tif (ret) { /* failed */\n"
	  "\t\tup_read(&mm->mmap_sem);\n\t\treturn 0;\n\t}\n\tup_read(&mm->mmap_sem);\n"
	  "\treturn ret;\n}\n",
	  "int f(void)\n{\n\tret = get_user_pages_unlocked(a, 1, pages, 0);\n"
	  "\tif (ret) { /* failed */\n\t\treturn 0;\n\t}\n\treturn ret;\n}\n",
	  NULL, U },
	{ "braces stay on lines of their own",
	  "int f(void)\n{\n\tdown_read(&mm->mmap_sem);\n"
	  "\tret = get_user_pages(a, 1, 0, pages, NULL);\n\tif (ret)\n\t{\n"
	  "\t\tup_read(&mm->mmap_sem);\n\t\treturn 0;\n\t}\n\tup_read(&mm->mmap_sem);\n"
	  "\treturn ret;\n}\n",
	  "int f(void)\n{\n\tret = get_user_pages_unlocked(a, 1, pages, 0);\n\tif (ret)\n\t{\n"
	  "\t\treturn 0;\n\t}\n\treturn ret;\n}\n",
	  NULL, U },
	{ "braces stay round an #if",
	  "int f(void)\n{\n\tdown_read(&mm->mmap_sem);\n"
	  "\tret = get_user_pages(a, 1, 0, pages, NULL);\n\tif (ret) {\n"
	  "\t\tup_read(&mm->mmap_sem);\n#ifdef X\n\t\treturn 0;\n#endif\n\t}\n"
	  "\tup_read(&mm->mmap_sem);\n\treturn ret;\n}\n",
	  "int f(void)\n{\n\tret = get_user_pages_unlocked(a, 1, pages, 0);\n\tif (ret) {\n"
	  "#ifdef X\n\t\treturn 0;\n#endif\n\t}\n\treturn ret;\n}\n",
	  NULL, U },
	{ "braces stay round a statement of two lines",
	  "int f(void)\n{\n\tif (x) {\n\t\tdown_read(&mm->mmap_sem);\n"
	  "\t\tret = get_user_pages(a, 1, 0,\n\t\t\t\t     pages, NULL);\n"
	  "\t\tup_read(&mm->mmap_sem);\n\t}\n\treturn ret;\n}\n",
	  "int f(void)\n{\n\tif (x) {\n\t\tret = get_user_pages_unlocked(a, 1, pages,\n"
	  "\t\t\t\t\t      0);\n\t}\n\treturn ret;\n}\n",
	  NULL, U },
	{ "braces stay where something follows the last of them",
	  "int f(void)\n{\n\tdown_read(&mm->mmap_sem);\n\tif (x) {\n"
	  "\t\tret = get_user_pages(a, 1, 0, pages, NULL);\n\t\tup_read(&mm->mmap_sem);\n"
	  "\t} else {\n\t\tup_read(&mm->mmap_sem);\n\t} x++;\n\treturn ret;\n}\n",
	  "int f(void)\n{\n\tif (x) {\n\t\tret = get_user_pages_unlocked(a, 1, pages, 0);\n"
	  "\t} x++;\n\treturn ret;\n}\n",
	  NULL, U },
	{ "continuation lines in an argument that moves",
	  "int f(void)\n{\n\tdown_read(&mm->mmap_sem);\n"
	  "\tret = get_user_pages(a, 1, FOLL_WRITE |\n\t\t\t     FOLL_FORCE, pages, NULL);\n"
	  "\tup_read(&mm->mmap_sem);\n\treturn ret;\n}\n",
	  "int f(void)\n{\n\tret = get_user_pages_unlocked(a, 1, pages, FOLL_WRITE |\n"
	  "\t\t\t\t      FOLL_FORCE);\n\treturn ret;\n}\n",
	  NULL, U },
	{ "a comment that moves keeps its tab",
	  "int f(void)\n{\n\tdown_read(&mm->mmap_sem);\n\tret = get_user_pages(a,\t/* where */\n"
	  "\t\t\t     1,\t/* one */\n\t\t\t     0,\t/* how */\n\t\t\t     pages,\t/* room */\n"
	  "\t\t\t     NULL);\n\tup_read(&mm->mmap_sem);\n\treturn ret;\n}\n",
	  "int f(void)\n{\n\tret = get_user_pages_unlocked(a,\t/* where */\n"
	  "\t\t\t\t      1,\t/* one */\n\t\t\t\t      pages,\t/* room */\n"
	  "\t\t\t\t      0);\t/* how */\n\treturn ret;\n}\n",
	  NULL, U },
	{ "a label is not left before a declaration",
	  "int f(void)\n{\n\tdown_read(&mm->mmap_sem);\n\tif (x)\n\t\tgoto out;\n"
	  "\tret = get_user_pages(a, 1, 0, pages, NULL);\nout:\n\tup_read(&mm->mmap_sem);\n"
	  "\tint after = ret;\n\treturn after;\n}\n",
	  NULL, NULL, U },
	{ "nor before a macro that may be one",
	  "int f(void)\n{\n\tdown_read(&mm->mmap_sem);\n\tif (x)\n\t\tgoto out;\n"
	  "\tret = get_user_pages(a, 1, 0, pages, NULL);\nout:\n\tup_read(&mm->mmap_sem);\n"
	  "\tDEFINE_WAIT(wait);\n\treturn ret;\n}\n",
	  NULL, NULL, U },
	{ "nor before a declaration in an #if",
	  "int f(void)\n{\n\tdown_read(&mm->mmap_sem);\n\tif (x)\n\t\tgoto out;\n"
	  "\tret = get_user_pages(a, 1, 0, pages, NULL);\nout:\n\tup_read(&mm->mmap_sem);\n"
	  "#ifdef X\n\tint after = ret;\n#endif\n\treturn ret;\n}\n",
	  NULL, NULL, U },
	{ "nor at the end in one configuration",
	  "int f(void)\n{\n\tdown_read(&mm->mmap_sem);\n\tif (x)\n\t\tgoto out;\n"
	  "\tret = get_user_pages(a, 1, 0, pages, NULL);\nout:\n\tup_read(&mm->mmap_sem);\n"
	  "#ifdef X\n\treturn ret;\n#endif\n}\n",
	  NULL, NULL, U },
	{ "a label before an #if and a statement",
	  "int f(void)\n{\n\tdown_read(&mm->mmap_sem);\n\tif (x)\n\t\tgoto out;\n"
	  "\tret = get_user_pages(a, 1, 0, pages, NULL);\nout:\n\tup_read(&mm->mmap_sem);\n"
	  "#ifdef X\n\ty++;\n#endif\n\treturn ret;\n}\n",
	  "int f(void)\n{\n\tif (x)\n\t\tgoto out;\n"
	  "\tret = get_user_pages_unlocked(a, 1, pages, 0);\nout:\n#ifdef X\n\ty++;\n#endif\n"
	  "\treturn ret;\n}\n",
	  NULL, U },
	{ "a label before an #if with #else",
	  "int f(void)\n{\n\tdown_read(&mm->mmap_sem);\n\tif (x)\n\t\tgoto out;\n"
	  "\tret = get_user_pages(a, 1, 0, pages, NULL);\nout:\n\tup_read(&mm->mmap_sem);\n"
	  "#ifdef X\n\treturn y;\n#else\n\treturn ret;\n#endif\n}\n",
	  "int f(void)\n{\n\tif (x)\n\t\tgoto out;\n"
	  "\tret = get_user_pages_unlocked(a, 1, pages, 0);\nout:\n#ifdef X\n\treturn y;\n#else\n"
	  "\treturn ret;\n#endif\n}\n",
	  NULL, U },
	{ "a label in an #if is not left at the end",
	  "void f(void)\n{\n\tdown_read(&mm->mmap_sem);\n\tif (x)\n\t\tgoto out;\n"
	  "\tret = get_user_pages(a, 1, 0, pages, NULL);\n#ifdef X\nout:\n#endif\n"
	  "\tup_read(&mm->mmap_sem);\n}\n",
	  NULL, NULL, U },
	{ "a label before an #if that begins with the release",
	  "int f(void)\n{\n\tdown_read(&mm->mmap_sem);\n\tif (x)\n\t\tgoto out;\n"
	  "\tret = get_user_pages(a, 1, 0, pages, NULL);\nout:\n#ifdef X\n"
	  "\tup_read(&mm->mmap_sem);\n\tint y = 1;\n#else\n\tup_read(&mm->mmap_sem);\n\tx++;\n"
	  "#endif\n\treturn ret;\n}\n",
	  NULL, NULL, U },
	{ "a case is not left before a declaration",
	  "int f(int n)\n{\n\tswitch (n) {\n\tcase 5:\n\t\tdown_read(&mm->mmap_sem);\n"
	  "\t\tint ret = x;\n\t\tret = get_user_pages(a, 1, 0, pages, NULL);\n"
	  "\t\tup_read(&mm->mmap_sem);\n\t\treturn ret;\n\t}\n\treturn 0;\n}\n",
	  NULL, NULL, U },
	{ "locked: above declarations that are all in an #if",
	  "int f(void)\n{\n#ifdef X\n\tint ret;\n#else\n\tlong ret;\n#endif\n\n"
	  "\tdown_read(&mm->mmap_sem);\n\tret = get_user_pages(a, 1, 0, pages, NULL);\n"
	  "\tup_read(&mm->mmap_sem);\n\treturn ret;\n}\n",
	  "int f(void)\n{\n\tint locked = 1;\n#ifdef X\n\tint ret;\n#else\n\tlong ret;\n#endif\n"
	  "\n\tdown_read(&mm->mmap_sem);\n"
	  "\tret = get_user_pages_locked(a, 1, 0, pages, &locked);\n\tif (locked)\n"
	  "\t\tup_read(&mm->mmap_sem);\n\treturn ret;\n}\n",
	  NULL, L },
