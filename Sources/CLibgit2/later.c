#include "include/CLibgit2.h"

// libgit2 brings thirteen libraries along, and loading them takes as long as all the rest of `handoff --version`. Most commands need no
// repository. So the program is not linked with libgit2: each function that is used stands here under its own name, and looks for the
// real one when it is first called. The compiler compares each line with libgit2's own headers; the linker says what has no line yet.
//
// On Apple's systems the loader has all libraries at hand, and the program is linked with libgit2 as usual.

#ifdef __APPLE__

const char *handoff_git_load(void) { return NULL; }

#else

#include <dlfcn.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

// The interface that the headers describe, and no other: libgit2 changes it from one of these to the next.
static const char *const library_name = "libgit2.so." LIBGIT2_SOVERSION;

static _Atomic(void *) library;

const char *handoff_git_load(void) {
    if (atomic_load(&library)) return NULL;
    void *loaded = dlopen(library_name, RTLD_LAZY | RTLD_LOCAL);
    if (!loaded) return dlerror();
    atomic_store(&library, loaded);
    return NULL;
}

static void *find(const char *name) {
    void *function = dlsym(atomic_load(&library), name);
    if (function) return function;
    fprintf(stderr, "handoff: %s lacks %s; is it the one that handoff was built for?\n", library_name, name);
    abort();
}

