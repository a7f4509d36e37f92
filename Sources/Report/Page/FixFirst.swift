internal import Rework

/// The one handoff to repair first, its one cause and the one decision.
struct FixFirst {
    var handoff: String
    var rate: Rate
    /// Nil where what came back has no cause that could be named.
    var comeback: Comeback?

    /// Nil where nothing came back.
    init?(_ measurement: Measurement) {
        guard let start = measurement.start else { return nil }
        handoff = start.key
        rate = start.signals.rework.rate
        let own = measurement.comebacks.filter { $0.handoff == start.key }
        comeback = own.first { $0.decision != nil } ?? own.first { $0.isNamed }
    }
}

extension Comeback {
    /// Whether there is something to point at.
    var isNamed: Bool { subject != .context("") }
}
