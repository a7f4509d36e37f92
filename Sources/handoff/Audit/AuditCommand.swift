internal import ArgumentParser
internal import Audit
internal import Contract
internal import Git
internal import Report
internal import Rework
internal import Source
internal import Workspace
internal import YAML

/// What `audit` can write.
enum AuditFormat: String, OutputFormat {
    case text, json
}

struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Says whether the handoff system itself is ready to depend on, and what to change.",
        discussion: """
            It asks for owner, required input, expected output, review point and failure signal of every handoff in use; for each
            project’s handoffs; and for what came back twice, was allowed for long, or is written down for nobody.

            Exit codes: 0 nothing at or above --fail-on, 1 something is, 2 the run itself failed.

            Examples:
              handoff audit
              handoff audit --project spring-launch       what this project hands over, and what it lacks
              handoff audit --format json=audit.json --fail-on never
            """)

    @Option(help: "Only what concerns this project.")
    var project: String?

    @Option(help: AuditFormat.help)
    var format: [String] = []

    @Option(help: "The day to judge by, as 2027-03-31.")
    var today: String?

    @Option(help: "Findings that make the exit code 1: error, warning or never.")
    var failOn: Lint.FailOn = .error

    @Option(help: "The config to use instead of the nearest handoff.yml.")
    var config: String?

    @OptionGroup var reading: ReadingFlags

    @Option(help: "Colour: auto, always or never.")
    var color: ColorChoice = .auto

    func run() throws {
        let code = try CommandRun.failing { try audit() }
        if code != 0 { throw ExitCode(code) }
    }

    private func audit() throws -> Int32 {
        let outputs = try Output<AuditFormat>.parse(format)
        let day = try DayOption.day(today)
        let past = try AuditedPast(config: config, reading)
        let team = try past.teamWithoutWorkTree ?? Team(configFile: config)
        try team.requireSound()
        let rulebook = team.rulebook(today: day)
        let survey = try BriefSurvey(team, rulebook, past)
        var ground = survey.ground(day)
        ground.project = try known(project, ground)
        ground.history = past.facts
        let report = AuditReport(ground, version: Version.text, notes: past.notes + [survey.note].compactMap(\.self))
        for output in outputs {
            try OutputFile.taking {
                try output.target.write { write in
                    try self.write(report, output, survey) { try write(Array($0.utf8)) }
                }
            }
        }
        // Briefs that nobody could read are missing from the audit.
        for remark in survey.unreadable.map(RunRemark.init) { Console.error("handoff: \(remark.line)") }
        if !survey.unreadable.isEmpty { return 2 }
        return fails(report) ? 1 : 0
    }

    private func known(_ project: String?, _ ground: AuditGround) throws -> String? {
        guard let project else { return nil }
        let names = Set(ground.briefs.compactMap(\.project)).sorted()
        if names.contains(project) { return project }
        let hint = names.isEmpty ? " No brief names one (project: … at the top)." : String.didYouMean(project, in: names)
        throw RunFailure("--project \(project): no brief names this project.\(hint)")
    }

    private func fails(_ report: AuditReport) -> Bool {
        switch failOn {
        case .error: report.count(.error) > 0
        case .warning: report.count(.error) + report.count(.warning) > 0
        case .never: false
        }
    }

    private func write(
        _ report: AuditReport, _ output: Output<AuditFormat>, _ survey: BriefSurvey, to write: (String) throws -> Void
    ) throws {
        switch output.format {
        case .text:
            if report.briefs == 0, report.findings.isEmpty, survey.note == nil {
                try write("Nothing to audit. Looked for \(survey.lookedFor.printable).\n")
            } else {
                try write(AuditText(style: Style(isOn: output.target.file == nil && color.isOn)).text(report))
            }
        case .json: try AuditJSON().write(report, to: write)
        }
    }
}
