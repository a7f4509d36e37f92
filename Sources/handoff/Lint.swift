internal import ArgumentParser
internal import Contract
internal import Report
internal import Source
internal import Workspace
internal import YAML

struct Lint: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Says what context is missing, and a verdict for each brief.",
        discussion: """
            Exit codes: 0 nothing to complain about, 1 findings, 2 the run itself failed.

            Examples:
              handoff lint                                 the briefs that handoff.yml names, else every one that declares a handoff
              handoff lint briefs/webinar.md
              handoff lint --format json > findings.json
              handoff lint --staged                        what you are about to commit, as it will be committed
              handoff lint --since origin/main --rules-from origin/main
              handoff lint --format github --format sarif=handoff.sarif
              pbpaste | handoff lint --stdin --path briefs/new.md
            """)

    @Argument(help: ArgumentHelp("Files or folders. Default: the briefs the config names.", valueName: "path"))
    var paths: [String] = []

    @Flag(help: "Read the brief from standard input.")
    var stdin = false

    @Option(help: "The file that standard input stands for.")
    var path: String?

    @Option(help: "The handoff of files that declare none.")
    var handoff: String?

    @Option(help: "Only this rule (rule, rule:check, * for any). May be repeated.")
    var only: [String] = []

    @Option(help: "The day to judge by, as 2027-03-31.")
    var today: String?

    @Option(help: LintFormat.help)
    var format: [String] = []

    @Option(help: "The least severity that fails the run: error, warning or never.")
    var failOn: FailOn = .error

    @OptionGroup var git: GitOptions

    @OptionGroup var known: KnownOptions

    @Option(help: "The config to use instead of the nearest handoff.yml.")
    var config: String?

    @Option(help: "Colour: auto, always or never.")
    var color: ColorChoice = .auto

    @Flag(name: .shortAndLong, help: "Only briefs with findings.")
    var quiet = false

    @Flag(name: .shortAndLong, help: "Allowed findings and skipped files too.")
    var verbose = false

    enum FailOn: String, ExpressibleByArgument, CaseIterable {
        case error, warning, never
    }

    func run() throws {
        let code: Int32
        do {
            code = try judge()
        } catch let failure as RunFailure {
            Console.error("handoff: \(failure)")
            ReportWriter.report(failure, format)
            throw ExitCode(2)
        }
        if code != 0 { throw ExitCode(code) }
    }

    private func judge() throws -> Int32 {
        let outputs = try Output<LintFormat>.parse(format)
        if stdin, !paths.isEmpty { throw RunFailure("--stdin reads one brief from standard input; leave out the paths.") }
        if path != nil, !stdin {
            throw RunFailure("--path says which file --stdin stands for; add --stdin, or name the file without --path.")
        }
        let today = try DayOption.day(today)
        let gitScope = try git.scope(isInput: stdin, writesBaseline: known.writeBaseline)
        let ruleFiles = GitSnapshot.ReadLog()
        let team = try gitScope?.team(configFile: config, log: ruleFiles) ?? Team(configFile: config)
        // Where rules could not be read, what they say is no use.
        try gitScope?.ground.requireSound()
        try team.requireSound()
        let rulebook = team.rulebook(today: today)
        if let handoff, rulebook.contract(handoff)?.isAbstract != false {
            let names = rulebook.declarable.map(\.id)
            let nearest = String.didYouMean(handoff, in: names)
            throw RunFailure(
                "--handoff \(handoff): there is no such handoff.\(nearest.isEmpty ? " It can be: \(names.joined(separator: ", "))." : nearest)"
            )
        }
        try requireKnown(only, rulebook)
        try known.check(isInput: stdin, team)
        let run = LintRun(judge: Judge(rulebook, only: only), team: team)
        var outcome: LintRun.Outcome
        var scope = ""
        var isWhole = paths.isEmpty && !stdin
        if stdin {
            outcome = try judgeInput(run, team)
        } else if let gitScope,
            let scoped = try ScopedRun(run, gitScope, paths: paths, handoff: handoff, ruleFiles: ruleFiles)
        {
            let result = scoped.result()
            (outcome, isWhole) = (result.outcome, result.isWhole)
            scope = Self.scope(result.briefs, outcome, verbose: verbose)
        } else {
            let briefs = BriefFiles(team: team, paths: paths, handoff: handoff)
            outcome = run.run(briefs.files, isWhole: paths.isEmpty)
            outcome.unreadable = briefs.unreadable + outcome.unreadable
            scope = Self.scope(briefs, outcome, verbose: verbose)
        }
        if outcome.unreadable.isEmpty { try gitScope?.ground.requireSound() }
        let known = try known.settle(&outcome, KnownOptions.Scope(isWhole: isWhole, only: only), team)
        var report = LintReport(
            version: Version.text, judgements: outcome.judgements, remarks: outcome.unreadable.map(RunRemark.init) + known.remarks)
        report.repositoryPath = RepositoryPath(root: team.workTree.root).text
        var writer = ReportWriter(outputs: outputs, report: report, rulebook: rulebook)
        writer.text = textReport(root: stdin && path == nil ? nil : team.workTree.root)
        writer.hasColor = color.isOn
        writer.afterword = scope + known.written
        try writer.write()
        for remark in report.remarks { Console.error("handoff: \(remark.line)") }
        if !outcome.unreadable.isEmpty { return 2 }
        return outcome.judgements.contains(where: fails) || (known.fails && failOn != .never) ? 1 : 0
    }

    private func judgeInput(_ run: LintRun, _ team: Team) throws -> LintRun.Outcome {
        let name = path.map { team.path(ofInput: $0) } ?? "stdin.md"
        let bytes = Console.readInput(limit: Judge.largestBrief)
        if bytes.count > Judge.largestBrief { return LintRun.Outcome(judgements: [run.judge.tooLarge(name, bytes: bytes.count)]) }
        return run.run(SourceText(path: name, bytes: bytes), fallback: handoff ?? team.config.mapping(for: name)?.handoff)
    }

    private func requireKnown(_ only: [String], _ rulebook: Rulebook) throws {
        guard !only.isEmpty else { return }
        var checks = rulebook.ruleNames
        for builtin in BuiltinRule.allCases { checks[builtin.rule] = (checks[builtin.rule] ?? []) + [builtin.rawValue] }
        let names = checks.flatMap { rule, checks in [rule] + checks.map { "\(rule):\($0)" } }.sorted()
        for rule in only where !names.contains(where: { RuleGlob.matches(rule, $0) }) {
            if rule.contains("*") { throw RunFailure("--only \(rule): no rule is called so.") }
            let known = rule.contains(":") ? names : checks.keys.sorted()
            throw RunFailure("--only \(rule): there is no such rule.\(String.didYouMean(rule, in: known))")
        }
    }

    /// What is still with its author blocks nobody, except by a mistake that no stage makes smaller.
    private func fails(_ judgement: Judgement) -> Bool {
        let least: Severity
        switch failOn {
        case .error: least = .error
        case .warning: least = judgement.verdict == .draft ? .error : .warning
        case .never: return false
        }
        return judgement.findings.contains { $0.state == .live && $0.severity >= least }
    }

    // MARK: output

    /// What was looked for when nothing was found: silence would look like approval.
    private static func scope(_ briefs: BriefFiles, _ outcome: LintRun.Outcome, verbose: Bool) -> String {
        var text = ""
        if !briefs.skipped.isEmpty, verbose || briefs.files.isEmpty {
            let names = briefs.skipped.count > 5 ? briefs.skipped.prefix(5) + ["…"] : briefs.skipped[...]
            text += "Not checked: \(names.joined(separator: ", ").printable) — no “handoff:” at the top, or left out by the config.\n"
        }
        if briefs.files.isEmpty, briefs.unreadable.isEmpty, outcome.judgements.isEmpty {
            text += "Nothing to check. Looked for \(briefs.lookedFor.printable).\n"
        }
        return text
    }

    private func textReport(root: String?) -> TextReport {
        var report = TextReport(style: Style(isOn: false))
        report.isVerbose = verbose
        report.isQuiet = quiet
        report.shownPath = ShownPath(root: root).text
        return report
    }
}
