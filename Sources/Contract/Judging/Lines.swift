internal import Brief
internal import Source

// `$lines`, which people see, and `$file-lines`, which the repository keeps.

extension Evaluator {
    /// The lines that a pattern finds something in; only they are made into values.
    func lines(_ part: Part, matching pattern: Pattern) -> [Value] {
        var found: [Value] = []
        brief.source.bytes.withUnsafeBufferPointer { bytes in
            guard pattern.mayMatch(inPartsOf: bytes) else { return }
            for number in 1...brief.lines.lineCount {
                let range = brief.lines.line(number)
                if let seen = withoutComments(part, range) {
                    if !seen.isEmpty, mayMatch(pattern, seen) { found.append(Value(String(decoding: seen, as: UTF8.self), range: range)) }
                    continue
                }
                if case .noMatch = pattern.firstMatch(in: UnsafeBufferPointer(rebasing: bytes[range.lower..<range.upper])) { continue }
                // One that takes too long is kept: whoever tests it next says so.
                found.append(Value(brief.source.text(range), range: range))
            }
        }
        spend(brief.lines.lineCount)
        return found
    }

    private func mayMatch(_ pattern: Pattern, _ line: [UInt8]) -> Bool {
        if case .noMatch = line.withUnsafeBufferPointer({ pattern.firstMatch(in: $0) }) { return false }
        return true
    }

    /// How many lines a pattern finds something in, counted no further than `most`; nil when it gives up on one.
    func countLines(_ part: Part, matching pattern: Pattern, upTo most: Int) -> Int? {
        brief.source.bytes.withUnsafeBufferPointer { bytes in
            var count = 0
            for number in 1...brief.lines.lineCount where count < most {
                let range = brief.lines.line(number)
                spend(1)
                let seen = withoutComments(part, range)
                if seen?.isEmpty == true { continue }
                let match =
                    seen?.withUnsafeBufferPointer { pattern.firstMatch(in: $0) }
                    ?? pattern.firstMatch(in: UnsafeBufferPointer(rebasing: bytes[range.lower..<range.upper]))
                switch match {
                case .match: count += 1
                case .noMatch: continue
                case .tooLong: return nil
                }
            }
            return count
        }
    }

    /// All lines of the brief.
    func lines(_ part: Part) -> [Value] {
        if part == .lines, let known = lineValues { return known }
        let lines = (1...brief.lines.lineCount).compactMap { line(part, brief.lines.line($0)) }
        if part == .lines { lineValues = lines }
        return lines
    }

    /// The lines of a value. The first one's bullet and box stand before it and belong to it.
    func lines(_ part: Part, within range: ByteRange) -> [Value] {
        let table = brief.lines
        let first = table.position(range.lower).line
        let last = table.position(range.upper).line
        return (first...max(first, last)).map(table.line).filter { line in
            line.upper <= range.upper && (line.lower >= range.lower || isMarker(line.lower..<range.lower))
        }.compactMap { line(part, $0) }
    }

    /// Nil for a line that is nothing but comment.
    private func line(_ part: Part, _ range: ByteRange) -> Value? {
        guard let seen = withoutComments(part, range) else { return Value(brief.source.text(range), range: range) }
        return seen.isEmpty ? nil : Value(String(decoding: seen, as: UTF8.self), range: range)
    }

    /// What people see of a line with a comment in it, nothing where that is blank; nil where they see all of it.
    private func withoutComments(_ part: Part, _ line: ByteRange) -> [UInt8]? {
        let comments = brief.markdown.comments
        guard part == .lines, !comments.isEmpty else { return nil }
        var next = comments.partitioningIndex { $0.upper > line.lower }
        guard next < comments.count, comments[next].lower < line.upper else { return nil }
        var seen: [UInt8] = []
        var at = line.lower
        while next < comments.count, comments[next].lower < line.upper {
            if comments[next].lower > at { seen += brief.source.bytes[at..<comments[next].lower] }
            at = max(at, comments[next].upper)
            next += 1
        }
        if at < line.upper { seen += brief.source.bytes[at..<line.upper] }
        return seen.allSatisfy(Byte.isWhite) ? [] : seen
    }

    /// `- `, `> 2. `, `- [x] `
    private func isMarker(_ bytes: Range<Int>) -> Bool {
        var box = false
        return brief.source.bytes[bytes].allSatisfy { byte in
            if byte == 0x5B || byte == 0x5D { box = byte == 0x5B }
            return !Byte.isLetter(byte) || (box && byte | 0x20 == 0x78)
        }
    }
}
