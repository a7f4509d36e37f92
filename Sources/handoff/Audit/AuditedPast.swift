internal import Audit
internal import Brief
internal import Contract
internal import Git
internal import Rework
internal import Source
internal import Workspace
internal import YAML

/// What the commits say, where there are any: what came back, when contracts changed, how old allowances are.
struct AuditedPast {
    private let repository: MeasuredRepository?
    private let ground: Ground?
    /// Sentences: what could not be looked at.
    private(set) var notes: [String] = []

    /// - Throws: `RunFailure` where there is a history that can't be read: that is not the same as none.
    init(config: String?, _ reading: ReadingFlags) throws {
        if let why = try Self.whyNone() {
            (repository, ground) = (nil, nil)
            notes = [
                "\(why), so nobody looked at what history tells: repeated failures, failure signals, unnecessary paperwork, and the age of what is allowed."
            ]
            return
        }
        var options = reading.options(config: config)
        options.keepsVersions = true
        let progress = Progress(reading.progress)
        defer { progress.clear() }
        let measured = try MeasuredRepository(options, progress: progress)
        (repository, ground) = (measured, measured.ground)
        if measured.timelines.isEmpty {
            notes = [
                "No commit of \(measured.measured.branch) has a brief, so history tells nothing yet: of repeated failures, failure signals and unnecessary paperwork nobody can know."
            ]
        }
        notes += measured.notes.filter { $0.kind == .shallow }.map(\.text)
    }

    private static func whyNone() throws -> String? {
        switch try NoHistory.here() {
        case .noRepository?: "This folder is in no git repository"
        case .noCommits?: "There is no commit yet"
        case nil: nil
        }
    }

    /// Of a bare repository, which has no files but those of its commits.
    var teamWithoutWorkTree: Team? { ground?.isBare == true ? repository?.team : nil }

    // MARK: what came back

    var facts: AuditedHistory? {
        guard let repository, !repository.timelines.isEmpty else { return nil }
        let measured = repository.measured
        let subjects = repository.timelines.map { Subject($0, measured) }
        var causes: [String: Set<String>] = [:]
        for timeline in repository.timelines {
            for cause in timeline.events.flatMap(\.causes) {
                causes[timeline.handoff, default: []].insert(String(cause.context.prefix { $0 != "." }))
            }
        }
        let times = Dictionary(measured.steps.map { ($0.commit.text, $0.time) }, uniquingKeysWith: { first, _ in first })
        let zone = measured.working.zone
        return AuditedHistory(
            comebacks: Comebacks.all(subjects), times: times, causes: causes, handOffs: subjects.compactMap(SignalledHandOff.init),
            day: { zone.day(at: $0) })
    }

    // MARK: when contracts changed

    /// Nothing changed where there is no history.
    func changes(of team: Team) throws -> RuleChanges {
        guard let repository, let ground, isSameFolder(team) else { return RuleChanges() }
        let first = repository.timelines.flatMap { $0.events.map(\.time) }.min()
        guard let first else { return RuleChanges() }
        return try RuleChanges(of: team, ground, folder: repository.folder, tip: repository.measured.tip, since: first)
    }

    // MARK: how old allowances are

    func dated(_ briefs: [AuditedBrief], _ team: Team) throws -> [AuditedBrief] {
        guard let repository, let ground, isSameFolder(team) else { return briefs.map { AllowanceAges.byWords($0) } }
        var ages = AllowanceAges(repository, ground)
        return try briefs.map { try ages.dated($0) }
    }

    /// Whether paths here are those of the commits: not where the config is in another folder and not committed yet.
    private func isSameFolder(_ team: Team) -> Bool {
        guard let repository, let ground else { return false }
        return ground.isBare || ground.absolute(repository.folder) == team.workTree.root
    }
}
