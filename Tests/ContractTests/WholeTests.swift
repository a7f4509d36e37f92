import Testing

/// `count`, `unique` and `order`: tests that see the selection as a whole.
@Suite struct WholeTests {
    static let counts: [Row] = [
        Row("- {count: {max: 2}}", "---\nthing: [a, b]\n---\n"),
        Row("- {count: {max: 2}}", "---\nthing: 1️⃣[a, b, c]\n---\n", ["count"], says: ["Thing: there are 3, at most 2 fit."]),
        Row("- {count: {min: 2}}", "---\nthing: 1️⃣[a]\n---\n", ["count"], says: ["Thing: there is 1, at least 2 are needed."]),
        Row("- {count: {min: 2}}", "## Thing\n\n- a\n- b\n"),
        Row("- {count: {min: 2}}", "## Thing\n\n- 1️⃣a\n", ["count"]), Row("- {count: {min: 2}}", "## Thing\n\n- 1️⃣a\n- TBD\n", ["count"]),
        Row("- {count: {min: 1}}", "Nothing.\n"),
        Row("count: {max: 1}", "---\nthing: 1️⃣[a, b]\n---\n", ["count"]),
        Row("- {count: {min: 1, where: {pattern: ^a}}}", "---\nthing: [b, abc]\n---\n"),
        Row(
            "- {count: {min: 1, where: {pattern: ^a}}}", "---\nthing: 1️⃣[b, c]\n---\n", ["count"],
            says: ["Thing: there are 0, at least 1 is needed."]),
        Row("- {count: {max: 1, where: [{pattern: ^a}, {length: {min: 2}}]}}", "---\nthing: [ab, a, bc]\n---\n"),
        Row("- {id: parts, of: {split: ','}, count: {max: 2}}", "Thing: 1️⃣a, b, c\n", ["parts"]),
        Row("- {id: parts, of: {split: ','}, count: {max: 2}}", "Thing: a,,b\n"),
        Row(
            "rows: {}\nfields: {unit: {}}\ncheck:\n  - {id: rows, count: {max: 1}}",
            "## Thing\n\n| 1️⃣Unit | x | y |\n| --- | --- | --- |\n| gram | 1 | 2 |\n| cup | 3 | 4 |\n", ["rows"]),
        Row("fields: {unit: {check: [{count: {max: 1}}]}}", "---\nthing: [{unit: 1️⃣a}, {unit: b}]\n---\n", [".unit:count"]),
        // as a condition nothing counts as none
        Row("- {required: true, when: {of: other, count: {max: 0}}}", "1️⃣Nothing.\n", ["required"], more: "  other: {}"),
        Row("- {required: true, when: {of: other, count: {max: 0}}}", "Other: a\n", more: "  other: {}"),
    ]

    @Test(arguments: counts) func howManyValuesThereAre(row: Row) { row.run() }

    static let uniques: [Row] = [
        Row("- {unique: brief}", "---\nthing: [a, b, A]\n---\n"),
        Row(
            "- {unique: brief}", "---\nthing: [a, b, 1️⃣a, 2️⃣a]\n---\n", ["unique", "unique"],
            says: ["Thing: “a” stands here twice.", "Thing: “a” stands here twice."]),
        Row("unique: brief", "## Thing\n\n- a\n- 1️⃣a\n", ["unique"]), Row("- {unique: brief}", "---\nthing: [TBD, TBD, a]\n---\n"),
        Row(
            "rows: {head: name}\ncheck:\n  - {id: repeated, of: .name, unique: brief}", "## Thing\n\n- salt: one spoon\n- 1️⃣salt: two\n",
            ["repeated"]),
        Row("fields: {name: {check: [{unique: brief}]}}", "---\nthing: [{name: a}, {name: 1️⃣a}]\n---\n", [".name:unique"]),
        Row("- {unique: repository}", "Thing: salt\n", files: ["proposals/two.md": "Thing: sugar\n"]),
        Row(
            "- {unique: repository}", "Thing: 1️⃣salt\n", ["unique"], says: ["Thing: “salt” is already used in proposals/two.md."],
            files: ["proposals/two.md": "Thing: salt\n", "proposals/three.md": "Other: salt\n"]),
        Row("- {unique: repository}", "Thing: TBD\n", files: ["proposals/two.md": "Thing: TBD\n"]),
        Row("- {unique: repository}", "x\n", files: ["proposals/two.md": "Thing: salt\n"]),
        // each check has claims of its own
        Row(
            "- {unique: repository}", "Thing: salt\n", more: "  other: {check: [{unique: repository}]}",
            files: ["proposals/two.md": "Other: salt\n"]),
    ]

    @Test(arguments: uniques) func noValueComesTwice(row: Row) { row.run() }

    static let names = "- {order: {names: [salt, sugar, milk]}}"

    static let orders: [Row] = [
        Row("- {order: ascending}", "---\nthing: [2, 10, 10, 11]\n---\n"),
        Row(
            "- {order: ascending}", "---\nthing: [2, 10, 1️⃣9, 11]\n---\n", ["order"],
            says: ["Thing: “9” should come earlier: the values must ascend."]),
        Row("- {order: descending}", "---\nthing: [3, 2, 2]\n---\n"), Row("- {order: descending}", "---\nthing: [3, 1️⃣4]\n---\n", ["order"]),
        Row("order: ascending", "---\nthing: [b, 1️⃣a]\n---\n", ["order"]),
        Row("- {order: ascending}", "---\nthing: [1 March 2027, 2027-03-02]\n---\n"),
        Row("- {order: ascending}", "---\nthing: [2027-03-02, 1️⃣1 March 2027]\n---\n", ["order"]),
        Row("- {order: ascending}", "---\nthing: [a]\n---\n"), Row("- {order: ascending}", "x\n"),
        Row(names, "---\nthing: [salt, milk]\n---\n"),
        Row(names, "---\nthing: [milk, 1️⃣salt]\n---\n", ["order"], says: ["Thing: “salt” is out of order."]),
        Row(names, "---\nthing: [salt, dill, sugar]\n---\n"),
        Row("- {order: {names: [salt, sugar], others: allow}}", "---\nthing: [x, salt, y, sugar]\n---\n"),
        Row(
            "- {order: {names: [salt, sugar], others: forbid}}", "---\nthing: [salt, 1️⃣suger]\n---\n", ["order"],
            says: ["Thing: “suger” does not belong here. Did you mean “sugar”?"]),
        Row(names, "---\nthing: [salt, salt, sugar]\n---\n"),
    ]

    @Test(arguments: orders) func valuesStandInOrder(row: Row) { row.run() }
}
