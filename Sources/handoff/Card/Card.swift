internal import ArgumentParser
internal import Brief
internal import Contract
internal import Report
internal import Source
internal import Workspace

/// What `card` can write.
enum CardFormat: String, OutputFormat {
    case markdown, html

    static var text: CardFormat { .markdown }
}

struct Card: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "card",
        abstract: "One page of a brief for a partner without git: who, what, context, checklist, open questions.",
        discussion: """
            The page loads nothing and runs nothing; it prints on one sheet of A4 for each handoff of the brief.

            Examples:
              handoff card briefs/webinar.md                       Markdown, for a mail or a chat
              handoff card briefs/webinar.md --output card.html    a page to send or to print
              handoff card briefs/webinar.md --format markdown=card.md --format html=card.html
              handoff card briefs/launch.md --handoff crm          one of the handoffs in it
            """)

    @Argument(help: "The brief.", completion: .file(extensions: ["md"])) var brief: String

    @Option(help: CardFormat.help) var format: [String] = []

    @Option(help: "The one handoff that is meant, of a brief that carries several.") var handoff: String?

    @Option(help: ArgumentHelp("Where it goes instead of standard output; what ends in .html becomes HTML.", valueName: "file"))
    var output: String?

    @Option(help: "The day to judge by, as 2027-03-31.") var today: String?

    @Option(help: "The config to use instead of the nearest handoff.yml.") var config: String?

    func run() throws {
        try CommandRun.failing { try write(try outputs()) }
    }

    private func outputs() throws -> [Output<CardFormat>] {
        guard let output else { return try Output<CardFormat>.parse(format) }
        guard format.count <= 1, format.first?.contains("=") != true else {
            throw RunFailure("--output takes one format; with several, give each its file: --format html=card.html.")
        }
        let isPage = output.hasSuffix(".html") || output.hasSuffix(".htm")
        return try Output<CardFormat>.parse(["\(format.first ?? (isPage ? "html" : "markdown"))=\(output)"])
    }

    private func write(_ outputs: [Output<CardFormat>]) throws {
        let cards = try cards()
        for output in outputs {
            let text = output.format == .html ? CardHTML().text(cards) : CardMarkdown().text(cards)
            try OutputFile.taking { try output.target.write { write in try write(Array(text.utf8)) } }
        }
    }

    private func cards() throws -> [HandoffCard] {
        let day = try DayOption.day(today)
        let team = try Team(configFile: config)
        try team.requireSound()
        let rulebook = team.rulebook(today: day)
        if Files.kind(brief.hasPrefix("/") ? brief : Files.currentFolder + "/" + brief) == .folder {
            throw RunFailure("\(brief) is a folder; name the brief itself.")
        }
        let files = BriefFiles(team: team, paths: [brief], handoff: nil)
        if let (path, problem) = files.unreadable.first { throw RunFailure("\(path) can't be read: \(problem.sentence).") }
        guard let file = files.files.first else {
            throw RunFailure("\(brief) is no brief: it doesn't say “handoff: …” at its top, or handoff.yml leaves it out.")
        }
        let bytes: [UInt8]
        do throws(FileProblem) {
            bytes = try Files.read(file.location, limit: Judge.largestBrief)
        } catch {
            throw RunFailure("\(brief) can't be read: \(error.sentence).")
        }
        let source = SourceText(path: file.path, bytes: bytes)
        guard source.encodingProblem == nil else { throw RunFailure("\(brief) is no clean UTF-8 text; save it as UTF-8.") }
        let read = Brief(source)
        if let problem = read.frontMatter.problems.first { throw RunFailure("\(brief) can't be read: \(problem.problem.sentence)") }
        let contracts = try contracts(rulebook.handoffs(of: read, fallback: file.fallback) ?? [], rulebook)
        let facts = LintRun(judge: Judge(rulebook), team: team).facts(besides: [source.path])
        let maker = CardMaker(source, fallback: file.fallback, rulebook, BriefIndex(facts, tree: rulebook.tree), day: day)
        return maker.cards(contracts) { AskedSince.days(file.path, config: config) }
    }

    private func contracts(_ all: [Contract], _ rulebook: Rulebook) throws -> [Contract] {
        guard !all.isEmpty else {
            throw RunFailure("\(brief) doesn't say which handoff it is; write “handoff: …” at its top. handoff contracts list shows them.")
        }
        guard let handoff else { return all }
        guard let contract = rulebook.contract(handoff), all.contains(where: { $0.id == contract.id }) else {
            throw RunFailure("\(brief) carries no handoff “\(handoff)”. It carries: \(all.map(\.id).joined(separator: ", ")).")
        }
        return [contract]
    }
}
