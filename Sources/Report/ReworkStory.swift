internal import Contract
internal import Rework
internal import Source

/// What a report says in sentences, the same in text and Markdown: made of the program's own words and of others' that are not safe yet.
struct ReworkStory {
    let report: ReworkReport
    var measurement: Measurement { report.measurement }

    init(_ report: ReworkReport) {
        self.report = report
    }

    /// “marketing, branch main, up to 2027-09-30: 12 hand-offs”
    var heading: String {
        let places = report.repositories.map { "\($0.repository) (\($0.branch), up to \(Moment.iso($0.now).prefix(10)))" }
        let period = [
            measurement.period.since.map { "from \($0.text)" }, measurement.period.until.map { "until \($0.text)" },
        ].compactMap(\.self).joined(separator: " ")
        let counted = period.isEmpty ? "" : ", first handed off \(period)"
        return "\(places.joined(separator: ", ")): \(measurement.overall.briefs.of("brief", "briefs")) handed off\(counted)"
    }

    /// Nil where nothing came back.
    var start: String? {
        measurement.start.map { start in
            let rate = ReworkWords.sentence(start.signals.rework.rate, "brief", "briefs")
            return "\(report.title(start.key)): \(rate) came back \(report.withinWindow)."
        }
    }

    var nothingCameBack: String {
        let cohort = measurement.overall.rework
        if cohort.rate.denominator > 0 { return "Nothing came back \(report.withinWindow)." }
        guard cohort.younger > 0 else { return "There is nothing to compare yet." }
        return
            "Too early to say: \(cohort.younger == 1 ? "the one hand-off is" : "all \(cohort.younger) hand-offs are") younger than \(report.window.map { $0.of("day", "days") } ?? "the days it takes to tell")."
    }

    static let columns = ["Came back", "Right first time", "Moved on incomplete", "Waited for answers", "Late"]

    func cells(_ signals: Signals) -> [String] {
        let waiting = signals.clarification
        let median = ReworkWords.working(waiting.working.median)
        return [
            ReworkWords.share(signals.rework.rate), ReworkWords.share(signals.firstPass.rate),
            ReworkWords.share(signals.movedIncomplete.rate),
            waiting.isAtLeast ? "at least \(median)" : median, ReworkWords.share(signals.deadlines.rate),
        ]
    }

    /// Whether a percentage stands in the table, so that its brackets need an explanation.
    var needsLegend: Bool {
        ([measurement.overall] + measurement.groups.map(\.signals)).contains { signals in
            [signals.rework.rate, signals.firstPass.rate, signals.movedIncomplete.rate, signals.deadlines.rate].contains(where: \.isEnough)
        }
    }

    static let legend = "25 % (12–31): likely between 12 and 31 of a hundred such briefs. Below ten briefs the counts say more."

