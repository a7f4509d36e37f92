import Blank
import Brief
import Contract
import Source
import YAML

/// A blank brief with its hints replaced, as its author would do it: each context's sample where the hint stood.
struct FilledIn {
    private(set) var text = ""
    let contracts: [Contract]

    /// - Parameter skipping: contexts that keep their hints.
    init(_ blank: String, _ contracts: [Contract], skipping: Set<String> = []) {
        self.contracts = contracts
        let contexts = contracts.flatMap(\.contexts)
        let lines = blank.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var isFrontMatter = false
        var body: [String]?
        for line in lines {
            if line == "---" { isFrontMatter.toggle() }
            if line.hasPrefix("## ") || line == "<!--" { body = nil }
            if body != nil, !line.isEmpty, !line.hasPrefix("<!--") { continue }
            if isFrontMatter, let colon = line.firstIndex(of: ":"), line.contains("\"["),
                let context = contexts.first(where: { $0.id == line[..<colon] }), let sample = context.sample, !skipping.contains(context.id)
            {
                text += "\(context.id): \(sample.contains("\n") ? sample : sample.yamlValue)\n"
                continue
            }
            text += line + "\n"
            if line.hasPrefix("## ") {
                let labels = Label.all(String(line.dropFirst(3)))
                let named = contexts.first { context in
                    context.isRequired && labels.contains { context.allLabels.map(Label.normalised).contains($0) }
                }
                guard let named, let sample = named.sample, !skipping.contains(named.id) else { continue }
                body = Self.markdown(sample)
                text += body!.joined(separator: "\n") + "\n"
            }
        }
    }

    /// A sample as somebody would write it below a heading.
    static func markdown(_ sample: String) -> [String] {
        let bytes = Array(sample.utf8)
        // A text that happens to look like YAML is a text.
        guard sample.hasPrefix("- ") || sample.hasPrefix("{") || sample.hasPrefix("["),
            let root = try? YAMLDocument(bytes, in: 0..<bytes.count).root
        else { return [sample] }
        if let entries = root.entries { return entries.map { "- \($0.key): \($0.value.text ?? "")" } }
        let items = root.items ?? []
        let keys = items.compactMap { $0.entries?.map(\.key) }.max { $0.count < $1.count } ?? []
        guard !keys.isEmpty else { return items.map { "- \($0.text ?? "")" } }
        func row(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |" }
        return [row(keys), row(keys.map { _ in "---" })] + items.map { item in row(keys.map { item[$0]?.text ?? "" }) }
    }
}
