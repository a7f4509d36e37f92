internal import Acts
internal import Report
internal import Source

/// What an act changes, line by line.
enum LineDiff {
    /// - Parameter edits: in order, without overlap.
    static func text(_ path: String, _ old: [UInt8], _ edits: [Edit]) -> String {
        let new = edits.applied(to: old)
        let (before, after) = (lines(old), lines(new))
        var text = "\(path)\n"
        // Edits are few and lines are compared from both ends, hunk by hunk; what lies between is told by its bytes.
        var (i, j) = (0, 0)
        while i < before.count || j < after.count {
            if i < before.count, j < after.count, before[i] == after[j] {
                (i, j) = (i + 1, j + 1)
                continue
            }
            let (removed, added) = hunk(before[i...], after[j...])
            for line in before[i..<(i + removed)] { text += "  - \(line.printable)\n" }
            for line in after[j..<(j + added)] { text += "  + \(line.printable)\n" }
            (i, j) = (i + removed, j + added)
        }
        return text
    }

    /// The least number of lines after which both go on alike for two lines, or end.
    private static func hunk(_ before: ArraySlice<String>, _ after: ArraySlice<String>) -> (removed: Int, added: Int) {
        func agree(_ i: Int, _ j: Int) -> Bool {
            let (a, b) = (before.dropFirst(i).prefix(2), after.dropFirst(j).prefix(2))
            return a.elementsEqual(b) && (!a.isEmpty || (i == before.count && j == after.count))
        }
        for total in 1...max(1, min(400, before.count + after.count)) {
            for removed in 0...min(total, before.count) where total - removed <= after.count {
                if agree(removed, total - removed) { return (removed, total - removed) }
            }
        }
        return (before.count, after.count)
    }

    private static func lines(_ bytes: [UInt8]) -> [String] {
        let table = LineTable(SourceText(path: "", bytes: bytes))
        return (1...table.lineCount).map { number in
            let range = table.line(number)
            return String(decoding: bytes[range.lower..<range.upper], as: UTF8.self)
        }
    }
}
