internal import Source

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Finds the labels in a paragraph's lines: `Owner: Dana`, `**Owner:** Dana`, `**Owner** — Dana`, `**Owner**` alone.
struct LabelScanner {
    /// A label and what follows it up to the next.
    struct Found {
        var form: NamedContext.Form
        var range: ByteRange
        var rest: Extent
        /// It is the first thing in the text.
        var startsItem: Bool
        /// It heads the lines below it, the labels in them included.
        var isHeading = false
    }

    private let source: SourceText
    private let markdown: Markdown

    init(_ source: SourceText, _ markdown: Markdown) {
        self.source = source
        self.markdown = markdown
    }

    func startsWithLabel(_ runs: Range<Int32>, onlyBold: Bool) -> Bool {
        guard !runs.isEmpty else { return false }
        let end = lineEnd(Int(runs.lowerBound), Int(runs.upperBound))
        let first = Int(runs.lowerBound)
        guard let label = headingLine(first, lineEnd: end, end: Int(runs.upperBound)) ?? label(at: first, lineEnd: end, allowsDash: false)
        else { return false }
        return !onlyBold || label.form == .bold
    }

    /// A few words after a number, and no sentence.
    func isNumberedHeading(_ runs: Range<Int32>) -> Bool {
        guard let first = runs.first, let last = runs.last, !runs.contains(where: { markdown.runs[Int($0)].kind == .lineBreak }) else {
            return false
        }
        let text = source.bytes.trimmed(markdown.runs[Int(first)].range.lower..<markdown.runs[Int(last)].range.upper)
        guard text.count <= 60, isLabelText(text), !runs.contains(where: { markdown.runs[Int($0)].style.contains(.link) }),
            ![0x2E, 0x3A, 0x2C, 0x3B].contains(source.bytes[text.upperBound - 1])
        else { return false }
        var before = text.lowerBound - 1
        while before > 0, Byte.isBlank(source.bytes[before]) || source.bytes[before] == 0x2A || source.bytes[before] == 0x5F { before -= 1 }
        return before > 0 && (source.bytes[before] == 0x29 || source.bytes[before] == 0x2E) && Byte.isDigit(source.bytes[before - 1])
    }

    /// All labels in order; `allowsDash` where a spaced dash separates as a colon does (list items).
    func labels(in runs: Range<Int32>, allowsDash: Bool) -> [Found] {
        var found: [Found] = []
        let end = Int(runs.upperBound)
        var line = Int(runs.lowerBound)
        while line < end {
            let stop = lineEnd(line, end)
            let isFirst = line == Int(runs.lowerBound)
            let heading = isFirst && !allowsDash ? headingLine(line, lineEnd: stop, end: end) : nil
            if let first = heading ?? label(at: line, lineEnd: stop, allowsDash: allowsDash && found.isEmpty) {
                append(first, to: &found, startsItem: isFirst, end: end)
                found[found.count - 1].isHeading = heading != nil
                boldLabels(after: first, lineEnd: stop, end: end, to: &found)
                separatedLabels(after: first, lineEnd: stop, end: end, to: &found)
            }
            line = stop + 1
        }
        // “**9. Materials**” alone on its line, and directly below it “Old photos: …”: not an empty value beside another label.
        if found.count > 1, found[0].form == .bold, found[1].form == .plain, isBlank(found[0].rest) { found[0].isHeading = true }
        return found
    }

    /// Whether nothing but white space follows a label on its lines.
    func isBlank(_ rest: Extent) -> Bool {
        rest.runs.allSatisfy { index in
            let run = markdown.runs[Int(index)].range
            let lower = max(run.lower, rest.bytes.lower)
            return source.bytes.trimmed(lower..<max(lower, min(run.upper, rest.bytes.upper))).isEmpty
        }
    }

    private struct Candidate {
        var form: NamedContext.Form
        var range: ByteRange
        /// First run and byte of the value.
        var valueRun: Int
        var valueStart: Int
    }

    private func append(_ candidate: Candidate, to found: inout [Found], startsItem: Bool, end: Int) {
        if let last = found.indices.last {
            // What came before ends where this label begins.
            let upper = min(found[last].rest.runs.upperBound, Int32(candidate.valueRun + 1))
            found[last].rest.runs = found[last].rest.runs.lowerBound..<max(found[last].rest.runs.lowerBound, upper)
            found[last].rest.bytes.end = min(found[last].rest.bytes.end, startOfMarks(candidate.range.start))
        }
        let upper = end > 0 ? markdown.runs[end - 1].range.upper : candidate.valueStart
        let first = min(candidate.valueRun, end)
        found.append(
            Found(
                form: candidate.form, range: candidate.range,
                rest: Extent(
                    runs: Int32(first)..<Int32(end), bytes: ByteRange(candidate.valueStart, max(upper, candidate.valueStart)),
                    blocks: 0..<0,
                    contexts: 0..<0),
                startsItem: startsItem))
    }

