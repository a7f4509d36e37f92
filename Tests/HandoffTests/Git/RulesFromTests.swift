import Foundation
import GitFixture
import Testing

extension GitScopeTests {
    /// A change can't weaken its own check, and can't hide what it did to others.
    @Suite struct Changes {
        static let missing = Staged.missing

        struct Evasion: Sendable, CustomTestStringConvertible {
            var name: String
            var act: @Sendable (TestRepository) throws -> Void
            /// With the rules of main.
            var lines: [String]
            var says = ""

            var testDescription: String { name }
        }

        /// briefs/a.md becomes empty, and something else would let it pass.
        static let evasions = [
            Evasion(
                name: "a weakened contract",
                act: { try $0.write("kickoff.yml", Kickoff.contract.replacing("required: true", with: "required: false")) },
                lines: ["briefs/a.md hold: \(missing)"]),
            Evasion(
                name: "a severity in the config",
                act: { try $0.write("handoff.yml", Kickoff.config + "severity: {\"kickoff/*\": off}\n") },
                lines: ["briefs/a.md hold: \(missing)"]),
            Evasion(
                name: "a config that leaves it out", act: { try $0.write("handoff.yml", Kickoff.config + "exclude: [\"briefs/a.md\"]\n") },
                lines: ["briefs/a.md hold: \(missing)"]),
            Evasion(
                name: "a renamed contract with a weaker one in its place",
                act: {
                    try $0.git("mv", "kickoff.yml", "old.yml")
                    try $0.write("kickoff.yml", "handoff: kickoff\ntitle: Kick-off\ncontext: {}\n")
                }, lines: ["briefs/a.md hold: \(missing)"]),
            Evasion(
                name: "a deleted config", act: { try $0.git("rm", "-q", "handoff.yml") }, lines: ["briefs/a.md hold: \(missing)"]),
            Evasion(
                name: "a new config in a folder below", act: { try $0.write("briefs/handoff.yml", "exclude: [\"**\"]\n") },
                lines: ["briefs/a.md hold: \(missing)"]),
            Evasion(
                name: "a contract that became a link",
                act: {
                    try $0.write("weak.yml", "handoff: kickoff\ntitle: Kick-off\ncontext: {}\n")
                    try $0.remove("kickoff.yml")
                    try $0.link("kickoff.yml", to: "weak.yml")
                }, lines: ["briefs/a.md hold: \(missing)"]),
            Evasion(
                name: "defaults", act: { try $0.write("handoff.yml", Kickoff.config + "defaults: {goal: x, budget: y}\n") },
                lines: ["briefs/a.md hold: \(missing)"]),
            Evasion(
                name: "a baseline",
                act: {
                    try $0.write("handoff.yml", Kickoff.config + "baseline: known.json\n")
                    try $0.write("known.json", "{\"findings\": [], \"schema\": \"handoff.baseline/1\"}\n")
                }, lines: ["briefs/a.md hold: \(missing)"]),
            Evasion(
                name: "the brief moved out of the briefs' folders", act: { try $0.git("mv", "briefs/a.md", "a.md") },
                lines: ["a.md hold: handoff/no-brief:no-brief"], says: "This was the brief briefs/a.md and is none any more"),
            Evasion(
                name: "the brief renamed to another kind of file", act: { try $0.git("mv", "briefs/a.md", "briefs/a.txt") },
                lines: ["briefs/a.txt hold: handoff/no-brief:no-brief"], says: "it is not where “briefs” in handoff.yml looks"),
            Evasion(
                name: "the brief became a link out of the folder",
                act: {
                    try $0.remove("briefs/a.md")
                    try $0.link("briefs/a.md", to: "/etc/hostname")
                }, lines: []),
            Evasion(
                name: "the brief became a submodule",
                act: {
                    try $0.git("rm", "-q", "--cached", "briefs/a.md")
                    try $0.git("update-index", "--add", "--cacheinfo", "160000,1234567890123456789012345678901234567890,briefs/a.md")
                }, lines: ["briefs/a.md hold: handoff/no-brief:no-brief"], says: "a submodule"),
            Evasion(
                name: "an allowance",
                act: {
                    try $0.write(
                        "briefs/a.md", "---\nstatus: ready\nallow: [kickoff/goal because we know, kickoff/budget because we know]\n---\n")
                },
                lines: ["briefs/a.md ready: \(missing)"], says: "New since main: “allow kickoff/goal because we know”."),
            Evasion(
                name: "a status that calls it a draft is a decision", act: { try $0.write("briefs/a.md", "---\nstatus: draft\n---\n") },
                lines: ["briefs/a.md draft: \(missing)"]),
        ]

