import Testing

/// What people write between the forms of the table: exports, tables without headings, labels with something around them.
@Suite struct NaturalFormTests {
    static let goods = """
        labels: [thing, goods]
        rows: {head: name, rest: how}
        fields:
          name: {labels: [name, product], check: [required]}
          unit: {labels: [unit, measure], check: [required]}
          note: {labels: [note]}
        """

    static let more = """
          boss: {labels: [boss, people], scope: brief, check: [required]}
          status: {labels: [status], scope: brief}

        """

    static let found: [Row] = [
        // a question needs no colon
        Row("labels: [who decides]\ncheck: [required]", "**Who decides?** Claire\n"),
        Row("labels: [who decides]\ncheck: [required]", "- **Who decides?** Claire\n"),
        // signs before a bold label
        Row("labels: [boss]\ncheck: [required]", "🎯 **Boss:** Dana\n"),
        Row("labels: [boss]\ncheck: [required, {pattern: ^Dana$}]", "👤 **Boss** — Dana\n"),
        // an aside
        Row("labels: [goal]\ncheck: [required]", "## Goal (in one line)\n\nSixty requests\n"),
        // several names at once, all of them known
        Row("labels: [fonts]\ncheck: [required]", "## Fonts and rights\n\nours\n", more: "  rights: {check: [required]}"),
        Row(
            "labels: [fonts]\ncheck: [required]", "## Fonts, photos and rights\n\nours\n",
            more: "  rights: {labels: [rights, photos], check: [required]}"),
        // numbered headings out of an export
        Row("labels: [goal]\ncheck: [required, {pattern: ^Sixty$}]", "1) Goal\n\nSixty\n\n2) Rest\n\nmore\n"),
        Row("labels: [goal]\ncheck: [{count: {max: 2}}]", "1. Goal\n\n- a\n- b\n\n2. Rest\n\n- c\n"),
        // a heading over the labels that it sums up
        Row("labels: [x]", "## Status & people\n\n**Boss:** Dana\n\n**Status:** ready\n", more: more),
        Row("labels: [x]", "## People\n\n- **Boss:** Dana\n- **Status:** ready\n", more: more),
        // a filled label with a list glued to it whose lines are other contexts
        Row(
            "labels: [due]\nscope: brief\ntype: date\ncheck: [required]", "**Due:** 2027-03-01\n- Boss: Dana\n- Status: ready\n", more: more
        ),
        Row("labels: [due]\nscope: brief\ncheck: [required, {pattern: ^soon$}]", "**Due:** soon\n- Boss: Dana\n", more: more),
        Row("labels: [goal]\ncheck: [required, {pattern: ^Sixty$}]", "Goal: Sixty\n- Boss: Dana\n- Status: ready\n", more: more),
        // and one whose lines are its own
        Row("labels: [goal]\ncheck: [required, {count: {min: 2}}]", "**Goal:** as agreed:\n- sixty\n- Boss: says so\n"),
        // tables by their headers
        Row(goods, "## Shopping\n\n| Product | Measure | Note |\n| --- | --- | --- |\n| salt | gram | x |\n"),
        Row(goods, "| Product | Measure |\n| --- | --- |\n| salt | gram |\n"),
        Row("check: [required, {count: {min: 2}}]", "| Thing | Remarks |\n| --- | --- |\n| a | x |\n| b | y |\n"),
        Row("check: [required]", "## Other\n\n| Thing | Remarks |\n| --- | --- |\n| a | x |\n", more: "  other: {}"),
        // labels by pattern: the whole of it
        Row("label-patterns: ['what (?:we|you) .{0,20}back']\ncheck: [required]", "## What we want back\n\na page\n"),
        // rows that are sentences need no second column
        Row("check: [required]", "## Thing\n\n| Check | Yes/No |\n| --- | --- |\n| Every page opens fast | |\n"),
        // lines of a list, from the first bullet on
        Row("check: [{of: {from: .$lines, where: {pattern: '\\[ \\]'}}, count: {min: 2}}]", "## Thing\n\n- [ ] a\n- [ ] b\n"),
        Row("check: [required]", "---\nthing: [Each link shows up in the reports]\n---\n"),
        // names in a row
        Row(Self.named, "## Things\n\npurchase, add_to_cart (in the basket)\n"),
        Row(Self.named, "Things: `purchase` and `sign_up`\n"),
        // a separator of the contract's own
        Row(Self.pairs, "## Things\n\n- newsletter / email\n- google / cpc\n"),
        Row(Self.pairs, "## Things\n\nAll of it in lower case: always\n\n- newsletter / email\n"),
        // parameters without an address around them
        Row(Self.pairs, "## Things\n\n- Collar: `source=a&medium=b`\n- Card: `source=c&medium=d`\n"),
    ]

    static let named =
        "labels: [things]\nrows: {head: name, rest: how}\nfields: {name: {check: [required, {pattern: '^`?[a-z_]+`?$'}, {count: {min: 2}}]}, how: {}}"
    static let pairs =
        "labels: [things]\nrows: {from: [value, links], head: source, rest: medium, at: /}\nfields: {source: {check: [required]}, medium: {check: [required, {pattern: '^[a-z]+$'}]}}"

    @Test(arguments: found) func isFound(row: Row) { row.run() }

    static let notFound: [Row] = [
        // parts of a list of names that we don't know all of, and patterns that match a part only
        Row("labels: [fonts]\ncheck: [required]", "1️⃣## Fonts and more\n\nours\n", ["required"]),
        Row("label-patterns: [back]\ncheck: [required]", "1️⃣## Back to school\n\na page\n", ["required"]),
        // one field alone heads anything
        Row(goods, "1️⃣## People\n\n| Name | Role |\n| --- | --- |\n| Dana | lead |\n"),
        // hints
        Row("check: [required]", "## Thing\n\n- 1️⃣[link: what to take]\n", ["required"]),
        Row("rows: {head: name}\nfields: {name: {}}\ncheck: [required]", "## Thing\n\n_1️⃣list them here_\n", ["required"]),
        Row("check: [required]", "Thing: 1️⃣[from] – [to]\n", ["required"]),
        Row("check: [required]", "Thing: 1️⃣[old] → [new]\n", ["required"]),
        Row("check: [required]", "Thing: 1️⃣within [number] working hours\n", ["required"]),
        Row("check: [required]", "Thing: 1️⃣DD/MM/YYYY – DD/MM/YYYY\n", ["required"]),
    ]

    @Test(arguments: notFound) func isNotFound(row: Row) { row.run() }

    @Test(arguments: [
        "Dana [acting]", "the [new] planner", "[Acme] rollout, see notes", "a [1] b", "[webinar] Join us live", "1) call, 2) write",
    ])
    func bracketsOfTheAuthorStay(value: String) {
        Row("check: [required]", "Thing: \(value)\n").run()
    }

    @Test func anotherContextsValueIsNotThisOnesToJudge() {
        Row(
            "satisfied-by: [decider]\ncheck: [required, {type: number}]", "Decider: Dana\n", more: "  decider: {check: [required]}"
        ).run()
    }

    @Test func aCountOfNothingRealIsNoFinding() {
        Row("check: [{count: {min: 1, where: {pattern: x}}}]", "Thing: TBD\n").run()
    }
}
