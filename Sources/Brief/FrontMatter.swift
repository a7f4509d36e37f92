package import Source
package import YAML

/// The block of `name: value` lines at the top of a brief.
package struct FrontMatter: Sendable {
    package enum Problem: Error, Sendable, Hashable {
        case unclosed
        case toml
        case json
        case notAMapping
        case tooLarge(limit: Int)
        case yaml(YAMLProblem)

        /// One sentence for people who never heard of front matter.
        package var sentence: String {
            switch self {
            case .unclosed: "The block at the top opens with --- and is never closed; put --- on a line of its own after it."
            case .toml: "The block at the top is fenced with +++; write it between two lines of --- as “name: value”."
            case .json: "The block at the top is in braces; write it between two lines of --- as “name: value”."
            case .notAMapping: "The block at the top is no list of “name: value” lines, such as “owner: Dana”."
            case .tooLarge(let limit): "The block at the top is larger than \(limit / 1024) KiB; move its text below it."
            case .yaml(let problem): problem.sentence
            }
        }
    }

    package static let largest = 64 * 1024

    /// The names and values; empty when the block can't be read.
    package var entries: [YAMLEntry] = []
    /// From the opening to the closing fence; nil without front matter.
    package var range: ByteRange?
    /// Where the Markdown begins.
    package var bodyStart: Int
    package var problems: [(problem: Problem, range: ByteRange)] = []

    /// Whether the block was there and could be read.
    package var isReadable: Bool {
        problems.allSatisfy {
            if case .yaml(let problem) = $0.problem, case .duplicateKey = problem.kind { return true }
            return false
        }
    }

    package init(_ source: SourceText) {
        let bytes = source.bytes
        let start = source.byteOrderMark
        bodyStart = start
        let first = Self.line(bytes, from: start)
        if Self.isFence(bytes, first, 0x2B) {
            range = ByteRange(start, first.upperBound)
            problems = [(.toml, ByteRange(start, first.upperBound))]
            return
        }
        if Self.looksLikeJSON(bytes, first) {
            problems = [(.json, ByteRange(start, first.upperBound))]
            return
        }
        guard Self.isFence(bytes, first, 0x2D) else { return }
        let contentStart = Self.nextLine(bytes, after: first)
        var line = Self.line(bytes, from: contentStart)
        while true {
            if line.lowerBound >= bytes.count {
                range = ByteRange(start, first.upperBound)
                problems = [(.unclosed, ByteRange(start, first.upperBound))]
                return
            }
            if Self.isFence(bytes, line, 0x2D) || Self.isFence(bytes, line, 0x2E) { break }
            line = Self.line(bytes, from: Self.nextLine(bytes, after: line))
        }
        range = ByteRange(start, line.upperBound)
        bodyStart = Self.nextLine(bytes, after: line)
        read(bytes, contentStart..<line.lowerBound)
    }

    private mutating func read(_ bytes: [UInt8], _ content: Range<Int>) {
        guard content.count <= Self.largest else {
            problems = [(.tooLarge(limit: Self.largest), ByteRange(content.lowerBound, content.lowerBound))]
            return
        }
        do throws(YAMLProblem) {
            var limits = YAMLLimits()
            limits.nodes = 10_000
            let document = try YAMLDocument(bytes, in: content, limits: limits)
            problems = document.duplicates.map { (.yaml($0), $0.range) }
            guard let root = document.root, !root.isNull else { return }
            guard let entries = root.entries else {
                problems.append((.notAMapping, root.range))
                return
            }
            self.entries = entries
            reportKeysThatDifferInCase(bytes)
        } catch {
            problems = [(.yaml(error), error.range)]
        }
    }

    /// `Owner:` is `owner` to people, so both together are one name written twice.
    private mutating func reportKeysThatDifferInCase(_ bytes: [UInt8]) {
        // Mostly all names are in lower case, and then the parser has found the repeated ones.
        guard entries.contains(where: { $0.key.utf8.contains { $0 >= 0x80 || (0x41...0x5A).contains($0) } }) else { return }
        var first: [String: ByteRange] = [:]
        for entry in entries {
            let key = entry.key.lowercased()
            if let known = first[key] {
                let line = LineTable(SourceText(path: "", bytes: bytes)).position(known.lower).line
                problems.append((.yaml(YAMLProblem(.duplicateKey(entry.key, firstLine: line), at: entry.keyRange)), entry.keyRange))
            } else {
                first[key] = entry.keyRange
            }
        }
    }

    // MARK: lines

    private static func line(_ bytes: [UInt8], from start: Int) -> Range<Int> {
        var end = start
        while end < bytes.count, bytes[end] != Byte.lineFeed, bytes[end] != Byte.carriageReturn { end += 1 }
        return start..<end
    }

    private static func nextLine(_ bytes: [UInt8], after line: Range<Int>) -> Int {
        var next = line.upperBound
        if next < bytes.count, bytes[next] == Byte.carriageReturn { next += 1 }
        if next < bytes.count, bytes[next] == Byte.lineFeed, next == line.upperBound || bytes[next - 1] == Byte.carriageReturn { next += 1 }
        return next
    }

    /// Exactly three of the character, then at most blanks.
    private static func isFence(_ bytes: [UInt8], _ line: Range<Int>, _ character: UInt8) -> Bool {
        line.count >= 3 && bytes[line.prefix(3)].allSatisfy { $0 == character } && bytes[line.dropFirst(3)].allSatisfy(Byte.isBlank)
    }

    /// `{` alone, or followed by a quoted name.
    private static func looksLikeJSON(_ bytes: [UInt8], _ line: Range<Int>) -> Bool {
        guard let first = line.first, bytes[first] == 0x7B else { return false }
        let rest = bytes.trimmed((first + 1)..<bytes.count)
        return !rest.isEmpty && bytes[rest.lowerBound] == 0x22
    }
}

extension FrontMatter {
    /// The value of a key, compared without case.
    package func value(_ key: String) -> YAMLEntry? {
        entries.first { $0.key == key } ?? entries.first { $0.key.utf8.count >= key.utf8.count && $0.key.lowercased() == key }
    }
}
