internal import Contract

/// The `briefs:` of a new config, so that nobody has to write a handoff into each of the files that are there.
///
/// Where nothing looks like a brief without saying so, there are no entries, and every file that says which handoff it is counts, wherever
/// it is. Otherwise the entries must name those as well.
struct BriefFolders: Sendable {
    struct Entry: Sendable, Equatable {
        var glob: String
        var handoff: String?
    }

    /// The first that names a file counts.
    private(set) var entries: [Entry] = []
    /// Files in these folders that are about something else.
    private(set) var exclude: [String] = []
    /// Files that look like a brief but that no entry covers and that say nothing themselves.
    private(set) var unclaimed: [(path: String, handoff: String)] = []

    /// More entries are no help to anybody.
    private static let most = 40
    /// How much of a folder must be briefs, in a hundred, for the rest to be its poorest ones.
    private static let share = 66

    init(_ survey: InitSurvey) {
        let folders = Dictionary(grouping: survey.found.map(\.path) + survey.others, by: Self.folder)
        let found = Dictionary(uniqueKeysWithValues: survey.found.map { ($0.path, $0) })
        var entries: [Entry] = []
        var covered: Set<String> = []
        for folder in folders.keys.sorted() {
            let paths = (folders[folder] ?? []).sorted()
            let briefs = paths.compactMap { found[$0] }
            let alike = briefs.filter { !$0.isDeclared && !$0.handoffs.isEmpty }
            guard !alike.isEmpty, briefs.count * 100 >= paths.count * Self.share else { continue }
            let usual = Self.mostFrequent(alike.flatMap(\.handoffs))
            // At the top there is always something else.
            let isWhole = !folder.isEmpty && alike.count > 1
            for brief in alike where !isWhole || brief.handoffs != [usual] {
                entries.append(Entry(glob: Self.glob(brief.path), handoff: brief.handoffs.first))
                covered.insert(brief.path)
            }
            guard isWhole else { continue }
            let hasBelow = folders.keys.contains { $0.hasPrefix(folder + "/") }
            entries.append(Entry(glob: Self.glob(folder) + (hasBelow ? "/*.md" : "/**/*.md"), handoff: usual))
            covered.formUnion(paths)
            exclude += survey.bystanders.filter { Self.folder($0) == folder && !$0.hasSuffix("/README.md") }.map(Self.glob)
        }
        if !entries.isEmpty { entries += Self.declared(survey, besides: covered, folders, found) }
        if entries.count > Self.most { (entries, exclude, covered) = ([], [], []) }
        self.entries = entries
        unclaimed = survey.found.filter { !$0.isDeclared && !covered.contains($0.path) }.compactMap { brief in
            brief.handoffs.first.map { (brief.path, $0) }
        }
    }

    /// Entries for files that say themselves what they are: their folder where it has no others.
    private static func declared(
        _ survey: InitSurvey, besides covered: Set<String>, _ folders: [String: [String]], _ found: [String: InitSurvey.Found]
    ) -> [Entry] {
        let declared = survey.found.filter { $0.isDeclared && !covered.contains($0.path) }.map(\.path)
        return Set(declared.map(folder)).sorted().flatMap { folder -> [Entry] in
            let paths = folders[folder] ?? []
            if !folder.isEmpty, paths.allSatisfy({ found[$0]?.isDeclared == true }) { return [Entry(glob: glob(folder) + "/*.md")] }
            return paths.filter { found[$0]?.isDeclared == true }.sorted().map { Entry(glob: glob($0)) }
        }
    }

    private static func mostFrequent(_ handoffs: [String]) -> String {
        let counts = Dictionary(handoffs.map { ($0, 1) }, uniquingKeysWith: +)
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
    }

    private static func folder(_ path: String) -> String { path.split(separator: "/").dropLast().joined(separator: "/") }

    /// The path as a pattern: what would mean something in one stands for any character.
    private static func glob(_ path: String) -> String { String(path.map { "*?{}".contains($0) ? "?" : $0 }) }
}
