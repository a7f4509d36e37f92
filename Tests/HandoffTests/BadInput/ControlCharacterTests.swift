import Foundation
import Testing

extension BadInputTests {
    /// Nothing that a brief, a contract or an argument says may change the terminal it is shown on.
    @Suite struct ControlCharacters {
        /// A window title, red, a C1 sequence, text from right to left; `ALARM` shows that the field was printed at all.
        static let payload = "\u{1B}]0;x\u{7}\u{1B}[31m\u{9B}1m\u{202E}\u{7F}ALARM"
        /// The same inside double quotes of YAML.
        static let quoted = "\"\\e]0;x\\a\\e[31m\\x9b1m\\u202e\\x7fALARM\""

        struct Case: Sendable, CustomTestStringConvertible {
            var name: String
            var files: [String: String] = [:]
            var arguments: [String] = ["lint"]
            /// Some fields are never printed, whatever is wrong with them.
            var isShown = true

            var testDescription: String { name }
        }

        static func brief(_ name: String, _ text: String) -> Case { Case(name: name, files: ["briefs/one.md": text]) }

        /// The shipped contract, which has messages that quote.
        static func shipped(_ name: String, _ lines: String, body: String = "") -> Case {
            Case(name: name, files: ["briefs/one.md": "---\nhandoff: campaign-to-analytics\n\(lines)\n---\n\(body)"])
        }

        static func contract(_ name: String, _ change: (String) -> String) -> Case {
            Case(
                name: name,
                files: ["kickoff.yml": change(Kickoff.contract), "briefs/one.md": "---\nstatus: ready\nbudget: {currency: ZZZ}\n---\n"])
        }

        static func config(_ name: String, _ lines: String) -> Case { Case(name: name, files: ["handoff.yml": Kickoff.config + lines]) }

        static let inBriefs: [Case] = [
            brief("status", "---\nstatus: \(quoted)\n---\n"),
            brief("handoff", "---\nhandoff: \(quoted)\n---\n"),
            brief("one handoff of several", "---\nhandoff: [kickoff, \(quoted)]\n---\n"),
            brief("a key that stands twice", "---\n\(quoted): 1\n\(quoted): 2\n---\n"),
            brief("a value in a message", "---\ngoal: x\nbudget:\n  - {amount: 1, currency: \(quoted)}\n---\n"),
            brief("a value in Markdown", "## Goal\nx\n\n## Budget\n- currency: \(payload)\n"),
            brief("the brief that this is part of", "---\npart-of: \(quoted)\n---\n"),
            brief("a rule that is allowed", "---\nallow: [\(quoted)]\n---\n"),
            brief("a rule that is allowed in a comment", "<!-- handoff: allow \(payload) because x -->\n"),
            brief("the day of an allowance", "<!-- handoff: allow kickoff/goal until \(payload) because x -->\n"),
            shipped("owner", "owner: \"@dana \\e[31mALARM and @sam \\u202e\""),
            shipped("receiver", "owner: \(quoted)\nreceiver: \(quoted)"),
            shipped("a source", "utm: {source: \(quoted), medium: CPC, campaign: x}"),
            shipped("an event in Markdown", "status: ready", body: "## Conversion events\n- \(payload)\n"),
            Case(
                name: "an id that two briefs have",
                files: ["briefs/one.md": "---\nid: \(quoted)\n---\n", "briefs/two.md": "---\nid: \(quoted)\n---\n"]),
            Case(name: "a path", files: ["briefs/\(payload).md": Kickoff.empty]),
            Case(name: "a folder", files: ["briefs/\(payload)/one.md": Kickoff.empty]),
            Case(name: "a path that is not judged", files: ["\(payload).md": "text"], arguments: ["lint", "\(payload).md"]),
        ]

        static let inContracts: [Case] = [
            contract("title of the handoff") { $0.replacing("title: Kick-off", with: "title: \(quoted)") },
            contract("receiving team") { $0.replacing("to: Delivery", with: "to: \(quoted)") },
            contract("risk") { $0.replacing("risk: The project starts blind", with: "risk: \(quoted)") },
            contract("boundary decision") { $0.replacing("Do not start", with: quoted) },
            contract("title of a context") { $0.replacing("title: Goal", with: "title: \(quoted)") },
            contract("question") { $0.replacing("question: What is it for?", with: "question: \(quoted)") },
            contract("lines to paste") {
                $0.replacing("paste: |\n      ## Goal\n      [what will be different afterwards]", with: "paste: \(quoted)")
            },
            contract("message") {
                $0.replacing("required: true\n  budget", with: "check: [{required: true, message: \(quoted)}]\n  budget")
            },
            Case(
                name: "id of a check in JSON",
                files: [
                    "kickoff.yml": Kickoff.contract.replacing(
                        "required: true\n  budget", with: "check: [{id: \(quoted), required: true}]\n  budget"),
                    "briefs/one.md": Kickoff.empty,
                ], arguments: ["lint", "--format", "json"]),
            contract("unknown key") { $0 + "\(quoted): x\n" },
            contract("name of a context") { $0 + "  \(quoted): {}\n" },
            contract("what it extends") { $0.replacing("title: Kick-off", with: "extends: \(quoted)") },
            contract("id") { $0.replacing("handoff: kickoff", with: "handoff: \(quoted)") },
            contract("a pattern that can't be read") { $0.replacing("required: true\n  budget", with: "pattern: \"(\\eALARM\"\n  budget") },
            contract("a vocabulary that isn't there") { $0.replacing("one-of: [EUR, USD]", with: "one-of: {vocabulary: \(quoted)}") },
            contract("a word of a list") { $0.replacing("one-of: [EUR, USD]", with: "one-of: [\(quoted)]") },
            Case(name: "file name of a contract", files: ["handoff.yml": "contracts: [\"*.yml\"]\n", "\(payload).yml": "handoff: X\n"]),
        ]

