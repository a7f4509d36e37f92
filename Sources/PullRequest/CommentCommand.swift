internal import Brief
internal import Source

/// One line of a comment that asks for an act: `/accept`, `/return offer: which one?`, `/ask @dana: Which offer?`.
package struct CommentCommand: Sendable, Hashable {
    package enum Verb: String, Sendable, CaseIterable {
        case accept, `return`, ask
    }

    package var verb: Verb
    /// What stands behind the verb.
    package var rest: String

    package init(verb: Verb, rest: String) { (self.verb, self.rest) = (verb, rest) }

    /// More of them in one comment are a mistake or an attack.
    package static let most = 10

    /// The commands in a comment: at the start of a line in a paragraph of its own. Code, quotes, lists and HTML command nothing.
    package static func all(in body: String) -> [CommentCommand] {
        let source = SourceText(path: "", bytes: Array(body.replacing("\r\n", with: "\n").utf8))
        guard source.encodingProblem == nil else { return [] }
        let markdown = Markdown(source, from: 0)
        let hidden = comments(source.bytes)
        var found: [CommentCommand] = []
        var i = 0
        while i < markdown.blocks.count, found.count < most {
            let block = markdown.blocks[i]
            i = Swift.max(i + 1, Int(block.next))
            guard block.kind == .paragraph else { continue }
            for index in block.runs {
                let run = markdown.runs[Int(index)]
                guard run.kind == .text, let command = command(at: run.range.lower, source),
                    !hidden.contains(where: { $0.contains(run.range.lower) })
                else { continue }
                if found.count < most { found.append(command) }
            }
        }
        return found
    }

    /// What HTML leaves out, or may leave out: nobody commands without being seen.
    private static func comments(_ bytes: [UInt8]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var start: Int?
        for i in bytes.indices {
            if start == nil, bytes[i...].starts(with: "<!--".utf8) {
                start = i
            } else if let begin = start, bytes[i...].starts(with: "-->".utf8) {
                found.append(begin..<i)
                start = nil
            }
        }
        return found + (start.map { [$0..<bytes.count] } ?? [])
    }

    private static func command(at offset: Int, _ source: SourceText) -> CommentCommand? {
        guard source.bytes[offset] == 0x2F, offset == 0 || source.bytes[offset - 1] == 0x0A else { return nil }
        let end = source.bytes[offset...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? source.bytes.count
        let line = source.text(ByteRange(offset + 1, end))
        let word = line.prefix { !$0.isWhitespace && $0 != ":" }
        guard let verb = Verb(rawValue: word.lowercased()) else { return nil }
        return CommentCommand(verb: verb, rest: line.dropFirst(word.count).trimmed)
    }

    // MARK: what it is about

    package enum Target: Sendable, Hashable {
        case unnamed
        case brief(String)
        case unknown(String)
    }

    /// The brief that it names first, and what is left of the text.
    ///
    /// - Parameter paths: the briefs that it may name, by path, or by the path's end where that is one brief's alone.
    package func target(among paths: [String]) -> (target: Target, rest: String) {
        var text = rest[...]
        let isQuoted = text.first == "`"
        if isQuoted { text = text.dropFirst() }
        func follows(_ name: Substring) -> Substring? {
            guard text.hasPrefix(name) else { return nil }
            let after = text.dropFirst(name.count)
            if isQuoted { return after.first == "`" ? after.dropFirst() : nil }
            return after.first.map { $0.isWhitespace || $0 == ":" } ?? true ? after : nil
        }
        var best: (paths: Set<String>, length: Int, rest: Substring) = ([], 0, "")
        for path in paths {
            let parts = path.split(separator: "/", omittingEmptySubsequences: false)
            for first in parts.indices {
                let name = parts[first...].joined(separator: "/")[...]
                guard name.count >= best.length, let after = follows(name) else { continue }
                best = (name.count == best.length ? best.paths.union([path]) : [path], name.count, after)
            }
        }
        if best.paths.count == 1, let path = best.paths.first { return (.brief(path), Self.cut(best.rest)) }
        let word = isQuoted ? text.prefix { $0 != "`" } : text.prefix { !$0.isWhitespace && $0 != ":" }
        let isName = word.lowercased().hasSuffix(".md") || word.lowercased().hasSuffix(".markdown")
        return isName ? (.unknown(String(word)), "") : (.unnamed, rest)
    }

    /// `offer, audience: which one?` → what is missing, and why.
    package static func missing(_ text: String) -> (contexts: [String], because: String?) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let contexts = (parts.first ?? "").split(separator: ",").map(\.trimmed).filter { !$0.isEmpty }
        let because = parts.count > 1 ? parts[1].trimmed : ""
        return (contexts, because.isEmpty ? nil : because)
    }

    /// `@dana: Which offer?` → the question, and of whom.
    package static func question(_ text: String) -> (question: String, of: String?) {
        guard text.first == "@" else { return (cut(text[...]), nil) }
        let name = text.dropFirst().prefix { !$0.isWhitespace && $0 != ":" }
        return (cut(text.dropFirst(name.count + 1)), String(name))
    }

    private static func cut(_ text: Substring) -> String {
        let text = text.trimmed
        return text.first == ":" ? text.dropFirst().trimmed : text
    }
}
