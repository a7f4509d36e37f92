import Foundation
import GitFixture
import Testing

extension InitTests {
    /// What it says of the files that are there, and what it asks.
    @Suite struct Finding {
        struct Case: Sendable, CustomTestStringConvertible {
            var name: String
            var files: [String: String]
            /// The entries of `briefs:`, “glob handoff”.
            var entries: [String]
            /// Lines of the page.
            var says: [String] = []

            var testDescription: String { name }
        }

        static let declared = "---\nhandoff: crm\n---\n"

        static let cases = [
            Case(name: "nothing", files: [:], entries: [], says: ["There are no briefs here yet."]),
            Case(
                name: "notes", files: ["a.md": PlainBriefs.note, "b/c.md": PlainBriefs.note, "README.md": ""], entries: [],
                says: ["2 Markdown files here; none says or looks like a handoff."]),
            Case(
                name: "files that say so", files: ["a.md": declared, "b/c.md": declared, "d.md": PlainBriefs.note], entries: [],
                says: ["2 briefs here (beside 1 other Markdown file):", "    2 briefs say so: a.md, b/c.md"]),
            Case(
                name: "a folder of one kind", files: ["briefs/a.md": PlainBriefs.analytics, "briefs/b.md": PlainBriefs.analytics],
                entries: ["briefs/**/*.md campaign-to-analytics"],
                says: ["2 files here look like a brief:", "    2 files look like it: briefs/a.md, briefs/b.md"]),
            Case(
                name: "one of another kind in it",
                files: [
                    "briefs/a.md": PlainBriefs.analytics, "briefs/b.md": PlainBriefs.analytics, "briefs/c.md": PlainBriefs.design,
                    "briefs/d.md": declared,
                ],
                entries: ["briefs/c.md content-to-design", "briefs/**/*.md campaign-to-analytics"],
                says: ["1 brief here, and 3 files that look like one:"]),
            Case(
                name: "a folder that is mostly something else",
                files: ["docs/a.md": PlainBriefs.analytics, "docs/b.md": PlainBriefs.note, "docs/c.md": PlainBriefs.note], entries: [],
                says: ["    handoff: campaign-to-analytics", "  docs/a.md"]),
            Case(
                name: "folders beside it",
                files: [
                    "briefs/a.md": PlainBriefs.analytics, "briefs/b.md": PlainBriefs.analytics, "briefs/old/x.md": PlainBriefs.note,
                    "crm/a.md": declared, "mixed/a.md": declared, "mixed/b.md": PlainBriefs.note, "top.md": declared,
                ],
                entries: ["top.md -", "crm/*.md -", "mixed/a.md -", "briefs/*.md campaign-to-analytics"]),
            Case(
                name: "what can't be read by a person, either", files: ["a.md": "---\nhandoff: nobody\n---\n"], entries: [],
                says: ["  1 brief of a handoff that nobody knows, or that can't be read: a.md"]),
        ]

