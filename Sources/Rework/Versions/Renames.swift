internal import Git

/// Which of the files that a commit removed is which of those that it added.
///
/// The blob is identical; or title and handoff are equal and at least 90 % of the lines are. Never a lower similarity: two briefs from one
/// template are 67 % alike.
struct Renames {
    struct File {
        var path: String
        var blob: ObjectID
        var reading: Reading?
        /// Nil where the text's own id names the brief no more than its path does.
        var id: String?
    }

    /// Of ten lines as many must be the same.
    private static let tenths = 9
    /// Candidates that share rare lines; beyond this many the text is a template's, and not worth more time.
    private static let mostTries = 64

    let removed: [File]
    let added: [File]
    /// Position in `removed` by position in `added`.
    private(set) var pairs: [Int: Int] = [:]
    private var isTaken: [Bool]

    init(removed: [File], added: [File]) {
        (self.removed, self.added) = (removed, added)
        isTaken = Array(repeating: false, count: removed.count)
    }

    private mutating func pair(_ new: Int, _ old: Int) {
        pairs[new] = old
        isTaken[old] = true
    }

    /// Files whose bytes are the same, and not empty. Several that are alike are paired by their names first, then in the order given.
    mutating func pairIdentical() {
        var gone: [ObjectID: [Int]] = [:]
        for (i, file) in removed.enumerated() where file.blob != .emptyBlob { gone[file.blob, default: []].append(i) }
        guard !gone.isEmpty else { return }
        var named: [NamedBlob: [Int]] = [:]
        for (blob, positions) in gone {
            for i in positions.reversed() { named[NamedBlob(name: removed[i].path.lastPart, blob: blob), default: []].append(i) }
        }
        for (i, file) in added.enumerated() {
            if let old = named[NamedBlob(name: file.path.lastPart, blob: file.blob)]?.popLast() { pair(i, old) }
        }
        var next: [ObjectID: Int] = [:]
        for (i, file) in added.enumerated() where pairs[i] == nil {
            guard let positions = gone[file.blob] else { continue }
            while let at = Optional(next[file.blob] ?? 0), at < positions.count {
                next[file.blob] = at + 1
                guard !isTaken[positions[at]] else { continue }
                pair(i, positions[at])
                break
            }
        }
    }

    /// Files with the same id of their own.
    mutating func pairByID() {
        var gone: [String: Int] = [:]
        for (i, file) in removed.enumerated() where !isTaken[i] { if let id = file.id { gone[id] = i } }
        for (i, file) in added.enumerated() where pairs[i] == nil {
            if let id = file.id, let old = gone.removeValue(forKey: id) { pair(i, old) }
        }
    }

    /// Files of one title and handoff whose lines are nearly the same; first those that keep their names.
    ///
    /// - Parameter lines: of a removed or an added file, by position.
    mutating func pairAlike(
        removedLines: (Int) throws(GitError) -> [UInt64], addedLines: (Int) throws(GitError) -> [UInt64]
    ) throws(GitError) {
        var groups: [Kind: (removed: [Int], added: [Int])] = [:]
        for (i, file) in removed.enumerated() where !isTaken[i] {
            if let reading = file.reading { groups[Kind(reading), default: ([], [])].removed.append(i) }
        }
        for (i, file) in added.enumerated() where pairs[i] == nil {
            if let reading = file.reading { groups[Kind(reading), default: ([], [])].added.append(i) }
        }
        for group in groups.values where !group.removed.isEmpty && !group.added.isEmpty {
            var olds: [Lines] = []
            for i in group.removed { olds.append(Lines(i, try removedLines(i))) }
            var news: [Lines] = []
            for i in group.added { news.append(Lines(i, try addedLines(i))) }
            pairAlike(olds, news)
        }
    }

    private mutating func pairAlike(_ olds: [Lines], _ news: [Lines]) {
        // Two that are nine tenths alike share one of the rarest lines of each: only those are compared.
        var counts: [UInt64: Int] = [:]
        for old in olds { for line in Set(old.sorted) { counts[line, default: 0] += 1 } }
        var byLine: [UInt64: [Int]] = [:]
        for (o, old) in olds.enumerated() {
            for line in old.rarest(counts) where (byLine[line]?.count ?? 0) < Self.mostTries { byLine[line, default: []].append(o) }
        }
        var candidates: [(new: Int, old: Int, sameName: Bool, common: Int)] = []
        for new in news {
            var tried: Set<Int> = []
            search: for line in new.rarest(counts) {
                for o in byLine[line] ?? [] where tried.insert(o).inserted {
                    let old = olds[o]
                    if let common = new.alike(old, tenths: Self.tenths), !Self.differ(added[new.file].id, removed[old.file].id) {
                        let sameName = added[new.file].path.lastPart == removed[old.file].path.lastPart
                        candidates.append((new.file, old.file, sameName, common))
                    }
                    if tried.count >= Self.mostTries { break search }
                }
            }
        }
        candidates.sort { a, b in
            if a.sameName != b.sameName { return a.sameName }
            if a.common != b.common { return a.common > b.common }
            return (a.new, a.old) < (b.new, b.old)
        }
        for candidate in candidates where pairs[candidate.new] == nil && !isTaken[candidate.old] { pair(candidate.new, candidate.old) }
    }

    /// Two ids, and not the same.
    static func differ(_ a: String?, _ b: String?) -> Bool {
        guard let a, let b else { return false }
        return a != b
    }

    private struct NamedBlob: Hashable {
        var name: Substring
        var blob: ObjectID
    }

    private struct Kind: Hashable {
        var title: String?
        var handoffs: [String]

        init(_ reading: Reading) {
            title = reading.title
            handoffs = reading.parts.map(\.handoff)
        }
    }
}

/// A file's lines as a bag.
private struct Lines {
    var file: Int
    var sorted: [UInt64]

    init(_ file: Int, _ lines: [UInt64]) {
        self.file = file
        sorted = lines.sorted()
    }

    /// As many of the rarest as two files that are alike can differ in, and one more.
    func rarest(_ counts: [UInt64: Int]) -> ArraySlice<UInt64> {
        let byRarity = sorted.sorted { a, b in
            let (x, y) = (counts[a] ?? 0, counts[b] ?? 0)
            return x != y ? x < y : a < b
        }
        return byRarity.prefix(sorted.count - (sorted.count * 9 + 9) / 10 + 1)
    }

    /// How many lines they have in common, if that is enough of the longer one.
    func alike(_ other: Lines, tenths: Int) -> Int? {
        var (i, j, common) = (0, 0, 0)
        while i < sorted.count, j < other.sorted.count {
            if sorted[i] == other.sorted[j] {
                common += 1
                i += 1
                j += 1
            } else if sorted[i] < other.sorted[j] {
                i += 1
            } else {
                j += 1
            }
        }
        let longer = max(sorted.count, other.sorted.count)
        return longer > 0 && common * 10 >= longer * tenths ? common : nil
    }
}

extension String {
    /// Behind the last slash.
    fileprivate var lastPart: Substring { utf8.lastIndex(of: 0x2F).map { self[utf8.index(after: $0)...] } ?? self[...] }
}
