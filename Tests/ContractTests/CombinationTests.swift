import Testing

/// `all`, `any`, `not`, `use`, `brief` and `when`.
@Suite struct CombinationTests {
    static let combinations: [Row] = [
        Row("- {all: [{pattern: ^a}, {length: {max: 3}}]}", "Thing: abc\n"),
        Row("- {all: [{pattern: ^a}, {length: {max: 3}}]}", "Thing: 1️⃣abcd\n", ["all"], says: ["Thing: “abcd” will not do."]),
        Row("- {all: [{pattern: ^a}, {length: {max: 3}}]}", "Thing: 1️⃣xyz\n", ["all"]),
        Row("- {any: [{pattern: ^a}, {length: {max: 3}}]}", "Thing: xyz\n"),
        Row("- {any: [{pattern: ^a}, {length: {max: 3}}]}", "Thing: 1️⃣xyza\n", ["any"]), Row("- {not: {pattern: ^a}}", "Thing: xyz\n"),
        Row("- {not: {pattern: ^a}}", "Thing: 1️⃣abc\n", ["not"]),
        Row("all: [{pattern: ^a}]", "Thing: 1️⃣b\n", ["all"]), Row("any: [{pattern: ^a}]", "Thing: 1️⃣b\n", ["any"]),
        Row("not: {pattern: ^a}", "Thing: 1️⃣a\n", ["not"]),
        Row("- {not: {not: {pattern: ^a}}}", "Thing: 1️⃣b\n", ["not"]), Row("- {any: []}", "Thing: 1️⃣b\n", ["any"]),
        Row("- {all: []}", "Thing: b\n"),
        Row("- {all: [{pattern: x}]}", "None.\n"), Row("- {not: {pattern: x}}", "Thing: TBD\n"),
        // a nested check starts from the value at hand, and its failure is placed where it looked
        Row(
            "fields: {a: {}, b: {}}\ncheck:\n  - {id: both, all: [{of: .a, pattern: ^1}, {of: .b, pattern: ^2}]}",
            "---\nthing: [{a: 1, b: 2}, {a: 1, b: 1️⃣3}]\n---\n", ["both"]),
        Row(
            "fields: {a: {}, b: {}}\ncheck:\n  - {id: either, any: [{of: .a, pattern: ^1}, {of: .b, pattern: ^2}]}",
            "---\nthing: [{a: 1, b: 9}, 1️⃣{a: 3, b: 3}]\n---\n", ["either"]),
        // a test on nothing is false in a condition
        Row("fields: {a: {}, b: {}}\ncheck:\n  - {id: none, not: {of: .a, pattern: ^1}}", "---\nthing: [{b: 2}, 1️⃣{a: 1}]\n---\n", ["none"]),
        Row("fields: {a: {}, b: {}}\ncheck:\n  - {id: all, all: [{of: .a, pattern: ^1}]}", "---\nthing: [1️⃣{b: 2}, {a: 1}]\n---\n", ["all"]),
        Row(
            "fields: {a: {}, b: {}}\ncheck:\n  - {id: gone, all: [{of: .a, required: false}]}", "---\nthing: [{b: 2}, {a: 1️⃣1}]\n---\n",
            ["gone"]),
        // a message of its own
        Row(
            "- {not: {pattern: ^a}, message: \"{title} {value} begins with an a, {label}\"}", "Thing: 1️⃣abc\n", ["not"],
            says: ["Thing abc begins with an a, Thing"]),
    ]

    @Test(arguments: combinations) func checksAreMadeOfChecks(row: Row) { row.run() }

    static let define =
        "define:\n  dry: {pattern: '^(salt|sugar)$', message: '“{value}” is not dry'}\n  little: [{use: dry}, {length: {max: 4, unit: characters}}]"

    static let uses: [Row] = [
        Row("- {use: dry}", "Thing: salt\n", more: define),
        Row("- {use: dry}", "Thing: 1️⃣milk\n", ["use"], says: ["“milk” is not dry"], more: define),
        Row("- {use: little}", "Thing: 1️⃣sugar\n", ["use"], says: ["Thing: “sugar” will not do."], more: define),
        Row("use: dry", "Thing: 1️⃣milk\n", ["use"], more: define),
        Row("- {not: {use: little}}", "Thing: 1️⃣salt\n", ["not"], more: define),
        Row("- {not: {use: little}}", "Thing: sugar\n", more: define),
        Row("- {use: dry, message: Too wet}", "Thing: 1️⃣milk\n", ["use"], says: ["Too wet"], more: define),
        Row("- {use: dry}", "None.\n", more: define),
        Row("- {id: d, of: {split: ','}, use: dry}", "Thing: salt, 1️⃣milk\n", ["d"], more: define),
    ]

