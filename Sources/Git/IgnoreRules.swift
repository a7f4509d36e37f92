internal import CLibgit2

/// What `.gitignore`, `.git/info/exclude` and the user's own file say of the work tree.
extension Repository {
    /// Whether git leaves a path alone: a rule names it, or a folder it is in, and the index has nothing there.
    ///
    /// - Parameters:
    ///   - path: of a file or folder in the work tree.
    ///   - index: what is tracked is never ignored.
    package func isIgnored(_ path: GitPath, isFolder: Bool, index: Index) throws(GitError) -> Bool {
        // A slash at the end tells the library that it is a folder, whatever stands there.
        let text = isFolder ? path.bytes + [0x2F] : path.bytes
        var ignored: Int32 = 0
        var name = text.map { CChar(bitPattern: $0) }
        name.append(0)
        try check(git_ignore_path_is_ignored(&ignored, handle, name), "asking what git ignores")
        guard ignored == 1 else { return false }
        return isFolder ? index.entries(under: path).isEmpty : index[path] == nil
    }
}