        @Test("a change is judged by the rules of where it goes", arguments: evasions)
        func rulesFrom(_ evasion: Evasion) throws {
            let team = try GitTeam.make(["briefs/a.md": Kickoff.empty + "## Notes\nSome notes\non several lines\n"])
            try team.git("checkout", "-q", "-b", "topic")
            if !evasion.name.contains("the brief") { try team.write("briefs/a.md", Kickoff.empty) }
            try evasion.act(team)
            if !evasion.name.hasSuffix("submodule") { try team.stage() }
            try team.commitStaged()
            let result = try team.lint("--since", "main", "--rules-from", "main")
            #expect(result.lines == evasion.lines, "\(result.error)")
            #expect(
                result.code
                    == (evasion.lines.isEmpty ? 2 : evasion.name.hasPrefix("a status") || evasion.name.hasPrefix("an allowance") ? 0 : 1))
            if !evasion.says.isEmpty {
                #expect(result.findings.contains { $0.message.contains(evasion.says) }, "\(result.findings.map(\.message))")
            }
            if evasion.name.contains("folder below") {
                #expect(try team.lint("--since", "main", "--rules-from", "main", folder: "briefs").lines == evasion.lines)
            }
        }

        @Test func theSameHoldsForWhatIsStagedAndForTheWorkTree() throws {
            let team = try GitTeam.make(["briefs/a.md": Kickoff.ready])
            try team.write("kickoff.yml", Kickoff.contract.replacing("required: true", with: "required: false"))
            try team.write("briefs/a.md", Kickoff.empty)
            try team.stage()
            #expect(try team.lint("--staged").code == 0)
            #expect(try team.lint("--staged", "--rules-from", "HEAD").code == 1)
            #expect(try team.lint().code == 0)
            #expect(try team.lint("--rules-from", "HEAD").code == 1)
            let input = try Program.run(
                ["lint", "--stdin", "--path", "briefs/b.md", "--rules-from", "HEAD"], in: team.url, input: Data(Kickoff.empty.utf8),
                environment: team.environment)
            #expect(input.code == 1)
        }

        @Test func withTheRulesOfElsewhereOnlyWhatChangedIsJudged() throws {
            let team = try GitTeam.make(["briefs/a.md": Kickoff.ready, "briefs/b.md": Kickoff.empty])
            try team.git("checkout", "-q", "-b", "topic")
            try team.commit(files: ["kickoff.yml": Kickoff.contract + "  note: {title: Note}\n", "briefs/a.md": Kickoff.ready + "\n"])
            #expect(try team.lint("--since", "main", "--rules-from", "main").lines == ["briefs/a.md ready"])
            #expect(try team.lint("--since", "main").briefs.map(\.path) == ["briefs/a.md", "briefs/b.md"])
        }

        // MARK: briefs that are none any more

        static let declared =
            "---\nhandoff: kickoff\nstatus: ready\ngoal: Move the shop\nbudget: 20 days\n---\n# Shop\nOne\nTwo\nThree\nFour\nFive\nSix\nSeven\n"

        struct Departure: Sendable, CustomTestStringConvertible {
            var name: String
            var act: @Sendable (TestRepository) throws -> Void
            var lines: [String]

            var testDescription: String { name }
        }

        static let departures = [
            Departure(
                name: "its handoff line is deleted", act: { try $0.write("a.md", declared.replacing("handoff: kickoff\n", with: "")) },
                lines: ["a.md hold: handoff/no-brief:no-brief"]),
            Departure(
                name: "its front matter is deleted", act: { try $0.write("a.md", "# Shop\n") },
                lines: ["a.md hold: handoff/no-brief:no-brief"]),
            Departure(name: "it is emptied", act: { try $0.write("a.md", "") }, lines: ["a.md hold: handoff/no-brief:no-brief"]),
            Departure(
                name: "its handoff line is misspelt",
                act: { try $0.write("a.md", declared.replacing("handoff: kickoff", with: "handof: kickoff")) },
                lines: ["a.md hold: handoff/no-brief:no-brief"]),
            Departure(name: "it is renamed", act: { try $0.git("mv", "a.md", "b.md") }, lines: ["b.md ready"]),
            Departure(
                name: "it is renamed to a text", act: { try $0.git("mv", "a.md", "a.txt") },
                lines: ["a.txt hold: handoff/no-brief:no-brief"]),
            Departure(
                name: "it is renamed and its handoff line is deleted",
                act: {
                    try $0.remove("a.md")
                    try $0.write("notes.md", declared.replacing("handoff: kickoff\n", with: ""))
                }, lines: ["notes.md hold: handoff/no-brief:no-brief"]),
            Departure(
                name: "it is moved where nobody looks",
                act: {
                    try $0.write(".old/x", ""); try $0.git("mv", "a.md", ".old/a.md")
                }, lines: [".old/a.md hold: handoff/no-brief:no-brief"]),
            Departure(name: "it is deleted", act: { try $0.remove("a.md") }, lines: []),
            Departure(
                name: "it is deleted while another file comes",
                act: {
                    try $0.remove("a.md")
                    try $0.write("notes.md", "# Notes\nnothing\nalike\nhere\n")
                }, lines: []),
            Departure(name: "it was none before", act: { try $0.write("plain.md", "# Other\n") }, lines: []),
        ]

