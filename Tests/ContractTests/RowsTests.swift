import Testing

/// Records out of every form a value can be written in. Each brief holds the same two ingredients, the second with a wrong unit.
@Suite struct RowsTests {
    static let context = """
        labels: [things, ingredients]
        rows: {head: name, rest: how}
        fields:
          name: {labels: [ingredient], check: [required]}
          unit: {labels: [measure], check: [required, {id: known, one-of: [gram, cup]}]}
        """

    /// 1️⃣ is where the wrong unit stands.
    static let forms: [String] = [
        "---\nthing:\n  - {name: salt, unit: gram}\n  - {name: milk, unit: 1️⃣litre}\n---\n",
        "---\nthing:\n  - name: salt\n    Unit: gram\n  - ingredient: milk\n    measure: 1️⃣litre\n---\n",
        "---\nthing:\n  salt: {unit: gram}\n  milk: {unit: 1️⃣litre}\n---\n",
        "## Things\n\n| Ingredient | Measure | Note |\n| --- | --- | --- |\n| salt | gram | |\n| milk | 1️⃣litre | |\n",
        "| Thing name | Unit |\n| --- | --- |\n| salt | gram |\n| milk | 1️⃣litre |\n",
        "## Things\n\n- salt\n  - Unit: gram\n- milk\n  - Unit: 1️⃣litre\n",
        "## Things\n\n- salt: a spoon\n  - Unit: gram\n- milk – cold\n  - **Measure:** 1️⃣litre\n",
        "- Things:\n  - salt\n    - Unit: gram\n  - milk\n    - Unit: 1️⃣litre\n",
        "## Things\n\n### salt\n\nUnit: gram\n\n### milk\n\nUnit: 1️⃣litre\n",
        "## Things\n\n### salt\n\n- Unit: gram\n\n### milk\n\n- Unit: 1️⃣litre\n",
        "**Things**\n\n- salt\n  - Unit: gram\n- milk\n  - Unit: 1️⃣litre\n",
        "## Things\n\nIngredient: salt\nUnit: gram\nIngredient: milk\nUnit: 1️⃣litre\n",
        "## Things\n\n**Ingredient:** salt\n**Unit:** gram\n\n**Ingredient:** milk\n**Unit:** 1️⃣litre\n",
    ]

    @Test(arguments: forms) func everyFormGivesTheSameRows(brief: String) {
        Row(Self.context, brief, [".unit:known"]).run()
        // Without the mistake, nothing is found, and nothing is missing.
        Row(Self.context, brief.replacing("1️⃣litre", with: "cup")).run()
    }

