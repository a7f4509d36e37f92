import Contract
import Rework
import Source
import Testing

@Suite struct OutcomeTests {
    static func read(_ text: String) -> (rows: [Outcomes.Row], problems: [String]) {
        let (outcomes, problems) = Outcomes.read(Array(text.utf8), file: "crm.csv")
        return (outcomes.briefs.sorted().flatMap(outcomes.rows), problems.map { "\($0.place.line): \($0.message)" })
    }

    static let heading = "brief id,leads passed,accepted,rejected,reason,hours to first contact\n"

    @Test(
        "a spreadsheet’s file is read however it was saved",
        arguments: [
            "brief id,leads passed,accepted,rejected,reason,hours to first contact\na,10,7,3,\"No budget, they say\",2.5\n",
            "\u{FEFF}Brief ID;Leads passed;Accepted;Rejected;Reason;Hours to first contact\r\na;10;7;3;No budget, they say;2,5\r\n",
            "brief_id\tleads-passed\tLeads accepted\tLeads rejected\tREASON\thours\ra\t10\t7\t3\tNo budget, they say\t2.5",
            "reason,hours to first contact,rejected,accepted,passed,id\n\n\"No budget, they say\", 2.5 ,3,7,10,a\n,,,,,\n",
        ])
    func forms(_ text: String) throws {
        let (rows, problems) = Self.read(text)
        #expect(problems == [])
        try #require(rows.count == 1)
        #expect(rows[0].brief == "a")
        #expect((rows[0].passed, rows[0].accepted, rows[0].rejected) == (10, 7, 3))
        #expect(rows[0].reason == "No budget, they say")
        #expect(rows[0].hours == 2.5)
    }

    @Test func quotesAndLineEndsMayStandInACell() {
        let rows = Self.read(Self.heading + "a,1,0,1,\"says \"\"no\"\"\r\ntwice\",\nb,1,1,0,,3\n").rows
        #expect(rows.map(\.reason) == ["says \"no\"\r\ntwice", nil])
        #expect(rows.map(\.line) == [2, 4])
        #expect(rows.map(\.hours) == [nil, 3])
    }

    @Test(
        "a mistake is told with its line",
        arguments: [
            ("", "1: This file is empty"), ("brief id,accepted\n", "1: The column “leads passed” is missing."),
            ("brief id,leads passed,acepted\n", "1: No column is called “acepted”. Did you mean “accepted”?"),
            ("brief id,leads passed,accepted,accepted\n", "1: The column “accepted” is there twice."),
            (heading + "a,10,7,3,no\n", "2: This line has 5 cells; the first line has 6."),
            (heading + ",10,7,3,no,1\n", "2: This line names no brief."),
            (heading + "a,ten,7,3,no,1\n", "2: leads passed: “ten” is no number."),
            (heading + "a,-1,0,0,,\n", "2: leads passed: “-1” is no number."),
            (heading + "a,1.5,0,0,,\n", "2: leads passed: 1.5 is no whole number."),
            (heading + "a,1e300,0,0,,\n", "2: leads passed: “1e300” is no number."),
            (heading + "a,nan,0,0,,\n", "2: leads passed: “nan” is no number."),
            (heading + "a,5,4,2,,\n", "2: 4 accepted and 2 rejected are more than the 5 leads passed on."),
            (heading + "a,1,1,0,\"open,\n", "2: The quotation mark that opens here is never closed."),
            (heading + "a,1,1,0,\"x\"y,\n", "2: After a closing quotation mark the cell must end"),
        ])
    func mistakes(_ text: String, _ expected: String) throws {
        let problems = Self.read(text).problems
        #expect(try #require(problems.first).hasPrefix(expected), "\(problems)")
    }

    @Test func bytesThatAreNoTextAreRefused() {
        #expect(Outcomes.read([0xFF, 0xFE, 0x61], file: "x").problems.count == 1)
    }

    // MARK: sales follow-up

    @Test func leadsAreAddedUpOverBriefsAndRows() throws {
        let outcomes = Outcomes.read(
            Array((Self.heading + "one,40,28,8,Too small,3\none,4,0,4,No consent,\nbriefs/one.md,10,10,0,,9\nother,99,99,0,,1\n").utf8),
            file: "x"
        ).outcomes
        let subject = Told.subject("0 handed-off", outcomes: outcomes) { $0.id = "one" }
        let sales = try #require(SalesFollowUp([subject]))
        #expect(sales.briefs == 1)
        #expect(sales.leads.told == "38 of 54")
        #expect(sales.reasons == [SalesFollowUp.Reason(text: "Too small", leads: 8), SalesFollowUp.Reason(text: "No consent", leads: 4)])
        #expect(sales.medianHours == 6)
    }

    @Test func nothingRecordedIsNotNothing() {
        #expect(SalesFollowUp([Told.subject("0 handed-off")]) == nil)
        #expect(SalesFollowUp([Told.subject("0 handed-off", outcomes: Outcomes([]))]) == nil)
    }
}
