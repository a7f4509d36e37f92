internal import Git

/// Which brief each version belongs to.
///
/// By the `id` in the text where only one file of that tree has it; otherwise by the path, carried over renames. Commits are told in the
/// order of the mainline, oldest first.
struct Identity {
    /// A file that is a brief, as a commit left it.
    private struct Present {
        var brief: Int
        var slot: ReadingQueue.Slot
    }

    struct File {
        var path: String
        /// What stands there now; nil for nothing, and for what is no brief.
        var new: ReadingQueue.Slot?
    }

    /// What the readings are read from.
    struct Texts {
        var reading: (ReadingQueue.Slot) -> Reading?
        var blob: (ReadingQueue.Slot) -> ObjectID
        var lines: (ReadingQueue.Slot) throws(GitError) -> [UInt64]
    }

    /// What has to be known of earlier commits to go on with the next; the rest follows from it.
    struct Known {
        var briefs: [BriefHistory] = []
        /// Of each version of each brief; nil where the file is gone.
        var slots: [[ReadingQueue.Slot?]] = []
        /// The brief that had an id last, when the id named one file only.
        var briefOfID: [String: Int] = [:]
        var idOfBrief: [String?] = []
        /// Briefs that were last seen at a path.
        var goneAt: [String: Int] = [:]
        /// Ids that several files had at once.
        var duplicates: Set<String> = []
    }

    private let texts: Texts
    private(set) var known: Known
    private var present: [String: Present] = [:]
    /// Where each brief is; nil for those that are gone.
    private var places: [String?] = []
    private var pathsOfID: [String: Set<String>] = [:]

    init(_ texts: Texts, _ known: Known = Known()) {
        (self.texts, self.known) = (texts, known)
        for (i, brief) in known.briefs.enumerated() {
            let slot = known.slots[i].last ?? nil
            places.append(slot == nil ? nil : brief.path)
            guard let slot else { continue }
            present[brief.path] = Present(brief: i, slot: slot)
            if let id = texts.reading(slot)?.id { pathsOfID[id, default: []].insert(brief.path) }
        }
    }

    /// - Parameter step: names the commit in the versions.
    mutating func advance(_ step: Int, _ files: [File]) throws(GitError) {
        let change = takeIn(files)
        var decision = Decision(change)
        assignByID(&decision)
        assignIdentical(&decision)
        assignByPath(&decision)
        try assignAlike(&decision)
        record(step, decision)
    }

    /// One brief at a changed path, before or after.
    private struct Side {
        var path: String
        var slot: ReadingQueue.Slot
        /// Only where it names one file of the tree.
        var id: String?
        /// Before: the brief that it was.
        var brief = -1
    }

    private struct Change {
        var before: [Side] = []
        var after: [Side] = []
    }

    private struct Decision {
        var change: Change
        /// Briefs by path.
        var assigned: [String: Int] = [:]
        /// Briefs that have a place after the commit.
        var kept: Set<Int> = []
        var before: [String: Side]

        init(_ change: Change) {
            self.change = change
            before = Dictionary(uniqueKeysWithValues: change.before.map { ($0.path, $0) })
        }

        var open: [Side] { change.after.filter { assigned[$0.path] == nil } }
        /// Those whose brief has no place yet.
        var left: [Side] { change.before.filter { !kept.contains($0.brief) } }

        mutating func assign(_ brief: Int, to side: Side) {
            assigned[side.path] = brief
            kept.insert(brief)
        }
    }

    /// What was at the changed paths, what is there now, and which ids name one file only.
    private mutating func takeIn(_ files: [File]) -> Change {
        var change = Change()
        for file in files {
            guard let here = present[file.path] else { continue }
            let id = texts.reading(here.slot)?.id
            change.before.append(Side(path: file.path, slot: here.slot, id: id.flatMap { isUnique($0) ? $0 : nil }, brief: here.brief))
        }
        for side in change.before {
            guard let id = texts.reading(side.slot)?.id else { continue }
            pathsOfID[id]?.remove(side.path)
            if pathsOfID[id]?.isEmpty == true { pathsOfID[id] = nil }
        }
        for file in files {
            guard let slot = file.new, let reading = texts.reading(slot) else { continue }
            change.after.append(Side(path: file.path, slot: slot))
            if let id = reading.id { pathsOfID[id, default: []].insert(file.path) }
        }
        for i in change.after.indices {
            guard let id = texts.reading(change.after[i].slot)?.id else { continue }
            if isUnique(id) { change.after[i].id = id } else { known.duplicates.insert(id) }
        }
        return change
    }

    private func isUnique(_ id: String) -> Bool { pathsOfID[id]?.count == 1 }

    private func assignByID(_ decision: inout Decision) {
        // First those that stay where they are with the id that they had, so that no order of names decides between two.
        for side in decision.open {
            guard let id = side.id, let before = decision.before[side.path], texts.reading(before.slot)?.id == id else { continue }
            decision.assign(before.brief, to: side)
        }
        for side in decision.open {
            guard let id = side.id, let brief = known.briefOfID[id], !decision.kept.contains(brief) else { continue }
            // One that is where it was keeps its brief, though it lost its id earlier.
            if let place = places[brief], decision.before[place] == nil { continue }
            decision.assign(brief, to: side)
        }
    }

