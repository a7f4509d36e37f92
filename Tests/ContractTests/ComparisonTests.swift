import Contract
import Source
import Testing

/// `equals` and `one-of`.
@Suite struct ComparisonTests {
    static let equals: [Row] = [
        Row("- {equals: salt}", "Thing: salt\n"),
        Row("- {equals: salt}", "Thing: 1️⃣Salt\n", ["equals"], says: ["Thing: expected “salt”, found “Salt”."]),
        Row("equals: salt", "Thing: 1️⃣sugar\n", ["equals"]),
        Row("- {equals: 12}", "---\nthing: 12\n---\n"),
        Row("- {equals: 'two {other}'}", "Thing: two spoons\n\nOther: spoons\n", more: "  other: {}"),
        Row(
            "- {equals: 'two {other}'}", "Thing: 1️⃣two cups\n\nOther: spoons\n", ["equals"],
            says: ["Thing: expected “two spoons”, found “two cups”."], more: "  other: {}"),
        Row("- {equals: {of: other}}", "Thing: salt\nOther: salt\n", more: "  other: {}"),
        Row(
            "- {equals: {of: other}}", "Thing: 1️⃣salt\nOther: sugar\n", ["equals"], says: ["Thing: expected “sugar”, found “salt”."],
            more: "  other: {}"),
        Row("- {equals: {of: other}}", "Thing: 1️⃣salt\n", ["equals"], more: "  other: {}"),
        Row("- {not: {equals: {of: other}}}", "Thing: salt\nOther: sugar\n", more: "  other: {}"),
        Row("- {not: {equals: {of: other}}}", "Thing: salt\n", more: "  other: {}"),
        Row("- {not: {equals: {of: other}}}", "Thing: 1️⃣salt\nOther: salt\n", ["not"], more: "  other: {}"),
        Row("- {equals: salt}", "Thing: TBD\n"), Row("- {equals: salt}", "x\n"),
        // a sibling field
        Row("fields:\n  a: {}\n  b: {check: [{equals: {of: .a}}]}", "---\nthing: [{a: 1, b: 1}, {a: 2, b: 1️⃣3}]\n---\n", [".b:equals"]),
        // letters compare by canonical equivalence
        Row("- {equals: \"caf\u{E9}\"}", "Thing: cafe\u{301}\n"),
    ]

    @Test(arguments: equals) func theSameTextAsALiteralOrASelection(row: Row) { row.run() }

    static let oneOf: [Row] = [
        Row("- {one-of: [salt, sugar]}", "Thing: SALT\n"),
        Row(
            "- {one-of: [salt, sugar]}", "Thing: 1️⃣pepper\n", ["one-of"],
            says: ["Thing: “pepper” is not one of the known values. It can be: salt, sugar."]),
        Row(
            "- {one-of: [salt, sugar]}", "Thing: 1️⃣sugr\n", ["one-of"],
            says: ["Thing: “sugr” is not one of the known values. Did you mean “sugar”?"]),
        Row("one-of: [salt]", "Thing: 1️⃣x\n", ["one-of"]),
        Row("- {one-of: {literals: [salt, sugar], exact: true}}", "Thing: salt\n"),
        Row("- {one-of: {literals: [salt, sugar], exact: true}}", "Thing: 1️⃣Salt\n", ["one-of"]),
        Row("- {one-of: {of: {from: other, split: ','}}}", "Thing: sugar\nOther: salt, sugar\n", more: "  other: {}"),
        Row("- {one-of: {of: {from: other, split: ','}}}", "Thing: 1️⃣pepper\nOther: salt, sugar\n", ["one-of"], more: "  other: {}"),
        Row("- {one-of: {of: other}}", "Thing: 1️⃣pepper\n", ["one-of"], more: "  other: {}"),
        Row("- {one-of: {vocabulary: spices}}", "Thing: Thyme\n", more: "vocabulary: {spices: [thyme, dill]}"),
        Row(
            "- {one-of: {vocabulary: spices}}", "Thing: 1️⃣tyme\n", ["one-of"],
            says: ["Thing: “tyme” is not one of the known values. Did you mean “thyme”?"], more: "vocabulary: {spices: [thyme, dill]}"),
        Row("- {one-of: {vocabulary: spices, exact: true}}", "Thing: 1️⃣Thyme\n", ["one-of"], more: "vocabulary: {spices: [thyme, dill]}"),
        Row(
            "- {one-of: {vocabulary: spices}}", "Thing: 1️⃣salt\n", ["one-of"], more: "vocabulary: {spices: {file: spices.yml}}",
            files: ["spices.yml": "- thyme\n- dill\n"]),
        Row("- {one-of: {vocabulary: spices}}", "Thing: whatever\n", more: "vocabulary: {spices: []}"),
        Row("- {one-of: {vocabulary: stages}}", "Thing: Review\n", more: "vocabulary: {stages: {tiers: [[draft], [review, last call]]}}"),
        Row("- {one-of: [salt]}", "x\n"), Row("- {one-of: [salt]}", "Thing: [name]\n"),
        // one finding for each value
        Row("- {id: known, of: {split: ','}, one-of: [salt, sugar]}", "Thing: salt, 1️⃣pepper, sugar, 2️⃣dill\n", ["known", "known"]),
    ]

    @Test(arguments: oneOf) func amongLiteralsASelectionOrAVocabulary(row: Row) { row.run() }

    @Test func theTeamsConfigReplacesAVocabulary() {
        var bench = Row("- {one-of: {vocabulary: spices}}", "", more: "vocabulary: {spices: [thyme]}").bench
        bench.settings.vocabulary["spices"] = Vocabulary(["dill"])
        bench.expect("Thing: dill\n")
        bench.expect("Thing: 1️⃣thyme\n", finds: ["recipe/thing:one-of"])
    }
}
