import Contract
import Foundation
import Testing

@Suite struct CatalogueTests {
    static let file = Program.root.appending(path: "rules/README.md")

    @Test("rules/README.md says what the contracts say") func isFresh() throws {
        let result = try Program.run(["contracts", "catalogue", "--shipped"], in: Program.root)
        #expect(result.code == 0)
        let stored = try String(contentsOf: Self.file, encoding: .utf8)
        #expect(stored == result.output, "rules/README.md is stale: “make catalogue” writes it anew; read the difference.")
    }

    @Test("every shipped handoff is on the map, with its contexts and rules") func isComplete() throws {
        let text = try Program.run(["contracts", "catalogue", "--shipped"], in: Program.root).output
        let files = try FileManager.default.contentsOfDirectory(atPath: Program.root.appending(path: "rules").path)
        let ids = files.filter { $0.hasSuffix(".yml") }.map { String($0.dropLast(4)) }
        #expect(ids.count >= 5)
        for id in ids {
            #expect(text.contains("<a id=\"\(id)\"></a>"), "\(id)")
            #expect(id == "handoff" || text.contains("](#\(id)) |"), "\(id) is not on the map")
        }
        for rule in ["handoff/owner", "campaign-to-analytics/utm.medium", "campaign-to-analytics/personal-data"] {
            #expect(text.contains("`\(rule)`"), "\(rule)")
        }
    }

    @Test("a team's contracts have a page as well, and its words can't break the table") func ofATeam() throws {
        let contract = """
            handoff: kickoff
            title: "Kick-off | <b>now</b>"
            from: Sales
            to: Delivery
            context:
              goal: {title: "Goal\\e[1m", question: "What | for?", required: true}

            """
        let scratch = try Scratch(["handoff.yml": "contracts: [kickoff.yml]\n", "kickoff.yml": contract])
        let result = try Program.run(["contracts", "catalogue"], in: scratch.url)
        #expect(result.code == 0)
        Program.expectForTerminals(result)
        #expect(result.output.contains("## Kick-off \\| \\<b\\>now\\</b\\>\n"))
        #expect(result.output.contains("| What \\| for? | error | `kickoff/goal` |"))
        let whole = try Program.run(["contracts", "catalogue", "--shipped"], in: scratch.url)
        #expect(!whole.output.contains("kickoff"))
    }
}
