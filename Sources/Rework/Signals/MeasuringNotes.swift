/// What limits the numbers, as far as the timelines show it; the history has notes of its own.
package enum MeasuringNotes {
    package static func of(_ subjects: [Subject]) -> [Note] {
        var notes: [Note] = []
        func add(_ kind: Note.Kind, _ count: Int, _ one: String, _ many: String) {
            if count > 0 { notes.append(Note(kind, count, count == 1 ? one : "\(count) \(many)")) }
        }
        add(
            .noStatus, subjects.count(where: \.timeline.isWithoutStatus),
            "One brief has no status that we know: only changes after its hand-off are counted, no acceptance and no waiting.",
            "briefs have no status that we know: only changes after their hand-off are counted, no acceptance and no waiting.")
        add(
            .imported, subjects.count { $0.timeline.isImported && !$0.isHandedOff },
            "One brief came in with many others, already handed off; it counts from its next hand-off on.",
            "briefs came in together, already handed off; they count from their next hand-off on.")
        add(
            .notVisible, subjects.count { $0.isHandedOff && $0.timeline.isUnseen },
            "One brief arrived already accepted or through a merge: what happened before is not visible here, which does not mean that nothing did.",
            "briefs arrived already accepted or through a merge: what happened before is not visible here, which does not mean that nothing did."
        )
        add(
            .guessedProject, subjects.count { $0.isHandedOff && $0.timeline.isProjectGuessed },
            "One brief names no project; its campaign or folder was taken for it.",
            "briefs name no project; their campaign or folder was taken for it.")
        return notes
    }
}
