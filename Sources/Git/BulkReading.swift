internal import CLibgit2

/// Settings of git's library for programs that read a whole history, each object once.
package enum BulkReading {
    /// Objects are neither kept, nor are their hashes computed again, which costs a third to a half on top. A damaged object is still
    /// noticed where it does not unpack.
    ///
    /// For the whole process, and so for a command to say, before it opens a repository.
    package static func begin() throws(GitError) {
        try Library.start()
        try check(handoff_git_verify_hashes(0), "preparing git's library")
        try check(handoff_git_keep_objects(0), "preparing git's library")
    }
}
