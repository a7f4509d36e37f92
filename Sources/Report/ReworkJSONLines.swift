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
            var brief = BriefPart(subject)
            for event in subject.timeline.events {
                // Several events may share a moment; their order tells which came first.
                brief.counts =
                    event.excluded == nil && handedOff.map { ($0.time, $0.round) <= (event.time, event.round) && event != $0 } ?? false
                try write(json.text(Line(event: ReworkEventRecord(event, subject.origin), brief: brief)) + "\n")
            }
        }
    }

    /// The brief's part of a line and the event's own record, side by side.
    private struct Line: Encodable {
        var event: ReworkEventRecord
        var brief: BriefPart

        func encode(to encoder: any Encoder) throws {
            try brief.encode(to: encoder)
            try event.encode(to: encoder)
        }
    }

    private struct BriefPart: Encodable {
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

        init(_ subject: Subject) {
            let (timeline, origin) = (subject.timeline, subject.origin)
            (repository, branch, now, window) = (origin.repository, origin.branch, Moment.iso(origin.now), origin.window)
            (brief, path, handoff) = (subject.name, timeline.path, timeline.handoff)
            (stage, imported, hasStatus) = (timeline.stage.rawValue, timeline.isImported, !timeline.isWithoutStatus)
            project = timeline.project
            receiver = timeline.receiver
            due = timeline.due
            firstHandedOff = subject.firstHandOff.map { Moment.iso($0.time) }
        }
    }
}