    /// The signals that have no column, where there is something to say.
    var more: [String] {
        let signals = measurement.overall
        var lines: [String] = []
        func add(_ rate: Rate, _ text: (Rate) -> String) { if rate.denominator > 0 { lines.append(text(rate)) } }
        if signals.rework.younger > 0 || signals.rework.cancelled > 0 {
            let parts = [
                signals.rework.younger > 0 ? "\(signals.rework.younger) handed off too recently to tell" : nil,
                signals.rework.cancelled > 0 ? "\(signals.rework.cancelled) cancelled before anyone could" : nil,
            ].compactMap(\.self)
            lines.append("Not counted as come back or not: \(parts.joined(separator: ", ")).")
        }
        add(signals.reopened.rate) { "Sent back by a status: \(ReworkWords.sentence($0, "brief", "briefs"))." }
        let moved = signals.movedIncomplete
        if moved.reworkOfComplete.denominator > 0, moved.reworkOfIncomplete.denominator > 0 {
            lines.append(
                "Handed off incomplete: \(ReworkWords.sentence(moved.reworkOfIncomplete, "brief", "briefs")) came back. Handed off complete: \(ReworkWords.sentence(moved.reworkOfComplete, "brief", "briefs"))."
            )
        }
        add(signals.firstPass.selfAccepted) {
            "Accepted by the owner, not the receiver: \($0.denominator.of("brief", "briefs")), not counted as right first time."
        }
        if signals.clarification.count > 0 {
            let waiting = signals.clarification
            let open = waiting.open > 0 ? ", \(waiting.open) still open" : ""
            let calendar = "(\(ReworkWords.days((waiting.calendar.median ?? 0) / 24)) with nights and weekends)"
            let median = "\(ReworkWords.working(waiting.working.median)) of working time"
            // What is still open has waited that long at least: “or longer” is true of it, too.
            var long = waiting.count == 1 ? "it took \(median)" : "half of the waits took \(median) or longer"
            if waiting.count == 1, waiting.isAtLeast { long += " so far" }
            long += " \(calendar)"
            // Below seven there is no seventh.
            if waiting.count >= 7 { long += ", one in seven \(ReworkWords.working(waiting.working.most)) or longer" }
            lines.append("Waiting for answers: \(ReworkWords.times(waiting.count))\(open); \(long).")
        }
        if signals.questions.count > 0 {
            let questions = signals.questions
            lines.append(
                "Questions in the briefs: \(questions.count), \(questions.open) still open; \(questions.count == 1 ? "it" : "half of them") waited \(ReworkWords.working(questions.working.median)) of working time\(questions.count == 1 ? "" : " or longer") for an answer."
            )
        }
        if let median = signals.acceptance.median {
            lines.append(
                "From hand-off to acceptance: half of the briefs were accepted within \(ReworkWords.days(median)). Those still open count, too."
            )
        } else if signals.acceptance.open > 0 {
            lines.append("From hand-off to acceptance: more than half are still open.")
        }
        if signals.deadlines.slipped > 0 {
            lines.append(
                "Due dates moved after the hand-off: in \(signals.deadlines.slipped.of("brief", "briefs")), \(ReworkWords.times(signals.deadlines.slips)). Late counts from the first date."
            )
        }
        if let rounds = ReworkStory.spread(signals.rounds) { lines.append("Rounds until it was right: \(rounds).") }
        add(signals.rolled.rate) { rate in
            let product =
                signals.rolled.product.map { " (each handoff by itself would lead one to expect \(ReworkWords.short($0 * 100)) of 100)" }
                ?? ""
            return
                "Projects that went through without rework: \(ReworkWords.sentence(rate, "project", "projects"))\(rate.isEnough ? product : "")."
        }
        add(signals.trackingErrors) { "Tracking: \(ReworkWords.sentence($0, "brief", "briefs")) came back for it, or had errors recorded." }
        lines += sales
        return lines
    }

    private var sales: [String] {
        let signals = measurement.overall
        var lines: [String] = []
        if signals.salesRework.denominator > 0 {
            lines.append("Lead context for sales: \(ReworkWords.sentence(signals.salesRework, "brief", "briefs")) came back for it.")
            if signals.salesFollowUp == nil {
                lines.append("What became of the leads is not recorded; name the CRM’s export under outcomes: in handoff.yml.")
            }
        }
        guard let sales = signals.salesFollowUp else { return lines }
        lines.append("Leads that sales accepted: \(ReworkWords.sentence(sales.leads, "lead", "leads")).")
        if let hours = sales.medianHours { lines.append("First contact: half of the leads within \(ReworkWords.short(hours)) hours.") }
        if !sales.reasons.isEmpty {
            lines.append("Why leads were rejected: \(sales.reasons.prefix(3).map { "\($0.text) (\($0.leads))" }.joined(separator: ", ")).")
        }
        return lines
    }

    /// “8 briefs took one, 3 took 2”
    private static func spread(_ spread: Spread) -> String? {
        guard spread.briefs.keys.contains(where: { $0 > 1 }) else { return nil }
        let parts = spread.briefs.sorted { $0.key < $1.key }
        return parts.enumerated().map { i, part in
            "\(i == 0 ? part.value.of("brief", "briefs") : String(part.value)) took \(part.key == 1 ? "one" : String(part.key))"
        }.joined(separator: ", ")
    }
}
