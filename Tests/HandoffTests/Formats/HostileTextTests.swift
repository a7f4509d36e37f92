import Contract
import Foundation
import Report
import Source
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

extension BadInputTests {
    /// Whatever a field says, in whichever format: it stays that field's text, and drives neither the reader's tools nor the terminal.
    @Suite struct HostileText {
        static let payloads = [
            "::set-output name=x::y", "a\n::stop-commands::token\nb", "a\r::add-mask::b", "\u{2028}::error::x", "\u{A0}::warning::x",
            "%0A::error::x%250A%", "##[add-mask]secret", "x ##[stop-commands]token", "####[error]x", "a,file=b.md,title=c:d",
            "| a | b |", "a\\|b\\", "`code` ``", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "-->",
            "<!-- handoff-lint -->",
            "]]></failure><failure>", "&lt;b&gt; &amp; &#60;", "\" onload=\"x", "'", "[x](javascript:alert(1))",
            "![x](http://evil.example/x.png)",
            "[x]: javascript:alert(1)", "@everyone and @acme/team", "#1 fixes #2 !3", "https://evil.example www.evil.example",
            "**bold** _it_ ~~no~~ $x$", "\u{1B}[31mred\u{1B}]0;title\u{7}", "\u{0}\u{1}\u{8}\u{B}\u{C}\u{1F}\u{7F}\u{9B}31m",
            "\u{FFFE}\u{FFFF}",
            "\u{202E}gnp.exe\u{2066}", "\u{FEFF}bom", "{0} {{x}}", "$(touch x) `touch x` ${{ github.token }}", "",
            String(repeating: "[", count: 300), String(repeating: "long ", count: 300), "é😀\u{301}",
        ]

        static let fields = [
            "path", "id", "handoff", "title", "to", "status", "boundary", "risk", "rule", "check", "message", "question", "paste",
            "context",
            "remark", "remark's path", "version", "help",
        ]

        /// A report whose one field says so; `WITNESS` and `NEIGHBOUR` stand around it in other fields.
        static func report(_ field: String, _ payload: String) -> (report: LintReport, help: [String: RuleHelp]) {
            func value(_ name: String, _ usual: String) -> String { name == field ? payload : usual }
            var finding = Finding(
                rule: value("rule", "kickoff/goal"), check: value("check", "required"), severity: .error,
                message: value("message", "WITNESS is missing."), question: value("question", "Why?"),
                paste: value("paste", "## Goal\n[x]"),
                context: value("context", "goal"), range: .fileStart)
            finding.isMissing = true
            finding.fingerprint = 1
            let brief = Judgement(
                path: value("path", "briefs/a.md"), id: value("id", "one"), handoff: value("handoff", "kickoff"),
                title: value("title", "Kick-off"), to: value("to", "Delivery"), status: value("status", "ready"), stage: .handed,
                verdict: .hold, boundary: value("boundary", "Do not start"), risk: value("risk", "It starts blind"), findings: [finding])
            let remark = RunRemark(
                .failure, path: value("remark's path", "briefs/b.md"), place: Place(line: 2, column: 3, endLine: 2, endColumn: 4),
                message: value("remark", "there is NEIGHBOUR."))
            let words = value("help", "Because.")
            return (
                LintReport(version: value("version", "1"), judgements: [brief], remarks: [remark]),
                [finding.rule: RuleHelp(title: words, why: words, text: words, markdown: MarkdownEscape.text(words))]
            )
        }

        @Test("a field is text and nothing else", arguments: FormatName.allCases, fields)
        func isDefused(_ format: FormatName, _ field: String) throws {
            for payload in Self.payloads {
                let (report, help) = Self.report(field, payload)
                let text = try format.text(report, help: help)
                let note = "\(field): \(payload.debugDescription.prefix(60))"
                let bad = text.unicodeScalars.filter { $0 != "\n" && ($0.isForbiddenInTerminals || $0 == "\u{FEFF}" || $0 == "\u{FFFE}") }
                #expect(bad.isEmpty, "control characters, \(note)")
                #expect(!text.contains("##["), "a command of a build server, \(note)")
                let lines = text.components(separatedBy: "\n")
                if format != .github {
                    let commands = lines.filter { $0.unicodeScalars.drop { $0.properties.isWhitespace }.starts(with: "::".unicodeScalars) }
                    #expect(commands == [], "a command of a build server, \(note)")
                }
                switch format {
                case .json, .jsonl, .sarif, .gitlab, .rdjson: try isJSON(format, text, field, payload, note)
                case .github: isCommands(lines, note)
                case .junit: isXML(text, note)
                case .markdown: isTable(lines, note)
                }
            }
        }

