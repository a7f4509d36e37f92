internal import Report
internal import Source

/// What an act changes, line by line.
enum LineDiff {
    static func text(_ path: String, _ old: [UInt8], _ new: [UInt8]) -> String {
        let (before, after) = (lines(old), lines(new))
        let difference = after.difference(from: before)
        // Edits are few: whatever is not taken out stays, in order.
        let removed = Set(difference.removals.map(\.offset)), added = Set(difference.insertions.map(\.offset))
        var text = "\(path)\n"
        var (i, j) = (0, 0)
        while i < before.count || j < after.count {
            if removed.contains(i), i < before.count {
                text += line("-", before[i])
                i += 1
            } else if added.contains(j), j < after.count {
                text += line("+", after[j])
                j += 1
            } else {
                (i, j) = (i + 1, j + 1)
            }
        }
        return text
    }

    private static func line(_ sign: String, _ text: String) -> String {
        text.isEmpty ? "  \(sign)\n" : "  \(sign) \(text.printable)\n"
    }

    private static func lines(_ bytes: [UInt8]) -> [String] {
        let table = LineTable(SourceText(path: "", bytes: bytes))
        return (1...table.lineCount).map { number in
            let range = table.line(number)
            return String(decoding: bytes[range.lower..<range.upper], as: UTF8.self)
        }
    }
}

extension CollectionDifference.Change {
    fileprivate var offset: Int {
        switch self {
        case .insert(let offset, _, _), .remove(let offset, _, _): offset
        }
    }
}