    /// Before the `**` or `` ` `` that opens a label.
    private func startOfMarks(_ start: Int32) -> Int32 {
        var start = Int(start)
        while start > 0, [0x2A, 0x5F, 0x60].contains(source.bytes[start - 1]) { start -= 1 }
        return Int32(start)
    }

    private func lineEnd(_ start: Int, _ end: Int) -> Int {
        var i = start
        while i < end, markdown.runs[i].kind != .lineBreak { i += 1 }
        return i
    }

    // MARK: one label

    private func label(at start: Int, lineEnd: Int, allowsDash: Bool) -> Candidate? {
        var first = start
        while first < lineEnd, isBlank(markdown.runs[first]) { first += 1 }
        guard first < lineEnd else { return nil }
        if first + 1 < lineEnd, markdown.runs[first + 1].style.contains(.strong), isOrnament(markdown.runs[first]) { first += 1 }
        let run = markdown.runs[first]
        if run.style.contains(.strong), !run.style.contains(.link), let bold = boldLabel(first, lineEnd: lineEnd, alone: true) {
            return bold
        }
        return plainLabel(first, lineEnd: lineEnd, allowsDash: allowsDash)
    }

    /// A line of its own that heads what is below it, in a text without headings: “SCOPE”, “What is this?”, “Checklist” over boxes.
    private func headingLine(_ first: Int, lineEnd: Int, end: Int) -> Candidate? {
        guard let range = plainLine(first, lineEnd: lineEnd) else { return nil }
        let isQuestion = source.bytes[range.upperBound - 1] == 0x3F && lineEnd < end
        guard isQuestion || isInCapitals(range) || isFollowedByBox(lineEnd, end) else { return nil }
        return Candidate(
            form: .bold, range: ByteRange(range.lowerBound, range.upperBound), valueRun: lineEnd, valueStart: range.upperBound)
    }

    /// Whether the whole of a paragraph is one line that may head the list glued to it.
    func isHeadingLine(_ runs: Range<Int32>) -> ByteRange? {
        guard !runs.isEmpty else { return nil }
        let range = plainLine(Int(runs.lowerBound), lineEnd: Int(runs.upperBound))
        return range.map { ByteRange($0.lowerBound, $0.upperBound) }
    }

    /// The text of a line that is one short run without emphasis, link or a sentence's end.
    private func plainLine(_ first: Int, lineEnd: Int) -> Range<Int>? {
        guard lineEnd == first + 1, markdown.runs[first].kind == .text, !markdown.runs[first].style.contains(.link) else { return nil }
        let range = source.bytes.trimmed(markdown.runs[first].range.lower..<markdown.runs[first].range.upper)
        guard range.count >= 3, range.count <= 60, isLabelText(range), !source.bytes[range].contains(0x3A),
            ![0x2E, 0x21, 0x3B].contains(source.bytes[range.upperBound - 1]),
            !source.bytes.withUnsafeBufferPointer({ Hint.opensValue($0, range) })
        else { return nil }
        return range
    }

    /// Names of parameters and macros are in capitals as well, and have other signs in them.
    private func isInCapitals(_ range: Range<Int>) -> Bool {
        let isPlain = source.bytes[range].allSatisfy { byte in
            byte >= 0x80 || (byte >= 0x41 && byte <= 0x5A) || [0x20, 0x26, 0x27, 0x28, 0x29, 0x2D, 0x2F, 0x3F].contains(byte)
        }
        return isPlain && source.bytes[range].count(where: { $0 >= 0x41 && $0 <= 0x5A }) >= 3
            && source.text(ByteRange(range.lowerBound, range.upperBound)).unicodeScalars.allSatisfy { !$0.properties.isLowercase }
    }

    /// `[ ] Every page answers`: a box without a bullet before it.
    private func isFollowedByBox(_ lineEnd: Int, _ end: Int) -> Bool {
        guard lineEnd + 1 < end else { return false }
        let next = markdown.runs[lineEnd + 1].range
        return next.upper - next.lower >= 3 && source.bytes[next.lower] == 0x5B && source.bytes[next.lower + 2] == 0x5D
    }

