internal import Audit
internal import Brief
internal import Contract
internal import Git
internal import Rework
internal import Source

/// How old allowances are: since the version of their brief from which on it had them all the time.
struct AllowanceAges {
    private let ground: Ground
    private let measured: Measured
    private let histories: [String: BriefHistory]
    /// Versions that may still be read; then nobody looks any further.
    private var budget = 5_000

    init(_ repository: MeasuredRepository, _ ground: Ground) {
        self.ground = ground
        measured = repository.measured
        histories = Dictionary(repository.briefs.map { ($0.path, $0) }, uniquingKeysWith: { _, last in last })
    }

    /// - Throws: `RunFailure` where a version can't be read.
    mutating func dated(_ brief: AuditedBrief) throws -> AuditedBrief {
        guard !brief.allowances.isEmpty else { return brief }
        var brief = brief
        guard let history = histories[brief.path] else {
            for i in brief.allowances.indices { brief.allowances[i].since = .uncommitted }
            return brief
        }
        // The version that each is in for all that was read.
        var oldest = [BriefHistory.Version?](repeating: nil, count: brief.allowances.count)
        var open = Array(brief.allowances.indices)
        var isCut = false
        for version in history.versions.reversed() {
            guard !open.isEmpty else { break }
            guard budget > 0 else {
                isCut = true
                break
            }
            let rules = try rules(in: version)
            open.removeAll { !rules.contains(brief.allowances[$0].rule) }
            for i in open { oldest[i] = version }
        }
        for (i, version) in oldest.enumerated() {
            guard let version else {
                brief.allowances[i].since = isCut ? Self.byWords(brief.allowances[i]) : .uncommitted
                continue
            }
            let isKnown = !isCut || !open.contains(i)
            let step = measured.steps[version.step]
            brief.allowances[i].since =
                isKnown ? .commit(step.commit.text, measured.working.zone.day(at: step.time)) : Self.byWords(brief.allowances[i])
        }
        return brief
    }

    private mutating func rules(in version: BriefHistory.Version) throws -> Set<String> {
        guard let blob = version.blob else { return [] }
        budget -= 1
        let bytes = try ground.asking { repository throws(GitError) in
            try repository.size(of: blob) > Judge.largestBrief ? [] : try repository.blob(blob)
        }
        let source = SourceText(path: version.path, bytes: bytes)
        return Set(Allowance.all(in: Brief(source.encodingProblem == nil ? source : source.readable)).map(\.rule))
    }

    // MARK: without history

    static func byWords(_ brief: AuditedBrief) -> AuditedBrief {
        var brief = brief
        for i in brief.allowances.indices { brief.allowances[i].since = byWords(brief.allowances[i]) }
        return brief
    }

    /// “because Dana agreed on 2027-01-10”
    private static func byWords(_ allowance: AuditedAllowance) -> AuditedAllowance.Since {
        allowance.reason.flatMap { CalendarDate(in: $0) }.map(AuditedAllowance.Since.written) ?? .unknown
    }
}
