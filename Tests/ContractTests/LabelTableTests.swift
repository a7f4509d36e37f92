import SeededRandom
import Testing

@testable import Contract

@Suite struct LabelTableTests {
    @Test func itAnswersLikeADictionaryOfLists() {
        var random = SeededRandom(11)
        let letters = ["a", "b", "ü", "u\u{308}", "é", "e\u{301}", " ", "я"]
        func label() -> String { (0..<random.below(4)).map { _ in letters[random.below(letters.count)] }.joined() }
        // Far more than it was made for, too.
        for capacity in [0, 1, 500] {
            var table = LabelTable<Int>(capacity: capacity)
            var lists: [String: [Int]] = [:]
            for number in 0..<600 {
                let label = label()
                table.add(label, number)
                lists[label, default: []].append(number)
            }
            for _ in 0..<600 {
                let label = label()
                #expect(table[label] == lists[label] ?? [], "“\(label)”")
            }
        }
    }
}
