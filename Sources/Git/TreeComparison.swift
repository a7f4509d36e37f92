/// Compares the trees of one commit after another, each with the one before it, and keeps what the next comparison will ask for again.
///
/// Like the repository, for one thread.
package final class TreeComparison {
    /// What became of a file: its blob before and after. Links and submodules are no files.
    package struct FileChange: Sendable, Hashable {
        package var path: GitPath
        package var old: ObjectID?
        package var new: ObjectID?
    }

    private let repository: Repository
    /// Folders as they were before the changes that were compared last.
    private var kept: [ObjectID: [UInt8]] = [:]
    private var keptBytes = 0
    private static let mostKept = 24 << 20

    package init(_ repository: Repository) {
        self.repository = repository
    }

    /// Files that differ, in the order of their paths as trees are gone through. Folders that are the same are not looked into.
    ///
    /// - Parameter old: nil before the first commit.
    /// - Throws: `GitError` of kind `missingObject`, `shallow` or `damaged`.
    package func changes(from old: ObjectID?, to new: ObjectID?, in watch: Watch) throws(GitError) -> [FileChange] {
        guard old != new, !watch.isEmpty else { return [] }
        var changes: [FileChange] = []
        var open = [(path: GitPath.top, old: old, new: new, watch: watch, depth: 0)]
        while let pair = open.popLast() {
            guard pair.depth < Repository.deepest else { throw Repository.tooDeep(pair.path) }
            var inner: [(path: GitPath, old: ObjectID?, new: ObjectID?, watch: Watch, depth: Int)] = []
            for difference in try differences(pair.old, pair.new) {
                let (before, after) = (difference.old, difference.new)
                if before?.mode == .folder || after?.mode == .folder, let watch = pair.watch.inside(difference.name) {
                    let (from, to) = (before.flatMap(Self.folder), after.flatMap(Self.folder))
                    if from != to { inner.append((pair.path.appending(difference.name), from, to, watch, pair.depth + 1)) }
                }
                guard pair.watch.watches(file: difference.name) else { continue }
                let (from, to) = (before.flatMap(Self.file), after.flatMap(Self.file))
                guard from != to else { continue }
                guard changes.count < repository.mostEntries else { throw repository.tooMany(pair.path) }
                changes.append(FileChange(path: pair.path.appending(difference.name), old: from, new: to))
            }
            open += inner.reversed()
        }
        return changes
    }

    private static func folder(_ line: RawTree.Line) -> ObjectID? { line.mode == .folder ? line.id : nil }

    private static func file(_ line: RawTree.Line) -> ObjectID? { line.mode.isFile ? line.id : nil }

    private func differences(_ old: ObjectID?, _ new: ObjectID?) throws(GitError) -> [RawTree.Difference] {
        // Going back in time, what is new here was old in the comparison before.
        let after: [UInt8] = if let new { try take(new) } else { [] }
        let before: [UInt8] = if let old { try tree(old) } else { [] }
        guard let differences = RawTree.differences(before, after) else {
            // One of them; the other reads well by itself.
            for id in [old, new].compactMap(\.self) { _ = try repository.entries(of: id) }
            throw Repository.damaged(.tree, new ?? old ?? .emptyBlob)
        }
        return differences
    }

    private func take(_ id: ObjectID) throws(GitError) -> [UInt8] {
        guard let bytes = kept.removeValue(forKey: id) else { return try read(id) }
        keptBytes -= bytes.count
        return bytes
    }

    private func tree(_ id: ObjectID) throws(GitError) -> [UInt8] {
        if let bytes = kept[id] { return bytes }
        let bytes = try read(id)
        if keptBytes > Self.mostKept {
            kept.removeAll()
            keptBytes = 0
        }
        kept[id] = bytes
        keptBytes += bytes.count
        return bytes
    }

    private func read(_ id: ObjectID) throws(GitError) -> [UInt8] { try repository.bytes(of: id, .tree) }
}
