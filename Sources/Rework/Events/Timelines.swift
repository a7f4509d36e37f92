internal import Contract
package import Git

/// What happened to every brief of a repository. Pure: the same history, policy and list give the same timelines, in the same order.
package struct Timelines: Sendable {
    /// By path, then handoff.
    package private(set) var all: [Timeline] = []
    /// What limits the numbers, beside the notes of the history itself.
    package private(set) var notes: [Note] = []

    /// A hand-off whose brief can be judged by the contract in force at its commit.
    package struct HandOff: Sendable, Hashable {
        package var commit: ObjectID
        package var path: String
        package var blob: ObjectID
        package var handoff: String
    }

    package static func all(of history: History, policy: ReworkPolicy, ignored: Set<ObjectID>) -> [Timeline] {
        Timelines(of: history, policy: policy, ignored: ignored).all
    }

    /// - Parameters:
    ///   - ignored: commits that the ignore-revs file names.
    ///   - errors: how many errors a brief had when it was handed off; nil where nobody can say.
    package init(
        of history: History, policy: ReworkPolicy, ignored: Set<ObjectID>, errors: (HandOff) -> Int? = { _ in nil }
    ) {
        let exclusions = Exclusions(history, policy, ignored: ignored)
        var counts = Counts()
        for brief in history.briefs {
            let reader = BriefTimelines(brief, history, policy, exclusions)
            all += reader.timelines(errors: errors, &counts)
        }
        all.sort { ($0.path, $0.handoff) < ($1.path, $1.handoff) }
        notes = counts.notes(all)
    }

    /// The timelines of one brief of the history, one for each of its handoffs.
    package static func of(_ brief: BriefHistory, in history: History, policy: ReworkPolicy, ignored: Set<ObjectID>) -> [Timeline] {
        var counts = Counts()
        return BriefTimelines(brief, history, policy, Exclusions(history, policy, ignored: ignored)).timelines(
            errors: { _ in nil }, &counts)
    }
}

/// What is said in notes.
struct Counts {
    var unreadable = UnreadableVersions()
    /// Each word that nobody knows, with how many briefs have it.
    var unknownStatuses: [String: Int] = [:]

    func notes(_ timelines: [Timeline]) -> [Note] {
        let handed = timelines.filter { $0.events.contains { $0.kind == .handedOff } }
        let unknown = unknownStatuses.values.reduce(0, +)
        let words = unknownStatuses.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(3).map { "“\($0.key)”" }
        let silent = timelines.count(where: \.isWithoutStatus)
        let imported = timelines.count(where: \.isImported)
        let unseen = handed.count(where: \.isUnseen)
        let guessed = timelines.count(where: \.isProjectGuessed)
        let notes = [
            Note(
                .unknownStatus, unknown,
                "\(Self.briefs(unknown)) had a status that says nothing to us (\(words.joined(separator: ", "))); the stage before it was kept. Name it under lifecycle: in handoff.yml."
            ),
            Note(
                .noStatus, silent,
                "\(Self.briefs(silent)) never had a status we know: taken as handed over from the first version on, and left out of everything that needs an acceptance."
            ),
            unreadable.note,
            Note(
                .imported, imported,
                "\(Self.briefs(imported)) came in already handed over with many others at once; they count from their next round on."),
            Note(
                .notVisible, unseen,
                "\(Self.briefs(unseen)) of \(handed.count) arrived already accepted or through a merge: what went back and forth before that is not visible."
            ),
            Note(
                .guessedProject, guessed,
                "\(Self.briefs(guessed)) \(guessed == 1 ? "names" : "name") no project; the campaign or the folder was taken for it."),
        ]
        return notes.compactMap(\.self).filter { $0.count > 0 }
    }

    private static func briefs(_ count: Int) -> String { count == 1 ? "1 brief" : "\(count) briefs" }
}