    private func boldLabel(_ first: Int, lineEnd: Int, alone: Bool) -> Candidate? {
        var end = first
        while end < lineEnd, markdown.runs[end].style.contains(.strong) { end += 1 }
        let range = ByteRange(markdown.runs[first].range.lower, markdown.runs[end - 1].range.upper)
        let text = source.bytes.trimmed(range.lower..<range.upper)
        guard !text.isEmpty, text.count <= Label.longest else { return nil }
        // “**Who decides?** Claire” needs no colon.
        if source.bytes[text.upperBound - 1] == 0x3A || (alone && source.bytes[text.upperBound - 1] == 0x3F) {
            return Candidate(form: .bold, range: ByteRange(text.lowerBound, text.upperBound - 1), valueRun: end, valueStart: range.upper)
        }
        var next = end
        while next < lineEnd, isBlank(markdown.runs[next]) { next += 1 }
        if next >= lineEnd {
            return alone
                ? Candidate(form: .bold, range: ByteRange(text.lowerBound, text.upperBound), valueRun: next, valueStart: range.upper) : nil
        }
        let after = markdown.runs[next].range
        if let separator = separator(after.lower..<after.upper, allowsDash: alone, allowsStart: true), separator.start == 0 || alone {
            let start = after.lower + separator.end
            guard source.bytes.trimmed(after.lower..<(after.lower + separator.start)).isEmpty else { return nil }
            return Candidate(form: .bold, range: ByteRange(text.lowerBound, text.upperBound), valueRun: next, valueStart: start)
        }
        return nil
    }

    private func plainLabel(_ first: Int, lineEnd: Int, allowsDash: Bool) -> Candidate? {
        let start = markdown.runs[first].range.lower
        var i = first
        while i < lineEnd, i - first < 6 {
            let run = markdown.runs[i]
            if run.style.contains(.link) || run.kind == .html { return nil }
            if run.range.upper - start > Label.longest * 3 && i > first { return nil }
            if run.kind == .text,
                let separator = separator(run.range.lower..<run.range.upper, allowsDash: allowsDash, allowsStart: i > first)
            {
                // What closes a code span or emphasis stands between its text and the separator.
                let end = separator.start == 0 && i > first ? markdown.runs[i - 1].range.upper : run.range.lower + separator.start
                let range = source.bytes.trimmed(start..<end)
                guard isLabelText(range), !source.bytes.withUnsafeBufferPointer({ Hint.opensValue($0, range) }) else { return nil }
                return Candidate(
                    form: .plain, range: ByteRange(range.lowerBound, range.upperBound), valueRun: i,
                    valueStart: run.range.lower + separator.end)
            }
            i += 1
        }
        return nil
    }

    /// Further `**Due:** …` on the same line.
    private func boldLabels(after first: Candidate, lineEnd: Int, end: Int, to found: inout [Found]) {
        guard first.form == .bold else { return }
        var i = first.valueRun
        while i < lineEnd {
            let run = markdown.runs[i]
            guard run.style.contains(.strong), !run.style.contains(.link) else { i += 1; continue }
            if let next = boldLabel(i, lineEnd: lineEnd, alone: false) {
                append(next, to: &found, startsItem: false, end: end)
                i = max(next.valueRun, i + 1)
            } else {
                i += 1
            }
        }
    }

    /// Further `| Due: …` or `· Due: …` on the same line.
    private func separatedLabels(after first: Candidate, lineEnd: Int, end: Int, to found: inout [Found]) {
        guard first.form == .plain, first.valueRun < lineEnd else { return }
        for i in first.valueRun..<lineEnd where markdown.runs[i].kind == .text && !markdown.runs[i].style.contains(.link) {
            let run = markdown.runs[i].range
            var at = max(run.lower, first.valueStart)
            while at < run.upper {
                guard let bar = bar(at..<run.upper) else { break }
                at = bar
                guard let separator = separator(bar..<run.upper, allowsDash: false, allowsStart: false) else { break }
                let label = source.bytes.trimmed(bar..<(bar + separator.start))
                guard isLabelText(label), label.allSatisfy({ source.bytes[$0] != 0x7C }) else { continue }
                append(
                    Candidate(
                        form: .plain, range: ByteRange(label.lowerBound, label.upperBound), valueRun: i, valueStart: bar + separator.end),
                    to: &found, startsItem: false, end: end)
                // The bar itself is no value of the label before it.
                if found.count > 1 {
                    let before = found.count - 2
                    var cut = Int(found[before].rest.bytes.end)
                    while cut > found[before].rest.bytes.lower, Self.isBar(source.bytes, cut - 1) || Byte.isBlank(source.bytes[cut - 1]) {
                        cut -= 1
                    }
                    found[before].rest.bytes.end = Int32(cut)
                }
            }
        }
    }

