internal import Contract
package import Rework
internal import Source

/// What a contract's failure signal can count.
package enum FailureKind: String, Sendable, CaseIterable {
    case rework, reopened, clarification, tracking, sales

    /// “came back”
    var words: String {
        switch self {
        case .rework: "came back"
        case .reopened: "were sent back"
        case .clarification: "had to be asked about"
        case .tracking: "came back for tracking"
        case .sales: "came back for the leads’ context"
        }
    }

    /// The first event of this kind after a hand-off.
    func event(_ subject: Subject) -> Event? {
        func causes(_ signal: Signal) -> Event? {
            subject.earlyRework.first { event in event.causes.contains { subject.facts?.context($0.context)?.signal == signal } }
        }
        return switch self {
        case .rework: subject.earlyRework.first
        case .reopened: subject.earlyRework.first { $0.kind == .reopened }
        case .clarification: subject.clarifications.first
        case .tracking: causes(.tracking)
        case .sales: causes(.sales)
        }
    }
}

/// A brief's first hand-off, and what became of it.
package struct SignalledHandOff: Sendable {
    package struct Failure: Sendable {
        /// Seconds since 1970.
        package var time: Int
        package var commit: String

        package init(time: Int, commit: String) {
            (self.time, self.commit) = (time, commit)
        }
    }

    package var brief: String
    package var repository: String
    package var handoff: String
    /// Seconds since 1970.
    package var time: Int
    package var failures: [FailureKind: Failure]

    package init(brief: String, repository: String, handoff: String, time: Int, failures: [FailureKind: Failure]) {
        (self.brief, self.repository, self.handoff, self.time, self.failures) = (brief, repository, handoff, time, failures)
    }

    /// Nil for a brief that was never handed off.
    package init?(_ subject: Subject) {
        guard let handOff = subject.firstHandOff else { return nil }
        var failures: [FailureKind: Failure] = [:]
        for kind in FailureKind.allCases {
            guard let event = kind.event(subject) else { continue }
            failures[kind] = Failure(time: event.time, commit: subject.origin.commit(event.step))
        }
        self.init(
            brief: subject.name, repository: subject.origin.repository, handoff: subject.timeline.handoff, time: handOff.time,
            failures: failures)
    }
}

/// `failure-signal: {text, signal: rework, above: 3, of: 10}`: fires when more than three of the last ten hand-offs since the contract
/// changed came back.
enum FailureSignalAudit {
    /// Hand-offs that are looked at where the contract doesn't say.
    static let usual = 10

    static func findings(_ ground: AuditGround) -> [AuditFinding] {
        guard let history = ground.history else { return [] }
        return ground.inUse.compactMap { finding($0, ground, history) }
    }

    private static func finding(_ audited: AuditedContract, _ ground: AuditGround, _ history: AuditedHistory) -> AuditFinding? {
        let contract = audited.contract
        guard let signal = contract.standard.failureSignal, let above = signal.above, above >= 0, above < 1e6,
            let kind = FailureKind(rawValue: signal.signal ?? FailureKind.rework.rawValue)
        else { return nil }
        let counted = history.handOffs.filter { handOff in
            handOff.handoff == contract.id && audited.changed.map { handOff.time > $0.time } ?? true
        }
        let last = counted.sorted { ($0.time, $0.brief) < ($1.time, $1.brief) }.suffix(max(1, signal.of ?? usual))
        let failed = last.compactMap { handOff in handOff.failures[kind].map { (handOff, $0) } }.sorted { $0.1.time < $1.1.time }
        guard Double(failed.count) > above else { return nil }
        // The one that was one too many.
        let fired = history.day(failed[Int(above)].1.time)
        let limit = above == above.rounded() ? String(Int(above)) : String(above)
        var finding = AuditFinding(
            .failureSignal, .error, handoff: contract.id,
            message:
                "\(contract.name): its failure signal fired on \(fired.text). Of the last \(last.count.of("hand-off", "hand-offs")) \(failed.count) \(kind.words); more than \(limit) of \(max(1, signal.of ?? usual)) means: \((signal.text ?? "it does not work").loweredFirst.withFullStop)",
            cost: contract.risk.map { $0.withFullStop } ?? "Work is done twice.", decision: HandoffSystem.signal)
        finding.since = fired
        finding.evidence = failed.map { handOff, failure in
            Comeback.Evidence(brief: handOff.brief, repository: handOff.repository, commits: [failure.commit], project: [])
        }
        finding.place(audited)
        return finding
    }
}
