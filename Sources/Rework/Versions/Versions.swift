internal import Git

/// Puts what the mainline changed together into briefs, oldest commit first.
struct Versions {
    private let scope: BriefScope
    private var identity: Identity
    /// Of all commits that were added, whatever came of them.
    private(set) var steps: [History.Step] = []

    /// - Parameter known: what came before the commits that are added.
    init(_ readings: [Reading?], _ queue: ReadingQueue, _ scope: BriefScope, _ known: KnownHistory?) {
        self.scope = scope
        steps = known?.steps ?? []
        identity = Identity(
            Identity.Texts(
                reading: { readings[$0] }, blob: { queue.blob($0) },
                lines: { (slot) throws(GitError) in try queue.lines(slot) }), known?.identity ?? Identity.Known())
    }

    var known: Identity.Known { identity.known }

    mutating func add(_ step: History.Step, _ files: [MainlineChanges.File]) throws(GitError) {
        try identity.advance(steps.count, files.map { Identity.File(path: $0.path, new: $0.new) })
        steps.append(step)
    }

    /// Without what never was a brief by its path, and without commits that changed nothing else.
    func finished() -> (steps: [History.Step], briefs: [BriefHistory]) {
        var steps = steps
        var briefs = identity.known.briefs.filter { brief in brief.versions.contains { scope.isBrief($0.path) } }
        for brief in briefs {
            for (i, version) in brief.versions.enumerated() {
                steps[version.step].changed += 1
                if i == 0 { steps[version.step].added += 1 }
            }
        }
        var positions: [Int] = []
        var kept: [History.Step] = []
        for step in steps {
            positions.append(kept.count)
            if step.changed > 0 { kept.append(step) }
        }
        for b in briefs.indices {
            for v in briefs[b].versions.indices { briefs[b].versions[v].step = positions[briefs[b].versions[v].step] }
        }
        briefs.sort { a, b in
            if a.path != b.path { return a.path.utf8.lexicographicallyPrecedes(b.path.utf8) }
            return (a.versions.first?.step ?? 0) < (b.versions.first?.step ?? 0)
        }
        return (kept, briefs)
    }
}