    static let single: [Row] = [
        // one row
        Row(
            "fields: {unit: {check: [required, {pattern: ^g}]}, name: {check: [required]}}", "---\nthing: {unit: 1️⃣cup, name: salt}\n---\n",
            [".unit:pattern"]),
        Row(
            "fields: {unit: {check: [required, {pattern: ^g}]}, name: {check: [required]}}", "## Thing\n\n- Unit: 1️⃣cup\n- Name: salt\n",
            [".unit:pattern"]),
        Row(
            "fields: {unit: {check: [required, {pattern: ^g}]}, name: {check: [required]}}", "## Thing\n\nUnit: 1️⃣cup\nName: salt\n",
            [".unit:pattern"]),
        Row(
            "fields: {unit: {check: [required, {pattern: ^g}]}, name: {check: [required]}}",
            "## Thing\n\n| a | b |\n| --- | --- |\n| Unit | 1️⃣cup |\n| Name | salt |\n", [".unit:pattern"]),
        Row(
            "fields: {unit: {check: [required, {pattern: ^g}]}, name: {check: [required]}}",
            "## Thing\n\n| Unit | 1️⃣cup |\n| --- | --- |\n| Name | salt |\n", [".unit:pattern"]),
        Row(
            "fields: {unit: {check: [required, {pattern: ^g}]}, name: {check: [required]}}", "- Thing:\n  - Unit: 1️⃣cup\n  - Name: salt\n",
            [".unit:pattern"]),
        Row(
            "fields: {unit: {check: [required, {pattern: ^g}]}, name: {check: [required]}}", "Thing unit: 1️⃣cup\n\nThing name: salt\n",
            [".unit:pattern"]),
        Row(
            "fields: {unit: {check: [required, {pattern: ^g}]}, name: {check: [required]}}",
            "---\nthing.unit: 1️⃣cup\nthing_name: salt\n---\n", [".unit:pattern"]),
        Row(
            "fields: {unit: {check: [required, {pattern: ^g}]}, name: {check: [required]}}",
            "| a | b |\n| --- | --- |\n| Thing unit | 1️⃣cup |\n| Thing name | salt |\n", [".unit:pattern"]),
        // what no row has is missing where the rows begin
        Row("fields: {unit: {check: [required]}, name: {}}", "---\nthing: 1️⃣[{name: b}, {name: c}]\n---\n", [".unit:required"]),
        Row("fields: {unit: {check: [required]}, name: {}}", "---\nthing: [{unit: a, name: b}, {name: c}]\n---\n"),
        Row(
            "fields: {unit: {check: [required]}, name: {}}", "| Thing unit | Name | x |\n| --- | --- | --- |\n| 1️⃣TBD | c | |\n",
            [".unit:required"]),
        Row(
            "fields: {unit: {check: [required]}, name: {}}",
            "## Thing\n\n| Unit | Name | x |\n| --- | --- | --- |\n| a | b | |\n| | c | |\n"),
        // defaults: a field given once outside the rows
        Row(
            "fields: {unit: {check: [required]}, name: {}}",
            "## Thing\n\nUnit: gram\n\n| Name | x | y |\n| --- | --- | --- |\n| salt | | |\n| flour | | |\n"),
        Row(
            "rows: {head: name}\nfields: {unit: {check: [required, {pattern: ^g}]}}", "## Thing\n\nUnit: 1️⃣cup\n\n- salt\n- flour\n",
            [".unit:pattern", ".unit:pattern@1"]),
        Row(
            "rows: {head: name}\nfields: {unit: {check: [required, {pattern: ^g}]}}",
            "## Thing\n\nUnit: gram\n\n- salt\n- flour\n  - Unit: 1️⃣cup\n", [".unit:pattern"]),
        // head and rest
        Row(
            "rows: {head: name, rest: how}\ncheck: [{id: h, of: .name, pattern: ^s}, {id: r, of: .how, pattern: ^f}]",
            "## Thing\n\n- salt: fine\n- 1️⃣milk – cold\n- sugar — fine\n- syrup\n", ["h", "r@1"]),
        Row(
            "rows: {head: name, rest: how}\ncheck: [{id: r, of: .how, pattern: ^f}]", "---\nthing: {salt: fine, milk: 1️⃣cold}\n---\n", ["r"]),
        Row(
            "rows: {head: name, rest: how}\ncheck: [{id: r, of: .how, pattern: ^f}]",
            "---\nthing:\n  - \"salt: fine\"\n  - 1️⃣milk – cold\n---\n", ["r"]),
        Row(
            "rows: {head: name, rest: how}\ncheck: [{id: r, of: .how, pattern: ^f}]",
            "## Thing\n\n| x | y |\n| --- | --- |\n| salt | fine |\n| milk | 1️⃣cold |\n", ["r"]),
        Row(
            "rows: {head: name, rest: how}\ncheck: [{id: r, of: .how, pattern: ^f}]", "## Thing\n\n### salt\n\nfine\n\n### milk\n\n1️⃣cold\n",
            ["r"]),
        Row("rows: {head: name, rest: how}\ncheck: [{id: r, of: .how, required: true}]", "## Thing\n\n- salt: fine\n- milk\n"),
        // split
        Row(
            "rows: {split: ';', head: name, rest: how}\ncheck: [{id: r, of: .how, pattern: ^f}]",
            "Thing: 1️⃣salt: fine; milk: cold; sugar: fine\n", ["r"]),
        Row("rows: {split: ','}\ncheck: [{id: n, count: {max: 2}}]", "Thing: 1️⃣a, b, c\n", ["n"]),
        Row("rows: {split: ','}\ncheck: [{id: n, count: {max: 2}}]", "Thing: a, b\n"),
        // links
        Row(
            "rows: {from: [value, links]}\nfields: {utm: {labels: [utm_source], check: [required, {pattern: ^a}]}}",
            "## Thing\n\n- https://x.example/?utm_source=a\n- <1️⃣https://x.example/?utm_source=b>\n", [".utm:pattern"]),
        Row(
            "rows: {from: [value, links]}\nfields: {utm: {labels: [utm_source], check: [required, {pattern: ^a}]}}",
            "See <1️⃣https://x.example/?utm_source=b> and https://x.example/?c=d.\n", [".utm:pattern"]),
        Row(
            "rows: {from: [value, links]}\nfields: {utm: {labels: [utm_source], check: [required, {pattern: ^a}]}}",
            "```\n1️⃣https://x.example/?utm_source=b\n```\n", [".utm:pattern"]),
        Row(
            "rows: {from: [value, links]}\nfields: {utm: {labels: [utm_source], check: [{pattern: ^a}]}}",
            "---\nthing: {utm_source: a}\n---\n\nhttps://x.example/?utm_source=b\n"),
        Row("fields: {utm: {labels: [utm_source], check: [{pattern: ^a}]}}", "https://x.example/?utm_source=b\n"),
        // tests on values run row by row, the others see all
        Row(
            "rows: {head: name}\ncheck: [{id: each, length: {max: 4}}, {id: all, count: {max: 1}}]", "## Thing\n\n- 1️⃣salt\n- 2️⃣sugar\n",
            ["all", "each"]),
        // a whole value that does not apply has no fields either
        Row(
            "rows: {head: name}\nfields: {unit: {check: [required]}}\ncheck: [required, {id: n, of: .name, required: true}]",
            "Thing: N/A – bought ready\n"),
        // a table of hints only
        Row(
            "fields: {unit: {check: [required]}}\ncheck: [required]",
            "## Thing\n\n| 1️⃣Unit | x | y |\n| --- | --- | --- |\n| TBD | [x] | |\n", ["required"]),
    ]

    @Test(arguments: single) func rowsAndTheirFieldsAreFound(row: Row) { row.run() }
}