        @Test("the config names what is there", arguments: cases)
        func found(_ given: Case) throws {
            let team = try TestRepository(given.files)
            let result = try team.initialise("--yes")
            #expect(result.code == 0, "\(result.error)")
            for line in given.says { #expect(result.output.contains("\(line)\n"), "\(result.output)") }
            let lines = try team.text("handoff.yml").split(separator: "\n").map(String.init)
            var entries: [String] = []
            for line in lines where !line.hasPrefix("#") {
                func value(_ start: String) -> String? {
                    line.hasPrefix(start) ? line.dropFirst(start.count).trimmingCharacters(in: ["\""]) : nil
                }
                if let glob = value("  - files: ") { entries.append("\(glob) -") }
                if let handoff = value("    handoff: ") {
                    entries[entries.count - 1].replaceSubrange(entries[entries.count - 1].lastIndex(of: "-")!..., with: handoff)
                }
            }
            #expect(Set(entries) == Set(given.entries))
            #expect(try Program.run(["contracts", "validate"], in: team.url).code == 0)
        }

        @Test func theHandoffThatLacksMostComesFirst() throws {
            let team = try TestRepository()
            for name in ["a", "b", "c"] { try team.write("one/\(name).md", declaring("crm", "status: draft\n")) }
            for name in ["d", "e"] { try team.write("two/\(name).md", declaring("website", "")) }
            try team.write("three/f.md", declaring("internal-to-vendor", "status: cancelled\n"))
            let result = try team.initialise("--yes")
            #expect(result.output.contains("(only crm holds work up, the others warn)"))
            #expect(result.output.contains("    3 of 3 lack something the next team would ask for.\n"))
            #expect(result.output.contains("    Nothing is missing in it.\n"))
        }

        private func declaring(_ handoff: String, _ more: String) -> String { "---\nhandoff: \(handoff)\n\(more)---\n" }

        /// The corpus with what says its handoff taken away, each brief alone: most are known by what they name, hardly one is taken for
        /// another.
        @Test func briefsAreKnownByWhatTheyName() throws {
            let corpus = Program.root.appending(path: "fixtures/corpus")
            let frontMatter = try Regex("(?s)\\A\\x{FEFF}?---\\r?\\n(.*?)\\n---\\r?\\n")
            let paths = try FileManager.default.subpathsOfDirectory(atPath: corpus.path).filter { $0.hasSuffix("md") && $0.contains("/") }
                .sorted()
            var (right, wrong) = (0, [String]())
            // A config names so many files one by one, and no more.
            for start in stride(from: 0, to: paths.count, by: 30) {
                let some = Array(paths[start..<min(start + 30, paths.count)])
                let scratch = try Scratch()
                var declared: [String] = []
                for (i, path) in some.enumerated() {
                    let text = try String(contentsOf: corpus.appending(path: path), encoding: .utf8)
                    declared.append(path + (text.split(separator: "\n").first { $0.hasPrefix("handoff:") } ?? ""))
                    try scratch.write("\(i)/brief.md", text.replacing(frontMatter, with: ""))
                }
                let result = try Program.run(
                    ["init", "--yes"], in: scratch.url,
                    environment: ["GIT_CEILING_DIRECTORIES": scratch.url.deletingLastPathComponent().path])
                #expect(result.code == 0, "\(result.error)")
                let config = try NewTests.text("handoff.yml", in: scratch)
                for match in config.matches(of: /files: "?([0-9]+)\/brief\.md"?\n    handoff: ([a-z-]+)/) {
                    let index = try #require(Int(match.1))
                    if declared[index].contains(match.2) { right += 1 } else { wrong.append("\(some[index]): \(match.2)") }
                }
            }
            #expect(paths.count > 70)
            #expect(right * 100 >= paths.count * 85, "\(right) of \(paths.count)")
            #expect(wrong.count * 100 <= paths.count * 3, "\(wrong)")
        }

        // MARK: on a terminal

        static func typed(_ lines: String, _ arguments: [String], in team: TestRepository) throws -> Program.Result {
            try Program.run(
                ["-c", NewTests.terminal, lines, Program.binary.path, "init"] + arguments, in: team.url, environment: team.environment,
                executable: URL(filePath: "/usr/bin/python3"))
        }

        @Test func onATerminalItAsksWhichHandoffAndWhetherToWrite() throws {
            let team = try TestRepository(["briefs/a.md": PlainBriefs.analytics, "briefs/b.md": PlainBriefs.analytics])
            let result = try Self.typed("0\\nmarketing-to-sale\\n2\\n\\n", [], in: team)
            #expect(result.code == 0, "\(result.output)")
            #expect(result.output.contains("Which handoff fails most often?"))
            #expect(result.output.contains("   1  Campaign to analytics    campaign-to-analytics"))
            #expect(result.output.contains("Please type a number from 1 to 9, or a name from the list."))
            #expect(result.output.contains("Write these 3? [Y/n]"))
            #expect(try !team.text("handoff.yml").contains("  content-to-design: warning"))
            #expect(try team.text("handoff.yml").contains("  campaign-to-analytics: warning"))
        }

        @Test("who says no, or nothing more, has nothing written", arguments: ["\\nn\\n", "\\x04", "\\n\\x04", "\\nlater\\n"])
        func no(lines: String) throws {
            let team = try TestRepository()
            let state = try team.state()
            let result = try Self.typed(lines, [], in: team)
            #expect(result.code == 0)
            #expect(result.output.contains("Nothing was written."))
            #expect(try team.state() == state)
        }

        @Test func whoNamesTheHandoffIsNotAskedForIt() throws {
            let team = try TestRepository()
            let result = try Self.typed("y\\n", ["--handoff", "crm"], in: team)
            #expect(!result.output.contains("Which handoff"))
            #expect(try team.text("handoff.yml").contains("When crm runs well"))
            let undo = try Self.typed("n\\n", ["--undo"], in: team)
            #expect(undo.output.contains("Nothing was taken back."))
            #expect(team.exists("handoff.yml"))
            _ = try Self.typed("\\n", ["--undo"], in: team)
            #expect(!team.exists("handoff.yml"))
        }
    }
}
