#include <git2.h>
#include <git2/sys/repository.h>
// Comes with libgit2, which reads objects by it.
#include <zlib.h>

/// Loads libgit2, once. Nothing else of it may be called before.
///
/// Returns NULL, or why it can't be loaded; the text lives until this thread loads something else.
const char *handoff_git_load(void);

// Swift can't call functions with a variable number of arguments.
int handoff_git_set_extensions(const char **names, size_t count);
int handoff_git_set_search_path(git_config_level_t level, const char *path);

/// Objects are taken as they are stored, as git takes them, without computing their hash again.
int handoff_git_trust_stored_objects(void);
