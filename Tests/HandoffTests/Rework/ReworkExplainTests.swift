import Foundation
import GitFixture
import Testing

/// `rework --explain`: one brief's timeline.
@Suite struct ReworkExplainTests {
    typealias Commit = ReworkRepository.Commit

    @Test(
        "a brief is explained by its id, its path, or the end of it",
        arguments: ["fair-leads", "briefs/sales/fair-leads.md", "fair-leads.md", "./briefs/sales/fair-leads.md"])
    func explain(_ name: String) throws {
        let result = try ReworkRepository.make("team").rework("--explain", name)
        #expect(result.code == 0)
        #expect(result.output.contains("handed off (round 3)  “returned” → “ready”"), "\(result.output)")
        #expect(result.output.contains("Why this lead is worth a call: missing"))
        #expect(result.output.contains("2025-02-11 10:00"), "the team’s zone")
    }

    @Test func aVersionThatCannotBeReadStandsInItsTimeline() throws {
        func brief(_ status: String) -> String { ReworkRepository.brief(status, "Ten") }
        func bad(_ status: String) -> String { brief(status).replacing("goal: \"Ten\"", with: "goal: [Ten](https://acme.example)") }
        let team = try ReworkRepository.make([
            Commit(ReworkTests.rules), Commit(["briefs/a.md": brief("ready")]), Commit(["briefs/a.md": bad("returned")]),
            Commit(["briefs/a.md": brief("accepted")]), Commit(["briefs/a.md": bad("delivered")]),
        ])
        let lines = try team.rework("--explain", "briefs/a.md").output.split(separator: "\n").map(String.init)
        let commits = try team.git("log", "--reverse", "--format=%h", "--abbrev=10").split(separator: "\n")
        let words = "could not be read: the block at its top can’t be read as YAML"
        let first = try #require(lines.firstIndex { $0.hasPrefix("  2025-01-03 09:00  \(words)  \(commits[2])  Dana Okafor") }, "\(lines)")
        #expect(lines[first - 1].contains("handed off (round 1)"))
        #expect(
            lines[first + 1].hasSuffix("what happened in it shows with the next version that can be read, as far as it still stands there"))
        #expect(lines[first + 2].contains("accepted"))
        #expect(lines[lines.count - 2].hasPrefix("  2025-01-05 09:00  \(words)  \(commits[4])"))
        #expect(lines[lines.count - 1].hasSuffix("what happened in it shows once the file is fixed"))
        #expect(try team.rework().output.contains("2 versions could not be read"))
        #expect(try team.rework().output.contains(": briefs/a.md (\(commits[2]), \(commits[4]))."))
    }

    @Test(
        "a part of a brief's path, or a misspelt one, brings the briefs that are meant",
        arguments: [
            ("1191", "Did you mean “EIPS/eip-1191.md”?"), ("EIP-1191", "Did you mean “EIPS/eip-1191.md”?"),
            ("119", "Did you mean “EIPS/eip-1191.md”, “EIPS/eip-1192.md”, “EIPS/eip-1193.md” or one of 2 more?"),
            ("1192.", "Did you mean “EIPS/eip-1192.md”?"), ("eip-119l.md", "Did you mean “EIPS/eip-1191.md”?"),
            ("eips", "Did you mean “EIPS/eip-1191.md”,"), ("quarterly", "the history has no such brief.\n"),
        ])
    func nearest(_ typed: String, _ words: String) throws {
        let numbers = ["1191", "1192", "1193", "1194", "11911"]
        let briefs = numbers.map { ("EIPS/eip-\($0).md", ReworkRepository.brief("ready")) }
        let team = try ReworkRepository.make([
            Commit(ReworkTests.rules.merging(["handoff.yml": Kickoff.config.replacing("briefs/", with: "EIPS/")]) { $1 }),
            Commit(Dictionary(uniqueKeysWithValues: briefs)),
        ])
        let result = try team.rework("--explain", typed)
        #expect(result.code == 2)
        #expect(result.error.contains(words), "\(result.error)")
    }

    @Test func causesStandInTheOrderOfTheirShownNames() throws {
        func brief(_ goal: String, _ status: String = "ready") -> String {
            "---\nhandoff: zoo\nstatus: \(status)\nquorum: \(goal)\nzebra: \(goal)\n---\n\(goal) two three four five six seven eight nine ten\n"
        }
        let contract = "handoff: zoo\ncontext:\n  quorum: {check: [required]}\n  zebra: {title: Animal, check: [required]}\n"
        let team = try ReworkRepository.make([
            Commit(["handoff.yml": "briefs: [briefs/**]\ncontracts: [zoo.yml]\n", "zoo.yml": contract]),
            Commit(["briefs/a.md": brief("eleven")]), Commit(["briefs/a.md": brief("twelve").replacing(" ten", with: " " + Self.others)]),
        ])
        for arguments in [[], ["--format", "markdown"], ["--explain", "briefs/a.md"]] {
            let text = try Program.run(["rework"] + arguments, in: team.url, environment: team.environment).output
            let places = ["Animal", "Quorum", "The text itself"].map { text.range(of: $0)?.lowerBound }
            #expect(places.allSatisfy { $0 != nil } && places[0]! < places[1]! && places[1]! < places[2]!, "\(text)")
        }
    }

    private static let others = "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"

    @Test func whyAnEventIsNotCountedIsSaid() throws {
        let result = try ReworkRepository.make("team").rework("--explain", "newsletter-tracking")
        #expect(result.output.contains("not counted: a machine did it"))
        let json = try ReworkRepository.make("team").measured("--explain", "newsletter-tracking")
        #expect(json.briefs.count == 1)
    }
}
