internal import Brief
internal import Source

/// A brief that says two things under one name.
///
/// Only single values that speak for the whole brief, under the same label: rows, milestones, “Start / Deadline” and qualified labels
/// (“copy due”, “design due”) are several things, and “Dana” and “Dana Smith” one.
struct Contradiction {
    var context: Int
    var first: String
    /// The value that came later; the first one counts.
    var second: Value

    /// Of each context at most one.
    static func all(in binding: Binding) -> [Contradiction] {
        binding.occurrences.indices.compactMap { context in
            binding.occurrences[context].count > 1 ? of(context, binding) : nil
        }
    }

    private static func of(_ context: Int, _ binding: Binding) -> Contradiction? {
        guard !binding.rules.contexts[context].hasRows else { return nil }
        var seen: [(label: String, text: String)] = []
        for occurrence in binding.occurrences[context] {
            guard case .context(let index) = occurrence.source, binding.brief.contexts[index].isTopLevel else { continue }
            let labels = binding.brief.labels(of: binding.brief.contexts[index])
            guard labels.count == 1 else { continue }
            let content = binding.brief.contexts[index].content
            let value = binding.brief.value(content, label: labels[0], labelRange: occurrence.labelRange)
            guard value.fill == .real, value.items == nil, !value.text.utf8.contains(Byte.lineFeed) else { continue }
            if let other = seen.first(where: { $0.label == labels[0] && !agree($0.text, value.text) }) {
                return Contradiction(context: context, first: other.text, second: value)
            }
            seen.append((labels[0], value.text))
        }
        return nil
    }

    /// Whether one says no more than the other.
    private static func agree(_ a: String, _ b: String) -> Bool {
        let (a, b) = (plain(a), plain(b))
        return a.contains(b) || b.contains(a)
    }

    private static func plain(_ text: String) -> String {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
    }
}
