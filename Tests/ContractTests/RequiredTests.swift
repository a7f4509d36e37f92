import Testing

@Suite struct RequiredTests {
    static let rows: [Row] = [
        Row("- required", "Thing: salt\n"),
        Row("required: true", "Thing: salt\n"),
        Row("- required", "1️⃣Nothing here.\n", ["required"], says: ["Thing is missing."]),
        Row("- required", "Thing: 1️⃣TBD\n", ["required"], says: ["Thing is still a placeholder: “TBD”."]),
        Row("- required", "1️⃣Thing:\n", ["required"], says: ["Thing is still empty."]),
        Row("- required", "Thing: 1️⃣N/A\n", ["required"], says: ["Thing: say why it does not apply, as in “N/A – print only”."]),
        Row("- required", "Thing: N/A – the guest is allergic\n"),
        Row("- required", "Thing: None (vegan)\n"),
        Row("- required", "---\n1️⃣thing:\n---\n", ["required"]),
        Row("- required", "---\nthing: 1️⃣\"[salt or sugar]\"\n---\n", ["required"]),
        Row("- required", "## 1️⃣Thing\n\n## Next\n\nx\n", ["required"]),
        Row("- required", "## Thing\n\n_1️⃣what to add?_\n", ["required"]),
        Row("- required", "| a | b |\n| --- | --- |\n| Thing | 1️⃣N/A |\n", ["required"]),
        Row("- required", "| a | b |\n| --- | --- |\n| Thing | N/A – vegan |\n"),
        Row("- required", "| a | b |\n| --- | --- |\n| 1️⃣Thing | |\n", ["required"]),
        Row("- required", "Thing: TBD\n\n**Thing:** salt\n"),
        // the other way round
        Row("- {required: false}", "Nothing here.\n"),
        Row("- {required: false}", "Thing: TBD\n"),
        Row("- {required: false}", "Thing: 1️⃣salt\n", ["required"], says: ["Thing must not be here."]),
        // words
        Row("title: Dry things\ncheck: [required]", "1️⃣x\n", ["required"], says: ["Dry things are missing."]),
        Row("title: Acceptance criteria\ncheck: [required]", "1️⃣x\n", ["required"], says: ["Acceptance criteria are missing."]),
        Row("title: Access\ncheck: [required]", "1️⃣x\n", ["required"], says: ["Access is missing."]),
        Row("title: Status\ncheck: [required]", "1️⃣x\n", ["required"], says: ["Status is missing."]),
        Row("- {required: true, message: \"What goes in, {to}?\"}", "1️⃣x\n", ["required"], says: ["What goes in, The kitchen?"]),
        // a placeholder gets its own sentence whatever the message says of an absence
        Row("- {required: true, message: What goes in?}", "Thing: 1️⃣TBD\n", ["required"], says: ["Thing is still a placeholder: “TBD”."]),
        // fields
        Row("fields: {unit: {check: [required]}}", "## Thing\n\n- Unit: gram\n"),
        Row("fields: {unit: {check: [required]}}", "## Thing\n\n1️⃣Two spoons\n", [".unit:required"], says: ["Unit is missing."]),
        Row("fields: {unit: {check: [required]}}", "No thing at all.\n"),
        Row("fields: {unit: {check: [required]}}", "Thing: N/A – no units\n"),
        Row("fields: {unit: {check: [required]}}", "---\nthing: {unit: 1️⃣TBD, name: salt}\n---\n", [".unit:required"]),
        // one of several occurrences is enough to satisfy another context
        Row("satisfied-by: [other]\ncheck: [required]", "Other: salt\n", more: "  other: {}"),
        Row("satisfied-by: [other]\ncheck: [required]", "1️⃣Other: TBD\n", ["required"], more: "  other: {}"),
        Row("satisfied-by: [other]\ncheck: [required]", "Other: salt\n"),
    ]

    @Test(arguments: rows) func aRealValueIsThereOrNoneIs(row: Row) { row.run() }

    @Test(arguments: [
        Row("boxes: choose\ncheck: [required]", "## Thing\n\n- [ ] salt\n- [x] sugar\n"),
        Row("boxes: choose\ncheck: [required]", "## Thing\n\n- [ ] 1️⃣salt\n- [ ] sugar\n", ["required"]),
        Row("- required", "## Thing\n\n- [ ] salt\n- [ ] sugar\n"),
        Row("boxes: items\ncheck: [required]", "## Thing\n\n- [ ] salt\n"),
        Row("boxes: choose\ncheck: [required]", "## Thing\n\nsalt\n"),
    ])
    func ofBoxesToChooseFromOneIsTicked(row: Row) { row.run() }

    @Test(arguments: [
        Row("scope: brief\ncheck: [required]", "Thing: salt\n"),
        Row("scope: brief\ncheck: [required]", "# T\n\n## Thing\n\nsalt\n"),
        Row("scope: brief\ncheck: [required]", "| a | b |\n| --- | --- |\n| Thing | salt |\n"),
        Row("scope: brief\ncheck: [required]", "1️⃣## Other\n\n### Thing\n\nsalt\n", ["required"]),
        Row("scope: brief\ncheck: [required]", "1️⃣- a\n  - Thing: salt\n", ["required"]),
        Row("scope: brief\ncheck: [required]", "1️⃣| Thing | Other | More |\n| --- | --- | --- |\n| salt | a | b |\n", ["required"]),
        Row(
            "scope: brief\ncheck: [required]",
            "1️⃣## Plan\n\n| a | b |\n| --- | --- |\n| x | y |\n\n### Deep\n\n| a | b |\n| --- | --- |\n| Thing | salt |\n", ["required"]),
        Row("- required", "## Other\n\n### Thing\n\nsalt\n"),
        Row("- required", "| Thing | Other | More |\n| --- | --- | --- |\n| salt | a | b |\n"),
        // inside a bound context a label is that context's field, unless it stands nowhere else
        Row("scope: brief\ncheck: [required]", "1️⃣## Plan\n\nThing: salt\n", ["required"], more: "  plan: {}"),
        Row("- required", "## Plan\n\nThing: salt\n", more: "  plan: {}"),
        Row("- {pattern: ^salt$}", "Thing: salt\n\n## Plan\n\nThing: sugar\n", more: "  plan: {}"),
    ])
    func aBriefWideContextSpeaksForTheBrief(row: Row) { row.run() }
}
