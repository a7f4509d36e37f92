internal import Rework
internal import Source
internal import YAML

/// The briefs that somebody most likely means who typed a part of a path, or misspelt one.
struct NearestBriefs {
    /// At most so many are offered.
    private static let most = 3

    private let found: [String]
    private let more: Int

    init(_ typed: String, _ timelines: [Timeline]) {
        let paths = Set(timelines.map(\.path)).sorted { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
        let wanted = typed.lowercased()
        func name(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
        let tests: [(String) -> Bool] = [
            // “1191” is eip-1191.md before it is eip-11911.md.
            { Self.holds(name($0).lowercased(), wanted, asWord: true) }, { Self.holds(name($0).lowercased(), wanted, asWord: false) },
            { Self.holds($0.lowercased(), wanted, asWord: false) },
        ]
        for test in tests {
            let matching = paths.filter(test)
            guard !matching.isEmpty else { continue }
            found = Array(matching.prefix(Self.most))
            more = matching.count - found.count
            return
        }
        more = 0
        if let nearest = NearestName.of(typed, in: timelines.compactMap(\.id) + paths) {
            found = [nearest]
        } else {
            // A file’s name alone, misspelt.
            let nearest = NearestName.of(typed, in: paths.map(name))
            found = nearest.flatMap { nearest in paths.first { name($0) == nearest } }.map { [$0] } ?? []
        }
    }

    /// Whether a name holds what was typed, and as a word where it must: no letter or digit goes on on either side.
    private static func holds(_ name: String, _ wanted: String, asWord: Bool) -> Bool {
        guard !wanted.isEmpty else { return false }
        return name.ranges(of: wanted).contains { range in
            guard asWord else { return true }
            let before = range.lowerBound > name.startIndex ? name[name.index(before: range.lowerBound)] : " "
            let after = range.upperBound < name.endIndex ? name[range.upperBound] : " "
            return [before, after].allSatisfy { !$0.isLetter && !$0.isNumber }
        }
    }

    /// “ Did you mean “a.md” or “b.md”?”, or nothing.
    var words: String {
        guard !found.isEmpty else { return "" }
        let names = found.map { "“\($0)”" } + (more > 0 ? ["one of \(more) more"] : [])
        return " Did you mean \(names.listed("or"))?"
    }
}
