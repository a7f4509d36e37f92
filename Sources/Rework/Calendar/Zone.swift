package import Contract

/// A time zone: how far its clocks were from UTC at any moment.
///
/// Read from the system's compiled zones (TZif, RFC 9636), because Swift's own on Linux would bring all of ICU along.
package struct Zone: Sendable, Hashable {
    /// Since when clocks differ from UTC by how much, both in seconds, in order.
    private var changes: [Change] = []
    /// Before the first change.
    private var first = 0
    /// After the last change; nil where it stays as it is.
    private var rule: ZoneRule?

    private struct Change: Sendable, Hashable {
        var from: Int
        var offset: Int
    }

    /// UTC itself.
    package static let utc = Zone()

    private init() {}

    /// - Parameter file: the bytes of a compiled zone. Nil where they are none.
    package init?(compiled file: [UInt8]) {
        guard let old = Header(file, at: 0) else { return nil }
        // Since version 2 a second part with 64-bit times follows the first.
        guard old.version >= 2 else {
            guard read(file, old, timeSize: 4) else { return nil }
            return
        }
        guard let new = Header(file, at: old.end(timeSize: 4)), read(file, new, timeSize: 8) else { return nil }
        let footer = file[new.end(timeSize: 8)...]
        guard footer.first == 0x0A, let close = footer.dropFirst().firstIndex(of: 0x0A) else { return nil }
        let text = String(decoding: footer[(footer.startIndex + 1)..<close], as: UTF8.self)
        guard !text.isEmpty else { return }
        guard let rule = ZoneRule(text) else { return nil }
        self.rule = rule
    }

    /// Seconds to add to UTC.
    package func offset(at time: Int) -> Int {
        guard let last = changes.last else { return rule?.offset(at: time) ?? first }
        if time >= last.from { return rule?.offset(at: time) ?? last.offset }
        // The first change after the time.
        var (low, high) = (0, changes.count)
        while low < high {
            let middle = (low + high) / 2
            if changes[middle].from <= time { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? first : changes[low - 1].offset
    }

    /// The day that clocks show.
    package func day(at time: Int) -> CalendarDate {
        CalendarDate(dayNumber: (time + offset(at: time)).floored(by: 86_400))
    }

    /// When clocks show a time of a day, in seconds since 1970.
    ///
    /// A time that is skipped when clocks go forward counts as the moment they do; one that comes twice is the earlier.
    ///
    /// - Parameter seconds: from midnight, as the clock shows.
    package func time(of day: Int, _ seconds: Int = 0) -> Int {
        let local = day * 86_400 + seconds
        // No clock is further from UTC than a day; what holds before and after covers a change in between.
        let before = local - offset(at: local - 86_400)
        let after = local - offset(at: local + 86_400)
        if before == after { return before }
        if before + offset(at: before) == local { return min(before, after + offset(at: after) == local ? after : before) }
        if after + offset(at: after) == local { return after }
        return changeBetween(min(before, after), max(before, after))
    }

    /// The moment at which the offset changes.
    private func changeBetween(_ low: Int, _ high: Int) -> Int {
        var (low, high) = (low, high)
        let start = offset(at: low)
        while low + 1 < high {
            let middle = (low + high) / 2
            if offset(at: middle) == start { low = middle } else { high = middle }
        }
        return high
    }

    // MARK: the file

    private struct Header {
        var version: Int
        /// Of the data behind the header.
        var start: Int
        var isUTCs: Int
        var isStandards: Int
        var leaps: Int
        var times: Int
        var types: Int
        var characters: Int

        static let size = 44

        init?(_ file: [UInt8], at start: Int) {
            guard start >= 0, start + Self.size <= file.count, file[start..<(start + 4)].elementsEqual("TZif".utf8) else { return nil }
            version = file[start + 4] == 0 ? 1 : Int(file[start + 4]) - 0x30
            let counts = (0..<6).map { Zone.number(file, at: start + 20 + 4 * $0, size: 4) }
            // No zone has as many of anything; sums can't overflow then.
            guard counts.allSatisfy({ (0..<100_000).contains($0) }) else { return nil }
            (isUTCs, isStandards, leaps, times, types, characters) = (counts[0], counts[1], counts[2], counts[3], counts[4], counts[5])
            self.start = start + Self.size
        }

        func end(timeSize: Int) -> Int {
            start + times * (timeSize + 1) + types * 6 + characters + leaps * (timeSize + 4) + isStandards + isUTCs
        }
    }

    private mutating func read(_ file: [UInt8], _ header: Header, timeSize: Int) -> Bool {
        guard header.types > 0, header.end(timeSize: timeSize) <= file.count else { return false }
        let kinds = header.start + header.times * timeSize
        let types = kinds + header.times
        func offset(_ type: Int) -> Int { Self.number(file, at: types + 6 * type, size: 4) }
        first = offset(0)
        changes.reserveCapacity(header.times)
        for i in 0..<header.times {
            let type = Int(file[kinds + i])
            let from = Self.number(file, at: header.start + i * timeSize, size: timeSize)
            guard type < header.types, changes.last.map({ $0.from < from }) ?? true else { return false }
            changes.append(Change(from: from, offset: offset(type)))
        }
        return true
    }

    /// Big-endian, with a sign.
    private static func number(_ file: [UInt8], at start: Int, size: Int) -> Int {
        let bits = file[start..<(start + size)].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return size == 4 ? Int(Int32(truncatingIfNeeded: bits)) : Int(truncatingIfNeeded: bits)
    }
}

extension Int {
    /// Division that rounds down, before 1970 as well.
    func floored(by divisor: Int) -> Int {
        let (quotient, rest) = quotientAndRemainder(dividingBy: divisor)
        return rest < 0 ? quotient - 1 : quotient
    }
}
