package import Cache
internal import Git

/// Where what is known of a history is kept, and what it depends on besides the history itself.
package struct HistoryCache: Sendable {
    /// Of everything that readings depend on besides a file's bytes: config, contracts, and the program's version.
    package var rules: Digest

    package init(rules: Digest) {
        self.rules = rules
    }

    /// Raised when what is written changes its meaning.
    private static let format = "2"

    private func file(_ repository: Repository, _ scope: BriefScope, _ branch: String) -> CacheFile {
        let key = Digest(Self.format, rules.text, scope.folder.shown, scope.roots.joined(separator: "\n"), branch)
        return CacheFile(gitFolder: repository.commonFolder, name: "history", key: key)
    }

    /// Nil where there is nothing that can be used.
    ///
    /// - Parameter clock: this machine's, in seconds since 1970. One that went back says other things of the future than it did.
    func read(_ repository: Repository, _ scope: BriefScope, branch: String, clock: Int?) -> KnownHistory? {
        guard !repository.isShallow, let bytes = file(repository, scope, branch).read(), let known = KnownHistoryReader.history(bytes)
        else { return nil }
        switch (known.writtenAt, clock) {
        case (nil, nil): return known
        case (let then?, let now?): return then <= now ? known : nil
        default: return nil
        }
    }

    func write(_ known: KnownHistory, _ repository: Repository, _ scope: BriefScope, branch: String) {
        // Where a shallow clone ends is another commit after each fetch.
        guard !repository.isShallow else { return }
        file(repository, scope, branch).write(KnownHistoryWriter.bytes(known))
    }
}
