internal import Contract
internal import Rework

/// A value that is written as null where there is none, so that every record has every key: whoever reads lines into a table needs that.
@propertyWrapper
struct Nullable<Value: Encodable>: Encodable {
    var wrappedValue: Value?

    init(wrappedValue: Value?) {
        self.wrappedValue = wrappedValue
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(wrappedValue)
    }
}

/// A brief in the output.
struct ReworkBriefRecord: Encodable {
    var repository: String
    @Nullable var id: String?
    var path: String
    var handoff: String
    @Nullable var project: String?
    @Nullable var receiver: String?
    var stage: String
    var imported: Bool
    @Nullable var firstHandedOff: String?
    var rounds: Int
    var reopens: Int
    var silentReworks: Int
    var clarifications: Int
    /// Working hours.
    var clarificationHours: Double
    var clarificationCalendarHours: Double
    @Nullable var due: String?
    var dueSlips: Int
    @Nullable var missedDeadline: Bool?
    @Nullable var selfAccepted: Bool?
    var events: [ReworkEventRecord]

    init(_ subject: Subject, delivering: Set<String>) {
        let timeline = subject.timeline
        let waiting = Waiting.forClarification([subject])
        repository = subject.origin.repository
        (path, handoff, stage, imported) = (timeline.path, timeline.handoff, timeline.stage.rawValue, timeline.isImported)
        rounds = subject.handOffs.count
        reopens = subject.reopens.count
        silentReworks = subject.silentReworks.count
        clarifications = subject.clarifications.count
        clarificationHours = waiting.working.total.rounded(places: 2)
        clarificationCalendarHours = waiting.calendar.total.rounded(places: 2)
        dueSlips = timeline.dueSlips
        events = timeline.events.map { ReworkEventRecord($0, subject.origin) }
        id = timeline.id
        project = timeline.project
        receiver = timeline.receiver
        firstHandedOff = subject.firstHandOff.map { Moment.iso($0.time) }
        due = timeline.due
        missedDeadline = Deadlines.isMissed(subject, delivering: delivering)
        selfAccepted = timeline.isSelfAccepted
    }
}

struct ReworkEventRecord: Encodable {
    struct CauseRecord: Encodable {
        var context: String
        var change: String
    }

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
    var causes: [CauseRecord]
    @Nullable var errors: Int?

    init(_ event: Event, _ origin: Measured) {
        kind = event.kind.rawValue
        commit = origin.commit(event.step)
        commits = event.steps.map(origin.commit)
        time = Moment.iso(event.time)
        author = origin.steps[event.step].author.name
        round = event.round
        pending = event.isPending
        causes = event.causes.map { CauseRecord(context: $0.context, change: $0.change.rawValue) }
        from = event.from
        to = event.to
        excluded = event.excluded?.rawValue
        errors = event.errors
    }
}

extension Double {
    /// Numbers in reports are no longer than what they can know.
    func rounded(places: Int) -> Double {
        let scale = (0..<places).reduce(1.0) { scale, _ in scale * 10 }
        return (self * scale).rounded() / scale
    }
}
