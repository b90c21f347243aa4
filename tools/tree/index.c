// SPDX-License-Identifier: GPL-2.0-only
/* index: one array of hashes, file by file. Speed counts here: every "(" of the tree comes by. */
#include "index.h"

#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"

#define WORD 8 /* bytes of a word that count */

/* Of the eight bytes before @end. */
static uint32_t hash_word(const char *end)
{
	uint64_t bytes;

	memcpy(&bytes, end - WORD, WORD);
	return (uint32_t)(bytes * UINT64_C(0x9e3779b97f4a7c15) >> 32);
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

void index_add(struct tree_index *index, const char *text, size_t len, size_t from)
{
	const char *end = text + len, *word_end;

	for (const char *p = text + from; p < end; p++) {
		p = memchr(p, '(', (size_t)(end - p));
		if (!p)
			return;
		word_end = p - (p > text && p[-1] == ' ');
		if (word_end - text >= WORD)
			add_word(index, hash_word(word_end));
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

bool tree_index_knows(const char *word)
{
	return strlen(word) >= WORD;
}

size_t tree_index_find(const struct tree_index *index, const char *const *words,
		       const char ***paths)
{
	uint64_t sieve[64] = { 0 };
	uint32_t *asked = NULL;
	size_t count = 0, room = 0, found = 0, found_room = 0, word = 0;

	*paths = NULL;
	for (; words[count]; count++) {
		uint32_t hash = hash_word(words[count] + strlen(words[count]));
		size_t at = count;

		sieve[hash / 64 % 64] |= UINT64_C(1) << hash % 64;
		VEC_PUSH(asked, at, room, hash);
	}
	for (size_t i = 0; i < index->files; i++) {
		bool may = false;

		for (; word < index->file[i].end && !may; word++) {
			uint32_t hash = index->word[word];

			if (sieve[hash / 64 % 64] >> hash % 64 & 1)
				may = is_asked(hash, asked, count);
		}
		word = index->file[i].end;
		if (may)
			VEC_PUSH(*paths, found, found_room,
				 index->paths.data + index->file[i].path);
	}
	free(asked);
	if (found) /* the threads came by in any order */
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
