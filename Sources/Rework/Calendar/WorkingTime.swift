internal import Contract

/// When a team is at work: some days of the week, in its time zone.
package struct WorkingTime: Sendable, Hashable {
    /// A working day is eight hours long. Hours that nobody states can't be right for everybody; these make “two working days” 16 hours.
    package static let opens = 9
    package static let closes = 17

    package var zone: Zone
    /// 0 is Monday.
    package var days: Set<Int>

    package init(zone: Zone = .utc, days: Set<Int> = [0, 1, 2, 3, 4]) {
        (self.zone, self.days) = (zone, days)
    }

    /// Working seconds between two moments, in seconds since 1970.
    package func seconds(from start: Int, to end: Int) -> Int {
        guard start < end, !days.isEmpty else { return 0 }
        let first = zone.day(at: start).dayNumber
        let last = zone.day(at: end).dayNumber
        let ends = first == last ? [first] : [first, last]
        var total = ends.reduce(0) { $0 + overlap($1, start, end) }
        // The whole days between need no clock.
        if last - first > 1 { total += workingDays(from: first + 1, to: last) * (Self.closes - Self.opens) * 3600 }
        return total
    }

    private func overlap(_ day: Int, _ start: Int, _ end: Int) -> Int {
        guard isWorking(day) else { return 0 }
        let opens = zone.time(of: day, Self.opens * 3600)
        let closes = zone.time(of: day, Self.closes * 3600)
        return max(0, min(end, closes) - max(start, opens))
    }

    /// Of the days from one up to another, the other left out.
    private func workingDays(from start: Int, to end: Int) -> Int {
        let weeks = (end - start) / 7
        return weeks * days.count + ((start + weeks * 7)..<end).count(where: isWorking)
    }

    private func isWorking(_ day: Int) -> Bool {
        // 1970-01-01 was a Thursday.
        days.contains((day + 3) - (day + 3).floored(by: 7) * 7)
    }
}
