internal import CLibgit2

/// libgit2, started when a repository is first opened and never before: starting it loads thirteen other libraries, and
/// most commands need no repository.
enum Library {
    /// Extensions of the repository format that change nothing of what is read here.
    ///
    /// A partial clone only lacks objects, which is said when one is missed; a config for each work tree is read by `WorktreeConfig`.
    private static let harmlessExtensions = ["partialclone", "preciousobjects", "worktreeconfig"]

    static func start() throws(GitError) { try started.get() }

    /// Swift makes this once, whoever asks first. It is never shut down: the process ends instead.
    private static let started: Result<Void, GitError> = Result { () throws(GitError) in
        if let problem = handoff_git_load() {
            throw GitError(
                .other, doing: "loading libgit2, by which handoff reads repositories", problem: String(cString: problem),
                next: "Install it: apt-get install libgit2-1.5, or the package of that name in your system.")
        }
        try check(git_libgit2_init(), "starting git's library")
        let names = harmlessExtensions.map { strdup($0) }
        defer { for name in names { free(name) } }
        var pointers = names.map { UnsafePointer($0) }
        try check(handoff_git_set_extensions(&pointers, pointers.count), "preparing git's library")
        // Hashing what was read costs more than reading it. git computes hashes when it fetches and in `git fsck`; what is damaged on the
        // disk does not inflate.
        try check(handoff_git_trust_stored_objects(), "preparing git's library")
        // git leaves out the machine's own config when this is set; libgit2 1.5 would read it all the same.
        if let value = getenv("GIT_CONFIG_NOSYSTEM"), !["", "0", "false", "no", "off"].contains(String(cString: value).lowercased()) {
            try check(handoff_git_set_search_path(GIT_CONFIG_LEVEL_SYSTEM, ""), "preparing git's library")
        }
    }
}

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif
