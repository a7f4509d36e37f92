import Source
import Testing
import YAML

/// What somebody says on the command line comes back from the front matter as it was said.
@Suite struct QuotingTests {
    @Test(
        "a value in front matter reads as the text it was",
        arguments: [
            "Dana Okafor", "2026-05-29", "true", "No", "null", "~", "12", "0012", "1e3", "- dash", "a: b", "a #b", "#tag", "@dana", "[x]",
            "{x}",
            "it's", "say \"hi\"", "back\\slash", "* star", "& amp", "!tag", "%", "`tick`", "| bar", "> more", "a, b", "  spaced  ",
            "trailing:",
            "line\nbreak", "tab\there", "Zoë Müller-Łoś", "žluťoučký", "日本", "🙂", "a\u{202E}b", "\u{FEFF}x", "\u{1F}", "---", "...", "?",
            "=",
            "Dana <dana@acme.example>", "2026-05-29T10:00", "12:30", "briefs/a.md", "",
        ])
    func comesBack(text: String) throws {
        let line = "owner: \(text.yamlValue)\n"
        #expect(!line.dropLast().contains { $0.isNewline })
        let bytes = Array(line.utf8)
        let value = try #require(YAMLDocument(bytes, in: 0..<bytes.count).root?["owner"])
        guard case .scalar(let read, let plain) = value.content else {
            Issue.record("\(line) is no text")
            return
        }
        #expect(Array(read.unicodeScalars) == Array(text.unicodeScalars))
        #expect(!value.isNull && (!plain || value.bool == nil))
    }
}
