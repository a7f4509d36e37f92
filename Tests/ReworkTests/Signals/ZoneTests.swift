import Contract
import Foundation
import Rework
import Testing

@Suite struct ZoneTests {
    static func zone(_ name: String) throws -> Zone {
        try #require(Zone(compiled: Array(try Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/\(name)")))))
    }

    /// Python 3.11.7: `datetime.astimezone(ZoneInfo(name)).utcoffset()`.
    @Test(
        "clocks were as far from UTC as Python says",
        arguments: [
            ("Europe/Berlin", 1_736_942_400, 3600), ("Europe/Berlin", 1_743_296_340, 3600), ("Europe/Berlin", 1_743_296_400, 7200),
            ("Europe/Berlin", 1_761_440_340, 7200), ("Europe/Berlin", 1_761_440_400, 3600), ("Europe/Berlin", 2_382_523_200, 7200),
            ("Europe/Berlin", 2_395_742_400, 3600), ("Europe/Berlin", 0, 3600), ("Europe/Berlin", -775_872_000, 10_800),
            ("America/New_York", 1_741_503_540, -18_000), ("America/New_York", 1_741_503_600, -14_400),
            ("America/New_York", 2_856_168_000, -14_400), ("Australia/Lord_Howe", 1_743_865_140, 39_600),
            ("Australia/Lord_Howe", 1_743_865_200, 37_800), ("Australia/Lord_Howe", 2_524_608_000, 39_600),
            ("Asia/Kathmandu", 1_735_689_600, 20_700), ("America/Sao_Paulo", 1_543_622_400, -7200),
            ("America/Sao_Paulo", 1_764_547_200, -10_800), ("America/Nuuk", 1_743_249_600, -7200),
            ("America/Nuuk", 2_847_614_400, -7200),
        ])
    func offsets(_ name: String, _ time: Int, _ offset: Int) throws {
        #expect(try Self.zone(name).offset(at: time) == offset)
    }

    /// Slim files hold no years to come: everything follows from the rule at their end.
    @Test(
        "a rule alone is enough",
        arguments: [
            ("CET-1CEST,M3.5.0,M10.5.0/3", 1_743_296_340, 3600), ("CET-1CEST,M3.5.0,M10.5.0/3", 1_743_296_400, 7200),
            ("CET-1CEST,M3.5.0,M10.5.0/3", 1_761_440_400, 3600), ("AEST-10AEDT,M10.1.0,M4.1.0/3", 1_735_689_600, 39_600),
            ("AEST-10AEDT,M10.1.0,M4.1.0/3", 1_751_328_000, 36_000), ("<+0545>-5:45", 0, 20_700), ("UTC0", 0, 0),
            ("EST5EDT,J60/0,J300/0", 1_740_787_200 + 18_000 - 1, -18_000), ("EST5EDT,J60/0,J300/0", 1_740_787_200 + 18_000, -14_400),
            ("EST5EDT,59/0,299/0", 1_740_787_200 + 18_000, -14_400),
        ])
    func rules(_ rule: String, _ time: Int, _ offset: Int) throws {
        #expect(try #require(Zone(compiled: Self.file(rule))).offset(at: time) == offset)
    }

