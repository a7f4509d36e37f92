package import Source
package import YAML

/// What a team's config says about judging; the defaults are those of a team without one.
package struct Settings: Sendable {
    /// By `rule` or `rule:check`, globs allowed.
    package var severities: [String: SeverityRule] = [:]
    /// Replaces a contract's list of the same name.
    package var vocabulary: [String: Vocabulary] = [:]
    /// Values answered once for the team, by context.
    package var defaults: [(context: String, node: YAMLNode)] = []
    /// Hosts of the team's own pages; subdomains are theirs too.
    package var domains: [String] = []
    package var lifecycle = Lifecycle()
    /// Asked whenever a check needs it: a history is judged by the same rules day after day.
    package var clock: @Sendable () -> CalendarDate

    package var today: CalendarDate { clock() }

    package init(today: CalendarDate) {
        clock = { today }
    }
}

/// The files that are judged together, as far as rules look at them: a work tree, an index or a commit.
package struct Tree: Sendable {
    /// Whether a path from a brief leads to a file inside.
    package var exists: @Sendable (_ path: String, _ from: String) -> Bool
    /// The brief at a path, nil when there is none.
    package var read: @Sendable (_ path: String) -> SourceText?

    package init(
        exists: @escaping @Sendable (_ path: String, _ from: String) -> Bool, read: @escaping @Sendable (_ path: String) -> SourceText?
    ) {
        self.exists = exists
        self.read = read
    }

    package static let empty = Tree(exists: { _, _ in false }, read: { _ in nil })

    func exists(_ path: String, from: String) -> Bool { exists(path, from) }
}
