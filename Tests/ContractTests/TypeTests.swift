import Contract
import Testing

@Suite struct TypeTests {
    static let texts: [(ValueType, holds: [String], fails: [String])] = [
        (.text, ["x", "12", "a b"], []),
        (.number, ["0", "-12", "3.5", "1e3"], ["", "twelve", "12 EUR", "1,5", "inf", "nan", "0x"]),
        (.integer, ["0", "-12", "42"], ["3.5", "x", "1 000"]),
        (.boolean, ["true", "False", "yes", "NO", "on", "off"], ["maybe", "1"]),
        (
            .date,
            [
                "2027-03-12", "12.03.2027", "12/03/2027", "3/1/2027", "12 March 2027", "March 12, 2027", "12th March 2027", "3. März 2027",
                "1 de março de 2027", "1er mars 2027", "3 mei 2027", "12. května 2027", "3 de mayo de 2027",
                "before 2027-03-12, noon",
            ],
            ["soon", "2027-02-30", "30.02.2027", "Week 3", "March", "2027", "13/14/2027"]
        ),
        (.dateTime, ["2027-03-12 14:00", "2027-03-12T14:00:00Z", "12 March 2027, 9:30"], ["2027-03-12", "14:00"]),
        (
            .duration, ["4 hours", "2 working days", "30 min", "1,5 h", "3 Tage", "zwei bis 3 Wochen", "5 días", "2 semaines", "48h"],
            ["soon", "4", "hours", "4 apples"]
        ),
        (
            .relativeTime, ["Week 3", "T+5", "T-2", "2 days after launch", "sprint 4", "KW 12", "Q2", "vor dem Start", "antes de maio"],
            ["soon", "red"]
        ),
        (
            .person, ["Dana Okafor", "@dana", "Head of Sales", "Dana <dana@acme.example>", "Dana Okafor, VP Marketing", "李雷"],
            ["12", "https://acme.example/dana", "2027-03-12", String(repeating: "word ", count: 13)]
        ),
        (.email, ["a@b.example", "dana.o+x@acme.co.uk"], ["a@b", "@dana", "Dana <a@b.example>", "a b@c.example"]),
        (
            .url, ["https://acme.example", "http://acme.example/a?b=c", "acme.example/a", "www.acme.example", "http://localhost:8080/a"],
            ["acme", "a b.example", "see https://acme.example"]
        ),
    ]

    @Test(arguments: texts.indices) func textReadsAsATypeOrNot(index: Int) {
        let (type, holds, fails) = Self.texts[index]
        for text in holds { #expect(type.matches(text), "\(type.rawValue): \(text)") }
        for text in fails { #expect(!type.matches(text), "\(type.rawValue): \(text)") }
    }

    static let rows: [Row] = [
        Row("- {type: integer}", "Thing: 12\n"),
        Row("- {type: integer}", "Thing: 1️⃣twelve\n", ["type"], says: ["Thing: “twelve” is not a whole number."]),
        Row("- {type: [date, relative-time]}", "Thing: Week 3\n"),
        Row(
            "- {type: [date, relative-time]}", "Thing: 1️⃣soon\n", ["type"],
            says: ["Thing: “soon” is not a date such as 2026-03-31 or a time such as “Week 3” or “2 weeks after launch”."]),
        Row("type: url", "Thing: 1️⃣salt\n", ["type"]),
        Row("- {type: list}", "---\nthing: [a, b]\n---\n"),
        Row("- {type: list}", "## Thing\n\n- a\n- b\n"),
        Row("- {type: list}", "---\nthing: 1️⃣a\n---\n", ["type"], says: ["Thing: “a” is not a list."]),
        Row("- {type: mapping}", "---\nthing: {a: b}\n---\n"),
        Row("- {type: mapping}", "---\nthing: 1️⃣[a]\n---\n", ["type"]),
        Row("- {type: path}", "Thing: salt.csv\n", files: ["proposals/salt.csv": ""]),
        Row("- {type: path}", "Thing: /data/salt.csv\n", files: ["data/salt.csv": ""]),
        Row("- {type: path}", "Thing: ../data/salt.csv\n", files: ["data/salt.csv": ""]),
        Row(
            "- {type: path}", "Thing: 1️⃣../../salt.csv\n", ["type"], says: ["Thing: “../../salt.csv” is not a file in this repository."],
            files: ["salt.csv": ""]),
        // nothing selected, hints and decisions are no finding
        Row("- {type: integer}", "No such thing.\n"), Row("- {type: integer}", "Thing: TBD\n"), Row("- {type: integer}", "Thing: N/A\n"),
        Row("- {type: integer}", "Thing: N/A – vegan\n"),
        // each item on its own
        Row("- {id: numbers, of: '*', type: number}", "---\nthing: [1, 1️⃣x, 3, 2️⃣y]\n---\n", ["numbers", "numbers"]),
        // as a condition
        Row("- {id: short, length: {max: 3}, when: {type: integer}}", "Thing: 12345x\n"),
        Row("- {id: short, length: {max: 3}, when: {type: integer}}", "Thing: 1️⃣12345\n", ["short"]),
    ]

    @Test(arguments: rows) func theValueReadsAsOneOfTheTypes(row: Row) { row.run() }
}
