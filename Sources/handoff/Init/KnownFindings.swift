internal import Contract
internal import Report
internal import Workspace

/// The first baseline: what the briefs that are there lack already, so that it holds up nobody's first commit.
///
/// Only where something would: the config that `init` writes changes the rules, and then a commit is judged with all briefs.
enum KnownFindings {
    static let fileName = ".handoff-baseline.json"

    /// The baseline's file; nil when no brief would be on hold.
    ///
    /// - Parameter team: with the config that is about to be written.
    static func text(_ team: Team, today: CalendarDate) throws -> String? {
        let rulebook = team.rulebook(today: today)
        let briefs = BriefFiles(team: team, paths: [], handoff: nil)
        var judgements = LintRun(judge: Judge(rulebook), team: team).run(briefs.files, isWhole: true).judgements
        guard judgements.contains(where: { $0.verdict == .hold }) else { return nil }
        let baseline = Baseline().updated(Baseline().apply(to: &judgements), judgements, isWhole: true)
        guard !baseline.entries.isEmpty else { return nil }
        var text = ""
        try BaselineReport().write(baseline) { text += $0 }
        return text
    }
}