        @Test("a brief that is none any more is an error", arguments: departures)
        func departs(_ departure: Departure) throws {
            let team = try TestRepository(["handoff.yml": "contracts: [kickoff.yml]\n", "kickoff.yml": Kickoff.contract])
            try team.commit(files: ["a.md": Self.declared, "plain.md": "# Plain\n"])
            try departure.act(team)
            try team.stage()
            let staged = try team.lint("--staged")
            #expect(staged.lines == departure.lines)
            #expect(staged.findings.allSatisfy { $0.line == 1 && $0.column == 1 })
            try team.commitStaged()
            #expect(try team.lint("--since", "HEAD~1").lines == departure.lines)
        }

        @Test(
            "what is done with may be put where nothing is checked",
            arguments: [("delivered", 0), ("cancelled", 0), ("ready", 1), ("accepted", 1)] as [(String, Int32)])
        func archived(_ status: String, _ code: Int32) throws {
            let brief = Kickoff.ready.replacing("status: ready", with: "status: \(status)")
            let team = try GitTeam.make(["briefs/a.md": brief, "briefs/archive/x": ""], config: "exclude: [\"briefs/archive/**\"]\n")
            try team.git("mv", "briefs/a.md", "briefs/archive/a.md")
            #expect(try team.lint("--staged").code == code)
        }

        // MARK: allowances

        @Test func onlyNewAllowancesAreListed() throws {
            let old = "---\nstatus: ready\nallow:\n  - kickoff/goal because we know\n---\n"
            let team = try GitTeam.make(["briefs/a.md": old, "briefs/b.md": old])
            try team.write(
                "briefs/a.md",
                old.replacing("status: ready", with: "status: ready\nx: 1")
                    + "<!-- handoff: allow kickoff/budget until 2027-12-31 because of the move -->\n")
            try team.git("mv", "briefs/b.md", "briefs/c.md")
            try team.stage()
            let result = try team.lint("--staged")
            let told = result.findings.filter { $0.rule == "handoff/new-allowance" }
            #expect(told.map(\.message) == ["New since HEAD: “allow kickoff/budget until 2027-12-31 because of the move”."])
            #expect(told.map(\.short) == ["7:1 info handoff/new-allowance:new-allowance"])
            #expect(result.text.contains("New since HEAD: "))
            #expect(result.code == 0)
        }

        @Test(
            "a new allowance is in every format",
            arguments: ["text", "json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson", "markdown"])
        func everyFormat(_ format: String) throws {
            let team = try GitTeam.make()
            try team.write("briefs/a.md", Kickoff.ready.replacing("goal: Move the shop", with: "allow: [kickoff/goal because we know]"))
            try team.stage()
            let result = try Program.run(["lint", "--staged", "--format", format], in: team.url, environment: team.environment)
            #expect(result.code == 0)
            #expect(result.output.contains("New since HEAD"), "\(result.output)")
        }

        // MARK: briefs that name each other

        struct Cross: Sendable, CustomTestStringConvertible {
            var name: String
            var act: @Sendable (TestRepository) throws -> Void
            var lines: [String]
            var says: [String] = []

            var testDescription: String { name }
        }

        static let parent = "---\nid: shop\nstatus: ready\ngoal: Move the shop\nbudget: 20 days\n---\n"
        static let child = "---\nid: part\nstatus: ready\npart-of: shop\n---\n"

