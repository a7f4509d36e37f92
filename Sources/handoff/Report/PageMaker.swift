internal import Contract
internal import Git
internal import Report
internal import Rework
internal import Workspace

/// Puts together what the report tells: the briefs as they are, and what the history says of them.
struct PageMaker {
    var options: MeasuredRepository.Options
    var period: Period
    var today: CalendarDate
    var config: String?
    var progress: Progress
    /// Whether somebody looks at single events: what they changed is read from the briefs once more.
    var tellsValues = true

    func page() throws -> (page: ReportPage, unreadable: [(path: String, problem: FileProblem)]) {
        defer { progress.clear() }
        let team = try Team(configFile: config)
        try team.requireSound()
        let rulebook = team.rulebook(today: today)
        let files = BriefFiles.all(team, handoff: nil)
        // Reading what earlier runs kept of the history is one core's work.
        let (past, run) = Parallel.both {
            Result { try measured() }
        } _: {
            LintRun(judge: Judge(rulebook), team: team).run(files.files, isWhole: true)
        }
        let (history, noHistory) = try past.get()
        let subjects = history.map { history in history.timelines.map { Subject($0, history.measured) } } ?? []
        let measurement = Measurement(subjects, period: period)
        let notes = history.map { history in history.notes.map { (history.measured.repository, $0) } } ?? []
        let rework = ReworkReport(
            version: Version.text, repositories: history.map { [$0.measured] } ?? [], measurement: measurement, notes: notes)
        let map = HandoffMap(version: Version.text, handoffs: Map.handoffs(rulebook, run.judgements))
        var page = ReportPage(rework, judgements: run.judgements, map: map, today: today)
        page.noHistory = noHistory
        page.lookedFor = files.lookedFor
        page.showsOwners = team.config.hasPeopleRates
        page.changes = ContractLines(team: team, rulebook: rulebook).changes(measurement.comebacks)
        if let history, tellsValues { page.values = history.values.all(measurement.subjects) }
        page.reviews = OverdueReviews.all(rulebook, used: Set(run.judgements.compactMap(\.handoff)), today: today)
        return (page, files.unreadable + run.unreadable)
    }

    /// Where nothing has been recorded yet, the page says so; any other trouble with the history is the run's failure.
    private func measured() throws -> (MeasuredRepository?, String?) {
        switch try NoHistory.here(branch: options.history.branch) {
        case .noRepository?: (nil, "this folder is in no git repository.")
        case .noCommits?: (nil, "this repository has no commits.")
        case nil: (try MeasuredRepository(options, progress: progress), nil)
        }
    }
}
