internal import ArgumentParser
internal import Blank
internal import BuiltinContracts
internal import Contract
internal import Report
internal import Source
internal import Workspace
internal import YAML

struct New: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Writes a brief to fill in, made from what the next team needs.",
        discussion: """
            What only you can know stands in [brackets]; “handoff lint” says what is still open. A file that is there is never overwritten.
            On a terminal it asks for project, owner, receiver and due date; elsewhere, or with --print, it takes them from the options.

            Examples:
              handoff new campaign-to-analytics                                 into the folder that handoff.yml names
              handoff new campaign-to-analytics briefs/spring-webinar.md
              handoff new content-to-design campaign-to-analytics               one brief for both; what they share is asked once
              handoff new marketing-to-sales --language de --owner "Dana Okafor" --receiver Sales --due 2026-05-29
              handoff new campaign-to-analytics --print | pbcopy
            """)

    @Argument(help: ArgumentHelp("One or more handoffs, then the file to write, if you want to name it.", valueName: "handoff, file"))
    var names: [String]

    @Option(help: "The file to write.")
    var path: String?

    @Option(help: "The language of headings, questions and hints: \(Language.allCases.map(\.rawValue).joined(separator: ", ")).")
    var language: Language = .english

    @Option(help: "The one person who is asked when something is unclear.")
    var owner: String?

    @Option(help: "The person or team that takes over.")
    var receiver: String?

    @Option(help: "When it is needed, as 2027-03-31.")
    var due: String?

    @Option(help: "A short name that no other brief has.")
    var id: String?

    @Option(help: "The project it belongs to; also names the file.")
    var project: String?

    @Flag(help: "Write to standard output instead of a file.")
    var print = false

    @Option(help: "The config to use instead of the nearest handoff.yml.")
    var config: String?

    func run() throws {
        try CommandRun.run {
            let team = try Team(configFile: config)
            try team.requireSound()
            let rulebook = try team.rulebook(today: DayOption.day(nil), tree: team.workTree.tree)
            let order = try NewOrder(names, path: path, rulebook)
            if print, let path = order.path { throw RunFailure("--print writes no file; leave out \(path), or --print.") }
            let translation = translation()
            let values = try self.values(order, translation)
            let status = Self.draft(team.config.lifecycle)
            let text = Blank(
                order.contracts, rulebook: rulebook, language: language, translation: translation, status: status, values: values
            ).text
            if print { return (text, 0) }
            let file = try NewFile(order, values: values, team)
            try file.write(text)
            return (file.note, 0)
        }
    }

    /// From the options; on a terminal the rest is asked for, and an empty line leaves it open.
    private func values(_ order: NewOrder, _ translation: Translation) throws -> [String: String] {
        var values = ["owner": owner, "receiver": receiver, "due": due, "id": id, "project": project].compactMapValues {
            $0?.trimmed.isEmpty == false ? $0?.trimmed : nil
        }
        guard !print, Console.isConversation else { return values }
        for id in ["project", "owner", "receiver", "due"] where values[id] == nil {
            guard let context = order.contracts.lazy.compactMap({ $0.context(id) }).first else { continue }
            let question = translation.question(context).map { " (\($0))" } ?? ""
            guard let answer = Console.ask("\(context.name(in: language))\(question): ") else { break }
            if !answer.trimmed.isEmpty { values[id] = answer.trimmed }
        }
        return values
    }

    /// Read only here: a lint never needs it.
    private func translation() -> Translation {
        guard let file = Shipped.translation(language) else { return Translation() }
        return Translation(file, of: ContractLibrary(Shipped.files).contracts)
    }

    /// The team's word for a draft; nil where it keeps no statuses.
    static func draft(_ lifecycle: Lifecycle) -> String? {
        lifecycle.isOff ? nil : lifecycle.words.first { lifecycle.stage(of: $0, isAccepted: false) == .draft }
    }
}

extension Language: ExpressibleByArgument {}

/// What `new` was asked for: handoffs, and the file if somebody named it.
struct NewOrder {
    var contracts: [Contract] = []
    /// As given.
    var path: String?

    /// - Parameters:
    ///   - names: handoffs by id or title; the last one may be a file's name.
    ///   - path: `--path`.
    init(_ names: [String], path: String?, _ rulebook: Rulebook) throws {
        self.path = path
        for (i, name) in names.enumerated() {
            if let contract = rulebook.contract(name.trimmed), !contract.isAbstract {
                if !contracts.contains(where: { $0.id == contract.id }) { contracts.append(contract) }
            } else if Self.isFile(name) {
                if let path { throw RunFailure("\(name): --path names a file already (\(path)); leave out one of the two.") }
                guard i == names.count - 1 else { throw RunFailure("\(name): the file comes last, after the handoffs.") }
                self.path = name
            } else {
                throw Self.unknown(name, rulebook)
            }
        }
        if contracts.isEmpty {
            let ids = rulebook.declarable.map(\.id).joined(separator: ", ")
            throw RunFailure(
                "Which handoff? Name it before the file: handoff new \(rulebook.declarable.first?.id ?? "…") \(names.last ?? ""). There are: \(ids)."
            )
        }
        if let path = self.path, !Self.isMarkdown(path) {
            throw RunFailure("\(path): a brief is a Markdown file; its name ends in .md.")
        }
    }

    private static func isMarkdown(_ name: String) -> Bool { name.hasSuffix(".md") || name.hasSuffix(".markdown") }
    private static func isFile(_ name: String) -> Bool { isMarkdown(name) || name.contains("/") }

    private static func unknown(_ name: String, _ rulebook: Rulebook) -> RunFailure {
        let ids = rulebook.declarable.map(\.id)
        if rulebook.contract(name.trimmed) != nil {
            return RunFailure("“\(name)” is what every handoff shares, none of its own. It can be: \(ids.joined(separator: ", ")).")
        }
        let nearest = String.didYouMean(name, in: ids + rulebook.declarable.compactMap(\.title))
        return RunFailure(
            "There is no handoff called “\(name)”.\(nearest.isEmpty ? " It can be: \(ids.joined(separator: ", ")). A file's name ends in .md." : nearest)"
        )
    }
}
