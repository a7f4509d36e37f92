internal import YAML

/// A contract's sample as somebody would write it below a heading.
package enum SampleLines {
    package static func markdown(_ sample: String) -> [String] {
        let bytes = Array(sample.utf8)
        // A text that happens to be YAML as well is a text.
        guard sample.hasPrefix("- ") || sample.hasPrefix("{") || sample.hasPrefix("["),
            let root = try? YAMLDocument(bytes, in: 0..<bytes.count).root
        else { return sample.split(separator: "\n").map(String.init) }
        if let entries = root.entries { return entries.map { "- \($0.key): \(text($0.value))" } }
        guard let items = root.items else { return [sample] }
        let keys = items.compactMap { $0.entries?.map(\.key) }.max { $0.count < $1.count } ?? []
        if keys.isEmpty { return items.map { "- \(text($0))" } }
        func row(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |" }
        return [row(keys), row(keys.map { _ in "---" })] + items.map { item in row(keys.map { item[$0].map(text) ?? "" }) }
    }

    private static func text(_ node: YAMLNode) -> String {
        node.text?.oneLine ?? node.items?.map(text).joined(separator: ", ") ?? ""
    }
}