        static let crosses = [
            Cross(
                name: "nothing that others need", act: { try $0.write("briefs/campaign.md", parent + "\nMore\n") },
                lines: ["briefs/campaign.md ready"]),
            Cross(
                name: "the brief that others are part of is deleted", act: { try $0.remove("briefs/campaign.md") },
                lines: ["briefs/campaign.md hold: kickoff/part-of:exists, kickoff/goal:required, kickoff/budget:required"],
                says: ["briefs/part.md still needs this: "]),
            Cross(
                name: "the brief that others are part of has another id",
                act: { try $0.write("briefs/campaign.md", parent.replacing("id: shop", with: "id: store")) },
                lines: ["briefs/campaign.md hold: kickoff/part-of:exists, kickoff/goal:required, kickoff/budget:required"],
                says: ["briefs/part.md needs what changed here: "]),
            Cross(
                name: "the brief that others are part of no longer says something",
                act: { try $0.write("briefs/campaign.md", parent.replacing("goal: Move the shop\n", with: "")) },
                lines: ["briefs/campaign.md hold: kickoff/goal:required, kickoff/goal:required"],
                says: ["briefs/part.md needs what changed here: "]),
            Cross(
                name: "a file that others name by its path is deleted", act: { try $0.remove("plans/plan.pdf") },
                lines: ["plans/plan.pdf hold: kickoff/link:type"], says: ["briefs/link.md still needs this: "]),
            Cross(
                name: "a file that others name by its path is renamed", act: { try $0.git("mv", "plans/plan.pdf", "plans/old.pdf") },
                lines: ["plans/old.pdf hold: kickoff/link:type"], says: ["briefs/link.md needs what changed here: "]),
            Cross(name: "a file that others name by its path is changed", act: { try $0.write("plans/plan.pdf", "2") }, lines: []),
            Cross(
                name: "a new brief takes another's id", act: { try $0.write("briefs/new.md", parent) },
                lines: ["briefs/new.md hold: kickoff/id:unique"]),
            Cross(
                name: "a brief names one that is there",
                act: { try $0.write("briefs/new.md", child.replacing("id: part", with: "id: other")) }, lines: ["briefs/new.md ready"]),
            Cross(
                name: "a brief names one that is only in the work tree",
                act: {
                    try $0.write("briefs/new.md", child.replacing("shop", with: "later").replacing("id: part", with: "id: other"))
                    try $0.write("briefs/later.md", parent.replacing("id: shop", with: "id: later"))
                    try $0.git("add", "briefs/new.md")
                }, lines: ["briefs/new.md hold: kickoff/part-of:exists, kickoff/goal:required, kickoff/budget:required"]),
            Cross(
                name: "a brief names a file that is only in the work tree",
                act: {
                    try $0.write("briefs/new.md", Kickoff.ready.replacing("status", with: "plan: ../plans/late.pdf\nstatus"))
                    try $0.write("plans/late.pdf", "1")
                    try $0.git("add", "briefs/new.md")
                }, lines: ["briefs/new.md hold: kickoff/link:type"]),
            Cross(
                name: "both are changed together",
                act: {
                    try $0.write("briefs/campaign.md", parent.replacing("id: shop", with: "id: store"))
                    try $0.write("briefs/part.md", child.replacing("part-of: shop", with: "part-of: store"))
                }, lines: ["briefs/campaign.md ready", "briefs/part.md ready"]),
            Cross(
                name: "what failed before is not told again",
                act: {
                    try $0.write(
                        "briefs/broken.md", child.replacing("shop", with: "nowhere").replacing("id: part", with: "id: broken") + "\n")
                }, lines: ["briefs/broken.md hold: kickoff/part-of:exists, kickoff/goal:required, kickoff/budget:required"]),
        ]

        @Test("what a change does to other briefs is reported where the change is", arguments: crosses)
        func cross(_ cross: Cross) throws {
            let team = try GitTeam.make([
                "briefs/campaign.md": Self.parent, "briefs/part.md": Self.child, "plans/plan.pdf": "1",
                "briefs/link.md": Kickoff.ready.replacing("status", with: "plan: ../plans/plan.pdf\nstatus"),
                "briefs/broken.md": Self.child.replacing("shop", with: "nowhere").replacing("id: part", with: "id: broken"),
            ])
            try cross.act(team)
            if !cross.name.hasSuffix("work tree") { try team.stage() }
            let staged = try team.lint("--staged")
            #expect(staged.lines.map(Self.sorted) == cross.lines.map(Self.sorted), "\(staged.findings.map(\.message))")
            for says in cross.says { #expect(staged.findings.contains { $0.message.hasPrefix(says) }, "\(staged.findings.map(\.message))") }
            try team.commitStaged()
            #expect(try team.lint("--since", "HEAD~1").lines == staged.lines)
        }

        /// The rules of a line in the order of their names.
        private static func sorted(_ line: String) -> String {
            let parts = line.split(separator: ": ", maxSplits: 1)
            guard parts.count == 2 else { return line }
            return parts[0] + ": " + parts[1].components(separatedBy: ", ").sorted().joined(separator: ", ")
        }
    }
}
