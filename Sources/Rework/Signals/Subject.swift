/// One brief under one handoff, as signals look at it: from its first hand-off that counts.
///
/// An import is a hand-off that nobody saw, so the next round is the first. What was undone within a day never happened. That a machine or
/// a clean-up set a status does not make it untrue; only rework and questions must be somebody's to count.
package struct Subject: Sendable {
    package let timeline: Timeline
    package let origin: Measured
    /// Position in the timeline's events; nil for a brief that was never handed off, and for an import.
    private let start: Int?

    package init(_ timeline: Timeline, _ origin: Measured) {
        (self.timeline, self.origin) = (timeline, origin)
        start = timeline.events.firstIndex { event in
            event.isHandOff && event.holds && (!timeline.isImported || event.round > 1)
        }
    }

    // MARK: the first hand-off

    package var isHandedOff: Bool { start != nil }

    package var firstHandOff: Event? { start.map { timeline.events[$0] } }

    /// The events from the first hand-off on that are of some kinds and not left out in some way.
    ///
    /// Each signal asks several times for each brief; an event is copied only where it is wanted.
    private func events(_ kinds: [Event.Kind], _ isWanted: (Event.Exclusion?) -> Bool) -> [Event] {
        guard let start else { return [] }
        return (start..<timeline.events.count).compactMap { i in
            kinds.contains(timeline.events[i].kind) && isWanted(timeline.events[i].excluded) ? timeline.events[i] : nil
        }
    }

    /// The first that is true.
    private func first(_ kind: Event.Kind) -> Event? {
        guard let start else { return nil }
        let i = (start..<timeline.events.count).first { timeline.events[$0].kind == kind && timeline.events[$0].excluded != .reverted }
        return i.map { timeline.events[$0] }
    }

    /// A hand-off a round.
    package var handOffs: [Event] {
        var rounds: Set<Int> = []
        return events([.handedOff]) { $0 != .reverted }.filter { rounds.insert($0.round).inserted }
    }

    /// When this brief's window closes, in seconds since 1970.
    package var horizon: Int? { firstHandOff.map { $0.time + origin.windowSeconds } }

    /// Whether its window has closed at the tip.
    package var isOldEnough: Bool { horizon.map { $0 <= origin.now } ?? false }

    // MARK: what came after

    /// Counted events of rework, whenever they were.
    package var rework: [Event] { events([.reopened, .silentRework]) { $0 == nil } }

    package var reopens: [Event] { events([.reopened]) { $0 == nil } }

    package var silentReworks: [Event] { events([.silentRework]) { $0 == nil } }

    package var clarifications: [Event] { events([.clarificationAsked]) { $0 == nil } }

    /// Counted events that have causes.
    package var comebacks: [Event] { events([.reopened, .silentRework, .clarificationAsked]) { $0 == nil } }

    /// In the window after the first hand-off.
    package var earlyRework: [Event] {
        guard let horizon else { return [] }
        return rework.filter { $0.time <= horizon }
    }

    package var accepted: Event? { first(.accepted) }

    package var delivered: Event? { first(.delivered) }

    package var cancelled: Event? { first(.cancelled) }

    /// Times of waiting after the first hand-off.
    package var waits: [Timeline.Wait] { clipped(timeline.waits) }

    package var questionWaits: [Timeline.Wait] { clipped(timeline.questions.map(\.wait)) }

    /// A question may be older than the hand-off; nobody waited for its answer until then.
    private func clipped(_ waits: [Timeline.Wait]) -> [Timeline.Wait] {
        guard let from = firstHandOff?.time else { return [] }
        return waits.compactMap { wait in
            if let to = wait.to, to <= from { return nil }
            return Timeline.Wait(from: max(from, wait.from), to: wait.to)
        }
    }

    // MARK: names

    /// Its id, else its path.
    package var name: String { timeline.id ?? timeline.path }

    package var facts: HandoffFacts? { origin.handoffs[timeline.handoff] }

    /// A project may go through several repositories; one that was guessed from a folder doesn't.
    var projectKey: [String]? { timeline.project.map { timeline.isProjectGuessed ? [origin.repository, $0] : [$0] } }
}

extension Event {
    var isHandOff: Bool { kind == .handedOff }

    package var isRework: Bool { kind == .reopened || kind == .silentRework }

    /// Whether it is true, counted or not.
    var holds: Bool { excluded != .reverted }
}
