import SeededRandom
import Source
import Testing

@Suite struct PiecesTests {
    @Test func aTextIsCutAtEachPlaceOfTheSeparator() {
        #expect("a to b to c".pieces(at: " to ") == ["a", "b", "c"])
        #expect("a to b to c".pieces(at: " to ", most: 1) == ["a", "b to c"])
        #expect(",a,,b,".pieces(at: ",") == ["", "a", "", "b", ""])
        #expect("a".pieces(at: "") == ["a"] && "".pieces(at: ",") == [""] && "ab".pieces(at: "abc") == ["ab"])
        #expect("für → 5 €".pieces(at: "→") == ["für ", " 5 €"])
    }

    @Test func theyAreWhatSwiftCuts() {
        var random = SeededRandom(3)
        for _ in 0..<500 {
            let text = (0..<random.below(12)).map { _ in ["a", "ab", ",", " ", "ü"][random.below(5)] }.joined()
            for mark in [",", "ab", "a,", "ü", "aa"] {
                #expect(text.pieces(at: mark) == text.split(separator: mark, omittingEmptySubsequences: false).map(String.init))
                #expect(
                    text.pieces(at: mark, most: 1)
                        == text.split(separator: mark, maxSplits: 1, omittingEmptySubsequences: false).map(String.init))
            }
        }
    }
}
