internal import Contract
internal import Rework

/// One event a line, each with all that a table needs to count from: what brief it is of, when that was first handed off, and up to when
/// the repository was read.
package struct ReworkJSONLines: Sendable {
    package init() {}

    package func write(_ report: ReworkReport, to write: (String) throws -> Void) throws {
        let json = JSONLine()
        for subject in report.measurement.subjects {
            let handedOff = subject.firstHandOff
            for event in subject.timeline.events {
                var line = Line(ReworkEventRecord(event, subject.origin), subject)
                // Several events may share a moment; their order tells which came first.
                line.counts =
                    event.excluded == nil && handedOff.map { ($0.time, $0.round) <= (event.time, event.round) && event != $0 } ?? false
                try write(json.text(line) + "\n")
            }
        }
    }

    private struct Line: Encodable {
        var repository: String
        var branch: String
        /// Up to when the repository was read: its last commit.
        var now: String
        var window: Int
        var brief: String
        var path: String
        var handoff: String
        @Nullable var project: String?
        @Nullable var receiver: String?
        var stage: String
        var imported: Bool
        var hasStatus: Bool
        @Nullable var due: String?
        @Nullable var firstHandedOff: String?
        /// Whether it is something that happened after a first hand-off that counts.
        var counts = false
        var kind: String
        var commit: String
        var commits: [String]
        var time: String
        var author: String
        @Nullable var from: String?
        @Nullable var to: String?
        var round: Int
        @Nullable var excluded: String?
        var pending: Bool
        var causes: [ReworkEventRecord.CauseRecord]
        @Nullable var errors: Int?

        init(_ event: ReworkEventRecord, _ subject: Subject) {
            let (timeline, origin) = (subject.timeline, subject.origin)
            (repository, branch, now, window) = (origin.repository, origin.branch, Moment.iso(origin.now), origin.window)
            (brief, path, handoff) = (subject.name, timeline.path, timeline.handoff)
            (stage, imported, hasStatus) = (timeline.stage.rawValue, timeline.isImported, !timeline.isWithoutStatus)
            (kind, commit, commits, time, author) = (event.kind, event.commit, event.commits, event.time, event.author)
            (round, pending, causes) = (event.round, event.pending, event.causes)
            project = timeline.project
            receiver = timeline.receiver
            due = timeline.due
            firstHandedOff = subject.firstHandOff.map { Moment.iso($0.time) }
            from = event.from
            to = event.to
            excluded = event.excluded
            errors = event.errors
        }
    }
}
