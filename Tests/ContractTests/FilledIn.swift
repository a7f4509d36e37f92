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
                let context = contexts.first(where: { $0.id == line[..<colon] }), let sample = context.sample,
                !skipping.contains(context.id)
            {
                text += "\(context.id): \(sample.contains("\n") ? sample : sample.yamlValue)\n"
                continue
            }
            text += line + "\n"
            if line.hasPrefix("## ") {
                let labels = Label.all(String(line.dropFirst(3)))
                let named = labels.lazy.compactMap { label in
                    contexts.first { $0.isRequired && $0.allLabels.map(Label.normalised).contains(label) }
                }.first
                guard let named, let sample = named.sample, !skipping.contains(named.id) else { continue }
                body = SampleLines.markdown(sample)
                text += body!.joined(separator: "\n") + "\n"
            }
        }
    }
}
