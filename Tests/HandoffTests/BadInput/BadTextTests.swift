import Foundation
import Testing

extension BadInputTests {
    /// What stands in a brief's bytes and at its top.
    @Suite struct Text {
        struct Case: Sendable, CustomTestStringConvertible {
            var name: String
            var bytes: [UInt8]
            /// “line:column rule:check” of all findings, in order.
            var finds: [String]
            var says: String

            init(_ name: String, _ text: String, finds: [String], says: String = "") {
                self.init(name, bytes: Array(text.utf8), finds: finds, says: says)
            }

            init(_ name: String, bytes: [UInt8], finds: [String], says: String = "") {
                self.name = name
                self.bytes = bytes
                self.finds = finds
                self.says = says
            }

            var testDescription: String { name }
        }

        static let nothingThere = ["1:1 kickoff/budget:required", "1:1 kickoff/goal:required"]
        static let body = "## Goal\nMove the shop\n\n## Budget\n20 days\n"

        @Test("a brief whose text can't be read is on hold, and the sentence says where and why", arguments: empty + fences + yaml + bytes)
        func isOnHold(_ bad: Case) throws {
            let team = try Kickoff.team()
            try team.write("briefs/bad.md", Data(bad.bytes))
            let result = try Program.lint(in: team)
            #expect(result.code == 1)
            #expect(result.findings.map { "\($0.line):\($0.column) \($0.rule):\($0.check)" } == bad.finds)
            #expect(result.verdicts.map { $0.hasSuffix(" hold") } == [true])
            for place in bad.finds.map({ $0.prefix { $0 != " " } }) { #expect(result.text.contains("  \(place) ")) }
            #expect(result.findings.contains { $0.message.contains(bad.says) } || bad.says.isEmpty, "\(result.findings.map(\.message))")
            #expect(result.error == "")
        }

        static let empty = [
            Case("an empty file", "", finds: nothingThere, says: "missing"),
            Case("nothing but white space", " \n\t\n\n", finds: nothingThere),
            Case("only front matter", "---\nhandoff: kickoff\n---\n", finds: nothingThere),
            Case("only front matter, without a line end", "---\nhandoff: kickoff\n---", finds: nothingThere),
            Case("front matter with nothing in it", "---\n---\n", finds: nothingThere),
            Case("front matter of comments", "---\n# nothing yet\n---\n", finds: nothingThere),
        ]

        static let fences = [
            Case(
                "unclosed front matter", "---\ngoal: Move\n\n" + body, finds: ["1:1 handoff/front-matter:front-matter"],
                says: "never closed"),
            Case("nothing but an opening fence", "---", finds: ["1:1 handoff/front-matter:front-matter"], says: "never closed"),
            Case(
                "a closing fence of four dashes", "---\ngoal: Move\n----\n", finds: ["1:1 handoff/front-matter:front-matter"],
                says: "never closed"),
            Case("TOML", "+++\nhandoff = \"kickoff\"\n+++\n" + body, finds: ["1:1 handoff/front-matter:front-matter"], says: "+++"),
            Case("JSON", "{\n  \"handoff\": \"kickoff\"\n}\n" + body, finds: ["1:1 handoff/front-matter:front-matter"], says: "in braces"),
            Case("JSON on one line", "{\"handoff\": \"kickoff\"}\n", finds: ["1:1 handoff/front-matter:front-matter"], says: "in braces"),
            Case(
                "front matter larger than anybody writes", "---\ngoal: \(String(repeating: "a", count: 70_000))\n---\n",
                finds: ["2:1 handoff/front-matter:front-matter"], says: "64 KiB"),
        ]

        static let yaml = [
            Case("a tab as indentation", "---\ngoal:\n\ttext: Move\n---\n", finds: ["3:1 handoff/front-matter:front-matter"], says: "tab"),
            Case(
                "a key twice", "---\ngoal: a\nbudget: 5\ngoal: b\n---\n", finds: ["4:1 handoff/front-matter:front-matter"],
                says: "“goal” stands here a second time (first on line 2)"),
            Case(
                "a key twice in different case", "---\nGoal: a\nbudget: 5\ngoal: b\n---\n",
                finds: ["4:1 handoff/front-matter:front-matter"],
                says: "first on line 2"),
            Case(
                "a key twice, one level down", "---\ngoal: a\nbudget: {amount: 1, amount: 2}\n---\n",
                finds: ["3:21 handoff/front-matter:front-matter"], says: "“amount” stands here a second time"),
            Case("a bomb of aliases", bomb, finds: ["6:8 handoff/front-matter:front-matter"], says: "unfold to more than 10000 values"),
            Case(
                "an alias of itself", "---\ngoal: &a [*a]\n---\n", finds: ["2:11 handoff/front-matter:front-matter"],
                says: "begins with * needs quotes"),
            Case(
                "an alias of nothing", "---\ngoal: *everything*\n---\n", finds: ["2:7 handoff/front-matter:front-matter"],
                says: "begins with * needs quotes"),
            Case(
                "lists in lists in lists", "---\ngoal: \(String(repeating: "[", count: 500))\(String(repeating: "]", count: 500))\n---\n",
                finds: ["2:70 handoff/front-matter:front-matter"], says: "more than 64 deep"),
            Case(
                "brackets that never close", "---\ngoal: \(String(repeating: "[", count: 30_000))\n---\n",
                finds: ["2:70 handoff/front-matter:front-matter"], says: "more than 64 deep"),
            Case(
                "braces that never close", "---\ngoal: \(String(repeating: "{a: ", count: 10_000))\n---\n",
                finds: ["2:256 handoff/front-matter:front-matter"], says: "more than 64 deep"),
            Case(
                "a list", "---\n- goal\n- budget\n---\n", finds: ["2:1 handoff/front-matter:front-matter"], says: "no list of “name: value”"
            ),
            Case(
                "a sentence", "---\nMove the shop\n---\n", finds: ["2:1 handoff/front-matter:front-matter"],
                says: "no list of “name: value”"),
            Case("a list as a key", "---\n? [a, b]\n: c\n---\n", finds: ["2:3 handoff/front-matter:front-matter"], says: "plain name"),
            Case(
                "a colon in a value", "---\ngoal: Move: all\n---\n", finds: ["2:11 handoff/front-matter:front-matter"], says: "needs quotes"
            ),
            Case(
                "a handle", "---\ngoal: @dana\n---\n", finds: ["2:7 handoff/front-matter:front-matter"], says: "begins with @ needs quotes"),
            Case(
                "an open quotation mark", "---\ngoal: \"Move\n---\n", finds: ["2:7 handoff/front-matter:front-matter"], says: "never closed"
            ),
            Case("an open bracket", "---\ngoal: [Move\n---\n", finds: ["2:7 handoff/front-matter:front-matter"], says: "never closed"),
            Case(
                "an open bracket and nothing in it", "---\nbudget: 5\ngoal: [\n---\n", finds: ["3:7 handoff/front-matter:front-matter"],
                says: "never closed"),
            Case(
                "a bracket open in another", "---\ngoal: [a, [b, c]\n---\n", finds: ["2:7 handoff/front-matter:front-matter"],
                says: "never closed"),
            Case(
                "a placeholder", "---\nbudget: 5\ngoal: {{goal}}\n---\n", finds: ["3:7 handoff/front-matter:front-matter"],
                says: "\"{{…}}\""),
            Case(
                "a placeholder and more", "---\ngoal: {{ first name }} moves\n---\n", finds: ["2:7 handoff/front-matter:front-matter"],
                says: "\"{{…}}\""),
            Case(
                "a placeholder in a list", "---\ngoal: [a, {{b}}]\n---\n", finds: ["2:11 handoff/front-matter:front-matter"],
                says: "needs quotes"),
            Case(
                "a placeholder that is no YAML at all", "---\ngoal: {{> goal}}\n---\n", finds: ["2:7 handoff/front-matter:front-matter"],
                says: "needs quotes"),
            Case(
                "a placeholder never closed", "---\ngoal: {{goal\n---\n", finds: ["2:7 handoff/front-matter:front-matter"],
                says: "needs quotes"),
            Case(
                "an alias of a name with a star in it", "---\ngoal: *all* of it\n---\n", finds: ["2:7 handoff/front-matter:front-matter"],
                says: "begins with * needs quotes"),
            Case(
                "an ampersand", "---\ngoal: & more\n---\n", finds: ["2:7 handoff/front-matter:front-matter"],
                says: "begins with & needs quotes"),
            Case(
                "an exclamation mark", "---\ngoal: !go<\n---\n", finds: ["2:7 handoff/front-matter:front-matter"],
                says: "begins with ! needs quotes"),
            Case(
                "a control character", "---\ngoal: Mo\u{1B}[1mve\n---\n", finds: ["2:9 handoff/front-matter:front-matter"],
                says: "invisible"),
        ]

        /// Each line holds the one before nine times.
        static var bomb: String {
            let names = ["a", "b", "c", "d", "e", "f", "g", "h", "i"]
            var text = "---\na: &a [x, x, x, x, x, x, x, x, x]\n"
            for (one, next) in zip(names, names.dropFirst()) {
                text += "\(next): &\(next) [" + Array(repeating: "*\(one)", count: 9).joined(separator: ", ") + "]\n"
            }
            return text + "---\n"
        }

        static let bytes = [
            Case("a byte-order mark alone", "\u{FEFF}", finds: nothingThere),
            Case(
                "a byte-order mark before front matter", "\u{FEFF}---\ngoal: a\ngoal: b\nbudget: 5\n---\n",
                finds: [
                    "3:1 handoff/front-matter:front-matter"
                ]),
            Case("a byte-order mark before an unclosed fence", "\u{FEFF}---\n", finds: ["1:1 handoff/front-matter:front-matter"]),
            Case("CRLF", "---\r\ngoal: a\r\nbudget: 5\r\ngoal: b\r\n---\r\n", finds: ["4:1 handoff/front-matter:front-matter"]),
            Case(
                "lone CR", "---\rgoal: a\rbudget: 5\rgoal: b\r---\r", finds: ["4:1 handoff/front-matter:front-matter"],
                says: "first on line 2"),
            Case("NUL", "## Goal\nMove\0\n\n## Budget\n20 days\n", finds: ["2:5 handoff/text:text"], says: "NUL"),
            Case("NUL and nothing else", bytes: Array(repeating: 0, count: 40), finds: ["1:1 handoff/text:text"]),
            Case(
                "invalid UTF-8 behind letters of two bytes",
                bytes: Array("## Goal\nÜber".utf8) + [0xFF, 0xFE] + Array("\n\n## Budget\n1 day\n".utf8),
                finds: ["2:5 handoff/text:text"], says: "UTF-8"),
            Case(
                "UTF-8 cut off in a letter", bytes: Array("## Goal\nMove\n\n## Budget\n5 ".utf8) + [0xE2, 0x82],
                finds: ["5:3 handoff/text:text"], says: "UTF-8"),
            Case(
                "invalid UTF-8 in front matter", bytes: Array("---\ngoal: Mo".utf8) + [0xC0, 0x80] + Array("ve\nbudget: 5\n---\n".utf8),
                finds: ["2:9 handoff/text:text"], says: "UTF-8"),
            Case(
                "Latin-1", bytes: [0x23, 0x23, 0x20, 0x5A, 0xFC, 0x67, 0x65, 0x0A],
                finds: ["1:1 kickoff/budget:required", "1:1 kickoff/goal:required", "1:5 handoff/text:text"]),
            Case(
                "UTF-16, little end first", bytes: [0xFF, 0xFE] + utf16(body, littleEnd: true), finds: ["1:1 handoff/text:text"],
                says: "UTF-16"),
            Case(
                "UTF-16, big end first", bytes: [0xFE, 0xFF] + utf16(body, littleEnd: false), finds: ["1:1 handoff/text:text"],
                says: "UTF-16"),
            Case("UTF-16 without a mark", bytes: utf16(body, littleEnd: true), finds: ["1:1 handoff/text:text"], says: "UTF-16"),
        ]

        static func utf16(_ text: String, littleEnd: Bool) -> [UInt8] {
            text.utf16.flatMap { littleEnd ? [UInt8($0 & 0xFF), UInt8($0 >> 8)] : [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        }

        @Test(
            "line ends, marks and anchors that do no harm are no reason to complain",
            arguments: [
                "\u{FEFF}---\ngoal: Move\nbudget: 5\n---\n", "---\r\ngoal: Move\r\nbudget: 5\r\n---\r\n",
                "---\rgoal: Move\rbudget: 5\r---\r",
                "---\ngoal: &a Move\nbudget: *a\n---\n", "---\ngoal: Move\nbudget: 5\n...\n",
                "\u{FEFF}## Goal\r\nMove\r\n\r\n## Budget\r\n5\r\n",
                "## Goal\rMove\r\r## Budget\r5", "---\nGOAL: Move\nBudget: 5\n---\t \n",
            ])
        func isReady(_ text: String) throws {
            let team = try Kickoff.team(["briefs/good.md": text])
            let result = try Program.lint(in: team)
            #expect(result.rules == [])
            #expect(result.code == 0)
        }

        @Test(
            "a handoff that nobody knows is on hold, with the nearest name",
            arguments: [
                ("handoff: kickof", "2:10", "There is no handoff called “kickof”. Did you mean “kickoff”?"),
                ("handoff: Kick of", "2:10", "There is no handoff called “Kick of”. Did you mean “kickoff”?"),
                ("owner: Dana\nhandoff: \"campaign-to-analytic\"", "3:10", "Did you mean “campaign-to-analytics”?"),
                ("handoff: xyzzyxyzzy", "2:10", "It can be: campaign-to-analytics, "),
                ("handoff: handoff", "2:10", "There is no handoff called “handoff”."),
                ("handoff: {a: b}", "2:10", "names one handoff or a list"),
                ("handoff: [[kickoff]]", "2:11", "names one handoff or a list"),
            ])
        func anUnknownHandoff(_ lines: String, _ place: String, _ says: String) throws {
            let result = try Program.lint(in: try Kickoff.team(["briefs/bad.md": "---\n\(lines)\n---\n"]))
            #expect(result.findings.map(\.short) == ["\(place) error handoff/unknown-type:unknown-type"])
            #expect(result.findings.first?.message.contains(says) == true, "\(result.findings.map(\.message))")
            #expect(result.verdicts == ["briefs/bad.md - hold"])
            #expect(result.code == 1)
        }

        // MARK: what declares a handoff

        static let forms = [
            Array("{\n  \"handoff\": \"campaign-to-analytics\"\n}\n".utf8), Array("{\"title\": \"x\", \"Handoff\" : \"kickoff\"}\n".utf8),
            Array("{\n\"text\": \"\(String(repeating: "a", count: 60_000))\",\n\"handoff\": \"kickoff\"\n}\n".utf8),
            Array("+++\nhandoff = \"campaign-to-analytics\"\n+++\n".utf8), Array("+++\ntitle = \"x\"\n\"handoff\"=\"kickoff\"\n+++\n".utf8),
            Array("---\nhandoff: campaign-to-analytics\n".utf8), Array("---\n\"handoff\": campaign-to-analytic\n---\n".utf8),
            Array("---\n'handoff' : campaign-to-analytics\nowner: @dana\n---\n".utf8),
            Array("---\n  handoff: campaign-to-analytics\n---\n".utf8),
            Array("---\n\thandoff: campaign-to-analytics\n---\n".utf8),
            Array("---\r\ntitle: x\r\n handoff: campaign-to-analytics\r\n---\r\n".utf8),
            Array("---\rHANDOFF: campaign-to-analytics\r---\r".utf8), Array("---\n{handoff: campaign-to-analytics}\n---\n".utf8),
            Array("---\n{\n title: x, handoff: campaign-to-analytics}\n---\n".utf8), Array("\u{FEFF}+++\nhandoff = 1\n+++\n".utf8),
            Array("---\n---x\nhandoff: campaign-to-analytics\n---\n".utf8),
            [0xFF, 0xFE] + utf16("---\nhandoff: campaign-to-analytics\n---\n", littleEnd: true),
            [0xFE, 0xFF] + utf16("---\ntitle: Für alle\nhandoff: campaign-to-analytics\n---\n", littleEnd: false),
            utf16("---\nhandoff: campaign-to-analytics\n---\n", littleEnd: true), utf16("---\nhandoff: x\n---\n", littleEnd: false),
            [0xFF, 0xFE] + utf16("{\"handoff\": \"kickoff\"}", littleEnd: true),
        ]

        @Test("a file that declares a handoff is on hold in whatever form, named or found, and never skipped", arguments: forms)
        func isNeverSkipped(_ bytes: [UInt8]) throws {
            let scratch = try Scratch()
            try scratch.write("brief.md", Data(bytes))
            for arguments in [["brief.md"], [], ["."]] {
                let result = try Program.lint(arguments, in: scratch)
                #expect(result.verdicts.map { $0.hasPrefix("brief.md ") && $0.hasSuffix("hold") } == [true])
                #expect(result.code == 1)
            }
        }

        @Test(
            "a file that only talks about handoffs is no brief",
            arguments: [
                "", "{", "+++", "---", "handoff: kickoff\n", "# Handoff: kickoff\n", "---\ntitle: our handoff: kickoff\n---\n",
                "---\ntitle: x\n---\nhandoff: kickoff\n", "---\ntitle: x\n...\nhandoff: kickoff\n", "---\nhandoffs: kickoff\n---\n",
                "---\nhandoff-day: today\n---\n", "---\ntags: [a, handoff: kickoff]\n---\n", "---\n# handoff: kickoff\n---\n",
                "---\n- handoff\n---\n", "+++\ntitle = \"handoff = 1\"\n+++\nhandoff = 1\n", "{\"title\": \"handoff\"}\n",
                "{\"title\": \"the handoff: soon\"}\n", "{% handoff: kickoff %}\n", "{{handoff}}: kickoff\n", "> handoff: kickoff\n",
            ])
        func isNoBrief(_ text: String) throws {
            let scratch = try Scratch(["notes.md": text])
            for arguments in [["notes.md"], []] {
                let result = try Program.lint(arguments, in: scratch)
                #expect(result.verdicts == [])
                #expect(result.code == 0)
            }
            let named = try Program.lint(["notes.md"], in: scratch)
            #expect(named.text.contains("Not checked: notes.md"))
        }
    }
}
