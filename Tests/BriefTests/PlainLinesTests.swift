import SeededRandom
import Source
import Testing

@testable import YAML

/// The short cut for plain lines against libyaml: the same nodes at the same places, or left to libyaml.
@Suite("Plain lines are read as libyaml reads them") struct PlainLinesTests {
    private static let keys = [
        "owner", "Due", "utm_source", "status.crm", "a-b", "x1", "ö", "two words", "", "-", "? k", "\"q\"", "null", "<<",
    ]
    private static let values = [
        "Dana", "2027-05-01", "a b  c", "https://acme.example/x?y#z", "a: b", "a:b", "a #b", "a#b", "", "~", "null", "'x'", "\"x y\"",
        "\"a\\n\"",
        "'it''s'", "[a, b]", "[a]", "[]", "[a, ]", "[a b, c: d]", "[\"x\"]", "[a, [b]]", "{a: b}", "- x", "-x", "*a", "&a b", "!t", "@x",
        "`x`",
        "%x", "|", ">", "Zoë Peeters", "“x”", "\u{85}", "\u{A0}", "日本", "x\u{7F}", "x\ty", "a,b", "a]", "a{b", "1:2", "x:", "x :", ", a",
        "/p", "a ?",
        "[a#b, c]", "[a #b]", "[x?, y]", "x  ", "\"\"", "''", "\"x\" y", "yes", "[a, b] # c", "[ a , b ]", "[/x, 1]",
    ]
    private static let separators = [": ", ":", ":  ", " : ", ":\t", " "]
    private static let ends = ["\n", "\n\n", "", "\r\n", " \n", "\n  more\n", "\n# note\n", "\n...\n", "\n---\n", "\n- x\n", "\n \n"]

    @Test func randomLines() throws {
        var random = SeededRandom(7)
        func pick(_ list: [String], usually: Int) -> String { list[random.below(random.below(4) == 0 ? list.count : usually)] }
        var shortCuts = 0
        for _ in 0..<60_000 {
            var text = ""
            for _ in 0..<Int(1 + pick(["", "1", "22"], usually: 3).utf8.count) {
                text += pick(Self.keys, usually: 6) + pick(Self.separators, usually: 1) + pick(Self.values, usually: Self.values.count)
                text += pick(Self.ends, usually: 2)
            }
            let bytes = Array("xx\n\(text)yy".utf8)
            if try compare(bytes, 3..<(bytes.count - 2)) { shortCuts += 1 }
        }
        // A comparison of libyaml with itself would prove nothing.
        #expect(shortCuts > 5_000)
    }

    /// Whether the short cut was taken.
    private func compare(_ bytes: [UInt8], _ range: Range<Int>) throws -> Bool {
        let slow = Result { () throws(YAMLProblem) in try YAMLDocument(bytes, in: range, takesShortCut: false) }
        let quick = Result { () throws(YAMLProblem) in try YAMLDocument(bytes, in: range) }
        let text = String(decoding: bytes[range], as: UTF8.self).debugDescription
        #expect(String(describing: quick) == String(describing: slow), "\(text)")
        return PlainLines.read(bytes, in: range) != nil
    }
}
