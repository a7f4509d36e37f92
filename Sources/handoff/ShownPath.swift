internal import Workspace

/// Paths as somebody in the current folder would type them.
struct ShownPath: Sendable {
    private let prefix: String

    /// - Parameter root: the folder that paths are counted from; nil to show them as they are.
    init(root: String?) {
        let current = Files.currentFolder
        guard let root, root != current else {
            prefix = ""
            return
        }
        if root.hasPrefix(current == "/" ? "/" : current + "/") {
            prefix = root.dropFirst(current == "/" ? 1 : current.count + 1) + "/"
        } else {
            let below = current.hasPrefix(root == "/" ? "/" : root + "/") ? current.dropFirst(root == "/" ? 1 : root.count + 1) : ""
            prefix = String(repeating: "../", count: below.split(separator: "/").count)
        }
    }

    @Sendable func text(_ path: String) -> String { path.hasPrefix("/") ? path : prefix + path }
}
