internal import ArgumentParser
internal import Contract
internal import Report
internal import Workspace

/// What `map` can write.
enum MapFormat: String, OutputFormat {
    case text, mermaid, dot, json, codeowners
}

struct Map: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "map",
        abstract: "The handoff map: who hands what to whom, what it must carry, and how many briefs go by it.",
        discussion: """
            Exit codes: 0 drawn, 2 the run itself failed.

            Examples:
              handoff map
              handoff map --format mermaid             for a page on GitHub, GitLab or in Obsidian
              handoff map --format dot=map.dot         for Graphviz
              handoff map --format codeowners=.github/CODEOWNERS
                                                       receivers approve the briefs handed to them
            """)

    @Option(help: MapFormat.help)
    var format: [String] = []

    @Option(help: "The day to judge by, as 2027-03-31.")
    var today: String?

    @Option(help: "The config to use instead of the nearest handoff.yml.")
    var config: String?

    @Option(help: "Colour: auto, always or never.")
    var color: ColorChoice = .auto

    func run() throws {
        try CommandRun.failing { try draw() }
    }

    private func draw() throws {
        let outputs = try Output<MapFormat>.parse(format)
        let day = try DayOption.day(today)
        let team = try Team(configFile: config)
        try team.requireSound()
        let rulebook = team.rulebook(today: day)
        let briefs = BriefFiles.all(team, handoff: nil)
        let run = LintRun(judge: Judge(rulebook), team: team).run(briefs.files, isWhole: true)
        let map = HandoffMap(version: Version.text, handoffs: Self.handoffs(rulebook, run.judgements))
        for output in outputs {
            try OutputFile.taking {
                try output.target.write { write in
                    try self.write(output, map, team, rulebook) { try write(Array($0.utf8)) }
                }
            }
        }
        // Briefs that nobody could count are missing from the map.
        let unreadable = briefs.unreadable + run.unreadable
        for remark in unreadable.map(RunRemark.init) { Console.error("handoff: \(remark.line)") }
        if !unreadable.isEmpty { throw ExitCode(2) }
    }

    private func write(
        _ output: Output<MapFormat>, _ map: HandoffMap, _ team: Team, _ rulebook: Rulebook, to write: (String) throws -> Void
    ) throws {
        switch output.format {
        case .text: try write(MapText(style: Style(isOn: output.target.file == nil && color.isOn)).text(map))
        case .mermaid: try write(MapMermaid().text(map))
        case .dot: try write(MapDOT().text(map))
        case .json: try MapJSON().write(map, to: write)
        case .codeowners: try write(MapCodeowners().text(Self.owners(team, rulebook)))
        }
    }

    static func handoffs(_ rulebook: Rulebook, _ judgements: [Judgement]) -> [HandoffMap.Handoff] {
        let used = Dictionary(grouping: judgements.filter { $0.verdict != .exempt }, by: \.handoff).mapValues(\.count)
        return rulebook.contracts.filter { !$0.isAbstract }.map { contract in
            let demanded = rulebook.demanded(by: contract)
            return HandoffMap.Handoff(
                id: contract.id, title: contract.name, from: contract.from, to: contract.to, boundary: contract.boundary?.decision,
                required: contract.contexts.filter { demanded.contains($0.id) }.map(\.name), briefs: used[contract.id] ?? 0)
        }
    }

    private static func owners(_ team: Team, _ rulebook: Rulebook) -> [MapCodeowners.Entry] {
        let top = RepositoryPath(root: team.workTree.root)
        return team.config.briefs.map { mapping in
            let contract = mapping.handoff.flatMap { rulebook.contract($0) }
            let receiver = contract?.to
            return MapCodeowners.Entry(
                files: mapping.glob.source, patterns: mapping.glob.unfolded.map(top.text), handoff: contract?.name, receiver: receiver,
                accounts: receiver.map(team.people.accounts) ?? [])
        }
    }
}
