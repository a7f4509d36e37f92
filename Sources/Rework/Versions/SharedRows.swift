/// Equal values of different versions in one piece of memory: most versions of a brief change one context of many.
struct SharedRows: Sendable {
    /// Rows are hashes already, so that a few of them are a good hash of all.
    struct Rows: Hashable {
        var rows: [UInt64]

        func hash(into hasher: inout Hasher) {
            hasher.combine(rows.count)
            guard let first = rows.first, let last = rows.last else { return }
            hasher.combine(first)
            hasher.combine(rows[rows.count / 2])
            hasher.combine(last)
        }
    }

    private var known: Set<Rows> = []
    private var texts: Set<String> = []

    mutating func share(_ reading: inout Reading) {
        for p in reading.parts.indices {
            for c in reading.parts[p].contents.indices {
                let rows = Rows(rows: reading.parts[p].contents[c].rows)
                reading.parts[p].contents[c].rows = known.insert(rows).memberAfterInsert.rows
            }
        }
        share(&reading.title)
        share(&reading.id)
        share(&reading.project)
        share(&reading.campaign)
        share(&reading.owner)
        share(&reading.receiver)
    }

    private mutating func share(_ text: inout String?) {
        // Shorter ones need no memory of their own.
        guard let long = text, long.utf8.count > 15 else { return }
        text = texts.insert(long).memberAfterInsert
    }
}
