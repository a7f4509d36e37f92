internal import Source

/// A day of the Gregorian calendar.
package struct CalendarDate: Sendable, Hashable, Comparable {
    package var year: Int
    package var month: Int
    package var day: Int

    /// Nil for a day that doesn't exist.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= Self.days(in: month, year) else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// Days since 1970-01-01 (Howard Hinnant, “chrono-compatible low-level date algorithms”).
    package var dayNumber: Int {
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    package init(dayNumber: Int) {
        let z = dayNumber + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let mp = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * mp + 2) / 5 + 1
        month = mp < 10 ? mp + 3 : mp - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// `2026-03-01`.
    package init?(iso text: String) {
        let bytes = text.utf8
        guard bytes.count == 10 else { return nil }
        var numbers = (year: 0, month: 0, day: 0)
        for (i, byte) in bytes.enumerated() {
            if i == 4 || i == 7 {
                if byte != 0x2D { return nil }
                continue
            }
            guard Byte.isDigit(byte) else { return nil }
            let digit = Int(byte - 0x30)
            if i < 4 {
                numbers.year = numbers.year * 10 + digit
            } else if i < 7 {
                numbers.month = numbers.month * 10 + digit
            } else {
                numbers.day = numbers.day * 10 + digit
            }
        }
        self.init(year: numbers.year, month: numbers.month, day: numbers.day)
    }

    package var text: String {
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    package static func < (a: CalendarDate, b: CalendarDate) -> Bool {
        (a.year, a.month, a.day) < (b.year, b.month, b.day)
    }

    private static func days(in month: Int, _ year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension CalendarDate {
    /// The first date in a text as people write it: `2026-03-01`, `1 March 2026`, `March 1, 2026`, `01.03.2026`, `3/1/2026` (month first,
    /// unless that can't be).
    package init?(in text: String) {
        guard text.utf8.contains(where: Byte.isDigit) else { return nil }
        if let date = CalendarDate(iso: text) {
            self = date
            return
        }
        let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init).prefix(40)
        let tokens = Array(words)
        for i in tokens.indices {
            if i + 2 < tokens.count, let date = Self.numeric(tokens[i], tokens[i + 1], tokens[i + 2], text) ?? Self.named(tokens, i) {
                self = date
                return
            }
        }
        return nil
    }

    private static func numeric(_ a: String, _ b: String, _ c: String, _ text: String) -> CalendarDate? {
        // “2026-03-12T17:00” is one word with a T in it.
        let c = c.split(separator: "t", omittingEmptySubsequences: false).first.map(String.init) ?? c
        guard let x = Int(a), let y = Int(b), let z = Int(c), a.count <= 4, b.count <= 2, c.count <= 4 else { return nil }
        if a.count == 4 { return CalendarDate(year: x, month: y, day: z) }
        guard c.count == 4 || c.count == 2 else { return nil }
        let year = c.count == 2 ? 2000 + z : z
        if text.contains("/"), let american = CalendarDate(year: year, month: x, day: y) { return american }
        return CalendarDate(year: year, month: y, day: x)
    }

    private static func named(_ tokens: [String], _ i: Int) -> CalendarDate? {
        func number(_ token: String) -> Int? { Int(token.prefix { $0.isNumber }) }
        // “1 de março de 2026”, “1er mars 2026”
        let rest = tokens[i...].filter { $0 != "de" && $0 != "of" && $0 != "of" }
        guard rest.count >= 3, let year = Int(rest[rest.startIndex + 2].prefix(4)), year >= 1900 else { return nil }
        let (a, b) = (rest[rest.startIndex], rest[rest.startIndex + 1])
        if let day = number(a), let month = month(b) { return CalendarDate(year: year, month: month, day: day) }
        if let month = month(a), let day = number(b) { return CalendarDate(year: year, month: month, day: day) }
        return nil
    }

    private static let months: [(Int, [String])] = [
        (1, ["jan", "ene", "led"]), (2, ["feb", "fév", "fev", "úno"]), (3, ["mar", "mär", "maa", "mrt", "bře"]),
        (4, ["apr", "abr", "avr", "dub"]),
        (5, ["may", "mai", "mei", "kvě"]), (6, ["jun", "juin", "čer"]), (7, ["jul", "juil"]), (8, ["aug", "ago", "aoû", "srp"]),
        (9, ["sep", "set", "zář"]), (10, ["oct", "okt", "out", "říj"]), (11, ["nov", "lis"]), (12, ["dec", "dez", "dic", "déc", "pro"]),
    ]

    private static func month(_ word: String) -> Int? {
        if word.hasPrefix("červenec") || word.hasPrefix("července") { return 7 }
        return months.first { _, names in names.contains { word.hasPrefix($0) } }?.0
    }
}
