internal import Source
package import YAML

/// Whether somebody really wrote a value, judged by form alone.
package enum Fill: Sendable, Hashable {
    /// A label and nothing but hints, comments or white space after it: the person did start.
    case unfilled
    /// `N/A` alone: the receiver will ask why.
    case unexplained
    /// `N/A – reason`: a decision, and so a value.
    case waived
    case real

    package var isValue: Bool { self == .real || self == .waived }
    fileprivate var isReal: Bool { self == .real }

    /// The most that any of several pieces amounts to.
    static func best(_ a: Fill, _ b: Fill) -> Fill { a.rank >= b.rank ? a : b }

    private var rank: Int {
        switch self {
        case .unfilled: 0
        case .unexplained: 1
        case .waived: 2
        case .real: 3
        }
    }

    fileprivate init(_ reading: Hint.Reading) {
        switch reading {
        case .nothing, .hint: self = .unfilled
        case .notApplicable: self = .unexplained
        case .waived: self = .waived
        case .value: self = .real
        }
    }
}

extension Brief {
    package func fill(_ content: Content) -> Fill {
        switch content {
        case .yaml(let node): Fill.of(node)
        case .markdown(let extent): fill(extent)
        }
    }

    private func fill(_ extent: Extent) -> Fill {
        var fill = piece(extent.runs, within: extent.bytes)
        guard !fill.isReal else { return fill }
        var labels = LabelCursor(contexts, extent.contexts)
        var quoteEnd = 0
        var i = Int(extent.blocks.lowerBound)
        while i < Int(extent.blocks.upperBound), !fill.isReal {
            let block = markdown.blocks[i]
            switch block.kind {
            case .heading, .divider: i = Int(block.next)
            case .table:
                fill = .best(fill, self.fill(table: i))
                i = Int(block.next)
            case .paragraph, .html:
                let hasLabels = !extent.contexts.isEmpty || i < quoteEnd
                fill = .best(fill, hasLabels ? piece(block.runs, labels: &labels, isQuote: i < quoteEnd) : piece(block.runs))
                i += 1
            case .code:
                fill = .best(fill, piece(block.runs))
                i += 1
            case .quote:
                quoteEnd = max(quoteEnd, Int(block.next))
                i += 1
            default: i += 1
            }
        }
        return fill
    }

    /// A table is as filled as its fullest cell. In one of two columns the first may hold names only: they count
    /// when anything stands beside them.
    private func fill(table: Int) -> Fill {
        var names = Fill.unfilled
        var values = Fill.unfilled
        for row in self.table(table).rows {
            for (column, cell) in row.enumerated() {
                let fill = piece(markdown.blocks[cell].runs)
                // A sentence names nothing: “Every page answers | ” is a list with room for a tick.
                let isName = row.count == 2 && column == 0 && text(ofBlock: cell).wordCount < 3
                if isName { names = .best(names, fill) } else { values = .best(values, fill) }
            }
        }
        return values == .unfilled ? .unfilled : .best(names, values)
    }

    private func piece(_ runs: Range<Int32>, within bytes: ByteRange? = nil) -> Fill {
        if let plain = plainRun(runs, within: bytes) {
            let run = markdown.runs[Int(runs.lowerBound)]
            if plain.isEmpty { return .unfilled }
            if run.link >= 0, isReal(markdown.links[Int(run.link)]) { return .real }
            let reading = source.bytes.withUnsafeBufferPointer { Hint.read(UnsafeBufferPointer(rebasing: $0[plain])) }
            let isInstruction = run.style.contains(.emphasis) && !run.style.contains(.strong)
            return reading == .value && isInstruction ? .unfilled : Fill(reading)
        }
        var none = LabelCursor(contexts, 0..<0)
        return piece(runs, within: bytes, labels: &none)
    }

    /// One paragraph, cell or rest of a line.
    private func piece(_ runs: Range<Int32>, within bytes: ByteRange? = nil, labels: inout LabelCursor, isQuote: Bool = false) -> Fill {
        var text: [UInt8] = []
        var isInstruction = true
        for index in runs {
            let run = markdown.runs[Int(index)]
            if run.kind == .lineBreak {
                text.append(Byte.space)
                continue
            }
            var lower = run.range.lower
            var upper = run.range.upper
            if let bytes {
                lower = max(lower, bytes.lower)
                upper = min(upper, bytes.upper)
            }
            guard lower < upper else { continue }
            if let label = labels.label(over: lower..<upper) {
                // A label is followed by its colon or dash.
                lower = max(lower, skipSeparator(label.upper, upTo: upper))
            }
            guard lower < upper else { continue }
            if run.kind == .html {
                let inside = withoutTags(lower..<upper)
                if !inside.trimmed(0..<inside.count).isEmpty { isInstruction = false }
                text.append(contentsOf: inside)
                continue
            }
            if run.link >= 0, isReal(markdown.links[Int(run.link)]) { return .real }
            let isBlank = source.bytes.trimmed(lower..<upper).isEmpty
            if !isBlank, !run.style.contains(.emphasis) || run.style.contains(.strong) { isInstruction = false }
            text.append(contentsOf: source.bytes[lower..<upper])
        }
        let reading = text.withUnsafeBufferPointer(Hint.read)
        if reading == .value, isInstruction || (isQuote && Self.readsAsInstruction(text)) { return .unfilled }
        return Fill(reading)
    }

