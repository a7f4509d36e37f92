internal import ArgumentParser
internal import Contract
internal import Report
internal import Source
internal import Workspace
internal import YAML

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Sets handoff up here: config, an example, the check before each commit, and on GitHub or GitLab.",
        discussion: """
            Looks at the briefs that are there, asks which handoff fails most often, shows what it would write, and asks before it does.
            Nothing that is there is ever written over. Without a terminal it only shows, unless you say --yes.

            Examples:
              handoff init
              handoff init --handoff content-to-design --yes    no questions
              handoff init --without hook                       no check before commits
              handoff init --with github                        the check of pull requests, too
              handoff init --undo                               takes back what it wrote, where nobody has changed it since
            """)

    @Option(help: "The handoff that fails most often: the only one that holds work up at first.")
    var handoff: String?

    @Option(help: ArgumentHelp("Also write this, whatever is found: \(Self.names). May be repeated.", valueName: "piece"))
    var with: [InitPiece] = []

    @Option(help: ArgumentHelp("Don't write this. May be repeated.", valueName: "piece"))
    var without: [InitPiece] = []

    @Flag(help: "Write without asking.")
    var yes = false

    @Flag(help: "Take back what init wrote, where nobody has changed it since.")
    var undo = false

    private static let names = InitPiece.allCases.map(\.rawValue).joined(separator: ", ")

    func run() throws {
        try CommandRun.run {
            if let both = with.first(where: without.contains) {
                throw RunFailure("--with \(both.rawValue) and --without \(both.rawValue) exclude each other.")
            }
            if undo {
                guard handoff == nil, with.isEmpty, without.isEmpty else {
                    throw RunFailure("--undo takes back everything; leave out the other options.")
                }
                return (try takeBack(), 0)
            }
            return (try setUp(), 0)
        }
    }

    // MARK: setting up

    private func setUp() throws -> String {
        let team = try Team(configFile: nil)
        try team.requireSound()
        let ground = try InitGround(team)
        let rulebook = try team.rulebook(today: DayOption.day(nil))
        let isSetUp = team.configPath != nil
        let survey = InitSurvey(team, rulebook, guesses: !isSetUp)
        let counts = survey.ranked(rulebook.declarable)
        let titles = Dictionary(uniqueKeysWithValues: rulebook.declarable.map { ($0.id, $0.title ?? $0.id) })
        let named = try handoff.map { try head($0, rulebook) }
        // Where somebody answers, what was found is shown before the question.
        let isAsked = !yes && Console.isConversation
        var page = isSetUp ? "" : InitFoundPage(survey, counts, titles: titles).text
        var strict = named ?? rulebook.declarable.first { $0.id == counts.first?.handoff }
        if isAsked, named == nil, !isSetUp, !without.contains(.config) {
            try show(page + InitPage.question(counts, titles: titles))
            page = ""
            guard let answer = ask(counts, rulebook) else { return "\nNothing was written.\n" }
            strict = answer
        }
        guard let strict else { throw RunFailure("there is no handoff that a brief could declare.") }
        let choice = InitPlan.Choice(strict: strict, with: Set(with), without: Set(without))
        let plan = try InitPlan(team, ground, survey, choice, program: Self.program)
        page += InitPage.plan(plan, strict: isSetUp || without.contains(.config) ? nil : strict.id)
        if isSetUp, let named { page += Self.byHand(named, rulebook.declarable) }
        if plan.changes.isEmpty { return page + "Nothing to write.\n" }
        if !yes {
            guard isAsked else {
                let other =
                    isSetUp || named != nil ? "" : "To begin with another handoff: --handoff NAME (handoff contracts list shows them)\n"
                return page + "Nothing was written. To write it: \(command(strict))\n" + other
            }
            try show(page)
            page = ""
            let count = plan.changes.count
            guard agrees("Write \(count == 1 ? "this" : "these \(count)")? [Y/n] ") else { return "Nothing was written.\n" }
        }
        try InitWriter(ground: ground).write(plan.changes)
        return page + "\(InitPage.number(plan.changes.count, "file")) written.\n" + Self.next(plan, ground)
    }

    private func head(_ name: String, _ rulebook: Rulebook) throws -> Contract.Head {
        if let contract = rulebook.contract(name.trimmed), !contract.isAbstract { return contract.head }
        let names = rulebook.declarable.map(\.id)
        let nearest = String.didYouMean(name, in: names)
        throw RunFailure(
            "--handoff \(name): there is no such handoff.\(nearest.isEmpty ? " It can be: \(names.joined(separator: ", "))." : nearest)")
    }

    /// Nil when they have nothing more to say.
    private func ask(_ counts: [InitSurvey.Count], _ rulebook: Rulebook) -> Contract.Head? {
        while let line = Console.ask("Its number, or Enter for 1: ") {
            let answer = line.trimmed
            if answer.isEmpty { return rulebook.declarable.first { $0.id == counts.first?.handoff } }
            if let number = Int(answer), counts.indices.contains(number - 1) {
                return rulebook.declarable.first { $0.id == counts[number - 1].handoff }
            }
            do {
                return try head(answer, rulebook)
            } catch {
                Console.error("Please type a number from 1 to \(counts.count), or a name from the list.")
            }
        }
        return nil
    }

    private func agrees(_ question: String) -> Bool {
        guard let answer = Console.ask(question) else {
            Console.error("")
            return false
        }
        return ["", "y", "yes"].contains(answer.trimmed.lowercased())
    }

    private func show(_ page: String) throws {
        guard Console.show(page) else { throw ExitCode(2) }
    }

    /// The same again, without questions.
    private func command(_ strict: Contract.Head) -> String {
        let pieces = with.map { " --with \($0.rawValue)" } + without.map { " --without \($0.rawValue)" }
        return "handoff init --handoff \(strict.id)\(pieces.joined()) --yes".printable
    }

    /// A config that is there is the team's; what it would take is said.
    private static func byHand(_ strict: Contract.Head, _ all: [Contract.Head]) -> String {
        let others = all.map(\.id).filter { $0 != strict.id }
        return "To let only \(strict.id) hold work up, put this into handoff.yml:\n\nseverity:\n".printableLines
            + others.map { "  \($0.yamlValue): warning\n" }.joined() + "\n"
    }

    private static func next(_ plan: InitPlan, _ ground: InitGround) -> String {
        let paths = plan.steps.filter { $0.change?.path.base == .tree }.map(\.path)
        var text = "Next: handoff lint\n"
        if ground.gitFolder == nil {
            text += "To take it back, delete \(paths.joined(separator: " and "))."
        } else {
            if !paths.isEmpty { text += "Commit \(paths.joined(separator: ", ")), so that your colleagues have it, too.\n" }
            text += "To take it back: handoff init --undo"
        }
        return text.printableLines + "\n"
    }

    // MARK: taking back

    private func takeBack() throws -> String {
        let team = try Team(configFile: nil)
        let ground = try InitGround(team)
        guard ground.gitFolder != nil else {
            throw RunFailure(
                "--undo knows what init wrote from git's folder, and this is no git repository. Delete by hand what you don't want.")
        }
        var undo = try InitUndo(ground)
        guard !undo.isEmpty else { return "There is nothing to take back: init wrote nothing here, or it is gone already.\n" }
        let plan = undo.plan
        guard undo.changesSomething else { return plan + "Nothing was taken back.\n" }
        if !yes {
            guard Console.isConversation else { return plan + "Nothing was taken back. To do it: handoff init --undo --yes\n" }
            try show(plan)
            guard agrees("Take it back? [Y/n] ") else { return "Nothing was taken back.\n" }
        }
        try undo.run()
        return (yes ? plan : "") + "Taken back.\n"
    }

    // MARK: this program

    /// As it was called, so that a link which an update moves on stays the one that is used. Nil when that can't be told.
    private static var program: String? {
        let called = CommandLine.arguments.first ?? ""
        if called.contains("/") { return called.hasPrefix("/") ? called : Files.currentFolder + "/" + called }
        return Console.environment("PATH")?.split(separator: ":").map { $0 + "/" + called }
            .first { $0.hasPrefix("/") && Files.kind($0) == .file && access($0, X_OK) == 0 }
    }
}

extension String {
    var printableLines: String {
        split(separator: "\n", omittingEmptySubsequences: false).map { String($0).printable }.joined(separator: "\n")
    }
}
