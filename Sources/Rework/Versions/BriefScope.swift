package import Git

/// Which files of a repository are briefs, and where to look for them.
package struct BriefScope: Sendable {
    /// The team's folder in the repository; all other paths here are counted from it.
    package var folder = GitPath.top
    /// Folders that briefs are in; an empty one is the team's folder itself.
    package var roots: [String] = [""]
    /// By the path alone.
    package var isBrief: @Sendable (String) -> Bool
    /// The handoff of briefs that declare none, by path.
    package var fallback: @Sendable (String) -> String?

    package init(
        folder: GitPath = .top, roots: [String] = [""], isBrief: @escaping @Sendable (String) -> Bool = Self.isMarkdown,
        fallback: @escaping @Sendable (String) -> String? = { _ in nil }
    ) {
        (self.folder, self.roots, self.isBrief, self.fallback) = (folder, roots, isBrief, fallback)
    }

    package static let isMarkdown: @Sendable (String) -> Bool = { $0.hasSuffix(".md") || $0.hasSuffix(".markdown") }

    var watch: Watch {
        var watch = Watch()
        for root in roots { watch.add(folder: folder.appendingFolder(root)) }
        return watch
    }
}

extension GitPath {
    fileprivate func appendingFolder(_ path: String) -> GitPath { path.isEmpty ? self : appending(path.utf8) }
}
