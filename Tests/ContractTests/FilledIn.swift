import Blank
import Brief
import Contract
import YAML

/// A blank brief with its hints replaced, as its author would do it: each context's sample where the hint stood.
struct FilledIn {
    private(set) var text = ""

    /// - Parameter leavingOut: a context that is not written at all.
    init(_ blank: String, _ contracts: [Contract], leavingOut: String? = nil) {
        let demanded = contracts.map(BlankTests.demanded).reduce(into: Set<String>()) { $0.formUnion($1) }
        let contexts = contracts.flatMap(\.contexts).filter { demanded.contains($0.id) }
        func named(_ labels: [String]) -> ContextSpec? {
            labels.lazy.compactMap { label in contexts.first { $0.allLabels.map(Label.normalised).contains(label) } }.first
        }
        var isFrontMatter = false
        // Lines of the blank that the sample has taken the place of.
        var isReplaced = false
        for line in blank.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if line == "---" { isFrontMatter.toggle() }
            if isFrontMatter, line.contains("\"["), let colon = line.firstIndex(of: ":"),
                let context = contexts.first(where: { $0.id == line[..<colon] }), let sample = context.sample
            {
                if context.id != leavingOut { text += "\(context.id): \(sample.contains("\n") ? sample : sample.yamlValue)\n" }
                continue
            }
            if line.hasPrefix("## ") || line == "<!--" { isReplaced = false }
            if isReplaced, !line.isEmpty { continue }
            guard line.hasPrefix("## "), let context = named(Label.all(String(line.dropFirst(3)))), let sample = context.sample else {
                text += line + "\n"
                continue
            }
            isReplaced = true
            if context.id != leavingOut { text += ([line] + SampleLines.markdown(sample)).joined(separator: "\n") + "\n" }
        }
    }
}
