#include "build.h"
int build_parts(const struct series_options *options, struct tree *tree, struct part *part,
		size_t count, struct error *err)
{
	(void)options;
	(void)tree;
	(void)part;
	(void)count;
	(void)err;
	return 0;
}
