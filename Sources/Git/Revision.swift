internal import CLibgit2

/// From what people write to a commit.
extension Repository {
    /// The commit one is on; nil before the first one.
    package func head() throws(GitError) -> ObjectID? {
        let doing = "looking for the commit you are on"
        switch git_repository_head_unborn(handle) {
        case 0: return try commit("HEAD")
        case 1: return nil
        case let code:
            try check(code, doing)
            return nil
        }
    }

    /// The commit that a revision names: a branch, a tag, `HEAD~2`, the beginning of a commit's id.
    ///
    /// - Throws: `GitError` of kind `missingRevision`, `notACommit`, `noCommits` or `shallow`, with the command that brings it.
    package func commit(_ revision: String) throws(GitError) -> ObjectID {
        let doing = "looking for “\(revision)”"
        guard !revision.isEmpty else { throw missing(revision, doing) }
        var found: OpaquePointer?
        do throws(GitError) {
            try check(git_revparse_single(&found, handle, revision), doing)
        } catch {
            throw explained(error, revision)
        }
        defer { git_object_free(found) }
        var commit: OpaquePointer?
        guard git_object_peel(&commit, found, GIT_OBJECT_COMMIT) == 0, let id = git_object_id(commit) else {
            git_error_clear()
            throw GitError(
                .notACommit, doing: doing, problem: "it is no commit", next: "Name a branch, a tag or a commit, such as HEAD or main.")
        }
        defer { git_object_free(commit) }
        return ObjectID(id.pointee)
    }

    private func explained(_ error: GitError, _ revision: String) -> GitError {
        switch error.code {
        case GIT_EAMBIGUOUS.rawValue:
            return GitError(
                .missingRevision, doing: error.doing, problem: "several commits begin like this", next: "Write more of the commit's id.")
        case GIT_EINVALIDSPEC.rawValue:
            return GitError(
                .missingRevision, doing: error.doing, problem: "this is no name of a commit",
                next: "Name one branch, tag or commit, such as HEAD or main.")
        case GIT_ENOTFOUND.rawValue: return missing(revision, error.doing)
        default: return error
        }
    }

    private func missing(_ revision: String, _ doing: String) -> GitError {
        if git_repository_head_unborn(handle) == 1, revision == "HEAD" || revision.hasPrefix("HEAD~") || revision.hasPrefix("HEAD^") {
            return GitError(.noCommits, doing: doing, problem: "there are no commits yet", next: "Commit something first.")
        }
        // What stands before the first `~`, `^` or `@` names a commit; what follows leads from there to another.
        let base = String(revision.prefix { !"~^@".contains($0) })
        if base != revision, !base.isEmpty, exists(base) {
            guard isShallow else {
                return GitError(
                    .missingRevision, doing: doing, problem: "“\(base)” is there, but it does not go back that far",
                    next: "See which commits there are: git log --oneline \(ShellWord(base).text)")
            }
            return GitError(
                .shallow, doing: doing, problem: "this is a shallow clone, which ends before that commit",
                next: "Bring the whole history: git fetch --unshallow")
        }
        return GitError(
            .missingRevision, doing: doing, problem: "there is no such branch, tag or commit in this repository", next: bringing(base))
    }

    /// How to get a commit that is not here.
    private func bringing(_ name: String) -> String {
        let remotes = self.remotes
        guard !remotes.isEmpty, !name.isEmpty, !name.hasPrefix("-") else { return "See what there is: git branch --all" }
        let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
        if parts.count == 2, remotes.contains(parts[0]) {
            return "Bring it: git fetch \(ShellWord(parts[0]).text) \(ShellWord("\(parts[1]):refs/remotes/\(name)").text)"
        }
        let remote = remotes.contains("origin") ? "origin" : remotes[0]
        if exists("refs/remotes/\(remote)/\(name)") { return "Did you mean \(ShellWord("\(remote)/\(name)").text)?" }
        return "Bring it: git fetch \(ShellWord(remote).text) \(ShellWord(name).text) — then it is called FETCH_HEAD."
    }

    private func exists(_ revision: String) -> Bool {
        var found: OpaquePointer?
        defer { git_object_free(found) }
        let code = git_revparse_single(&found, handle, revision)
        git_error_clear()
        return code == 0
    }

    private var remotes: [String] {
        var names = git_strarray()
        guard git_remote_list(&names, handle) == 0 else { return [] }
        defer { git_strarray_dispose(&names) }
        return (0..<names.count).compactMap { names.strings[$0].map { String(cString: $0) } }
    }
}
