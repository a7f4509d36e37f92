internal import Contract
internal import Rework

/// `handoff.rework/1`: keys sorted, every key always there.
package struct ReworkJSON: Sendable {
    package static let schema = "handoff.rework/1"

    package init() {}

    /// The whole document, in pieces to be written one after the other.
    package func write(_ report: ReworkReport, to write: (String) throws -> Void) throws {
        let json = JSONLine()
        let measurement = report.measurement
        let only = report.repositories.count == 1 ? report.repositories.first : nil
        func member(_ key: String, _ value: some Encodable) throws { try write(",\n\"\(key)\":\(json.text(value))") }
        // Keys in order; those of a single repository stand at the top as well.
        try write("{\"branch\":\(json.text(only.map(\.branch))),\n\"briefs\":")
        try json.writeList(measurement.subjects, to: write) { ReworkBriefRecord($0, delivering: measurement.delivering) }
        try member("commits", only.map(\.commits))
        try write(",\n\"notes\":")
        try json.writeList(report.notes, to: write) { NoteRecord(repository: $0.repository, $0.note) }
        try write(",\n\"repeated\":")
        try json.writeList(measurement.comebacks.filter { $0.decision != nil }, to: write) { RepeatedRecord($0) }
        try write(",\n\"repositories\":")
        try json.writeList(report.repositories, to: write) { RepositoryRecord($0) }
        try member("repository", only.map(\.repository))
        try member("schema", Self.schema)
        try member("signals", AllSignals(measurement))
        try member("since", measurement.period.since?.text)
        try member("tip", only.map(\.tipText))
        try member("until", measurement.period.until?.text)
        try member("version", report.version)
        try write("}\n")
    }

    private struct AllSignals: Encodable {
        struct Group: Encodable {
            var key: String
            var signals: SignalsRecord
        }

        var by: String
        var groups: [Group]
        var overall: SignalsRecord
        @Nullable var start: String?

        init(_ measurement: Measurement) {
            by = measurement.grouping.rawValue
            groups = measurement.groups.map { Group(key: $0.key, signals: SignalsRecord($0.signals)) }
            overall = SignalsRecord(measurement.overall)
            start = measurement.start?.key
        }
    }

    private struct RepositoryRecord: Encodable {
        var repository: String
        var branch: String
        var tip: String
        var commits: Int
        var now: String
        var window: Int

        init(_ measured: Measured) {
            (repository, branch, tip) = (measured.repository, measured.branch, measured.tipText)
            (commits, now, window) = (measured.commits, Moment.iso(measured.now), measured.window)
        }
    }

    private struct NoteRecord: Encodable {
        var repository: String
        var kind: String
        var count: Int
        var text: String

        init(repository: String, _ note: Note) {
            (self.repository, kind, count, text) = (repository, note.kind.rawValue, note.count, note.text)
        }
    }

    private struct RepeatedRecord: Encodable {
        struct Evidence: Encodable {
            var brief: String
            var repository: String
            var commits: [String]
        }

        @Nullable var context: String?
        @Nullable var question: String?
        var handoff: String
        var briefs: Int
        var projects: Int
        var events: Int
        var decision: String
        var evidence: [Evidence]

        init(_ comeback: Comeback) {
            (handoff, briefs, projects, events) = (comeback.handoff, comeback.briefs, comeback.projects, comeback.events)
            decision = comeback.decision?.rawValue ?? ""
            evidence = comeback.evidence.map { Evidence(brief: $0.brief, repository: $0.repository, commits: $0.commits) }
            switch comeback.subject {
            case .context(let id):
                context = id
                question = nil
            case .question(let text):
                context = nil
                question = text
            }
        }
    }
}
