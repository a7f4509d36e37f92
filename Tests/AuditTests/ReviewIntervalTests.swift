import Testing

@testable import Audit
@testable import Contract

@Suite struct ReviewIntervalTests {
    @Test(
        "how often, as people write it, and the last day in time after 31 January 2027",
        arguments: [
            ("monthly", "2027-02-28"), ("Weekly", "2027-02-07"), ("every two weeks", "2027-02-14"), ("every other week", "2027-02-14"),
            ("fortnightly", "2027-02-14"), ("quarterly (first Monday)", "2027-04-30"), ("every 6 months", "2027-07-31"),
            ("twice a year", "2027-07-31"), ("half-yearly", "2027-07-31"), ("yearly", "2028-01-31"), ("every 10 days", "2027-02-10"),
            ("once a month", "2027-02-28"), ("after each launch", nil), ("when needed", nil), ("", nil), ("every 0 days", nil),
        ] as [(String, String?)])
    func intervals(_ text: String, _ due: String?) throws {
        let day = try #require(CalendarDate(iso: "2027-01-31"))
        #expect(ReviewInterval(text)?.after(day).text == due)
    }
}
