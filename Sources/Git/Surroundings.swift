internal import CLibgit2

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// What the config says of the world around a repository: its hooks, the places it is shared through.
extension Repository {
    /// Where git looks for hooks: absolute, links not followed, and maybe not there. `core.hooksPath` counts, of whichever config.
    package func hooksFolder() throws(GitError) -> String {
        let doing = "reading where the repository keeps its hooks (core.hooksPath)"
        var path = ownHooksPath
        if path == nil {
            let config = try settings(doing)
            defer { git_config_free(config) }
            var buffer = git_buf()
            let code = git_config_get_path(&buffer, config, "core.hookspath")
            defer { git_buf_dispose(&buffer) }
            if code != GIT_ENOTFOUND.rawValue { try check(code, doing) }
            path = code == 0 ? buffer.ptr.map { String(cString: $0) } : nil
        }
        guard let path, !path.isEmpty else { return commonFolder + "/hooks" }
        if path.hasPrefix("/") { return path }
        // git runs hooks in the work tree's top folder.
        return (workTree ?? gitFolder) + "/" + path
    }

    /// The addresses of all remotes, as the config has them.
    package func remoteAddresses() throws(GitError) -> [String] {
        let doing = "reading the repository's remotes"
        let config = try settings(doing)
        defer { git_config_free(config) }
        var iterator: OpaquePointer?
        try check(git_config_iterator_glob_new(&iterator, config, "^remote\\..*\\.url$"), doing)
        defer { git_config_iterator_free(iterator) }
        var addresses: [String] = []
        var entry: UnsafeMutablePointer<git_config_entry>?
        while case let code = git_config_next(&entry, iterator), code != GIT_ITEROVER.rawValue {
            try check(code, doing)
            if let value = entry?.pointee.value { addresses.append(String(cString: value)) }
        }
        return addresses
    }

    /// The repository's config with the user's and the machine's; the caller frees it.
    private func settings(_ doing: String) throws(GitError) -> OpaquePointer {
        var config: OpaquePointer?
        try check(git_repository_config_snapshot(&config, handle), doing)
        guard let config else { throw GitError(.other, doing: doing, problem: "git's library gave no config") }
        return config
    }
}