        static let inConfigs: [Case] = [
            config("unknown key", "\(quoted): x\n"),
            config("people", "people: \(quoted)\n"),
            config("severity", "severity: {\(quoted): error}\n"),
            config("a severity's value", "severity: {kickoff/goal: \(quoted)}\n"),
            config("a stage", "lifecycle: {\(quoted): [x]}\n"),
            config("a word that stands in two stages", "lifecycle: {draft: [\(quoted)], handed: [\(quoted)]}\n"),
            config("working days", "working-days: [\(quoted)]\n"),
            Case(
                name: "required version", files: ["handoff.yml": Kickoff.config + "required-version: \">=99.\(quoted.dropFirst())\n"],
                isShown: false),
            Case(name: "handoff of a folder", files: ["handoff.yml": "briefs: [{files: \"*.md\", handoff: \(quoted)}]\n"]),
            Case(name: "what was looked for", files: ["handoff.yml": "briefs: [\"\\e[31mALARM/*.md\"]\n"]),
        ]

        static let inArguments: [Case] = [
            Case(name: "a path", arguments: ["lint", "\(payload).md"]),
            Case(name: "--handoff", arguments: ["lint", "--handoff", payload]),
            Case(name: "--only", arguments: ["lint", "--only", payload]),
            Case(name: "--today", arguments: ["lint", "--today", payload]),
            Case(name: "--format", arguments: ["lint", "--format", payload]),
            Case(name: "--format to a file", arguments: ["lint", "--format", "json=nowhere/\(payload)"]),
            Case(name: "--config", arguments: ["lint", "--config", payload]),
            Case(name: "--fail-on", arguments: ["lint", "--fail-on", payload]),
            Case(name: "--stdin --path", arguments: ["lint", "--stdin", "--path", "briefs/\(payload).md"]),
            Case(name: "an unknown option", arguments: ["lint", "--\(payload)"]),
            Case(name: "an unknown command", arguments: [payload]),
            Case(name: "contracts test", arguments: ["contracts", "test", payload]),
            Case(name: "explain", arguments: ["explain", payload]),
            Case(name: "explain a file", arguments: ["explain", "\(payload).md"]),
        ]

        @Test("no control character of a field reaches the terminal", arguments: inBriefs + inContracts + inConfigs + inArguments)
        func isDefused(_ bad: Case) throws {
            let team = try Kickoff.team(bad.files)
            let result = try Program.run(bad.arguments, in: team.url)
            Program.expectForTerminals(result)
            #expect((result.output + result.error).contains("ALARM") == bad.isShown, "whether the field is shown")
            #expect(result.code == 0 || result.code == 1 || result.code == 2)
        }

        @Test("explain shows a brief, and contracts list a contract, without their control characters")
        func isDefusedElsewhere() throws {
            let team = try Kickoff.team([
                "briefs/one.md":
                    "---\nstatus: \(Self.quoted)\ngoal: \(Self.quoted)\n---\n# \(Self.payload)\n## \(Self.payload)\n- \(Self.payload): \(Self.payload)\n",
                "kickoff.yml": Kickoff.contract.replacing("title: Goal", with: "title: \(Self.quoted)").replacing(
                    "from: Sales", with: "from: \(Self.quoted)"),
            ])
            for arguments in [["explain", "briefs/one.md"], ["explain", "kickoff"], ["explain", "kickoff/goal"], ["contracts", "list"]] {
                let result = try Program.run(arguments, in: team.url)
                Program.expectForTerminals(result)
                #expect(result.output.contains("ALARM"), "\(arguments)")
                #expect(result.code == 0)
            }
        }

        @Test(
            "JSON carries a field whole, escaped",
            arguments: ["\u{1B}[31mALARM", "a\u{0}b\u{8}\u{C}\r\n\tc", "\u{7F}\u{9B}31m\u{2028}\u{202E}"])
        func jsonIsEscaped(_ text: String) throws {
            let escaped = text.unicodeScalars.map {
                "\\U" + String(repeating: "0", count: 8 - String($0.value, radix: 16).count) + String($0.value, radix: 16)
            }
            let team = try Kickoff.team(["briefs/one.md": "---\nid: \"\(escaped.joined())\"\n---\n"])
            // `lint` looks for raw control characters in the JSON.
            let result = try Program.lint(in: team)
            #expect(result.briefs.map(\.id) == [text])
        }
    }
}
