import Contract
import SeededRandom
import Testing

@Suite struct WordFilterTests {
    @Test(
        "a name that stands in the text as a word is never missed",
        arguments: [
            ("spring-webinar-2027", "see spring-webinar-2027."), ("q1", "(q1)"), ("a.b", "x a.b"), ("a  b", "a  b"), ("a--b", "a--b"),
            ("-a-", "x-a-y"), ("Q3 – Start", "in Q3 – Start und"), ("übersicht", "Die übersicht"), ("x", "éxé"), ("é", "café"),
            ("日本", "x日本y"),
            ("…", "and so on…"), ("a_b", "[a_b](a_b.md)"), ("v1", "a/v1/b"), ("a\u{0}b", "a\u{0}b"), ("brief", "brief"),
        ])
    func isNeverMissed(_ name: String, _ text: String) {
        #expect(WordFilter(Array(text.utf8)).mayHold(WordFilter.Name(Array(name.utf8))))
    }

    @Test(
        "a name that is not there is mostly told to be absent",
        arguments: [
            ("spring-webinar", "spring and webinar"), ("q1", "eq12 q12 q-1"), ("a-b", "a b-a"), ("webinar", ""), ("Webinar", "webinar"),
        ])
    func isToldAbsent(_ name: String, _ text: String) {
        #expect(!WordFilter(Array(text.utf8)).mayHold(WordFilter.Name(Array(name.utf8))))
    }

    /// As names stand in briefs: between other words, at the beginning, at the end, beside signs and letters that are no ASCII.
    @Test func ofManyNamesNoneIsMissedAndFewAreInvented() {
        var random = SeededRandom(7)
        let signs = Array("-_. /:#éß日 ".unicodeScalars).map { String($0) }
        func word() -> String { String((0..<(1 + random.below(6))).map { _ in "abcdeXYZ0189".randomElement(using: &random)! }) }
        var invented = 0
        for _ in 0..<300 {
            var (text, starts, ends): ([UInt8], [Int], [Int]) = ([], [], [])
            for _ in 0..<60 {
                starts.append(text.count)
                text += Array(word().utf8)
                ends.append(text.count)
                text += Array(signs[random.below(signs.count)].utf8)
            }
            let filter = WordFilter(text)
            for _ in 0..<20 {
                // From one word to another, perhaps with a sign more at either end.
                let first = random.below(starts.count), last = min(starts.count - 1, first + random.below(3))
                let name = Array(text[max(0, starts[first] - random.below(2))..<min(text.count, ends[last] + random.below(2))])
                if stands(name, in: text) { #expect(filter.mayHold(WordFilter.Name(name)), "\(name) in \(text)") }
            }
            for _ in 0..<20 where filter.mayHold(WordFilter.Name(Array((word() + "Q" + word()).utf8))) { invented += 1 }
        }
        #expect(invented < 6_000 / 50)
    }

    /// The rule itself, written down as plainly as can be.
    private func stands(_ name: [UInt8], in text: [UInt8]) -> Bool {
        func isWord(_ byte: UInt8) -> Bool {
            Character(UnicodeScalar(byte)).isASCII && Character(UnicodeScalar(byte)).isLetter || (0x30...0x39).contains(byte)
        }
        guard !name.isEmpty, name.count <= text.count else { return false }
        return (0...(text.count - name.count)).contains { i in
            text[i..<(i + name.count)].elementsEqual(name)
                && !(i > 0 && isWord(name[0]) && isWord(text[i - 1]))
                && !(i + name.count < text.count && isWord(name[name.count - 1]) && isWord(text[i + name.count]))
        }
    }
}
