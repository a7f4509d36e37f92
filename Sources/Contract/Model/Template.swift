/// A sentence with gaps: `{value}`, `{value|lower}`, `{label}`, `{title}`, `{to}`, `{.field}`, `{context}`.
package struct Template: Sendable, Hashable {
    package enum Part: Sendable, Hashable {
        case text(String)
        case gap(name: String, lower: Bool)
    }

    package var parts: [Part]
    /// As written.
    package let source: String

    package init(_ source: String) {
        self.source = source
        guard source.utf8.contains(0x7B) else {
            parts = source.isEmpty ? [] : [.text(source)]
            return
        }
        parts = []
        var text = ""
        var rest = source[...]
        while let open = rest.firstIndex(of: "{") {
            guard let close = rest[open...].firstIndex(of: "}"), Self.isName(rest[rest.index(after: open)..<close]) else {
                text += rest[...open]
                rest = rest[rest.index(after: open)...]
                continue
            }
            text += rest[..<open]
            if !text.isEmpty { parts.append(.text(text)) }
            text = ""
            let words = rest[rest.index(after: open)..<close].split(separator: "|")
            parts.append(.gap(name: String(words[0]), lower: words.count > 1))
            rest = rest[rest.index(after: close)...]
        }
        text += rest
        if !text.isEmpty { parts.append(.text(text)) }
    }

    /// `{value}` but not the braces of a pattern or an example.
    private static func isName(_ text: Substring) -> Bool {
        let words = text.split(separator: "|", omittingEmptySubsequences: false)
        guard let first = words.first, !first.isEmpty, words.count == 1 || (words.count == 2 && words[1] == "lower") else { return false }
        return first.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" || $0 == "." }
    }

    /// Whether it is the same for every value.
    package var isLiteral: Bool { parts.allSatisfy { if case .text = $0 { true } else { false } } }

    /// With an ellipsis for each gap: how it reads before anything fills it.
    package var outline: String {
        parts.map { part in
            switch part {
            case .text(let text): text
            case .gap: "…"
            }
        }.joined()
    }

    package var gaps: [String] {
        parts.compactMap { if case .gap(let name, _) = $0 { name } else { nil } }
    }

    /// Fills the gaps; a gap that nobody knows stays as written.
    package func filled(_ value: (String) -> String?) -> String {
        if parts.count == 1, case .text(let text) = parts[0] { return text }
        var out = ""
        for part in parts {
            switch part {
            case .text(let text): out += text
            case .gap(let name, let lower):
                let text = value(name) ?? "{\(name)}"
                out += lower ? text.lowercased() : text
            }
        }
        return out
    }
}
