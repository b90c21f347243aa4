// SPDX-License-Identifier: GPL-2.0-only
/* branch: each commit's tree is its parent's with the part's files put in the place of theirs. */
#include "branch.h"

#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"

#define HEADS "refs/heads/"

static int check_name(struct branch *b, const char *name, bool force, struct error *err)
{
	git_reference *head = NULL;
	int valid = 0;
	bool checked_out;

	if (git_branch_name_is_valid(&valid, name) || !valid)
		return error_set(
			err, "branch: on %s: no name for a branch; see git check-ref-format", name);
	b->name = memory_printf(HEADS "%s", name);
	b->was = !git_reference_name_to_id(&b->before, b->base->repo, b->name);
	checked_out = !git_reference_lookup(&head, b->base->repo, "HEAD") &&
		      git_reference_type(head) == GIT_REFERENCE_SYMBOLIC &&
		      !strcmp(git_reference_symbolic_target(head), b->name);
	git_reference_free(head);
	if (checked_out)
		return error_set(err, "branch: on %s: is checked out; name another one", name);
	if (b->was && !force)
		return error_set(
			err, "branch: on %s: exists; name another one, or use --force to move it",
			name);
	return 0;
}

static int add_update(struct branch *b, git_commit *parent, const struct part_file *file,
		      git_tree_update *update, char **path, struct error *err)
{
	git_tree_entry *entry = base_entry(b->base, parent, file->path);
	git_oid before;
	int ret = -1;

	if (!entry || git_odb_hash(&before, file->before.data, file->before.len, GIT_OBJECT_BLOB) ||
	    !git_oid_equal(&before, git_tree_entry_id(entry))) {
		error_set(err,
			  "branch: on %s: is not what the commit has; commit your changes, or name "
			  "a revision with --rev",
			  file->path);
	} else if (git_blob_create_from_buffer(&update->id, b->base->repo, file->after.data,
					       file->after.len)) {
		error_set(err, "branch: on %s: %s; check the repository with git fsck", file->path,
			  base_why());
	} else {
		*path = memory_printf("%s%s", b->base->prefix, file->path);
		update->action = GIT_TREE_UPDATE_UPSERT;
		update->filemode = git_tree_entry_filemode(entry);
		update->path = *path;
		ret = 0;
	}
	git_tree_entry_free(entry);
	return ret;
}

/* The tree of @parent with the files of @p; 0, or -1 with @err set. */
static int make_tree(struct branch *b, git_commit *parent, const struct part *p, git_oid *id,
		     struct error *err)
{
	git_tree_update *update = memory_alloc(p->files * sizeof(*update));
	char **path = memory_alloc(p->files * sizeof(*path));
	git_tree *top = NULL;
	int ret = 0;

	for (size_t i = 0; i < p->files && !ret; i++)
		ret = add_update(b, parent, &p->file[i], &update[i], &path[i], err);
	if (!ret && (git_commit_tree(&top, parent) ||
		     git_tree_create_updated(id, b->base->repo, top, p->files, update)))
		ret = error_set(err, "branch: %s; check the repository with git fsck", base_why());
	git_tree_free(top);
	for (size_t i = 0; i < p->files; i++)
		free(path[i]);
	free(path);
	free(update);
	return ret;
}

static int commit_one(struct branch *b, const struct letter_series *s, const git_signature *person,
		      struct part *p, struct error *err)
{
	char *message = letter_commit_message(s, p);
	git_commit *parent = NULL;
	git_tree *top = NULL;
	const git_commit *parents[1];
	git_oid id;
	int ret = 0;

	if (git_commit_lookup(&parent, b->base->repo, &b->tip)) {
		ret = error_set(err, "branch: %s; check the repository with git fsck", base_why());
		goto out;
	}
	ret = make_tree(b, parent, p, &id, err);
	parents[0] = parent;
	if (!ret && (git_tree_lookup(&top, b->base->repo, &id) ||
		     git_commit_create(&b->tip, b->base->repo, NULL, person, person, NULL, message,
				       top, 1, parents)))
		ret = error_set(err, "branch: %s; check the repository with git fsck", base_why());
	if (!ret)
		git_oid_tostr(p->commit, sizeof(p->commit), &b->tip);
out:
	git_tree_free(top);
	git_commit_free(parent);
	free(message);
	return ret;
}

int branch_commit(struct branch *b, const struct base *base, const char *name, bool force,
		  const struct letter_series *s, struct part *part, size_t count, struct error *err)
{
	git_signature *person = NULL;
	int ret;

	*b = (struct branch){ .base = base };
	if (!base->repo)
		return error_set(err,
				 "branch: on %s: TREE is in no git repository that tracks it; "
				 "leave out --branch",
				 name);
	b->tip = base->commit;
	ret = check_name(b, name, force, err);
	/* A commit has an author, --signoff or not. */
	if (!ret && git_signature_default(&person, base->repo))
		ret = error_set(err,
				"branch: on %s: git knows no author; set user.name and "
				"user.email with git config",
				name);
	if (!ret)
		person->when.time = s->date;
	for (size_t i = 0; i < count && !ret; i++)
		ret = commit_one(b, s, person, &part[i], err);
	git_signature_free(person);
	return ret;
}

int branch_set(struct branch *b, struct error *err)
{
	git_reference *ref = NULL;
	/* Only if nobody moved it meanwhile. */
	int ret = b->was ? git_reference_create_matching(&ref, b->base->repo, b->name, &b->tip, 1,
							 &b->before, "gupsweep series")
			 : git_reference_create(&ref, b->base->repo, b->name, &b->tip, 0,
						"gupsweep series");

	git_reference_free(ref);
	return ret ? error_set(err, "branch: on %s: %s; name another one", b->name, base_why()) : 0;
}

void branch_undo(struct branch *b)
{
	git_reference *ref = NULL;

	if (b->was)
		git_reference_create_matching(&ref, b->base->repo, b->name, &b->before, 1, &b->tip,
					      "gupsweep series: undone");
	else
		git_reference_remove(b->base->repo, b->name);
	git_reference_free(ref);
}

void branch_free(struct branch *b)
{
	free(b->name);
	*b = (struct branch){ 0 };
}
