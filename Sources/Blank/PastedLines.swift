internal import Brief
internal import Source
internal import YAML

/// A contract's lines to paste, for where a blank brief needs them; nil where they would count as an answer.
struct PastedLines {
    /// What stands behind `name:` in front matter.
    let value: String?
    /// As it stands under a heading, which is another's business.
    let body: [String]?

    init(_ paste: String) {
        let lines = paste.split(whereSeparator: \.isNewline).map(String.init)
        guard let first = lines.first else {
            (value, body) = (nil, nil)
            return
        }
        if first.hasPrefix("#") {
            let own = lines.dropFirst().prefix { !$0.hasPrefix("# ") && !$0.hasPrefix("## ") }
            (value, body) = (nil, Self.unfilled(Array(own)))
            return
        }
        let bytes = Array(paste.utf8)
        let root = try? YAMLDocument(bytes, in: 0..<bytes.count).root
        guard let entries = root?.entries, entries.count == 1, let entry = entries.first else {
            (value, body) = (nil, Self.unfilled(lines))
            return
        }
        let source = SourceText(path: "", bytes: bytes)
        value = lines.count == 1 && Fill.of(entry.value) == .unfilled && !entry.value.isNull ? source.text(entry.value.range) : nil
        body = Self.unfilled(Self.body(entry.value, source))
    }

    /// A value of front matter as it is written under a heading.
    private static func body(_ value: YAMLNode, _ source: SourceText) -> [String] {
        func text(_ node: YAMLNode) -> String { (node.text ?? source.text(node.range)).oneLine }
        switch value.content {
        case .scalar: return [text(value)]
        case .sequence(_, flow: true): return [text(value)]
        case .sequence(let items, flow: false): return items.map { "- \(text($0))" }
        case .mapping(let entries): return entries.map { "- \($0.key): \(text($0.value))" }
        }
    }

    /// The lines, if nobody could take them for an answer.
    private static func unfilled(_ lines: [String]) -> [String]? {
        let brief = Brief(SourceText(path: "", text: "# Blank\n\n## Blank context\n\n" + lines.joined(separator: "\n") + "\n"))
        guard let section = brief.contexts.first(where: { brief.label(of: $0) == "Blank context" }),
            brief.fill(section.content) == .unfilled,
            !lines.allSatisfy({ $0.oneLine.isEmpty })
        else { return nil }
        return lines
    }
}
