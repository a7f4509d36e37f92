internal import Contract
internal import Git
internal import Source
internal import Workspace

/// Briefs that a change did not touch but that name what it changed or deleted: their new failures belong to the change.
///
/// Each is judged before and after the change, by the same rules. What fails in both was there already.
struct Dependents {
    /// A changed file and the texts by which others may name it.
    private struct Subject {
        var path: String
        var isGone: Bool
        var names: [[UInt8]]
        /// Where it was, and where it is.
        var old: String
        var new: String?
    }

    private let run: ScopedRun
    private let judged: Set<String>

    /// - Parameter judged: briefs whose failures are reported anyway.
    init(_ run: ScopedRun, judged: Set<String>) {
        (self.run, self.judged) = (run, judged)
    }

    /// By the path that was changed, in the order of the changes.
    func consequences() -> [(path: String, findings: [Finding])] {
        guard let base = run.base else { return [] }
        let subjects = self.subjects(base)
        guard !subjects.isEmpty else { return [] }
        let others = BriefFiles.all(run.run.team, handoff: run.handoff).files.filter { !judged.contains($0.path) }
        let naming = run.judged.notes.naming(subjects.map(\.names), others, in: run.judged)
        guard !naming.isEmpty else { return [] }
        return compare(naming, subjects, base)
    }

    private func compare(_ naming: [BriefNotes.Naming], _ subjects: [Subject], _ base: GitSnapshot) -> [(path: String, findings: [Finding])]
    {
        let after = run.run.judge
        let rulebook = after.rulebook
        let before = Judge(Rulebook(run.run.team.library, settings: rulebook.settings, tree: base.tree), only: after.only)
        let facts = Parallel.map(naming, tool: Memory.init) { named, memory in
            after.facts(named.source, fallback: named.brief.fallback, memory: memory)
        }
        let index = (
            before: BriefIndex(facts + self.facts(subjects.map(\.old), base, before), tree: base.tree),
            after: BriefIndex(facts + self.facts(subjects.compactMap(\.new), run.judged, after), tree: rulebook.tree)
        )
        let news = Parallel.map(naming) { named -> [(Judgement, Finding)] in
            let old = before.judge(named.source, fallback: named.brief.fallback, index: index.before).judgements
            let new = after.judge(named.source, fallback: named.brief.fallback, index: index.after).judgements
            return zip(old, new).flatMap { old, new in
                let known = Set(old.findings.filter(\.counts).map(Key.init))
                // The change's own brief says that it takes what another has.
                return new.findings.filter { $0.counts && $0.check != "unique" && !known.contains(Key($0)) }.map { (new, $0) }
            }
        }
        var found: [Int: [Finding]] = [:]
        for (named, findings) in zip(naming, news) {
            for (judgement, finding) in findings {
                let subject = Self.culprit(of: finding, named.names, subjects)
                found[subject, default: []] += Judgement.consequences(
                    [finding], in: judgement, of: subjects[subject].path, isGone: subjects[subject].isGone)
            }
        }
        return found.sorted { $0.key < $1.key }.map { (subjects[$0.key].path, $0.value) }
    }

    private struct Key: Hashable {
        var rule: String
        var check: String
        var fingerprint: UInt64

        init(_ finding: Finding) { (rule, check, fingerprint) = (finding.rule, finding.check, finding.fingerprint) }
    }

    /// The change that a failure is about: one that its message names, else one that took something away.
    private static func culprit(of finding: Finding, _ mentioned: [Int], _ subjects: [Subject]) -> Int {
        let message = Array(finding.message.utf8)
        return mentioned.first { subjects[$0].names.contains { Word.stands($0, in: message) } } ?? mentioned.first { subjects[$0].isGone }
            ?? mentioned[0]
    }

    // MARK: what was changed

    private func subjects(_ base: GitSnapshot) -> [Subject] {
        let relevant = run.changes.compactMap { change -> (old: String, new: String?)? in
            guard let old = change.old?.path.relative(to: base.folder)?.text else { return nil }
            let new = change.new?.path.relative(to: base.folder)?.text
            // Of a picture or a sheet others can only miss that it is there.
            let isText = old.hasSuffix(".md") || old.hasSuffix(".markdown") || run.run.team.config.mapping(for: old) != nil
            return new != old || change.kind == .typeChanged || isText ? (old, new) : nil
        }
        let judge = run.run.judge
        let ids = Dictionary(facts(relevant.map(\.old), base, judge).map { ($0.path, $0.id) }) { first, _ in first }
        return relevant.map { old, new in
            let name = Self.withoutExtension(old)
            let id = ids[old].flatMap(\.self)
            return Subject(
                path: new == old ? old : new ?? old, isGone: new == nil, names: [Array(name.utf8)] + (id.map { [Array($0.utf8)] } ?? []),
                old: old, new: new)
        }
    }

    /// The last part of a path as a reference may write it.
    private static func withoutExtension(_ path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return name.hasSuffix(".md") && name.utf8.count > 3 ? String(name.dropLast(3)) : name
    }

    private func facts(_ paths: [String], _ files: GitSnapshot, _ judge: Judge) -> [Facts] {
        let handoff = run.handoff
        let config = run.run.team.config
        let briefs = paths.filter { run.isBrief($0, in: files) }.map { (path: $0, fallback: handoff ?? config.mapping(for: $0)?.handoff) }
        return Parallel.map(briefs, tool: Memory.init) { brief, memory -> Facts? in
            files.read(brief.path).map { judge.facts($0, fallback: brief.fallback, memory: memory) }
        }.compactMap(\.self)
    }
}
