// SPDX-License-Identifier: GPL-2.0-only
/* index: one array of hashes, file by file. Speed counts here: every "(" of the tree comes by. */
#include "index.h"

#include <endian.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

#define HALF 8 /* bytes of a word that are looked at at once */
#define EACH UINT64_C(0x0101010101010101)
#define SIEVE 16384u

/* The eight bytes before @end, the last one highest. */
static uint64_t bytes_before(const char *end)
{
	uint64_t bytes;

	memcpy(&bytes, end - HALF, HALF);
	return le64toh(bytes);
}

/* Those of the eight @bytes that are of the word at their end; the others are 0. DEL passes for "_". */
static inline uint64_t word_at_end(uint64_t bytes)
{
	uint64_t low = bytes & 0x7f * EACH, folded = low | 0x20 * EACH;
	/* the top bit of each byte: a sum reaches it from a certain letter on */
	uint64_t letter = (folded + (0x80 - 'a') * EACH) & ~(folded + (0x7f - 'z') * EACH);
	uint64_t digit = (low + (0x80 - '0') * EACH) & ~(low + (0x7f - '9') * EACH);
	uint64_t underscore = folded + (0x80 - ('_' | 0x20)) * EACH;
	uint64_t others = ~((letter | digit | underscore) & ~bytes) & 0x80 * EACH;

	return others ? bytes & ~(UINT64_MAX >> __builtin_clzll(others)) : bytes;
}

static void add_word(struct tree_index *index, uint32_t hash)
{
	struct tree_index_recent *recent = &index->recent[hash % INDEX_RECENT];
	uint32_t file = (uint32_t)index->files + 1;

	if (recent->word == hash && recent->file == file)
		return;
	*recent = (struct tree_index_recent){ hash, file };
	VEC_PUSH(index->word, index->words, index->word_room, hash);
}

/* The word that ends before @end, behind at least sixteen bytes of anything; 0: there is none. */
static uint32_t word_before(const char *end)
{
	uint64_t bytes = bytes_before(end), last, before = 0;

	if (bytes >> 56 < '0') /* mostly "((", "!(", ", (" */
		return 0;
	last = word_at_end(bytes);
	if (!last)
		return 0;
	if (last == bytes)
		before = word_at_end(bytes_before(end - HALF));
	last = last * UINT64_C(0x9e3779b97f4a7c15) ^ before * UINT64_C(0xc2b2ae3d27d4eb4f);
	return (uint32_t)(last >> 32) | 1;
}

/* The end of @text[0..len) as word_before() wants it. */
static const char *pad(char *padded, const char *text, size_t len)
{
	size_t used = len < 2 * HALF ? len : 2 * HALF;

	memset(padded, 0, 2 * HALF);
	memcpy(padded + 2 * HALF - used, text + len - used, used);
	return padded + 2 * HALF;
}

void index_add(struct tree_index *index, const char *text, size_t len, size_t from)
{
	const char *end = text + len;
	char padded[2 * HALF];

	for (const char *p = text + from; p < end; p++) {
		size_t before;
		uint32_t hash;

		p = memchr(p, '(', (size_t)(end - p));
		if (!p)
			return;
		before = (size_t)(p - text);
		before -= before && p[-1] == ' ';
		hash = word_before(before < 2 * HALF ? pad(padded, text, before) : text + before);
		if (hash)
			add_word(index, hash);
	}
}

void index_close(struct tree_index *index, const char *path)
{
	struct tree_index_file file = { .path = index->paths.len, .end = index->words };
	size_t before = index->files ? index->file[index->files - 1].end : 0;

	if (before == index->words)
		return;
	buf_add(&index->paths, path, strlen(path) + 1);
	VEC_PUSH(index->file, index->files, index->file_room, file);
}

void index_take(struct tree_index *index, struct tree_index *part)
{
	size_t paths = index->paths.len, words = index->words;

	if (!index->files) {
		tree_index_free(index);
		*index = *part;
		*part = (struct tree_index){ 0 };
		return;
	}
	buf_add(&index->paths, part->paths.data, part->paths.len);
	index->word_room = words + part->words;
	index->word = memory_resize(index->word, index->word_room, sizeof(*index->word));
	if (part->words)
		memcpy(index->word + words, part->word, part->words * sizeof(*part->word));
	index->words += part->words;
	for (size_t i = 0; i < part->files; i++) {
		struct tree_index_file file = { .path = paths + part->file[i].path,
						.end = words + part->file[i].end };

		VEC_PUSH(index->file, index->files, index->file_room, file);
	}
	tree_index_free(part);
}

static bool is_asked(uint32_t word, const uint32_t *asked, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (asked[i] == word)
			return true;
	return false;
}

static int compare(const void *left, const void *right)
{
	return strcmp(*(const char *const *)left, *(const char *const *)right);
}

size_t tree_index_find(const struct tree_index *index, const char *const *words,
		       const char ***paths)
{
	bool *may = memory_alloc(SIEVE); /* a hash with these last bits was asked for */
	char padded[2 * HALF];
	uint32_t *asked = NULL;
	size_t count = 0, room = 0, found = 0, found_room = 0, word = 0;

	*paths = NULL;
	while (words[count]) {
		const char *w = words[count];
		uint32_t hash = word_before(pad(padded, w, strlen(w)));

		may[hash % SIEVE] = true;
		VEC_PUSH(asked, count, room, hash);
	}
	for (size_t i = 0; i < index->files; i++) {
		size_t end = index->file[i].end;

		while (word < end && !(may[index->word[word] % SIEVE] &&
				       is_asked(index->word[word], asked, count)))
			word++;
		if (word < end)
			VEC_PUSH(*paths, found, found_room,
				 index->paths.data + index->file[i].path);
		word = end;
	}
	free(may);
	free(asked);
	if (found) /* the threads came by in any order; what is on top of the tree came last */
		qsort(*paths, found, sizeof(**paths), compare);
	return found;
}

void tree_index_free(struct tree_index *index)
{
	buf_free(&index->paths);
	free(index->file);
	free(index->word);
	*index = (struct tree_index){ 0 };
}
