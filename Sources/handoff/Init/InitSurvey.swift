internal import Brief
internal import Contract
internal import Source
internal import Workspace

/// The handoffs in the files that are there: which say so, which only look like one, and how many lack something.
struct InitSurvey: Sendable {
    struct Found: Sendable {
        /// From the team's folder.
        var path: String
        /// One or more, by id; empty where nobody can tell.
        var handoffs: [String]
        /// It says so itself, or the config does.
        var isDeclared: Bool
        /// Of these handoffs the ones whose next team would have to ask.
        var lacking: Set<String> = []
    }

    struct Count: Sendable {
        var handoff: String
        var declared: [String] = []
        var alike: [String] = []
        var lacking = 0

        var total: Int { declared.count + alike.count }
    }

    /// In byte order of their paths.
    var found: [Found] = []
    /// Other Markdown files.
    var others: [String] = []
    /// Markdown files whose name says that they are no briefs.
    var bystanders: [String] = []
    /// Files beyond `mostGuessed`, which were not read.
    var unread = 0

    /// Files that say nothing and are read to see what they look like; more would keep people waiting.
    private static let mostGuessed = 2_000
    /// Files with these names are about something else.
    private static let bystanderNames: Set<String> = [
        "readme", "changelog", "contributing", "license", "code_of_conduct", "security", "authors", "agents", "claude",
    ]

    init() {}

    /// - Parameter guesses: whether files that say nothing are looked into.
    init(_ team: Team, _ rulebook: Rulebook, guesses: Bool) {
        let run = LintRun(judge: Judge(rulebook), team: team)
        let declared = BriefFiles(team: team, paths: [], handoff: nil).files
        let known = Set(declared.map(\.path))
        var alike: [BriefFiles.File] = []
        if guesses {
            let markdown = team.files.files(under: [""], skipsHidden: true) { path in
                (path.hasSuffix(".md") || path.hasSuffix(".markdown")) && !team.config.isExcluded(path)
            }
            let silent = markdown.files.filter { !known.contains($0) && !Self.isBystander($0) }
            bystanders = markdown.files.filter { !known.contains($0) && Self.isBystander($0) }
            // Making it ready takes longer than a look.
            let guess = silent.isEmpty ? nil : HandoffGuess(rulebook)
            let looked = Parallel.map(Array(silent.prefix(Self.mostGuessed))) { path -> String? in
                team.files.read(path).flatMap { source in
                    guard source.encodingProblem == nil else { return nil }
                    return guess?.handoff(of: Brief(source))
                }
            }
            for (path, handoff) in zip(silent, looked) {
                if let handoff {
                    alike.append(BriefFiles.File(path: path, location: team.files.location(of: path), fallback: handoff))
                } else {
                    others.append(path)
                }
            }
            unread = max(0, silent.count - Self.mostGuessed)
        }
        let judgements = Dictionary(grouping: run.run(declared + alike, isWhole: true).judgements, by: \.path)
        found = (declared.map { ($0, true) } + alike.map { ($0, false) }).map { file, isDeclared in
            let own = judgements[file.path] ?? []
            let lacking = own.filter { judgement in judgement.findings.contains { $0.counts && $0.declared == .error } }
            return Found(
                path: file.path, handoffs: own.compactMap(\.handoff), isDeclared: isDeclared, lacking: Set(lacking.compactMap(\.handoff)))
        }.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    static func isBystander(_ path: String) -> Bool {
        let name = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
        return bystanderNames.contains(String(name.prefix { $0 != "." }))
    }

    /// Handoffs that fail often first: by how many briefs lack something, then by how many there are, then as they are known to fail.
    func ranked(_ handoffs: [Contract.Head]) -> [Count] {
        var counts = Dictionary(uniqueKeysWithValues: handoffs.map { ($0.id, Count(handoff: $0.id)) })
        for brief in found {
            for handoff in brief.handoffs {
                if brief.isDeclared {
                    counts[handoff]?.declared.append(brief.path)
                } else {
                    counts[handoff]?.alike.append(brief.path)
                }
                if brief.lacking.contains(handoff) { counts[handoff]?.lacking += 1 }
            }
        }
        return counts.values.sorted { a, b in
            if a.lacking != b.lacking { return a.lacking > b.lacking }
            if a.total != b.total { return a.total > b.total }
            return (Self.risk(a.handoff), a.handoff) < (Self.risk(b.handoff), b.handoff)
        }
    }

    /// The handoffs that are “often high-risk”, in the words and the order of the system that `handoff` checks.
    private static let risky = [
        "campaign-to-analytics", "content-to-design", "marketing-to-sales", "vendor-to-internal", "strategy-to-execution",
    ]

    private static func risk(_ handoff: String) -> Int { risky.firstIndex(of: handoff) ?? risky.count }
}
