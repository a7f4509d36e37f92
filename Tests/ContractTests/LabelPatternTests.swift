import SeededRandom
import Testing

@testable import Contract

/// A label pattern rules most labels out before PCRE2 sees them; it must never rule out one that matches.
@Suite struct LabelPatternTests {
    static let patterns = [
        "what (?:we|you) get back", "(?:was|what) (?:we |you )?need", "files? for .{2,10}", "(?:print )?files", "how(?:ever)? it ends",
        "a+b",
        "ab*c", "ab{0,2}c", "(?:a|b)?c", "(?:a|b)+c", "(?:a|(?:b|d)e)f", "Who|WHAT", "(?:qué|o que) falta", "équipe", "[ab]c|de",
        "[]a]b|cd",
        "\\(a|b\\)|c", "a|", "|a", "", "(?:)", "a)|(?:b", "(?i)a|b", "(?# ( )a|b", "\\Qa|b\\E|c", "(?=a).b|c", "(*UTF)a|b", "a(?-i)B|c",
        "\\w+ back", ".", "it's|it-is", "q[1-4] plan", "s", "k",
        (0..<70).map { "x\($0)" }.joined(separator: "|"),
    ]

    static let words = [
        "a", "b", "c", "e", "f", "ab", "abc", "ac", "abbc", "aab", "aac", "bc", "af", "bef", "cd", "de", "]b", "who", "what", "(a", "b)",
        "a|b",
        "we", "you", "get", "back", "need", "file", "files", "for", "print", "how", "however", "it", "ends", "qué", "o", "que", "falta",
        "équipe",
        "it's", "it-is", "q1", "plan", "ſ", "x69", "x7", "",
    ]

    @Test func whatIsRuledOutDoesNotMatch() {
        var random = SeededRandom(7)
        var matched = 0
        for source in Self.patterns {
            let pattern = LabelPattern(source)
            for round in 0..<400 {
                let count = 1 + random.below(4)
                let label =
                    round < Self.words.count
                    ? Self.words[round] : (0..<count).map { _ in Self.words[random.below(Self.words.count)] }.joined(separator: " ")
                let expected = pattern.pattern.holds(label)
                if expected { matched += 1 }
                #expect((LabelPattern.first([pattern], matching: label) { [$0] } != nil) == expected, "“\(label)” and \(source)")
            }
        }
        #expect(matched > 200, "too few matches to tell anything")
    }

    @Test func commonFormsAreRuledOutByTheirBeginning() {
        #expect(LabelPattern("(?:was|what) (?:we |you )?need").beginnings == ["was", "what"].map { Array($0.utf8) })
        #expect(LabelPattern("(?:files?|print files) to .*").beginnings == ["file", "print files"].map { Array($0.utf8) })
        #expect(LabelPattern("[ab]c").beginnings == [[]])
        #expect(LabelPattern("a|(?# | )b").beginnings == [[]])
    }
}
