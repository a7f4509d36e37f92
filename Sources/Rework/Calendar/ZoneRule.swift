internal import Contract

/// What a zone's clocks do from its last recorded change on: `CET-1CEST,M3.5.0,M10.5.0/3` (POSIX, Base Definitions 8.3, with the hours
/// from -167 to 167 of RFC 9636).
struct ZoneRule: Sendable, Hashable {
    /// Seconds to add to UTC.
    private var standard: Int
    private var summer: Summer?

    private struct Summer: Sendable, Hashable {
        var offset: Int
        var begins: Change
        var ends: Change
    }

    /// A moment of every year.
    private struct Change: Sendable, Hashable {
        enum Day: Sendable, Hashable {
            /// Day 1 to 365, 29 February never counted.
            case julian(Int)
            /// Day 0 to 365, 29 February counted.
            case ofYear(Int)
            /// Week 5 is the last; weekday 0 is Sunday.
            case weekday(month: Int, week: Int, weekday: Int)
        }

        var day: Day
        /// Seconds from midnight by the clocks before the change.
        var seconds: Int

        func localTime(in year: Int) -> Int { dayNumber(in: year) * 86_400 + seconds }

        private func dayNumber(in year: Int) -> Int {
            let newYear = ZoneRule.dayNumber(year, 1, 1)
            switch day {
            case .ofYear(let day): return newYear + day
            case .julian(let day):
                let isLeap = ZoneRule.dayNumber(year + 1, 1, 1) - newYear == 366
                return newYear + day - 1 + (isLeap && day >= 60 ? 1 : 0)
            case .weekday(let month, let week, let weekday):
                let first = ZoneRule.dayNumber(year, month, 1)
                // 1970-01-01 was a Thursday.
                let firstWeekday = (first + 4) - (first + 4).floored(by: 7) * 7
                let day = first + (weekday - firstWeekday + 7) % 7 + 7 * (week - 1)
                let next = month == 12 ? ZoneRule.dayNumber(year + 1, 1, 1) : ZoneRule.dayNumber(year, month + 1, 1)
                return day < next ? day : day - 7
            }
        }
    }

    init?(_ text: String) {
        var rest = Array(text.utf8)[...]
        guard Self.skipName(&rest), let west = Self.time(&rest, most: 24) else { return nil }
        standard = -west
        guard !rest.isEmpty else { return }
        guard Self.skipName(&rest) else { return nil }
        var offset = standard + 3600
        if let byte = rest.first, byte != 0x2C {
            guard let west = Self.time(&rest, most: 24) else { return nil }
            offset = -west
        }
        guard let begins = Self.change(&rest), let ends = Self.change(&rest), rest.isEmpty else { return nil }
        summer = Summer(offset: offset, begins: begins, ends: ends)
    }

    func offset(at time: Int) -> Int {
        guard let summer else { return standard }
        let year = CalendarDate(dayNumber: (time + standard).floored(by: 86_400)).year
        let begins = summer.begins.localTime(in: year) - standard
        let ends = summer.ends.localTime(in: year) - summer.offset
        let isSummer = begins < ends ? time >= begins && time < ends : time >= begins || time < ends
        return isSummer ? summer.offset : standard
    }

    private static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int {
        // Years before 1 and after 9999 are nobody's commits.
        CalendarDate(year: min(max(year, 1), 9999), month: month, day: day)?.dayNumber ?? 0
    }

    // MARK: reading

    /// `CEST` or `<+0330>`.
    private static func skipName(_ rest: inout ArraySlice<UInt8>) -> Bool {
        if rest.first == 0x3C {
            guard let close = rest.firstIndex(of: 0x3E) else { return false }
            rest = rest[(close + 1)...]
            return true
        }
        let name = rest.prefix { (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) }
        rest = rest.dropFirst(name.count)
        return name.count >= 3
    }

    /// `-3:30:15` in seconds.
    private static func time(_ rest: inout ArraySlice<UInt8>, most: Int) -> Int? {
        var sign = 1
        if let byte = rest.first, byte == 0x2B || byte == 0x2D {
            sign = byte == 0x2D ? -1 : 1
            rest.removeFirst()
        }
        guard let hours = number(&rest, most: most) else { return nil }
        var seconds = hours * 3600
        for unit in [60, 1] where rest.first == 0x3A {
            rest.removeFirst()
            guard let part = number(&rest, most: 59) else { return nil }
            seconds += part * unit
        }
        return sign * seconds
    }

    private static func number(_ rest: inout ArraySlice<UInt8>, most: Int) -> Int? {
        let digits = rest.prefix(4).prefix { (0x30...0x39).contains($0) }
        guard !digits.isEmpty else { return nil }
        rest = rest.dropFirst(digits.count)
        let number = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        return number <= most ? number : nil
    }

    /// `,M3.5.0/2`
    private static func change(_ rest: inout ArraySlice<UInt8>) -> Change? {
        guard rest.popFirst() == 0x2C, let day = day(&rest) else { return nil }
        guard rest.first == 0x2F else { return Change(day: day, seconds: 7200) }
        rest.removeFirst()
        return time(&rest, most: 167).map { Change(day: day, seconds: $0) }
    }

    private static func day(_ rest: inout ArraySlice<UInt8>) -> Change.Day? {
        switch rest.first {
        case 0x4D:
            rest.removeFirst()
            guard let month = number(&rest, most: 12), month > 0, rest.popFirst() == 0x2E, let week = number(&rest, most: 5), week > 0,
                rest.popFirst() == 0x2E, let weekday = number(&rest, most: 6)
            else { return nil }
            return .weekday(month: month, week: week, weekday: weekday)
        case 0x4A:
            rest.removeFirst()
            return number(&rest, most: 365).flatMap { $0 > 0 ? .julian($0) : nil }
        default: return number(&rest, most: 365).map { .ofYear($0) }
        }
    }
}
