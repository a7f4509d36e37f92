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
        var text = text
        let term = text.withUTF8 { bytes -> UInt64? in
            let range = Marks.trimmed(bytes, bytes.trimmed(0..<bytes.count))
            guard !range.isEmpty, !range.contains(where: { Byte.isWhite(bytes[$0]) }), range.contains(where: { Byte.isLetter(bytes[$0]) }),
                Address(bytes, range) == nil
            else { return nil }
            return StableHash.of(bytes[range])
        }
        return term ?? whole(text)
    }

    /// A value that is one text.
    static func whole(_ text: String) -> UInt64 {
        let words = words(text)
        if words.count == 1, let truth = truths[words[0]] { return truth }
        return StableHash.of(words)
    }

    /// By the words that say it.
    private static let truths: [UInt64: UInt64] = {
        var truths: [UInt64: UInt64] = [:]
        for spelling in ["true", "yes", "on"] { truths[StableHash.of(spelling)] = StableHash.of("true") }
        for spelling in ["false", "no", "off"] { truths[StableHash.of(spelling)] = StableHash.of("false") }
        return truths
    }()

    // MARK: dates

    private static func mayHoldDate(_ text: String) -> Bool { text.utf8.count >= 6 && text.hasByte(where: Byte.isDigit) }

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
        guard isNumber(i) || (i + 1 < ranges.count && isNumber(i + 1)) else { return nil }
        for count in 3...5 where i + count <= ranges.count {
            let last = ranges[i + count - 1]
            // A time of day, “12T17:00”, is part of the value.
            // A year has four digits, but for “9.3.27” and “9/3/27”.
            let mark = ranges[i].upperBound < bytes.count ? bytes[ranges[i].upperBound] : 0
            guard last.count == 4 || ranges[i].count == 4 || mark == 0x2E || mark == 0x2F || mark == 0x2D else { continue }
            guard isNumber(i + count - 1), bytes[last].allSatisfy(Byte.isDigit),
                last.upperBound - ranges[i].lowerBound <= 40,
                count == 3 || (i + 1..<i + count).contains(where: { between.contains(text(ranges[$0]).lowercased()) }),
                let date = CalendarDate(in: text(ranges[i].lowerBound..<last.upperBound))
            else { continue }
            return (date, count)
        }
        return nil
    }
}

/// What surrounds a word and is no part of it: quotes, backticks, and the points and commas that end a phrase.
enum Marks {
    private static func isMark(_ byte: UInt8) -> Bool {
        byte == 0x22 || byte == 0x27 || byte == 0x60 || byte == 0x2A || byte == 0x2E || byte == 0x2C || byte == 0x3B
    }

    /// Of three bytes (“ ” „ ‘ ’) or two (« »).
    private static func isQuote(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
        if range.count == 3 {
            return bytes[range.lowerBound] == 0xE2 && bytes[range.lowerBound + 1] == 0x80 && bytes[range.lowerBound + 2] & 0xF8 == 0x98
        }
        return bytes[range.lowerBound] == 0xC2 && (bytes[range.lowerBound + 1] == 0xAB || bytes[range.lowerBound + 1] == 0xBB)
    }

    static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Range<Int> {
        var (lower, upper) = (range.lowerBound, range.upperBound)
        while lower < upper {
            if isMark(bytes[lower]) {
                lower += 1
            } else if bytes[lower] >= 0xC2, let width = [3, 2].first(where: { lower + $0 <= upper && isQuote(bytes, lower..<lower + $0) }) {
                lower += width
            } else {
                break
            }
        }
        while upper > lower {
            if isMark(bytes[upper - 1]) {
                upper -= 1
            } else if bytes[upper - 1] >= 0x80,
                let width = [3, 2].first(where: { upper - $0 >= lower && isQuote(bytes, upper - $0..<upper) })
            {
                upper -= width
            } else {
                break
            }
        }
        return lower..<upper
    }
}

extension String {
    var trimmingMarks: String {
        var text = self
        return text.withUTF8 { String(decoding: $0[Marks.trimmed($0, 0..<$0.count)], as: UTF8.self) }
    }
}
