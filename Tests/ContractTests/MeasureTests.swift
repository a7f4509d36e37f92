import Testing

/// `range` and `length`.
@Suite struct MeasureTests {
    static let tiers = "vocabulary: {heat: {tiers: [[raw], [warm, tepid], [hot]]}}"

    static let ranges: [Row] = [
        Row("- {range: {min: 1, max: 10}}", "Thing: 1\n"), Row("- {range: {min: 1, max: 10}}", "Thing: 10\n"),
        Row("- {range: {min: 1, max: 10}}", "Thing: 2.5\n"),
        Row("- {range: {min: 1, max: 10}}", "Thing: 1️⃣11\n", ["range"], says: ["Thing: “11” is not at least 1 and at most 10."]),
        Row("- {range: {min: 1}}", "Thing: 1️⃣-1\n", ["range"], says: ["Thing: “-1” is not at least 1."]),
        Row("range: {max: 1}", "Thing: 1️⃣2\n", ["range"]),
        Row("- {range: {min: 1}}", "Thing: 1️⃣many\n", ["range"]),
        Row("- {range: {min: 2027-01-01, max: 2027-12-31}}", "Thing: 31 December 2027\n"),
        Row("- {range: {min: 2027-01-01, max: 2027-12-31}}", "Thing: 1️⃣2028-01-01\n", ["range"]),
        // the clock is fixed: 1 March 2027
        Row("- {range: {min: today}}", "Thing: 2027-03-01\n"),
        Row("- {range: {min: today}}", "Thing: 1️⃣2027-02-28\n", ["range"], says: ["Thing: “2027-02-28” is not at least 2027-03-01."]),
        Row("- {range: {min: today-7d, max: today+30d}}", "Thing: 2027-02-22\n"),
        Row("- {range: {min: today-7d, max: today+30d}}", "Thing: 2027-03-31\n"),
        Row("- {range: {min: today-7d, max: today+30d}}", "Thing: 1️⃣2027-04-01\n", ["range"]),
        Row("- {range: {min: today-7d}}", "Thing: 1️⃣2027-02-21\n", ["range"]),
        Row("- {range: {max: {of: other}}}", "Thing: 2\nOther: 3\n", more: "  other: {}"),
        Row("- {range: {max: {of: other}}}", "Thing: 1️⃣4\nOther: 3\n", ["range"], more: "  other: {}"),
        Row("- {range: {max: {of: other}}}", "Thing: 2\n", more: "  other: {}"),
        Row("- {range: {max: {of: other}}}", "Thing: 1️⃣2\nOther: many\n", ["range"], more: "  other: {}"),
        Row("- {range: {min: {of: other}}}", "Thing: 2027-03-02\nOther: 1 March 2027\n", more: "  other: {}"),
        Row("- {range: {min: {of: other}}}", "Thing: 1️⃣2027-02-28\nOther: 1 March 2027\n", ["range"], more: "  other: {}"),
        Row("- {range: {min: warm, by: heat}}", "Thing: Tepid\n", more: tiers),
        Row("- {range: {min: warm, by: heat}}", "Thing: hot\n", more: tiers),
        Row("- {range: {min: warm, by: heat}}", "Thing: 1️⃣raw\n", ["range"], says: ["Thing: “raw” is not at least warm."], more: tiers),
        Row("- {range: {min: warm, by: heat}}", "Thing: 1️⃣frozen\n", ["range"], more: tiers),
        Row("- {range: {max: warm, by: heat}}", "Thing: 1️⃣hot\n", ["range"], more: tiers),
        Row("- {range: {min: 1}}", "Thing: TBD\n"), Row("- {range: {min: 1}}", "x\n"),
        Row("- {id: sum, of: '*', range: {max: 5}}", "---\nthing: [1, 1️⃣7, 5]\n---\n", ["sum"]),
    ]

    @Test(arguments: ranges) func betweenTwoLimitsBothIncluded(row: Row) { row.run() }

    static let lengths: [Row] = [
        Row("- {length: {max: 5}}", "Thing: sugar\n"),
        Row("- {length: {max: 5}}", "Thing: 1️⃣pepper\n", ["length"], says: ["Thing: “pepper” has 6 characters, at most 5 fit."]),
        Row("- {length: {min: 3}}", "Thing: 1️⃣ab\n", ["length"], says: ["Thing: “ab” has 2 characters, at least 3 are needed."]),
        Row("- {length: {min: 2, max: 2}}", "Thing: 👩‍💻é\n"),
        Row("length: {max: 2, unit: words}", "Thing: two words\n"),
        Row(
            "length: {max: 2, unit: words}", "Thing: 1️⃣three little words\n", ["length"],
            says: ["Thing: “three little words” has 3 words, at most 2 fit."]),
        Row("- {length: {min: 3, unit: words}}", "## Thing\n\nOne\ntwo\n\nthree\n"), Row("- {length: {max: 1}}", "Thing: ???\n"),
        Row("- {length: {min: 9}}", "x\n"),
    ]

    @Test(arguments: lengths) func charactersOrWords(row: Row) { row.run() }
}
