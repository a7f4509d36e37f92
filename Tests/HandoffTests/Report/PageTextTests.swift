import Contract
import Foundation
import Rework
import Testing

@testable import Report

/// Nobody's words become markup, in the page or in the data inside it.
@Suite struct PageTextTests {
    static let hostile = [
        "<script>alert(1)</script>", "</script><script>alert(1)</script>", "<!--<script>", "\" onclick=\"alert(1)",
        "' onmouseover='alert(1)",
        "javascript:alert(1)", "&lt;b&gt;", "</title></style></textarea>", "a\u{202E}gnp.exe", "\u{2066}x\u{2069}",
        "line\u{2028}end\u{2029}",
        "\u{0}\u{1B}[31m", "]]>", "\\u003cscript\\u003e", "\\", "\"", "ü😀",
    ]

    @Test("in an element, words are words", arguments: hostile)
    func elements(_ words: String) {
        var html = HTML()
        html.add("p", .class(words), words: words)
        let start = "<p class=\""
        #expect(html.text.hasPrefix(start) && html.text.hasSuffix("</p>"))
        let inside = html.text.dropFirst(start.count).dropLast(4)
        let (value, text) = (inside.prefix { $0 != "\"" }, inside.drop { $0 != "\"" }.dropFirst(2))
        for part in [value, text] { #expect(!part.contains { "<>\"'".contains($0) }, "\(html.text)") }
        expectSafe(html.text)
    }

    @Test("in the page's data, words are words", arguments: hostile)
    func data(_ words: String) throws {
        var json = PageJSON()
        json.list { $0.add(words) }
        var html = HTML()
        html.addData(id: "data", json)
        #expect(html.text.components(separatedBy: "<").count == 3, "\(html.text)")
        #expect(!json.text.contains("<") && !json.text.contains(">") && !json.text.contains("&"))
        expectSafe(html.text)
        let read = try JSONDecoder().decode([String].self, from: Data(json.bytes))
        #expect(read == [words.printableLines])
    }

    private func expectSafe(_ text: String) {
        let bad = text.unicodeScalars.filter {
            (0x202A...0x202E).contains($0.value) || (0x2066...0x2069).contains($0.value) || (0x2028...0x2029).contains($0.value)
                || ($0.value < 0x20 && $0 != "\n")
        }
        #expect(bad.isEmpty)
    }

    @Test func jsonHasCommasWhereTheyBelong() throws {
        var json = PageJSON()
        json.object { json in
            json.key("a")
            json.list { json in
                json.add(1)
                json.list { _ in }
                json.add(Int.min)
                json.add(-10)
                json.add(0)
                json.add(-2.5)
                json.add(0.05)
                json.add(nil as String?)
                json.add(true)
            }
            json.key("b")
            json.add("x")
        }
        #expect(json.text == #"{"a":[1,[],-9223372036854775808,-10,0,-2.50,0.05,null,1],"b":"x"}"#)
    }

    @Test func linksEncodeWhatIsNotALetter() {
        #expect(PageLink.list("cause", ("key", "q:a b&c=ü\n")) == "?show=cause&key=q%3Aa%20b%26c%3D%C3%BC%0A")
    }

    // MARK: comparing

    private func share(_ numerator: Int, _ denominator: Int) -> PageSignal.Value { .share(Rate(numerator, of: denominator)) }

    @Test func chanceIsNoDifference() {
        #expect(PageSignal.cameBack.comparison(share(5, 20), share(8, 20)).words == "too close to call")
        #expect(PageSignal.cameBack.comparison(share(2, 60), share(30, 60)).words == "better")
        #expect(PageSignal.cameBack.comparison(share(30, 60), share(2, 60)).words == "worse")
        #expect(PageSignal.sales.comparison(share(30, 60), share(2, 60)).words == "better")
        #expect(PageSignal.cameBack.comparison(share(0, 9), share(9, 9)).words == "too few briefs to compare")
        #expect(PageSignal.cameBack.comparison(share(0, 0), share(0, 0)).words == "nothing to compare yet")
        #expect(PageSignal.sales.comparison(.notRecorded, .notRecorded).words == "not recorded")
    }

    // MARK: the map

    private func map(_ handoffs: [(String, String, String)]) -> MapDrawing {
        let map = HandoffMap(
            version: "1",
            handoffs: handoffs.map {
                HandoffMap.Handoff(id: $0.0, title: $0.0, from: $0.1, to: $0.2, boundary: nil, required: [], briefs: 1)
            })
        return MapDrawing(map, Dictionary(uniqueKeysWithValues: handoffs.map { ($0.0, HandoffState(rate: Rate(), holds: 0, briefs: 1)) }))
    }

    @Test func teamsStandInTheOrderOfTheWork() {
        let drawing = map([("a", "Strategy", "Campaign"), ("b", "Campaign", "Analytics"), ("c", "Strategy", "Analytics")])
        #expect(drawing.teams.map(\.column) == [0, 1, 2])
    }

    @Test func circlesAndHandingToOneselfEnd() {
        let drawing = map([("a", "A", "B"), ("b", "B", "C"), ("c", "C", "A"), ("d", "C", "C")])
        #expect(drawing.teams.map(\.column) == [0, 1, 2])
        #expect(drawing.edges.count == 4)
        for edge in drawing.edges { #expect(!drawing.path(edge).curve.isEmpty) }
    }
}