    private static func isBar(_ bytes: [UInt8], _ i: Int) -> Bool {
        bytes[i] == 0x7C || bytes[i] == 0xB7 || bytes[i] == 0xC2
    }

    /// After the next ` | ` or ` · `.
    private func bar(_ range: Range<Int>) -> Int? {
        var i = range.lowerBound
        while i + 2 < range.upperBound {
            if Byte.isBlank(source.bytes[i]) {
                if source.bytes[i + 1] == 0x7C, Byte.isBlank(source.bytes[i + 2]) { return i + 3 }
                if i + 3 < range.upperBound, source.bytes[i + 1] == 0xC2, source.bytes[i + 2] == 0xB7, Byte.isBlank(source.bytes[i + 3]) {
                    return i + 4
                }
            }
            i += 1
        }
        return nil
    }

    // MARK: bytes

    /// The first colon that is followed by white space or nothing, or a spaced dash; offsets within the range.
    private func separator(_ range: Range<Int>, allowsDash: Bool, allowsStart: Bool) -> (start: Int, end: Int)? {
        source.bytes.withUnsafeBufferPointer { bytes in
            var i = range.lowerBound
            // Most lines are sentences without a colon.
            if !allowsDash, let text = bytes.baseAddress, memchr(text + i, 0x3A, min(range.count, Label.longest + 1)) == nil { return nil }
            while i < range.upperBound, i - range.lowerBound <= Label.longest {
                let byte = bytes[i]
                if byte == 0x3A, i > range.lowerBound || allowsStart, i + 1 == range.upperBound || Byte.isWhite(bytes[i + 1]) {
                    return (i - range.lowerBound, i + 1 - range.lowerBound)
                }
                if allowsDash, byte == 0x2D || byte == 0xE2, i == range.lowerBound ? allowsStart : Byte.isBlank(bytes[i - 1]) {
                    let length =
                        byte == 0x2D
                        ? 1 : i + 2 < range.upperBound && bytes[i + 1] == 0x80 && (bytes[i + 2] == 0x93 || bytes[i + 2] == 0x94) ? 3 : 0
                    if length > 0, i + length == range.upperBound || Byte.isBlank(bytes[i + length]) {
                        return (i - range.lowerBound, i + length - range.lowerBound)
                    }
                }
                i += 1
            }
            return nil
        }
    }

    /// Up to eight words, no sentence in it, at least one letter.
    private func isLabelText(_ range: Range<Int>) -> Bool {
        guard !range.isEmpty, range.count <= Label.longest else { return false }
        return source.bytes.withUnsafeBufferPointer { bytes in
            var words = 1
            var letters = 0
            var brackets = 0
            for i in range {
                let byte = bytes[i]
                // “[link: what to take]” is a hint with a colon in it.
                if byte == 0x28 || byte == 0x5B { brackets += 1 } else if byte == 0x29 || byte == 0x5D { brackets -= 1 }
                if Byte.isBlank(byte), !Byte.isBlank(bytes[i - 1]) { words += 1 }
                if Byte.isLetter(byte) { letters += 1 }
                let endsSentence = byte == 0x2E || byte == 0x21 || byte == 0x3F || byte == 0x3B
                if endsSentence, i + 1 < range.upperBound, Byte.isBlank(bytes[i + 1]), i > range.lowerBound, !Byte.isDigit(bytes[i - 1]) {
                    return false
                }
            }
            return letters > 0 && words <= 8 && brackets == 0
        }
    }

    /// An emoji or another sign before a bold label.
    private func isOrnament(_ run: Markdown.Run) -> Bool {
        guard run.kind == .text, run.range.upper - run.range.lower <= 16 else { return false }
        return source.text(run.range).unicodeScalars.allSatisfy { !$0.properties.isAlphabetic && !("0"..."9").contains($0) }
    }

    private func isBlank(_ run: Markdown.Run) -> Bool {
        run.range.isEmpty || source.bytes.trimmed(run.range.lower..<run.range.upper).isEmpty
    }
}
