/// Where two histories part.
extension Repository {
    /// The best common ancestor of two commits, as `git merge-base` names it. Of several, the youngest.
    ///
    /// Walked by hand: libgit2 1.5 knows nothing of where a shallow clone ends.
    ///
    /// - Throws: `GitError` of kind `unrelatedHistories` or, where the common ancestor may only be cut off, `shallow`.
    package func mergeBase(_ one: ObjectID, _ two: ObjectID, names: (one: String, two: String)) throws(GitError) -> ObjectID {
        let doing = "looking for where \(names.one) and \(names.two) part"
        let found = try commonAncestors(one, two)
        if let best = try independent(found).first { return best }
        if isShallow {
            throw GitError(
                .shallow, doing: doing, problem: "this is a shallow clone, and it ends before the commit they have in common",
                next: "Bring the whole history: git fetch --unshallow")
        }
        throw GitError(
            .unrelatedHistories, doing: doing, problem: "their histories are unrelated: they have no commit in common",
            next: "Compare with a commit of the same history, or check every brief: handoff lint --rev HEAD")
    }

    private struct Sides: OptionSet {
        let rawValue: UInt8
        static let one = Sides(rawValue: 1)
        static let two = Sides(rawValue: 2)
        /// Behind a common ancestor: no better one is found there.
        static let stale = Sides(rawValue: 4)
        static let both: Sides = [.one, .two]
    }

    /// Common ancestors that none of the others found later leads to, youngest first (git's “paint down to common”).
    private func commonAncestors(_ one: ObjectID, _ two: ObjectID) throws(GitError) -> [ObjectID] {
        if one == two { return [one] }
        var headers: [ObjectID: CommitHeader] = [:]
        var sides: [ObjectID: Sides] = [one: .one, two: .two]
        var queue = CommitQueue()
        func push(_ id: ObjectID) throws(GitError) {
            if headers[id] == nil { headers[id] = try header(id) }
            queue.push(id, time: headers[id]?.time ?? 0)
        }
        try push(one)
        try push(two)
        var results: [ObjectID] = []
        // How many in the queue may still lead to a better one.
        var live = 2
        while live > 0, let id = queue.pop() {
            let mine = sides[id] ?? []
            if !mine.contains(.stale) { live -= 1 }
            var passed = mine
            if mine.isSuperset(of: .both) {
                if !mine.contains(.stale), !results.contains(id) { results.append(id) }
                passed.insert(.stale)
            }
            for parent in headers[id]?.parents ?? [] {
                let before = sides[parent] ?? []
                guard !before.isSuperset(of: passed) else { continue }
                let after = before.union(passed)
                let isWaiting = queue.contains(parent)
                sides[parent] = after
                if isWaiting {
                    if after.contains(.stale), !before.contains(.stale) { live -= 1 }
                } else {
                    try push(parent)
                    if !after.contains(.stale) { live += 1 }
                }
            }
        }
        return results.filter { sides[$0]?.contains(.stale) != true }
    }

    /// Without those that another one descends from, which wrong clocks can let through.
    private func independent(_ commits: [ObjectID]) throws(GitError) -> [ObjectID] {
        guard commits.count > 1 else { return commits }
        var kept: [ObjectID] = []
        for commit in commits {
            var isBehind = false
            for other in commits where other != commit && !isBehind {
                isBehind = try commonAncestors(commit, other) == [commit]
            }
            if !isBehind { kept.append(commit) }
        }
        return kept
    }
}

/// Commits to be looked at, the youngest first: a heap, in which each stands once.
private struct CommitQueue {
    private var heap: [(id: ObjectID, time: Int, turn: Int)] = []
    private var waiting: Set<ObjectID> = []
    private var turns = 0

    func contains(_ id: ObjectID) -> Bool { waiting.contains(id) }

    /// Of two equally young the one that came first.
    private func isBefore(_ a: Int, _ b: Int) -> Bool {
        heap[a].time != heap[b].time ? heap[a].time > heap[b].time : heap[a].turn < heap[b].turn
    }

    mutating func push(_ id: ObjectID, time: Int) {
        guard waiting.insert(id).inserted else { return }
        heap.append((id, time, turns))
        turns += 1
        var i = heap.count - 1
        while i > 0, isBefore(i, (i - 1) / 2) {
            heap.swapAt(i, (i - 1) / 2)
            i = (i - 1) / 2
        }
    }

    mutating func pop() -> ObjectID? {
        guard let first = heap.first else { return nil }
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
        var i = 0
        while true {
            var least = i
            for child in [2 * i + 1, 2 * i + 2] where child < heap.count && isBefore(child, least) { least = child }
            if least == i { break }
            heap.swapAt(i, least)
            i = least
        }
        waiting.remove(first.id)
        return first.id
    }
}
