import Contract
import Testing

@Suite struct PatternTests {
    static let rows: [Row] = [
        Row("- {pattern: '^[a-z]+$'}", "Thing: salt\n"),
        Row("- {pattern: '^[a-z]+$'}", "Thing: 1️⃣Salt\n", ["pattern"], says: ["Thing: “Salt” is not in the form this handoff needs."]),
        Row("- {pattern: '(?i)^SALT$'}", "Thing: salt\n"),
        Row("- {pattern: '^\\p{Lu}\\w+$'}", "Thing: Öl\n"),
        Row("- {pattern: '^.$'}", "Thing: 🧂\n"),
        Row("- {pattern: '^$'}", "Thing: TBD\n"),
        Row("- {pattern: x}", "None.\n"),
        Row("- {not: {pattern: '\\d'}}", "Thing: 1️⃣2 spoons\n", ["not"]),
        // of a long text the message quotes one line of sixty characters
        Row(
            "- {pattern: x}", "Thing: 1️⃣\(String(repeating: "a", count: 70))\n", ["pattern"],
            says: ["Thing: “\(String(repeating: "a", count: 59))…” is not in the form this handoff needs."]),
        // row by row
        Row("rows: {}\nfields: {}\ncheck:\n  - {pattern: '^a'}", "---\nthing: [abc, 1️⃣bcd, acd, 2️⃣xyz]\n---\n", ["pattern", "pattern"]),
        // a pattern and a text that would go on for ever are told, not judged
        Row(
            "- {pattern: '^(a+)+$'}", "Thing: 1️⃣\(String(repeating: "a", count: 60))!\n", ["pattern"],
            says: ["The pattern of this rule needs too long for this text; make the pattern simpler."]),
        Row(
            "- {not: {pattern: '^(a+)+$'}}", "Thing: 1️⃣\(String(repeating: "a", count: 60))!\n", ["not"],
            says: ["The pattern of this rule needs too long for this text; make the pattern simpler."]),
    ]

    @Test(arguments: rows) func aMatchIsFoundInTheValue(row: Row) { row.run() }

    @Test func matchesComeLeftToRightWithTheirGroups() {
        let matches = Pattern(#"(\w)=(\d)?"#).matches(in: "é a=1 b= c=3").found
        #expect(matches.map(\.range) == [3..<6, 7..<9, 10..<13])
        #expect(matches.map { $0.groups.map { $0 != nil } } == [[true, true], [true, false], [true, true]])
        #expect(Pattern("x*").matches(in: "éx").found.map(\.range) == [0..<0, 2..<3, 3..<3])
        let endless = Pattern("(a|aa)+$").matches(in: String(repeating: "a", count: 5000) + "!")
        #expect(endless.found.isEmpty && !endless.isComplete)
        #expect(Pattern("(").matches(in: "x").found.isEmpty)
    }

    @Test func oneCompiledPatternServesManyThreads() async {
        let pattern = Pattern(#"^(\p{L}+) (\d+)$"#)
        let wrong = await withTaskGroup(of: Int.self) { group in
            for task in 0..<8 {
                group.addTask {
                    (0..<500).count { i in
                        guard case .match = pattern.firstMatch(in: "wörd \(task)\(i)"), case .noMatch = pattern.firstMatch(in: "\(i) wörd")
                        else { return true }
                        return false
                    }
                }
            }
            return await group.reduce(0, +)
        }
        #expect(wrong == 0)
    }
}
