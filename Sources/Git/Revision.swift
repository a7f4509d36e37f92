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

    /// The branch that HEAD names, as people call it; nil where HEAD is a commit or can't be read.
    package var headBranch: String? {
        var found: OpaquePointer?
        defer { git_reference_free(found) }
        defer { git_error_clear() }
        guard git_repository_head(&found, handle) == 0, git_reference_is_branch(found) == 1 else { return nil }
        return git_reference_shorthand(found).map { String(cString: $0) }
    }

    /// The commit that a revision names: a branch, a tag, `HEAD~2`, the beginning of a commit's id.
    ///
    /// - Throws: `GitError` of kind `missingRevision`, `notACommit`, `noCommits` or `shallow`, with the command that brings it.
    package func commit(_ revision: String) throws(GitError) -> ObjectID {
        let doing = "looking for “\(revision)”"
        guard !revision.isEmpty else { throw missing(revision, doing) }
        if let id = try followed(revision) { return id }
        var found: OpaquePointer?
        do throws(GitError) {
            try check(git_revparse_single(&found, handle, revision), doing)
        } catch {
            throw explained(error, revision)
        }
        defer { git_object_free(found) }
        guard let id = git_object_id(found), let commit = try peeled(ObjectID(id.pointee)) else { throw Self.notACommit(doing) }
        return commit
    }

    private static func notACommit(_ doing: String) -> GitError {
        GitError(.notACommit, doing: doing, problem: "it is no commit", next: "Name a branch, a tag or a commit, such as HEAD or main.")
    }

    /// What most people write: the name of a branch or tag, or a whole id, and `~2` or `^` behind it. Nil for anything else.
    ///
    /// Here no object is read but by `object`, which no damaged one can hold up.
    private func followed(_ revision: String) throws(GitError) -> ObjectID? {
        let name = String(revision.prefix { $0 != "~" && $0 != "^" })
        var rest = revision.dropFirst(name.count)
        let doing = "looking for “\(revision)”"
        guard let start = reference(name) ?? ObjectID(hex: name), !name.contains("@{") else { return nil }
        guard git_odb_exists(odb, [start.raw]) == 1 else { return nil }
        guard var id = try peeled(start) else { throw Self.notACommit(doing) }
        while let mark = rest.popFirst() {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            rest = rest.dropFirst(digits.count)
            guard mark == "~" || mark == "^", rest.isEmpty || rest.first == "~" || rest.first == "^" else { return nil }
            guard let number = digits.isEmpty ? 1 : Int(digits) else { throw missing(revision, doing) }
            let (steps, parent) = mark == "~" ? (number, 0) : (min(number, 1), number - 1)
            for _ in 0..<steps {
                let parents = try header(id).parents
                guard parents.indices.contains(parent) else { throw missing(revision, doing) }
                id = parents[parent]
            }
        }
        return id
    }

    /// What a branch, a tag or HEAD points at.
    private func reference(_ name: String) -> ObjectID? {
        var found: OpaquePointer?
        defer { git_reference_free(found) }
        let code = git_reference_dwim(&found, handle, name == "@" ? "HEAD" : name)
        var resolved: OpaquePointer?
        defer { git_reference_free(resolved) }
        defer { git_error_clear() }
        guard code == 0, git_reference_resolve(&resolved, found) == 0, let id = git_reference_target(resolved) else { return nil }
        return ObjectID(id.pointee)
    }

    /// The commit that a tag marks, or the commit itself; nil for a folder or a file.
    private func peeled(_ id: ObjectID) throws(GitError) -> ObjectID? {
        var id = id
        // A tag can mark another; none can mark itself.
        for _ in 0..<64 {
            switch try kind(of: id) {
            case .commit: return id
            case .tree, .blob: return nil
            case .tag:
                let marked = try object(id, .tag) {
                    $0.starts(with: Array("object ".utf8)) ? ObjectID(hex: $0.dropFirst(7).prefix(40)) : nil
                }
                guard let marked else { throw Self.damaged(.tag, id) }
                id = marked
            }
        }
        return nil
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
