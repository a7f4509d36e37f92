#include <git2.h>
#include <git2/sys/repository.h>
// Comes with libgit2, which reads objects by it.
#include <zlib.h>

// Swift can't call functions with a variable number of arguments.
static inline int handoff_git_set_extensions(const char **names, size_t count) {
    return git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, names, count);
}

static inline int handoff_git_set_search_path(git_config_level_t level, const char *path) {
    return git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, path);
}

static inline int handoff_git_verify_hashes(int on) {
    return git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, on);
}

static inline int handoff_git_keep_objects(int on) {
    return git_libgit2_opts(GIT_OPT_ENABLE_CACHING, on);
}
