internal import Contract
internal import Git
internal import Source
internal import Workspace

/// Files that were briefs before a change, still exist, and are none any more: a check must not pass because nobody looks.
struct Departures {
    private let run: ScopedRun
    private let base: GitSnapshot
    private let folder: GitPath

    init(_ run: ScopedRun, base: GitSnapshot) {
        (self.run, self.base, folder) = (run, base, base.folder)
    }

    func judgements() -> [Judgement] {
        var moved = run.changes.compactMap { change -> (old: String, new: Entry)? in
            guard let old = change.old?.path.relative(to: folder)?.text, let new = change.new else { return nil }
            return (old, new)
        }
        moved += rewrittenMoves()
        return moved.compactMap { old, new in
            guard let path = new.path.relative(to: folder), run.isBrief(old, in: base) else { return nil }
            let shown = path.text ?? path.shown
            guard run.narrowing.includes(shown) || run.narrowing.includes(old) else { return nil }
            if new.mode != .submodule, let text = path.text, run.isBrief(text, in: run.judged) { return nil }
            if isArchived(old, at: shown) { return nil }
            return run.run.judge.noBriefAnyMore(shown, was: old, because: reason(shown, new))
        }
    }

    private func reason(_ path: String, _ new: Entry) -> String {
        let config = run.run.team.config
        switch new.mode {
        case .submodule: return "another repository (a submodule) stands in its place"
        case _ where config.isExcluded(path): return "“exclude” in \(Config.fileName) leaves it out there"
        case _ where !config.briefs.isEmpty: return "it is not where “briefs” in \(Config.fileName) looks"
        case .link: return "a link to something else stands in its place"
        default: return "nothing at its top says which handoff it is"
        }
    }

    /// What is done with may be put away where the team said that nothing is checked.
    private func isArchived(_ old: String, at path: String) -> Bool {
        guard run.run.team.config.isExcluded(path), let source = base.read(old) else { return false }
        let fallback = run.handoff ?? run.run.team.config.mapping(for: old)?.handoff
        return run.run.judge.judge(source, fallback: fallback).judgements.allSatisfy { $0.stage == .delivered || $0.stage == .cancelled }
    }

    // MARK: moved and changed in one go

    /// As history follows a brief: at least nine of ten lines are the same. Two briefs from one template are less alike.
    private static let share = 0.9
    /// Pairs beyond this are not compared; more than that is no move of a brief.
    private static let mostPairs = 20_000

    /// Briefs that vanished while a file that is no brief came, with nearly the same lines.
    private func rewrittenMoves() -> [(old: String, new: Entry)] {
        let gone = run.changes.compactMap { change -> String? in
            guard change.kind == .deleted, let path = change.old?.path.relative(to: folder)?.text else { return nil }
            return run.isBrief(path, in: base) ? path : nil
        }
        guard !gone.isEmpty else { return [] }
        let came = run.changes.compactMap { change -> (entry: Entry, path: String)? in
            guard change.kind == .added, let new = change.new, new.mode.isFile, let path = new.path.relative(to: folder)?.text else {
                return nil
            }
            return run.isBrief(path, in: run.judged) ? nil : (new, path)
        }
        guard !came.isEmpty, gone.count * came.count <= Self.mostPairs else { return [] }
        let texts = came.compactMap { new in run.judged.read(new.path).map { (entry: new.entry, lines: Lines($0)) } }
        return gone.compactMap { path in
            guard let lines = base.read(path).map(Lines.init) else { return nil }
            return texts.first { lines.share(in: $0.lines) >= Self.share }.map { (path, $0.entry) }
        }
    }

    /// A file's lines as a bag; empty ones tell nothing.
    private struct Lines {
        private var counts: [ArraySlice<UInt8>: Int] = [:]
        private var total = 0

        init(_ source: SourceText) {
            for line in source.bytes.split(whereSeparator: { $0 == Byte.lineFeed || $0 == Byte.carriageReturn }) {
                let words = line[line.trimmed(line.startIndex..<line.endIndex)]
                guard !words.isEmpty else { continue }
                counts[words, default: 0] += 1
                total += 1
            }
        }

        /// How much of it is in the other, from 0 to 1; the longer one counts.
        func share(in other: Lines) -> Double {
            let longest = max(total, other.total)
            // A line or two are alike by chance.
            guard longest > 2 else { return 0 }
            return Double(counts.reduce(0) { $0 + min($1.value, other.counts[$1.key] ?? 0) }) / Double(longest)
        }
    }
}
