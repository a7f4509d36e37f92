/// What became of a path from one recorded state to a later one.
package struct Change: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case added, deleted, modified
        /// The same bytes under another path, which was not there before.
        case renamed
        /// A file became a link or a submodule, or the other way round.
        case typeChanged
    }

    /// Nil for what was added.
    package var old: Entry?
    /// Nil for what was deleted.
    package var new: Entry?

    /// - Parameters: at least one is not nil.
    package init(old: Entry?, new: Entry?) {
        self.old = old
        self.new = new
    }

    package var kind: Kind {
        guard let old else { return .added }
        guard let new else { return .deleted }
        if old.path != new.path { return .renamed }
        return old.mode.isSameType(as: new.mode) ? .modified : .typeChanged
    }

    /// Where it is, or was.
    package var path: GitPath { (new ?? old)?.path ?? .top }
}

extension [Change] {
    /// By path, with what vanished and came back under another name in one piece: files whose bytes are the same, and not empty.
    ///
    /// Several that are alike are paired by their names first, then in the order of their paths.
    package func pairingRenames() -> [Change] {
        var gone: [ObjectID: Alike] = [:]
        for (i, change) in enumerated() {
            if change.new == nil, let old = change.old, old.mode.isFile, old.id != .emptyBlob {
                gone[old.id, default: Alike()].positions.append(i)
            }
        }
        guard !gone.isEmpty else { return self }
        var olds: [Int: Entry] = [:]
        var paired: Set<Int> = []
        let added = indices.filter { self[$0].old == nil && self[$0].new?.mode.isFile == true }
        // A template that was copied a thousand times must not be compared with itself a million times.
        let mostAlike = 64
        for i in added {
            guard let new = self[i].new, let alike = gone[new.id], alike.positions.count <= mostAlike,
                let position = alike.positions.first(where: { !paired.contains($0) && self[$0].old?.path.parts.last == new.path.parts.last }
                )
            else { continue }
            olds[i] = self[position].old
            paired.insert(position)
        }
        for i in added where olds[i] == nil {
            guard let id = self[i].new?.id else { continue }
            while let position = gone[id]?.positions.dropFirst(gone[id]?.next ?? 0).first {
                gone[id]?.next += 1
                guard paired.insert(position).inserted else { continue }
                olds[i] = self[position].old
                break
            }
        }
        return enumerated().compactMap { i, change in
            if paired.contains(i) { return nil }
            return olds[i].map { Change(old: $0, new: change.new) } ?? change
        }
    }
}

/// Deleted entries with the same bytes, by their positions; those before `next` are paired.
private struct Alike {
    var positions: [Int] = []
    var next = 0
}