#define LATER(result, name, parameters, arguments)                                                                                         \
    result name parameters {                                                                                                               \
        static _Atomic(void *) known;                                                                                                      \
        void *function = atomic_load_explicit(&known, memory_order_relaxed);                                                               \
        if (!function) {                                                                                                                   \
            function = find(#name);                                                                                                        \
            atomic_store_explicit(&known, function, memory_order_relaxed);                                                                 \
        }                                                                                                                                  \
        return ((__typeof__(&name))function) arguments;                                                                                    \
    }

// Where libgit2 was built with mbedTLS, as Debian's is, it begins by reading all certificates that the system trusts, in case it will talk
// to a server: more than half of what starting it takes. This program talks to none. What the program defines comes before what its
// libraries bring, so libgit2 finds these two, which read nothing; a connection would then trust nobody.
int mbedtls_x509_crt_parse_file(void *chain, const char *path);
int mbedtls_x509_crt_parse_path(void *chain, const char *path);

int mbedtls_x509_crt_parse_file(void *chain, const char *path) { return (void)chain, (void)path, 0; }
int mbedtls_x509_crt_parse_path(void *chain, const char *path) { return (void)chain, (void)path, 0; }

LATER(void, git_buf_dispose, (git_buf *buffer), (buffer))
LATER(void, git_config_free, (git_config *cfg), (cfg))
LATER(int, git_config_get_bool, (int *out, const git_config *cfg, const char *name), (out, cfg, name))
LATER(int, git_config_get_path, (git_buf *out, const git_config *cfg, const char *name), (out, cfg, name))
LATER(int, git_config_get_string, (const char **out, const git_config *cfg, const char *name), (out, cfg, name))
LATER(int, git_config_get_string_buf, (git_buf *out, const git_config *cfg, const char *name), (out, cfg, name))
LATER(void, git_config_iterator_free, (git_config_iterator *iter), (iter))
LATER(int, git_config_iterator_glob_new, (git_config_iterator **out, const git_config *cfg, const char *regexp), (out, cfg, regexp))
LATER(int, git_config_next, (git_config_entry **entry, git_config_iterator *iter), (entry, iter))
LATER(int, git_config_open_ondisk, (git_config **out, const char *path), (out, path))
LATER(void, git_error_clear, (void), ())
LATER(const git_error *, git_error_last, (void), ())
LATER(int, git_ignore_path_is_ignored, (int *ignored, git_repository *repo, const char *path), (ignored, repo, path))
LATER(size_t, git_index_entrycount, (const git_index *index), (index))
LATER(void, git_index_free, (git_index *index), (index))
LATER(const git_index_entry *, git_index_get_byindex, (git_index *index, size_t n), (index, n))
LATER(int, git_index_open, (git_index **out, const char *index_path), (out, index_path))
LATER(int, git_index_read, (git_index *index, int force), (index, force))
LATER(int, git_libgit2_init, (void), ())
LATER(void, git_mailmap_free, (git_mailmap *mm), (mm))
LATER(int, git_mailmap_from_buffer, (git_mailmap **out, const char *buf, size_t len), (out, buf, len))
LATER(int, git_mailmap_resolve, (const char **real_name, const char **real_email, const git_mailmap *mm, const char *name, const char *email), (real_name, real_email, mm, name, email))
LATER(void, git_object_free, (git_object *object), (object))
LATER(const git_oid *, git_object_id, (const git_object *obj), (obj))
LATER(int, git_odb_add_disk_alternate, (git_odb *odb, const char *path), (odb, path))
LATER(int, git_odb_exists, (git_odb *db, const git_oid *id), (db, id))
LATER(void, git_odb_free, (git_odb *db), (db))
LATER(int, git_odb_hash, (git_oid *out, const void *data, size_t len, git_object_t type), (out, data, len, type))
LATER(const void *, git_odb_object_data, (git_odb_object *object), (object))
LATER(void, git_odb_object_free, (git_odb_object *object), (object))
LATER(size_t, git_odb_object_size, (git_odb_object *object), (object))
LATER(git_object_t, git_odb_object_type, (git_odb_object *object), (object))
LATER(int, git_odb_read, (git_odb_object **out, git_odb *db, const git_oid *id), (out, db, id))
LATER(int, git_odb_read_header, (size_t *len_out, git_object_t *type_out, git_odb *db, const git_oid *id), (len_out, type_out, db, id))
LATER(int, git_reference_dwim, (git_reference **out, git_repository *repo, const char *shorthand), (out, repo, shorthand))
LATER(void, git_reference_free, (git_reference *ref), (ref))
LATER(int, git_reference_is_branch, (const git_reference *ref), (ref))
LATER(int, git_reference_list, (git_strarray *array, git_repository *repo), (array, repo))
LATER(int, git_reference_resolve, (git_reference **out, const git_reference *ref), (out, ref))
LATER(const char *, git_reference_shorthand, (const git_reference *ref), (ref))
LATER(const git_oid *, git_reference_target, (const git_reference *ref), (ref))
LATER(int, git_remote_list, (git_strarray *out, git_repository *repo), (out, repo))
LATER(const char *, git_repository_commondir, (const git_repository *repo), (repo))
LATER(int, git_repository_config_snapshot, (git_config **out, git_repository *repo), (out, repo))
LATER(void, git_repository_free, (git_repository *repo), (repo))
LATER(int, git_repository_head, (git_reference **out, git_repository *repo), (out, repo))
LATER(int, git_repository_head_unborn, (git_repository *repo), (repo))
LATER(int, git_repository_is_bare, (const git_repository *repo), (repo))
LATER(int, git_repository_odb, (git_odb **out, git_repository *repo), (out, repo))
LATER(int, git_repository_open_ext, (git_repository **out, const char *path, unsigned int flags, const char *ceiling_dirs), (out, path, flags, ceiling_dirs))
LATER(const char *, git_repository_path, (const git_repository *repo), (repo))
LATER(const char *, git_repository_workdir, (const git_repository *repo), (repo))
LATER(int, git_revparse_single, (git_object **out, git_repository *repo, const char *spec), (out, repo, spec))
LATER(void, git_strarray_dispose, (git_strarray *array), (array))

#endif

// A variable number of arguments can't be handed on, so this one is looked for where it is called.
#ifdef __APPLE__
#define OPTIONS git_libgit2_opts
#else
#define OPTIONS ((__typeof__(&git_libgit2_opts))find("git_libgit2_opts"))
#endif

int handoff_git_set_extensions(const char **names, size_t count) { return OPTIONS(GIT_OPT_SET_EXTENSIONS, names, count); }

int handoff_git_set_search_path(git_config_level_t level, const char *path) { return OPTIONS(GIT_OPT_SET_SEARCH_PATH, level, path); }

int handoff_git_trust_stored_objects(void) { return OPTIONS(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0); }