    private func skipSeparator(_ start: Int, upTo end: Int) -> Int {
        var i = start
        while i < end, !(Byte.isLetter(source.bytes[i]) && source.bytes[i] < 0x80), !Byte.isDigit(source.bytes[i]), i - start < 4,
            source.bytes[i] != 0x5B
        { i += 1 }
        return i
    }

    /// A link with somewhere to go; `[]()` is a hint.
    private func isReal(_ link: Markdown.Link) -> Bool {
        !link.url.isEmpty && !["#", "url", "link", "insert-link", "https://"].contains(link.url)
    }

    /// What is left of raw HTML when tags and comments are taken out.
    func withoutTags(_ range: Range<Int>) -> [UInt8] {
        var out: [UInt8] = []
        var i = range.lowerBound
        var comment = markdown.comments.partitioningIndex { $0.upper > i }
        while i < range.upperBound {
            if comment < markdown.comments.count, markdown.comments[comment].lower <= i {
                i = markdown.comments[comment].upper
                comment += 1
            } else if source.bytes[i] == 0x3C {
                while i < range.upperBound, source.bytes[i] != 0x3E { i += 1 }
                i += 1
            } else {
                out.append(source.bytes[i])
                i += 1
            }
        }
        return out
    }

    private static let instructions: Set<String> = [
        "describe", "list", "add", "insert", "enter", "fill", "write", "explain", "include", "what", "who", "which", "when", "where", "why",
        "how", "hint", "tip", "example", "please", "beschreibe", "beschreiben", "wer", "was", "welche", "bitte", "describe", "descreva",
        "liste", "quem", "qual", "quais", "décrire", "décrivez", "qui", "quel", "quelle", "beschrijf", "wie", "welke", "popište",
        "wann", "wo", "warum", "nenne", "nennen", "ergänze", "ergänzen", "indiquez", "indiquer", "listez", "précisez", "quand", "pourquoi",
        "describa", "describir", "indica", "indique", "quién", "qué", "cuál", "cuándo", "dónde", "quando", "onde", "geef", "noem",
        "wanneer", "waarom",
    ]

    private static func readsAsInstruction(_ text: [UInt8]) -> Bool {
        let words = String(decoding: text, as: UTF8.self).lowercased().split { !$0.isLetter }
        return words.first.map { instructions.contains(String($0)) } == true
    }
}

extension Fill {
    /// A YAML value: a group or list is as filled as its fullest part.
    package static func of(_ node: YAMLNode) -> Fill {
        switch node.content {
        case .scalar(let text, _):
            return node.isNull ? .unfilled : Fill(Hint.read(text))
        case .sequence(let items, let flow):
            if flow, looksLikeBracketedHint(items) { return .unfilled }
            return items.reduce(.unfilled) { best($0, of($1)) }
        case .mapping(let entries):
            return entries.reduce(.unfilled) { best($0, of($1.value)) }
        }
    }

    /// `[linkedin, newsletter, …]` and `[your name]` without quotes are lists to YAML and hints to people.
    private static func looksLikeBracketedHint(_ items: [YAMLNode]) -> Bool {
        let texts = items.map { $0.text ?? "" }
        if texts.contains(where: { $0 == "…" || $0 == "..." }) { return true }
        guard texts.count == 1, let text = texts.first?.lowercased() else { return false }
        let words = text.split(separator: " ")
        let openings: Set<Substring> = ["the", "name", "one", "which", "what", "who", "how", "where", "when", "link", "date", "number"]
        let telling: Set<Substring> = ["your", "insert", "e.g."]
        return words.count >= 2 && (openings.contains(words[0]) || words.contains(where: telling.contains))
    }
}

extension Fill {
    /// A text that stands for itself, outside any brief's Markdown.
    package static func of(text: String) -> Fill { Fill(Hint.read(text)) }
}
