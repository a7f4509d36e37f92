/// What changed between two recorded states.
extension Repository {
    /// Changes under a folder, in the order of their paths, renames paired.
    package func changes(from old: Recorded, to new: Recorded, under folder: GitPath = .top) throws(GitError) -> [Change] {
        var changes: [Change] = []
        if case .tree = old, case .tree = new {
            let olds = try entry(at: folder, in: old)
            let news = try entry(at: folder, in: new)
            try compare(trees: olds.flatMap { $0.mode == .folder ? $0.id : nil }, news.flatMap { $0.mode == .folder ? $0.id : nil }, folder)
            {
                changes.append($0)
            }
        } else {
            var unsettled: Set<GitPath> = []
            if case .index(let index) = new { unsettled = Set(index.conflicts) }
            changes = Self.changes(try entries(under: folder, in: old), try entries(under: folder, in: new)).filter {
                !unsettled.contains($0.path)
            }
        }
        return changes.pairingRenames()
    }

    /// Both lists in the order of their paths.
    private static func changes(_ old: [Entry], _ new: [Entry]) -> [Change] {
        var changes: [Change] = []
        var (o, n) = (0, 0)
        while o < old.count || n < new.count {
            if n == new.count || (o < old.count && old[o].path < new[n].path) {
                changes.append(Change(old: old[o], new: nil))
                o += 1
            } else if o == old.count || new[n].path < old[o].path {
                changes.append(Change(old: nil, new: new[n]))
                n += 1
            } else {
                if old[o] != new[n] { changes.append(Change(old: old[o], new: new[n])) }
                o += 1
                n += 1
            }
        }
        return changes
    }

    /// Two folders that are gone through side by side.
    private struct Pair {
        var path: GitPath
        var old: ArraySlice<TreeEntry>
        var new: ArraySlice<TreeEntry>

        /// The next name and what stands under it. A file that became a folder is gone, and the folder is new.
        mutating func next() -> (old: TreeEntry?, new: TreeEntry?)? {
            guard let first = old.first else { return new.popFirst().map { (nil, $0) } }
            guard let second = new.first else { return (old.popFirst(), nil) }
            if first.sortsBefore(second) { return (old.popFirst(), nil) }
            if second.sortsBefore(first) { return (nil, new.popFirst()) }
            return (old.popFirst(), new.popFirst())
        }
    }

    /// Folders that are the same are not looked into.
    private func compare(trees old: ObjectID?, _ new: ObjectID?, _ top: GitPath, _ body: (Change) -> Void) throws(GitError) {
        guard old != new else { return }
        func pair(_ path: GitPath, _ old: ObjectID?, _ new: ObjectID?) throws(GitError) -> Pair {
            Pair(path: path, old: try old.map(entries)?[...] ?? [], new: try new.map(entries)?[...] ?? [])
        }
        var open = [try pair(top, old, new)]
        var count = 0
        while var folder = open.popLast() {
            guard let (before, after) = folder.next() else { continue }
            open.append(folder)
            guard before != after, let entry = after ?? before else { continue }
            let path = folder.path.appending(entry.name)
            if entry.mode == .folder {
                guard open.count < Self.deepest else { throw Self.tooDeep(path) }
                open.append(try pair(path, before?.id, after?.id))
                continue
            }
            count += 1
            guard count <= mostEntries else { throw tooMany(path) }
            body(
                Change(
                    old: before.map { Entry(path: path, mode: $0.mode, id: $0.id) },
                    new: after.map { Entry(path: path, mode: $0.mode, id: $0.id) }))
        }
    }
}
