internal import Workspace

/// Paths as tools that read reports count them: from the repository's root, wherever in it the config is.
struct RepositoryPath: Sendable {
    private let prefix: String

    /// - Parameter root: the folder that the paths of judgements are counted from.
    init(root: String) {
        var folder = root
        while Files.kind(folder + "/.git") == nil {
            guard folder != "/", let slash = folder.lastIndex(of: "/") else {
                // No repository: the config's folder is all there is.
                prefix = ""
                return
            }
            folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
        }
        let below = root.dropFirst(folder == "/" ? 1 : folder.count + 1)
        prefix = below.isEmpty ? "" : below + "/"
    }

    @Sendable func text(_ path: String) -> String { path.hasPrefix("/") ? path : prefix + path }
}