        /// Where each field is whole, and the neighbours are as they were.
        private func isJSON(_ format: FormatName, _ text: String, _ field: String, _ payload: String, _ note: String) throws {
            let value = try JSONValue(text)
            if field != "message" { #expect(value.texts.contains { $0.contains("WITNESS is missing.") }, "\(note)") }
            switch (format, field) {
            case (.json, "version"), (.json, "message"), (.jsonl, "path"), (.jsonl, "id"), (.json, "status"), (.json, "paste"),
                (.gitlab, "rule"), (.gitlab, "path"), (.gitlab, "remark"), (.rdjson, "path"), (.rdjson, "rule"), (.rdjson, "remark"),
                (.sarif, "rule"):
                #expect(value.texts.contains(payload), "\(note)")
            case (.sarif, "path"):
                let uri = value["runs"]?[0]?["results"]?[0]?["locations"]?[0]?["physicalLocation"]?["artifactLocation"]?["uri"]?.text
                // Foundation takes the mark for none of the text.
                #expect(uri?.removingPercentEncoding == payload || payload.hasPrefix("\u{FEFF}"), "\(note)")
                #expect(uri?.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"\"<>\\^`{|}:#?[]@".utf8.contains($0) } == true, "\(note)")
            case (.sarif, "message"):
                let message = value["runs"]?[0]?["results"]?[0]?["message"]?["text"]?.text ?? ""
                #expect(message.ranges(of: "](").allSatisfy { message[..<$0.lowerBound].hasSuffix("\\") }, "\(note)")
            default: break
            }
        }

        /// One command for the remark and one for the finding, each with its own properties.
        private func isCommands(_ lines: [String], _ note: String) {
            let commands = lines.dropLast().map { RunnerCommand($0) }
            #expect(lines.last == "", "\(note)")
            #expect(commands.map(\.?.name) == ["error", "error"], "\(note)")
            for command in commands.compactMap(\.self) {
                #expect(Set(command.properties.keys).isSubset(of: ["file", "line", "endLine", "col", "endColumn", "title"]), "\(note)")
                #expect(command.properties["line"] == (command == commands[0] ? "2" : "1"), "\(note)")
            }
        }

        private func isXML(_ text: String, _ note: String) {
            final class Reader: NSObject, XMLParserDelegate {
                var elements: [String] = []
                func parser(
                    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
                    attributes: [String: String]
                ) {
                    elements.append(name)
                }
            }
            let reader = Reader()
            let parser = XMLParser(data: Data(text.utf8))
            parser.delegate = reader
            #expect(parser.parse(), "\(note)")
            #expect(
                reader.elements == ["testsuites", "testsuite", "testcase", "error", "testsuite", "testcase", "failure"], "\(note)")
        }

        /// One row of four cells, and nothing in it that a renderer makes anything of.
        private func isTable(_ lines: [String], _ note: String) {
            #expect(lines.first == "<!-- handoff-lint -->", "\(note)")
            let rows = lines.filter { $0.hasPrefix("|") }
            #expect(rows.count == 3, "\(note)")
            for row in rows { #expect(row.count { $0 == "|" } == 5, "\(note)") }
            // What stands in code is inert, and `code` holds no backtick.
            let prose = lines.dropFirst().flatMap { line in
                line.components(separatedBy: "`").enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
            }.joined(separator: "\n")
            let plain = prose.replacing("<br>", with: " ").replacing(/&#\d+;/, with: "\u{200B}")
            for sign in ["<", ">", "[", "]", "$", "://"] { #expect(!plain.contains(sign), "\(sign), \(note)") }
            #expect(plain.firstMatch(of: /[@#!][A-Za-z0-9_]/) == nil, "a mention or reference, \(note)")
            #expect(plain.firstMatch(of: /www\.[A-Za-z0-9]/) == nil, "a link, \(note)")
            #expect(
                plain.replacing("**on hold**", with: "").replacing("**Not checked.**", with: "").firstMatch(of: /(^|[^\\])[*~_]/) == nil,
                "emphasis, \(note)")
        }
    }
}
