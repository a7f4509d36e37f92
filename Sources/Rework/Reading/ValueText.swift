internal import Contract
internal import Source

/// A value's text as it is compared: by its words, and a date in any spelling as the day it names.
enum ValueText {
    /// The words of a value; dates are one word each.
    static func words(_ text: String) -> [UInt64] {
        guard mayHoldDate(text) else { return Words.of(text) }
        var text = text
        return text.withUTF8 { bytes in
            var words = Words(keepsRanges: true)
            words.add(bytes, 0..<bytes.count)
            return withDates(words, bytes)
        }
    }

    /// A short value that is written as a term: compared to the letter, since `Email` and `email` are two channels to a report.
    static func term(_ text: String) -> UInt64 {
        let term = text.trimmed.trimmingMarks
        if term.isEmpty || term.utf8.contains(where: Byte.isWhite) || term.utf8.allSatisfy({ !Byte.isLetter($0) }) {
            return whole(text)
        }
        let isAddress = Array(term.utf8).withUnsafeBufferPointer { Address($0, 0..<$0.count) != nil }
        return isAddress ? whole(text) : StableHash.of(term)
    }

    /// A value that is one text.
    static func whole(_ text: String) -> UInt64 {
        if let truth = truths[text.trimmed.trimmingMarks.lowercased()] { return truth }
        return StableHash.of(words(text))
    }

    private static let truths: [String: UInt64] = {
        var truths: [String: UInt64] = [:]
        for (word, hash) in [("true", StableHash.of("true")), ("false", StableHash.of("false"))] {
            for spelling in word == "true" ? ["true", "yes", "on"] : ["false", "no", "off"] { truths[spelling] = StableHash.of([hash]) }
        }
        return truths
    }()

    // MARK: dates

    private static func mayHoldDate(_ text: String) -> Bool { text.utf8.contains(where: Byte.isDigit) && text.utf8.count >= 6 }

    /// What people write between the parts of a date.
    private static let between: Set<String> = ["de", "of", "del"]

    private static func withDates(_ words: Words, _ bytes: UnsafeBufferPointer<UInt8>) -> [UInt64] {
        var hashes: [UInt64] = []
        var i = 0
        while i < words.hashes.count {
            if let (date, count) = date(at: i, words.ranges, bytes) {
                hashes.append(StableHash.of("date \(date.dayNumber)"))
                i += count
            } else {
                hashes.append(words.hashes[i])
                i += 1
            }
        }
        return hashes
    }

    /// The date that begins at a word, and how many words it takes.
    private static func date(
        at i: Int, _ ranges: [Range<Int>], _ bytes: UnsafeBufferPointer<UInt8>
    ) -> (CalendarDate, Int)? {
        func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
        func isNumber(_ i: Int) -> Bool { Byte.isDigit(bytes[ranges[i].lowerBound]) }
        // “01.03.2026” is one word.
        let first = bytes[ranges[i]]
        if isNumber(i), first.count >= 6, first.count <= 10, first.count(where: { $0 == 0x2E }) == 2 {
            return CalendarDate(in: text(ranges[i])).map { ($0, 1) }
        }
        for count in [3, 4, 5] where i + count <= ranges.count {
            let last = ranges[i + count - 1]
            // A time of day, “12T17:00”, is part of the value.
            guard isNumber(i) || isNumber(i + 1), isNumber(i + count - 1), bytes[last].allSatisfy(Byte.isDigit),
                last.upperBound - ranges[i].lowerBound <= 40,
                count == 3 || (i + 1..<i + count).contains(where: { between.contains(text(ranges[$0]).lowercased()) }),
                let date = CalendarDate(in: text(ranges[i].lowerBound..<last.upperBound))
            else { continue }
            return (date, count)
        }
        return nil
    }
}

extension String {
    /// Without quotes, backticks, and the points and commas that end a phrase.
    var trimmingMarks: String {
        let marks: Set<Character> = ["\"", "'", "`", "*", ".", ",", ";", "“", "”", "„", "«", "»", "‘", "’"]
        var text = self[...]
        while let first = text.first, marks.contains(first) { text.removeFirst() }
        while let last = text.last, marks.contains(last) { text.removeLast() }
        return String(text)
    }
}
