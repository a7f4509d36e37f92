internal import Brief
internal import Source

/// `unique`: no value twice in the brief, or in the repository. Compares bytes: reports count `Sign_up` and `sign_up` apart.
extension Evaluator {
    /// The values that stand here a second time or in another brief, with the other's path.
    func repeated(_ scope: UniqueScope, _ values: [Value], key: String) -> [(value: Value, other: String?)] {
        let values = values.filter(\.fill.isValue)
        switch scope {
        case .brief:
            var seen: Set<String> = []
            return values.filter { !seen.insert($0.text).inserted }.map { ($0, nil) }
        case .repository:
            return values.compactMap { value in
                facts.claims.append(Facts.Claim(key: key, text: value.text))
                guard let other = index?.other(claiming: value.text, key: key, than: brief.source.path) else { return nil }
                return (value, other)
            }
        }
    }

    func sentence(unique title: String, _ value: Value, other: String?) -> String {
        guard let other else { return "\(title): “\(value.text.shortened)” stands here twice." }
        return "\(title): “\(value.text.shortened)” is already used in \(other)."
    }
}
