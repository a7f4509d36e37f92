package import Contract

/// What briefs are grouped by: always as it was at first hand-off.
package enum Grouping: String, Sendable, CaseIterable {
    case handoff, project, receiver, month, quarter
    /// Only where the team has agreed to it.
    case owner

    /// Nil for a brief without such a value; it is in no group.
    package func key(_ subject: Subject) -> String? {
        switch self {
        case .handoff: return subject.timeline.handoff
        case .project: return subject.timeline.project
        case .receiver: return subject.timeline.receiver
        case .owner: return subject.timeline.owner
        case .month: return day(subject).map { String($0.text.prefix(7)) }
        case .quarter: return day(subject).map { "\($0.text.prefix(4))-Q\(($0.month + 2) / 3)" }
        }
    }

    private func day(_ subject: Subject) -> CalendarDate? {
        subject.firstHandOff.map { subject.origin.working.zone.day(at: $0.time) }
    }

    /// Whether groups have an order of their own, instead of the one that says where to begin.
    package var isInTime: Bool { self == .month || self == .quarter }
}

/// The days in which first hand-offs count, both included.
package struct Period: Sendable, Hashable {
    package var since: CalendarDate?
    package var until: CalendarDate?

    package init(since: CalendarDate? = nil, until: CalendarDate? = nil) {
        (self.since, self.until) = (since, until)
    }

    package var isEverything: Bool { since == nil && until == nil }

    package func contains(_ subject: Subject) -> Bool {
        if isEverything { return true }
        guard let handOff = subject.firstHandOff else { return false }
        let day = subject.origin.working.zone.day(at: handOff.time)
        return since.map { day >= $0 } ?? true && until.map { day <= $0 } ?? true
    }
}
