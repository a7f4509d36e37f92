/// What limits what the numbers of a history can say, in sentences.
struct HistoryNotes {
    var isShallow = false
    var hasReplacements = false
    var merges = 0
    var hidden = 0
    var corrections = 0
    var future = 0
    var duplicates: Set<String> = []
    var unreadable = 0

    var all: [Note] {
        var notes: [Note] = []
        if isShallow {
            notes.append(
                Note(
                    .shallow, 1,
                    "This is a shallow clone: only its newest commits are here, and what happened before is not counted. git fetch --unshallow brings the rest."
                ))
        }
        if merges > 0 {
            let (were, brought) = (merges == 1 ? "1 merge" : "\(merges) merges", hidden == 1 ? "1 commit" : "\(hidden) commits")
            notes.append(
                Note(
                    .merges, merges,
                    "\(were) brought in \(brought) from the side. What happened there is work in progress, and no hand-off."))
        }
        if corrections > 0 {
            notes.append(
                Note(
                    .clock, corrections,
                    "\(Self.commits(corrections, "is", "are")) dated more than an hour before an earlier one; the earlier one's time was taken."
                ))
        }
        if future > 0 {
            notes.append(Note(.future, future, "\(Self.commits(future, "is", "are")) dated in the future."))
        }
        if !duplicates.isEmpty {
            let ids = duplicates.sorted().prefix(3).map { "“\($0)”" }.joined(separator: ", ")
            let more = duplicates.count > 3 ? " and \(duplicates.count - 3) more" : ""
            notes.append(
                Note(
                    .duplicateID, duplicates.count,
                    "Several briefs had the same id at once: \(ids)\(more). They are told apart by their paths."))
        }
        if unreadable > 0 {
            let files = unreadable == 1 ? "1 file has a name" : "\(unreadable) files have names"
            notes.append(Note(.unreadable, unreadable, "\(files) that can't be read as UTF-8; what is in them is not counted."))
        }
        if hasReplacements {
            notes.append(
                Note(.replacements, 1, "git replace or grafts change this history on this machine; here it is read as it was committed."))
        }
        return notes
    }

    private static func commits(_ count: Int, _ one: String, _ many: String) -> String {
        count == 1 ? "1 commit \(one)" : "\(count) commits \(many)"
    }
}
