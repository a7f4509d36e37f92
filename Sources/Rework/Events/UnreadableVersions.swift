internal import Git
internal import Source

/// Versions of briefs of which nothing is known but that they are there.
struct UnreadableVersions {
    private struct Brief {
        var path: String
        /// Oldest first.
        var commits: [ObjectID]
        /// Whether the newest version is one of them, so that somebody can mend it.
        var isStill: Bool
    }

    private static let mostBriefs = 3
    private static let mostCommits = 3

    private var briefs: [Brief] = []
    private var problems: Set<Reading.Problem> = []

    var count: Int { briefs.reduce(0) { $0 + $1.commits.count } }

    /// Those of one brief, oldest first.
    static func of(_ brief: BriefHistory, _ history: History) -> [Timeline.Unreadable] {
        var found: [Timeline.Unreadable] = []
        for version in brief.versions {
            guard let problem = version.reading?.problem else {
                for i in found.indices { found[i].isSettled = true }
                continue
            }
            found.append(Timeline.Unreadable(problem, step: version.step, time: history.steps[version.step].time))
        }
        return found
    }

    mutating func add(_ found: [Timeline.Unreadable], of brief: BriefHistory, _ history: History) {
        guard let last = found.last else { return }
        problems.formUnion(found.map(\.problem))
        briefs.append(
            Brief(path: brief.path, commits: found.map { history.steps[$0.step].commit }, isStill: !last.isSettled))
    }

    /// What can still be mended is named first. Nil where everything could be read.
    var note: Note? {
        guard count > 0 else { return nil }
        let named = (briefs.filter(\.isStill) + briefs.filter { !$0.isStill }).prefix(Self.mostBriefs)
        var rest = count
        let places = named.map { brief in
            let commits = brief.commits.suffix(Self.mostCommits)
            rest -= commits.count
            return "\(brief.path) (\(commits.map { String($0.text.prefix(10)) }.joined(separator: ", ")))"
        }
        let reasons = Reading.Problem.allCases.filter(problems.contains).map(\.words)
        let (versions, them) = count == 1 ? ("1 version", "it") : ("\(count) versions", "them")
        return Note(
            .unreadable, count,
            "\(versions) could not be read (\(reasons.joined(separator: "; "))): \(places.and(more: rest).joined(separator: ", ")). What happened in \(them) shows with the next version that can be read, as far as it still stands there. Fix the file, or, where it has been fixed since, see with handoff rework --explain \(named[0].path) what came late."
        )
    }
}

extension Reading.Problem {
    /// As a clause.
    package var words: String {
        switch self {
        case .utf16: "it is UTF-16, not UTF-8"
        case .tooLarge: "it is over 1 MiB"
        case .frontMatter: "the block at its top can’t be read as YAML"
        }
    }
}
