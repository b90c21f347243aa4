// SPDX-License-Identifier: GPL-2.0-only
/* index: one array of hashes, file by file. Speed counts here: every "(" of the tree comes by. */
#include "index.h"

#include <endian.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

#define HALF 8 /* bytes of a word in one number */
#define SIEVE 16384u

typedef uint8_t bytes_t __attribute__((vector_size(2 * HALF)));

/*
 * The word that ends before @end, behind at least sixteen bytes of anything; 0: there is none. Words are
 * of any length, and a branch that is taken now and then costs more than all that stands here.
 */
static inline uint32_t word_before(const char *end)
{
	uint64_t half[2], in[2];
	bytes_t bytes, word;

	memcpy(&bytes, end - sizeof(bytes), sizeof(bytes));
	word = (bytes_t)(((bytes | 0x20) - 'a' <= 'z' - 'a') | (bytes - '0' <= 9) | (bytes == '_'));
	memcpy(half, end - sizeof(half), sizeof(half));
	memcpy(in, &word, sizeof(in));
	for (int i = 0; i < 2; i++) {
		half[i] = be64toh(half[i]);
		in[i] = be64toh(in[i]);
	}
	/* the last byte is lowest: adding one turns all bits over that are set from there on */
	half[0] &= in[0] & ~(in[0] + !~in[1]);
	half[1] &= in[1] & ~(in[1] + 1);
	return (uint32_t)((half[1] * UINT64_C(0x9e3779b97f4a7c15) ^
			   half[0] * UINT64_C(0xc2b2ae3d27d4eb4f)) >>
			  32);
}

static inline void add_word(struct tree_index *index, uint32_t hash)
{
	struct tree_index_recent *recent = &index->recent[hash % INDEX_RECENT];
	struct tree_index_recent this = { hash, (uint32_t)index->files + 1 };

	if (index->words == index->word_room) {
		index->word_room = index->word_room ? index->word_room * 2 : 16;
		index->word = memory_resize(index->word, index->word_room, sizeof(*index->word));
	}
	index->word[index->words] = hash;
	index->words += (recent->word != hash) | (recent->file != this.file);
	*recent = this;
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
	const char *end = text + len, *p = text + from;
	char padded[2 * HALF];

	for (; p < end && (p = memchr(p, '(', (size_t)(end - p))); p++) {
		const char *word_end = p - (p > text && p[-1] == ' ');
		size_t before = (size_t)(word_end - text);

		if (before < 2 * HALF)
			word_end = pad(padded, text, before);
		add_word(index, word_before(word_end));
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
	for (const char *const *w = words; *w; w++) {
		uint32_t hash = word_before(pad(padded, *w, strlen(*w)));

		if (!**w)
			continue;
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