    @Test(arguments: uses) func aDefinedCheckIsUsedByName(row: Row) { row.run() }

    static let conditions: [Row] = [
        Row("- {pattern: ^a, when: {length: {min: 3}}}", "Thing: bc\n"),
        Row("- {pattern: ^a, when: {length: {min: 3}}}", "Thing: 1️⃣bcd\n", ["pattern"]),
        Row("- {pattern: ^a, when: [{length: {min: 3}}, {of: other, equals: x}]}", "Thing: bcd\n", more: "  other: {}"),
        Row(
            "- {pattern: ^a, when: [{length: {min: 3}}, {of: other, equals: x}]}", "Thing: 1️⃣bcd\nOther: x\n", ["pattern"],
            more: "  other: {}"),
        Row("- {pattern: ^a, when: {of: other, pattern: x}}", "Thing: b\n", more: "  other: {}"),
        Row("- {pattern: ^a, when: {of: other, required: false}}", "Thing: 1️⃣b\n", ["pattern"], more: "  other: {}"),
        Row("- {pattern: ^a, when: {not: {of: other, equals: x}}}", "Thing: 1️⃣b\n", ["pattern"], more: "  other: {}"),
        Row(
            "- {pattern: ^a, when: {any: [{of: other, equals: x}, {of: other, equals: y}]}}", "Thing: 1️⃣b\nOther: y\n", ["pattern"],
            more: "  other: {}"),
        Row("- {pattern: ^a, when: {of: other, one-of: [x, y]}}", "Thing: b\nOther: TBD\n", more: "  other: {}"),
        Row("- {required: true, when: {of: other, required: true}}", "1️⃣Other: x\n", ["required"], more: "  other: {}"),
        // of a condition inside a nested check
        Row("- {all: [{pattern: ^a, when: {of: other, equals: x}}]}", "Thing: b\n", more: "  other: {}"),
        // row by row
        Row(
            "fields: {a: {}, b: {}}\ncheck:\n  - {id: paid, of: .b, pattern: ^2, when: {of: .a, pattern: ^1}}",
            "---\nthing: [{a: 1, b: 1️⃣3}, {a: 2, b: 3}, {a: 1, b: 2}]\n---\n", [".b:paid"]),
    ]

    @Test(arguments: conditions) func aConditionLetsACheckSleep(row: Row) { row.run() }

    static let others = [
        "proposals/two.md": "---\nid: rice-2\nthing: boiled\n---\n", "raw/three.md": "Thing: raw\n", "proposals/notes.txt": "x",
    ]
    static let cited = "  cites: {check: [{brief: [{of: thing, pattern: ^boiled$}]}]}\n  id: {}"

    static let briefs: [Row] = [
        Row("{}", "Cites: two.md\n", more: cited, files: others), Row("{}", "Cites: /proposals/two\n", more: cited, files: others),
        Row("{}", "Cites: rice-2\n", more: cited, files: others),
        Row("{}", "Cites: [the rice](two.md#thing)\n", more: cited, files: others),
        Row("{}", "Cites: 1️⃣../raw/three.md\n", ["recipe/cites:brief"], more: cited, files: others),
        Row(
            "{}", "Cites: 1️⃣four.md\n", ["recipe/cites:brief"], says: ["“four.md” leads to no brief in this repository."], more: cited,
            files: others),
        Row("{}", "Cites: 1️⃣../../two.md\n", ["recipe/cites:brief"], more: cited, files: others),
        Row("{}", "Cites: TBD\n", more: cited, files: others),
        Row("{}", "Cites: ../raw/three.md\n", more: "  cites: {check: [{brief: true}]}", files: others),
        Row("{}", "Cites: 1️⃣nowhere\n", ["recipe/cites:brief"], more: "  cites: {check: [{brief: true}]}", files: others),
        Row(
            "- {pattern: x}", "Thing: x\nCites: two.md\n",
            more: "  cites: {check: [{brief: [{of: thing, not: {equals: {of: $citing.thing}}}]}]}", files: others),
        Row(
            "{}", "Thing: boiled\nCites: 1️⃣two.md\n", ["recipe/cites:brief"],
            more: "  cites: {check: [{brief: [{of: thing, not: {equals: {of: $citing.thing}}}]}]}", files: others),
    ]

    @Test(arguments: briefs) func anotherBriefIsThereAndTheChecksHoldInIt(row: Row) { row.run() }
}
