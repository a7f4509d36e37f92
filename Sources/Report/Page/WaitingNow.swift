internal import Contract
internal import Rework
internal import Source

/// Something that stands still until somebody answers: who is asked, what, and since when.
struct WaitingNow {
    /// By the names that the page's style sheet knows.
    enum Kind: String, CaseIterable {
        case hold, question, clarify, overdue

        var words: String {
            switch self {
            case .hold: "On hold"
            case .question: "Open question"
            case .clarify: "Sent back with questions"
            case .overdue: "Overdue"
            }
        }
    }

    var kind: Kind
    var path: String
    var handoff: String
    /// Position in the measurement's subjects; nil for a brief that history doesn't know.
    var brief: Int?
    /// Names as written.
    var asked: String
    var what: String
    /// As 2027-03-31; nil where nobody saw it begin.
    var since: String?
    /// What must not happen until then.
    var boundary: String?

    /// Everything that waits, those on hold first, then by age.
    static func all(_ page: ReportPage) -> [WaitingNow] {
        let subjects = page.rework.measurement.subjects
        var numbers: [Key: Int] = [:]
        for (i, subject) in subjects.enumerated() where numbers[Key(subject)] == nil { numbers[Key(subject)] = i }
        var found: [WaitingNow] = []
        for judgement in page.judgements where judgement.verdict == .hold {
            let number = numbers[Key(path: judgement.path, handoff: judgement.handoff ?? "")]
            found.append(hold(judgement, number.map { subjects[$0] }, number))
        }
        for (i, subject) in subjects.enumerated() { found += open(subject, i, page) }
        return found.enumerated().sorted { a, b in
            let order = { (item: WaitingNow) in item.kind == .hold ? 0 : 1 }
            return (order(a.element), a.element.since ?? "9", a.offset) < (order(b.element), b.element.since ?? "9", b.offset)
        }.map(\.element)
    }

    private struct Key: Hashable {
        var path: String
        var handoff: String

        init(path: String, handoff: String) { (self.path, self.handoff) = (path, handoff) }
        init(_ subject: Subject) { self.init(path: subject.timeline.path, handoff: subject.timeline.handoff) }
    }

    private static func hold(_ judgement: Judgement, _ subject: Subject?, _ number: Int?) -> WaitingNow {
        let errors = judgement.findings.filter { $0.counts && $0.severity == .error }
        var what = errors.prefix(2).map(\.message.withFullStop).joined(separator: " ")
        if errors.count > 2 { what += " And \(errors.count - 2) more." }
        if let unwritten = judgement.unwritten { what = "Not written yet: \(unwritten.titles.joined(separator: ", "))." }
        let since = subject.flatMap { subject in subject.handOffs.last.map { Self.day($0.time, subject) } }
        return WaitingNow(
            kind: .hold, path: judgement.path, handoff: judgement.handoff ?? "", brief: number,
            asked: subject?.timeline.owner ?? "Its author", what: what, since: since, boundary: judgement.boundary)
    }

    private static func open(_ subject: Subject, _ number: Int, _ page: ReportPage) -> [WaitingNow] {
        let timeline = subject.timeline
        guard timeline.stage != .cancelled else { return [] }
        func item(_ kind: Kind, asked: String, what: String, since: String?) -> WaitingNow {
            WaitingNow(
                kind: kind, path: timeline.path, handoff: timeline.handoff, brief: number, asked: asked, what: what, since: since)
        }
        var found: [WaitingNow] = []
        let questions = timeline.questions.filter { $0.wait.to == nil && !$0.question.isAnswered }
        for question in questions {
            let asked = question.question.asked
            found.append(
                item(
                    .question, asked: asked.isEmpty ? timeline.owner ?? "Nobody by name" : asked.joined(separator: ", "),
                    what: question.question.text, since: day(question.wait.from, subject)))
        }
        if questions.isEmpty, timeline.stage == .clarify, let wait = timeline.waits.last, wait.to == nil {
            found.append(
                item(
                    .clarify, asked: timeline.owner ?? "Its author", what: "The receiver asked back; the brief does not say what.",
                    since: day(wait.from, subject)))
        }
        let isDone = timeline.stage == .accepted || timeline.stage == .delivered
        if !isDone, Deadlines.isMissed(subject, delivering: page.rework.measurement.delivering) == true, let due = timeline.due {
            let moved = timeline.dueSlips > 0 ? " The date was moved \(ReworkWords.times(timeline.dueSlips))." : ""
            let who = timeline.stage.isOpen ? timeline.owner : timeline.receiver ?? subject.facts?.to
            found.append(
                item(
                    .overdue, asked: who ?? "The receiver", what: "Was due on \(due); it is \(ReworkWords.stage(timeline.stage)).\(moved)",
                    since: due
                ))
        }
        return found
    }

    private static func day(_ time: Int, _ subject: Subject) -> String { subject.origin.working.zone.day(at: time).text }
}