    /// Renames without a change of content, over other files too: two briefs may swap their names.
    private func assignIdentical(_ decision: inout Decision) {
        while true {
            let paths = Set(decision.change.after.map(\.path))
            // Free to go: gone from its path, or another brief stands there already.
            let free = decision.left.filter { !paths.contains($0.path) || decision.assigned[$0.path] != nil }
            let open = decision.open.filter { decision.before[$0.path].map { texts.blob($0.slot) } != texts.blob($0.slot) }
            var renames = Renames(removed: free.map(file), added: open.map(file))
            renames.pairIdentical()
            guard !renames.pairs.isEmpty else { break }
            for (new, old) in renames.pairs { decision.assign(free[old].brief, to: open[new]) }
        }
        for circle in circles(decision) {
            for (side, brief) in circle { decision.assign(brief, to: side) }
        }
    }

    /// Files that took each other's places, two or more.
    private func circles(_ decision: Decision) -> [[(Side, Int)]] {
        let left = decision.left
        let moved = decision.open.filter { side in decision.before[side.path].map { !decision.kept.contains($0.brief) } ?? false }
        guard moved.count > 1 else { return [] }
        var old: [ObjectID: [Side]] = [:]
        for side in left { old[texts.blob(side.slot), default: []].append(side) }
        // Whose content stands at a path now; nothing where several had the same.
        var source: [String: Side] = [:]
        for side in moved {
            if let sides = old[texts.blob(side.slot)], sides.count == 1, sides[0].path != side.path { source[side.path] = sides[0] }
        }
        let sides = Dictionary(uniqueKeysWithValues: moved.map { ($0.path, $0) })
        var seen: Set<String> = []
        var circles: [[(Side, Int)]] = []
        for start in moved where !seen.contains(start.path) {
            var circle: [(Side, Int)] = []
            var path = start.path
            while let side = sides[path], let from = source[path], seen.insert(path).inserted {
                circle.append((side, from.brief))
                path = from.path
            }
            if path == start.path, circle.count > 1 { circles.append(circle) }
        }
        return circles
    }

    private func assignByPath(_ decision: inout Decision) {
        for side in decision.open {
            guard let before = decision.before[side.path], !decision.kept.contains(before.brief), !Renames.differ(before.id, side.id)
            else { continue }
            decision.assign(before.brief, to: side)
        }
    }

    private func assignAlike(_ decision: inout Decision) throws(GitError) {
        let (left, open) = (decision.left, decision.open)
        guard !left.isEmpty, !open.isEmpty else { return }
        var renames = Renames(removed: left.map(file), added: open.map(file))
        let texts = texts
        try renames.pairAlike(
            removedLines: { (i) throws(GitError) in try texts.lines(left[i].slot) },
            addedLines: { (i) throws(GitError) in try texts.lines(open[i].slot) })
        for (new, old) in renames.pairs { decision.assign(left[old].brief, to: open[new]) }
    }

    private func file(_ side: Side) -> Renames.File {
        Renames.File(path: side.path, blob: texts.blob(side.slot), reading: texts.reading(side.slot), id: side.id)
    }

    // MARK: what is known after the commit

    private mutating func record(_ step: Int, _ decision: Decision) {
        var decision = decision
        for side in decision.open {
            // A file that comes back is the brief that it was.
            if let brief = known.goneAt[side.path], places[brief] == nil, known.briefs[brief].path == side.path,
                !decision.kept.contains(brief),
                !Renames.differ(known.idOfBrief[brief], side.id)
            {
                decision.assign(brief, to: side)
            } else {
                decision.assign(known.briefs.count, to: side)
                known.briefs.append(BriefHistory(path: side.path, versions: []))
                known.slots.append([])
                places.append(nil)
                known.idOfBrief.append(nil)
            }
        }
        for side in decision.change.before {
            present[side.path] = nil
            guard !decision.kept.contains(side.brief) else { continue }
            places[side.brief] = nil
            known.goneAt[side.path] = side.brief
            known.briefs[side.brief].versions.append(BriefHistory.Version(step: step, path: side.path, blob: nil, reading: nil))
            known.slots[side.brief].append(nil)
        }
        for side in decision.change.after {
            guard let brief = decision.assigned[side.path] else { continue }
            present[side.path] = Present(brief: brief, slot: side.slot)
            places[brief] = side.path
            if let id = side.id {
                known.briefOfID[id] = brief
                known.idOfBrief[brief] = id
            }
            known.briefs[brief].path = side.path
            known.briefs[brief].versions.append(
                BriefHistory.Version(step: step, path: side.path, blob: texts.blob(side.slot), reading: texts.reading(side.slot)))
            known.slots[brief].append(side.slot)
        }
    }
}
