internal import ArgumentParser
internal import BuiltinContracts
internal import Contract
internal import Report
internal import Workspace
internal import YAML

struct Contracts: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contracts",
        abstract: "The contracts in force: list them, check them, run their examples.",
        discussion: """
            Examples:
              handoff contracts list
              handoff contracts catalogue     the same as a Markdown page, with every rule
              handoff contracts validate      after every change to a contract
              handoff contracts test          runs the examples that contracts bring along
            """,
        subcommands: [List.self, Catalogue.self, Validate.self, Test.self])

    /// Options of all three.
    struct Common: ParsableArguments {
        @Option(help: "The config to use instead of the nearest handoff.yml.")
        var config: String?
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "Every handoff a brief can declare, who hands over to whom, and what it must carry.")

        @OptionGroup var common: Common

        func run() throws {
            try CommandRun.run {
                let team = try Team(configFile: common.config)
                try team.requireSound()
                let rulebook = try team.rulebook(today: DayOption.day(nil), tree: .empty)
                return (ContractList.text(rulebook.contracts.filter { !$0.isAbstract }, rulebook), 0)
            }
        }
    }

    struct Catalogue: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "catalogue",
            abstract: "Every handoff as one Markdown page: the handoff map, what each must carry, and who will ask what.")

        @OptionGroup var common: Common

        @Flag(help: "Only those that come with the program, whatever the team has: rules/README.md is this page.")
        var shipped = false

        func run() throws {
            try CommandRun.run {
                let today = try DayOption.day(nil)
                if shipped {
                    let rulebook = Rulebook(ContractLibrary(Shipped.files), settings: Settings(today: today), tree: .empty)
                    return (CataloguePage(rulebook, refresh: "make catalogue").text, 0)
                }
                let team = try Team(configFile: common.config)
                try team.requireSound()
                let rulebook = team.rulebook(today: today, tree: .empty)
                return (CataloguePage(rulebook, refresh: "handoff contracts catalogue").text, 0)
            }
        }
    }

    struct Validate: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "validate", abstract: "Looks for mistakes in handoff.yml, people.yml and every contract.")

        @OptionGroup var common: Common

        func run() throws {
            try CommandRun.run {
                let team = try Team(configFile: common.config, withExamples: true, checkShipped: true)
                if team.problems.isEmpty {
                    let count = team.library.contracts.count
                    return ("\(count) contracts\(team.configPath.map { " and \($0)" } ?? ""): no mistakes.\n", 0)
                }
                let lines = team.problems.map { Team.text($0).printable + "\n" }.joined()
                let count = team.problems.count
                return (lines + "\(count) \(count == 1 ? "mistake" : "mistakes").\n", 1)
            }
        }
    }

    struct Test: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "test",
            abstract: "Runs the examples of every contract: each passing one must be ready, each failing one must find what it says.")

        @OptionGroup var common: Common

        @Argument(help: "Only these handoffs.")
        var handoffs: [String] = []

        func run() throws {
            try CommandRun.run {
                let team = try Team(configFile: common.config, withExamples: true)
                try team.requireSound()
                for name in handoffs where !team.library.contracts.contains(where: { $0.id == name }) {
                    let nearest = String.didYouMean(name, in: team.library.contracts.map(\.id))
                    throw RunFailure("There is no handoff called “\(name)”.\(nearest)")
                }
                let today = try DayOption.day("2026-01-15")
                let runner = ExampleRunner(team.library.contracts, settings: Settings(today: today))
                let wanted = team.library.contracts.filter { handoffs.isEmpty || handoffs.contains($0.id) }
                var text = ""
                var failed = 0
                for contract in wanted {
                    let results = runner.run(contract)
                    let wrong = results.filter { $0.problem != nil }
                    failed += wrong.count
                    text += "\(contract.id): \(results.count - wrong.count) of \(results.count) examples as they should be\n"
                    for result in wrong {
                        text +=
                            "  \(result.example.passes ? "passes" : "fails"): \(result.example.name.printable)\n    \(result.problem?.printable ?? "")\n"
                    }
                }
                return (text, failed == 0 ? 0 : 1)
            }
        }
    }
}
