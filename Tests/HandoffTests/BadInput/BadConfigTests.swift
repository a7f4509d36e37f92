import Foundation
import Testing

extension BadInputTests {
    /// A `handoff.yml` that can't be right: exit code 2, with file, line, column and the nearest valid spelling.
    @Suite struct Config {
        struct Case: Sendable, CustomTestStringConvertible {
            var text: String
            /// `line:column: sentence`, without the file's name.
            var says: String

            init(_ text: String, _ says: String) {
                self.text = text
                self.says = says
            }

            var testDescription: String { String(text.prefix(60)) }
        }

        static let unreadable = [
            Case("", "1:1: The file is empty; a config begins with “briefs:” and the files that are briefs."),
            Case("# nothing yet\n", "1:1: The file is empty;"),
            Case("~\n", "1:1: The file is empty;"),
            Case("- a\n- b\n", "1:1: Expected “name: value” lines;"),
            Case("just text\n", "1:1: Expected “name: value” lines;"),
            Case("briefs:\n\t- a\n", "2:1: This line is indented with a tab; use spaces."),
            Case("exclude: [\n", "1:10: A bracket is opened here and never closed"),
            Case("domains: \"a\n", "1:10: A quotation mark is opened here and never closed."),
            Case("people: a: b\n", "1:10: A value with a colon in it needs quotes"),
            Case("people: a.yml\npeople: b.yml\n", "2:1: “people” stands here a second time (first on line 1); keep one."),
            Case("people: *nobody\n", "1:9: A value that begins with * needs quotes"),
            Case(
                "a: &a [x, x, x, x]\n"
                    + zip("abcdefghi", "bcdefghij").map {
                        "\($1): &\($1) [\(Array(repeating: "*\($0)", count: 4).joined(separator: ", "))]\n"
                    }
                    .joined(), "8:8: References (*name) unfold to more than 50000 values."),
            Case("people: {{people}}\n", "1:9: A placeholder in braces needs quotes"),
            Case("people: a\n---\npeople: b\n", "2:1: A second “---” starts another document; only one is read."),
            Case("people: a\u{1}b\n", "1:10: There is an invisible control character here; delete it."),
            Case("people: a\0b\n", "1:1: This is not UTF-8 text; save the file as UTF-8."),
            Case("\0p\0e\0o\0p", "1:1: This is not UTF-8 text; save the file as UTF-8."),
        ]

        static let unknown = [
            Case("brief:\n  - \"*.md\"\n", "1:1: handoff.yml has nothing called “brief”. Did you mean “briefs”?"),
            Case("exclude: []\nbreifs: []\n", "2:1: handoff.yml has nothing called “breifs”. Did you mean “briefs”?"),
            Case("xyzzyxyzzy: 1\n", "1:1: handoff.yml has nothing called “xyzzyxyzzy”. It can be: briefs, exclude,"),
            Case("briefs:\n  - {file: \"*.md\"}\n", "2:6: An entry of briefs has nothing called “file”. Did you mean “files”?"),
            Case("lifecycle: {drafts: [a]}\n", "1:13: lifecycle has nothing called “drafts”. Did you mean “draft”?"),
            Case("rework: {windows: 3}\n", "1:10: rework has nothing called “windows”. Did you mean “window”?"),
            Case("severity: {kickoff/gaol: error}\n", "1:12: There is no rule “kickoff/gaol”. Did you mean “kickoff/goal”?"),
            Case("severity: {\"kickoff/goal:requird\": error}\n", "1:12: There is no rule “kickoff/goal:requird”."),
            Case("severity: {kickoff/goal: eror}\n", "1:26: severity has no “eror”. Did you mean “error”?"),
            Case("severity: {kickoff/goal: {drft: off}}\n", "1:27: There is no stage “drft”. Did you mean “draft”?"),
            Case("severity: {handoff/status: off}\n", "1:12: “handoff/status” can't be switched off or changed."),
            Case("severity: {handoff/allowance: warning}\n", "1:12: “handoff/allowance” can't be switched off or changed."),
            Case(
                "briefs:\n  - files: \"*.md\"\n    handoff: kickof\n",
                "3:14: There is no handoff called “kickof”. Did you mean “kickoff”?"),
            Case("briefs: [{files: \"*.md\", handoff: handoff}]\n", "1:35: There is no handoff called “handoff”. It can be: "),
            Case("people: nobody.yml\n", "1:9: people: there is no file “nobody.yml” in this folder."),
            Case("people: ../people.yml\n", "1:9: people: there is no file “../people.yml” in this folder."),
            Case("defaults: {gaol: Move}\n", "1:12: defaults: no handoff has a context “gaol”. Did you mean “goal”?"),
            Case("working-days: [monday]\n", "1:15: “monday” is no working day. It can be: mon, tue"),
            Case("lifecycle: {draft: [idea], handed: [Idea]}\n", "1:36: “Idea” can stand in one stage only"),
            Case("required-version: \">=99\"\n", "1:19: This team needs handoff 99 or newer; this is "),
            Case("required-version: latest\n", "1:19: required-version is written as \">=0.1\"."),
        ]

