/// Everything that is measured over some briefs.
package struct Signals: Sendable {
    /// Handed off, as far as anyone saw.
    package var briefs: Int
    package var rework: ReworkRate
    package var reopened: ReworkRate
    package var firstPass: FirstPassYield
    package var movedIncomplete: MovedIncomplete
    package var rolled: RolledYield
    package var rounds: Spread
    package var reopens: Spread
    package var clarification: Waiting
    package var questions: Waiting
    package var acceptance: TimeToAcceptance
    package var deadlines: Deadlines
    package var trackingErrors: Rate
    package var salesRework: Rate
    /// Nil where nobody records it.
    package var salesFollowUp: SalesFollowUp?

    /// - Parameter delivering: handoffs of which any brief was ever delivered, also one outside these.
    package init(_ subjects: [Subject], delivering: Set<String>) {
        briefs = subjects.count(where: \.isHandedOff)
        rework = .ofAll(subjects)
        reopened = .ofReopened(subjects)
        firstPass = FirstPassYield(subjects)
        movedIncomplete = MovedIncomplete(subjects)
        rolled = RolledYield(subjects)
        rounds = .rounds(subjects)
        reopens = .reopens(subjects)
        clarification = .forClarification(subjects)
        questions = .forAnswers(subjects)
        acceptance = TimeToAcceptance(subjects)
        deadlines = Deadlines(subjects, delivering: delivering)
        trackingErrors = QualityRework.tracking(subjects)
        salesRework = QualityRework.sales(subjects)
        salesFollowUp = SalesFollowUp(subjects)
    }
}

/// Signals over all briefs and over each group of them.
package struct Measurement: Sendable {
    package struct Group: Sendable {
        package var key: String
        package var signals: Signals

        package init(key: String, signals: Signals) {
            (self.key, self.signals) = (key, signals)
        }
    }

    package var grouping: Grouping
    package var period: Period
    /// Those of the period, by repository, then path.
    package var subjects: [Subject]
    package var overall: Signals
    /// Where to begin first; months in their order.
    package var groups: [Group]
    /// By handoff, whatever the groups are by; nil where nothing came back.
    package var start: Group?
    package var comebacks: [Comeback]
    package var delivering: Set<String>

    package init(_ all: [Subject], by grouping: Grouping = .handoff, period: Period = Period()) {
        self.grouping = grouping
        self.period = period
        let delivering = Deadlines.handoffsThatDeliver(all)
        self.delivering = delivering
        subjects = all.filter(period.contains)
        overall = Signals(subjects, delivering: delivering)
        groups = Self.groups(subjects, grouping, delivering)
        let handoffs = grouping == .handoff ? groups : Self.groups(subjects, .handoff, delivering)
        start = handoffs.first { $0.signals.rework.rate.numerator > 0 }
        comebacks = Comebacks.all(subjects)
    }

    private static func groups(_ subjects: [Subject], _ grouping: Grouping, _ delivering: Set<String>) -> [Group] {
        var members: [String: [Subject]] = [:]
        for subject in subjects where subject.isHandedOff {
            if let key = grouping.key(subject) { members[key, default: []].append(subject) }
        }
        let groups = members.map { Group(key: $0.key, signals: Signals($0.value, delivering: delivering)) }
        return groups.sorted { a, b in
            let (first, second) = (a.signals.rework.rate.low ?? -1, b.signals.rework.rate.low ?? -1)
            return grouping.isInTime || first == second ? a.key < b.key : first > second
        }
    }
}
