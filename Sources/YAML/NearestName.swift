/// The known name that a misspelt one most likely means.
package enum NearestName {
    /// Within a third of the length in edits (insert, delete, replace, swap of neighbours), ignoring case; the earliest on a tie.
    package static func of(_ name: String, in known: some Sequence<String>) -> String? {
        let wanted = Array(name.lowercased().unicodeScalars.prefix(64))
        var best: (name: String, distance: Int)?
        for candidate in known {
            let scalars = Array(candidate.lowercased().unicodeScalars.prefix(64))
            let distance = edits(wanted, scalars)
            let limit = max(1, max(wanted.count, scalars.count) / 3)
            if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        return best?.name
    }

    /// Optimal string alignment distance (Damerau 1964, restricted form).
    private static func edits(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
        if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
        var earlier = [Int](repeating: 0, count: b.count + 1)
        var previous = Array(0...b.count)
        var current = previous
        for i in 1...a.count {
            current[0] = i
            for j in 1...b.count {
                let same = a[i - 1] == b[j - 1]
                current[j] = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (same ? 0 : 1))
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                    current[j] = min(current[j], earlier[j - 2] + 1)
                }
            }
            (earlier, previous, current) = (previous, current, earlier)
        }
        return previous[b.count]
    }
}

extension String {
    /// “ Did you mean …?”, or nothing: to end an error about an unknown name.
    package static func didYouMean(_ name: String, in known: some Sequence<String>) -> String {
        NearestName.of(name, in: known).map { " Did you mean “\($0)”?" } ?? ""
    }
}