        static let wrongTypes = [
            Case("briefs: \"*.md\"\n", "1:9: briefs needs a list such as"),
            Case("briefs: {files: \"*.md\"}\n", "1:9: briefs needs a list such as"),
            Case("briefs: [[a]]\n", "1:10: An entry of briefs needs “name: value” lines, not a list."),
            Case("briefs: [{handoff: kickoff}]\n", "1:10: An entry of briefs needs files"),
            Case("briefs: [{files: {a: b}}]\n", "1:18: files needs a list of texts"),
            Case("briefs: [{files: a, handoff: [kickoff]}]\n", "1:30: handoff needs a text, not a list."),
            Case("exclude: {a: b}\n", "1:10: exclude needs a list of texts"),
            Case("exclude: [\"\(String(repeating: "{a,b}", count: 20))\"]\n", "1:10: The braces in"),
            Case("contracts: [[a]]\n", "1:13: contracts needs a text, not a list."),
            Case("defaults: [a]\n", "1:11: defaults needs “name: value” lines, not a list."),
            Case("lifecycle: [a]\n", "1:12: lifecycle needs “name: value” lines, not a list."),
            Case("lifecycle: some\n", "1:12: lifecycle needs “name: value” lines, not a text."),
            Case("lifecycle: {draft: {a: b}}\n", "1:20: draft needs a list of texts"),
            Case("people: [a]\n", "1:9: people needs a text, not a list."),
            Case("people-rates: maybe\n", "1:15: people-rates is true or false."),
            Case("vocabulary: [a]\n", "1:13: vocabulary needs “name: value” lines, not a list."),
            Case("vocabulary: {a: {b: c}}\n", "1:17: A vocabulary needs a list of texts"),
            Case("domains: {a: b}\n", "1:10: domains needs a list of texts"),
            Case("severity: [a]\n", "1:11: severity needs “name: value” lines, not a list."),
            Case("severity: {kickoff/goal: [error]}\n", "1:26: severity needs a text, not a list."),
            Case("baseline: [a]\n", "1:11: baseline needs a text, not a list."),
            Case("timezone: {a: b}\n", "1:11: timezone needs a text"),
            Case("outcomes: [a]\n", "1:11: outcomes needs a text, not a list."),
            Case("working-days: {mon: tue}\n", "1:15: working-days needs a list of texts"),
            Case("rework: 30\n", "1:9: rework needs “name: value” lines, not a text."),
            Case("rework: {window: -1}\n", "1:18: window needs a whole number."),
            Case("rework: {bulk: many}\n", "1:16: bulk needs a whole number."),
            Case("rework: {bots: {a: b}}\n", "1:16: bots needs a list of texts"),
            Case("required-version: [0.1]\n", "1:19: required-version needs a text, not a list."),
        ]

        @Test("a mistake in the config fails the run with its place", arguments: unreadable + unknown + wrongTypes)
        func isReported(_ bad: Case) throws {
            let team = try Kickoff.team(["handoff.yml": bad.text, "briefs/one.md": "---\nhandoff: campaign-to-analytics\n---\n"])
            if bad.text.contains("kick") || bad.text.contains("gaol") {
                try team.write("handoff.yml", bad.text + "contracts: [kickoff.yml]\n")
            }
            let lint = try Program.lint(in: team)
            #expect(lint.error.contains("handoff.yml:\(bad.says)"), "\(lint.error)")
            #expect(lint.error.hasPrefix("handoff: handoff.yml:"))
            #expect(lint.json == nil)
            #expect(lint.code == 2)
            let validate = try Program.run(["contracts", "validate"], in: team.url)
            #expect(validate.output.contains("handoff.yml:\(bad.says)"))
            #expect(validate.code == 1)
        }

        @Test func allMistakesAreReportedAtOnceInTheOrderOfTheFile() throws {
            let team = try Scratch(["handoff.yml": "people-rates: maybe\nbreifs: []\nexclude: {a: b}\n"])
            let lines = try Program.lint(in: team).error.split(separator: "\n").map { String($0.replacing("handoff: ", with: "")) }
            #expect(lines.map { String($0.prefix { $0 != " " }) } == ["handoff.yml:1:15:", "handoff.yml:2:1:", "handoff.yml:3:10:"])
        }

        @Test func aConfigThatIsAFolderFailsTheRun() throws {
            let scratch = try Scratch(["handoff.yml/x.txt": "", "brief.md": "---\nhandoff: campaign-to-analytics\n---\n"])
            let result = try Program.lint(in: scratch)
            #expect(result.error == "handoff: handoff.yml:1:1: the config can't be read: this is a folder, not a file.\n")
            #expect(result.code == 2)
        }

        @Test("a config that is no file fails the run", arguments: [File.Kind.fifo, .socket, .device, .dangling, .circle])
        func noFile(_ kind: File.Kind) throws {
            let scratch = try Scratch()
            try kind.make("handoff.yml", in: scratch)
            let result = try Program.lint(in: scratch)
            #expect(result.error.hasPrefix("handoff: handoff.yml:1:1: the config can't be read: "))
            #expect(result.error.contains(kind.says))
            #expect(result.code == 2)
        }

        @Test("--config names a file that can be read", arguments: ["gone.yml", "folder", "/dev/zero", "kickoff.yml/x"])
        func configOption(_ path: String) throws {
            let team = try Kickoff.team(["folder/x.txt": ""])
            let result = try Program.lint(["--config", path], in: team)
            #expect(result.error.contains(path == "/dev/zero" ? "device" : path))
            #expect(result.code == 2)
        }

        @Test func aPeopleFileWithAMistakeFailsTheRun() throws {
            let team = try Kickoff.team(["people.yml": "people:\n  - {nam: Dana}\n"], config: "people: people.yml\n")
            let result = try Program.lint(in: team)
            #expect(result.error == "handoff: people.yml:2:6: An entry of people has nothing called “nam”. Did you mean “name”?\n")
            #expect(result.code == 2)
        }
    }
}