    /// A compiled zone of nothing but a rule.
    static func file(_ rule: String) -> [UInt8] {
        func header(types: UInt8, characters: UInt8) -> [UInt8] {
            Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15 + 4 * 4) + [0, 0, 0, types, 0, 0, 0, characters]
        }
        let body: [UInt8] = [0, 0, 0, 0, 0, 0] + Array("UTC\0".utf8)
        return header(types: 1, characters: 4) + body + header(types: 1, characters: 4) + body + Array("\n\(rule)\n".utf8)
    }

    /// Python 3.11.7: `datetime(…, tzinfo=ZoneInfo("Europe/Berlin")).timestamp()`.
    @Test func aTimeThatIsSkippedIsTheChangeAndOneThatComesTwiceTheFirst() throws {
        let berlin = try Self.zone("Europe/Berlin")
        let march = try #require(CalendarDate(iso: "2025-03-30")).dayNumber
        #expect(berlin.time(of: march) == 1_743_289_200)
        #expect(berlin.time(of: march, 2 * 3600 + 1800) == 1_743_296_400)
        #expect(berlin.time(of: march, 3 * 3600) == 1_743_296_400)
        #expect(berlin.time(of: march + 1) == 1_743_372_000)
        let october = try #require(CalendarDate(iso: "2025-10-26")).dayNumber
        #expect(berlin.time(of: october, 2 * 3600 + 1800) == 1_761_438_600)
    }

    @Test func theDayIsThatOfTheZone() throws {
        let time = 1_735_689_600 - 1800
        #expect(Zone.utc.day(at: time).text == "2024-12-31")
        #expect(try Self.zone("Europe/Berlin").day(at: time).text == "2025-01-01")
    }

    @Test func whatIsNoZoneIsRefused() {
        let good = Self.file("CET-1CEST,M3.5.0,M10.5.0/3")
        #expect(Zone(compiled: []) == nil)
        #expect(Zone(compiled: Array("TZif2 is what it is not".utf8)) == nil)
        for rule in ["CET", "CET-1CEST", "CET-1CEST,M13.5.0,M10.5.0", "CET-1CEST,M3.5.0", "CET-99", "C-1", "<+1", "CET-1x,M3.5.0,M10.5.0"] {
            #expect(Zone(compiled: Self.file(rule)) == nil, "\(rule)")
        }
        // Cut anywhere, or with any byte changed: refused or read, never a crash.
        for count in good.indices { _ = Zone(compiled: Array(good[..<count])) }
        for i in good.indices {
            var bad = good
            bad[i] = 0xFF
            _ = Zone(compiled: bad)?.offset(at: 1_743_296_400)
        }
    }
}

@Suite struct WorkingTimeTests {
    /// Days after Wednesday, 1 January 2025, and hours.
    static func at(_ day: Int, _ hour: Double) -> Int { Told.start + day * 86_400 + Int(hour * 3600) }

    @Test(
        "eight hours a working day, from nine to five",
        arguments: [
            (0, 10.0, 0, 12.0, 2.0), (0, 8.0, 0, 20.0, 8.0), (0, 18.0, 1, 8.0, 0.0), (0, 16.0, 1, 10.0, 2.0),
            // From Friday to Monday, over two weekends, inside one.
            (2, 16.0, 5, 10.0, 2.0), (2, 16.0, 12, 10.0, 42.0), (3, 10.0, 4, 10.0, 0.0), (0, 0.0, 28, 0.0, 160.0), (1, 9.0, 1, 9.0, 0.0),
        ])
    func hours(_ day: Int, _ hour: Double, _ endDay: Int, _ endHour: Double, _ expected: Double) {
        let time = WorkingTime()
        #expect(Double(time.seconds(from: Self.at(day, hour), to: Self.at(endDay, endHour))) / 3600 == expected)
        #expect(time.seconds(from: Self.at(endDay, endHour), to: Self.at(day, hour)) == 0)
    }

    @Test func daysAndZoneAreTheTeams() throws {
        var time = WorkingTime(zone: .utc, days: [6])
        #expect(time.seconds(from: Self.at(0, 0), to: Self.at(7, 0)) == 8 * 3600)
        time = WorkingTime(zone: .utc, days: [])
        #expect(time.seconds(from: Self.at(0, 0), to: Self.at(7, 0)) == 0)
        // Nine in Berlin is eight in UTC, and seven in summer.
        time.days = [0, 1, 2, 3, 4]
        time.zone = try ZoneTests.zone("Europe/Berlin")
        #expect(time.seconds(from: Self.at(0, 0), to: Self.at(0, 9)) == 3600)
        #expect(time.seconds(from: Self.at(180, 0), to: Self.at(180, 9)) == 2 * 3600)
    }

    @Test func longTimesAreCountedDayByDay() {
        let time = WorkingTime(zone: .utc, days: [0, 2, 5])
        for (start, end) in [(0, 1), (0, 6), (3, 17), (5, 19), (1, 30), (6, 48)] {
            let whole = time.seconds(from: Self.at(start, 11), to: Self.at(end, 15))
            let parts = (start..<end).reduce(0) { $0 + time.seconds(from: Self.at($1, 11), to: Self.at($1 + 1, 11)) }
            #expect(whole == parts + time.seconds(from: Self.at(end, 11), to: Self.at(end, 15)), "\(start) \(end)")
        }
    }
}
