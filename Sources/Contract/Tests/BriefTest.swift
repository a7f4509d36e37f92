internal import Brief
internal import Source

/// `brief`: the value names another brief by id, path or link; it exists, and these checks hold there.
extension Evaluator {
    func brief(_ checks: [Check], _ value: Value, _ current: Current) -> Outcome {
        // Only the second phase knows the other briefs; the first says that this brief waits for it.
        guard let index else {
            facts.needsIndex = true
            return .holds
        }
        guard let path = index.path(of: reference(value), from: brief.source.path) else {
            return .undecided("“\(value.text.shortened)” leads to no brief in this repository.")
        }
        guard !checks.isEmpty else { return .holds }
        guard let other = index.load(path), let there = rules.evaluator(for: other, index: index, citing: self) else { return .holds }
        // What fails stands in the other file; here the reference is the place.
        let outcome = there.all(checks, Current())
        timesGivenUp += there.timesGivenUp
        if case .failsAt = outcome { return .fails }
        return outcome
    }

    /// The link's target where the value is a link, else its text.
    private func reference(_ value: Value) -> String {
        if case .markdown = value.content, let link = parts(.links, within: value).first {
            return link.field("url")?.first?.text ?? value.text
        }
        return value.text
    }
}
