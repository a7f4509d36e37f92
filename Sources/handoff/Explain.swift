internal import ArgumentParser
internal import Audit
internal import Brief
internal import Contract
internal import Report
internal import Source
internal import Workspace
internal import YAML

struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Explains a rule, a handoff, a finding of audit, or what was found in a brief.",
        discussion: """
            Examples:
              handoff explain campaign-to-analytics/utm         why the rule is there, what passes, what fails
              handoff explain campaign-to-analytics             what the handoff must carry
              handoff explain audit/coverage                    what a finding of audit means, and what to do about it
              handoff explain briefs/webinar.md                 which context was found, in which form, on which line
            """)

    @Argument(
        help: ArgumentHelp("A rule, a handoff, a finding of audit, or a file.", valueName: "rule, handoff or file"),
        completion: ExplainCompletion.kind)
    var subject: String

    @Option(help: "The handoff of a file that declares none.")
    var handoff: String?

    @Option(help: "The config to use instead of the nearest handoff.yml.")
    var config: String?

    @Option(help: "Colour: auto, always or never.")
    var color: ColorChoice = .auto

    func run() throws {
        try CommandRun.run {
            let team = try Team(configFile: config, withExamples: true)
            try team.requireSound()
            let rulebook = Rulebook(
                team.library.contracts, settings: team.settings(today: try DayOption.day(nil)), tree: team.workTree.tree)
            let style = Style(isOn: color.isOn)
            if let page = RulePage(subject, rulebook, style: style) { return (page.text, 0) }
            if let contract = rulebook.contract(subject) { return (HandoffPage(contract, rulebook, style: style).text, 0) }
            let absolute = subject.hasPrefix("/") ? subject : Files.currentFolder + "/" + subject
            if Files.kind(absolute) != nil || Files.isLink(absolute) || subject.hasSuffix(".md") {
                return (try file(absolute, team, rulebook, style), 0)
            }
            var hint = String.didYouMean(subject, in: ExplainCompletion.names(rulebook))
            if hint.isEmpty, subject.hasPrefix("audit/") {
                hint = " What audit finds: \(AuditFinding.Audit.allCases.map(\.rawValue).joined(separator: ", "))."
            }
            throw RunFailure("There is no rule, handoff or file “\(subject)”.\(hint)")
        }
    }

    private func file(_ absolute: String, _ team: Team, _ rulebook: Rulebook, _ style: Style) throws -> String {
        let files = BriefFiles(team: team, paths: [subject], handoff: handoff)
        if let problem = files.unreadable.first { throw RunFailure("\(problem.path): \(problem.problem.sentence).") }
        let file = files.files.first
        let bytes: [UInt8]
        do throws(FileProblem) {
            bytes = try Files.read(absolute, limit: Judge.largestBrief)
        } catch {
            throw RunFailure("\(subject): \(error.sentence).")
        }
        let source = SourceText(path: file?.path ?? subject, bytes: bytes)
        let facts = LintRun(judge: Judge(rulebook), team: team).facts(besides: [source.path])
        return FilePage(
            source, fallback: file?.fallback, mapped: handoff == nil, rulebook, BriefIndex(facts, tree: rulebook.tree), style: style
        ).text
    }
}
