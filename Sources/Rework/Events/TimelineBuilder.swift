internal import Contract

/// Turns the versions of one brief into what happened to it by one of its handoffs.
struct TimelineBuilder {
    /// Changes within this many seconds are one, and what is undone within it did not happen: 24 hours.
    static let day = 86_400

    /// An event and the versions that it came from.
    struct Happening {
        var event: Event
        var versions: [Int]
        /// The versions whose contents were compared for its causes.
        var compared: ClosedRange<Int>?
    }

    /// Silent rework that later changes may still join.
    private struct Open {
        var happening: Int
        var start: Int
        /// Before the first change.
        var before: StatedContent
        var touched: Set<String> = []
    }

    /// A reopening, or a question, and the content from which on its causes are looked for.
    private struct Pending {
        var happening: Int
        var before: StatedContent
        /// That has this content.
        var version: Int
    }

    let history: History
    let exclusions: Exclusions
    let acceptance: Acceptance

    private(set) var happenings: [Happening] = []
    private(set) var states = States()
    private(set) var waits: [Timeline.Wait] = []
    private(set) var isSelfAccepted: [Int: Bool?] = [:]
    private var reader = StageReader()
    private var snapshot = StatedContent()
    /// The version that has the content of `snapshot`.
    private var current = 0
    private var status: String?
    private var isStarted = false
    private var open: [Event.Exclusion?: Open] = [:]
    private var reopenings: [Pending] = []
    private var clarification: Pending?
    private var handedBy: History.Person?
    /// Of a brief without statuses that has not yet been left alone for a day: when it last changed.
    private var unsettledSince: Int?

    init(_ history: History, _ exclusions: Exclusions, _ acceptance: Acceptance) {
        self.history = history
        self.exclusions = exclusions
        self.acceptance = acceptance
    }

    /// Nil before the first version.
    var stage: Stage? { isStarted ? reader.stage ?? .draft : nil }

    // MARK: versions

    mutating func add(_ part: Reading.Part, _ reading: Reading, version: Int, step: Int) {
        let stage = reader.next(part.meaning, namesAccepter: reading.acceptedBy != nil)
        move(to: stage, Self.snapshot(after: snapshot, part, reading), status: part.status, version, step)
        guard happenings.last?.event.step == step else { return }
        if let i = happenings.lastIndex(where: { $0.event.kind == .accepted }), happenings[i].versions == [version] {
            isSelfAccepted[i] = .some(acceptance.isByItself(reading, in: history.steps[step], handedBy: handedBy))
        }
    }

    /// A brief that never says how far it has come is handed over from its first version on; work on it begins once it was left alone for a
    /// day.
    mutating func addWithoutStatus(_ part: Reading.Part, _ reading: Reading, version: Int, step: Int) {
        let time = history.steps[step].time
        let next = Self.snapshot(after: snapshot, part, reading)
        if let since = unsettledSince, isStarted, reader.stage == .handed {
            unsettledSince = time - since < Self.day ? time : nil
            if unsettledSince != nil { snapshot = next }
        }
        let isHandingOff = reader.stage != .handed
        move(to: .handed, next, status: nil, version, step)
        if isHandingOff { unsettledSince = time }
    }

    /// The file is gone, or says no more that it is this handoff.
    mutating func end(version: Int, step: Int) {
        guard isStarted else { return }
        move(to: .cancelled, snapshot, status: nil, version, step)
    }

    private static func snapshot(after snapshot: StatedContent, _ part: Reading.Part, _ reading: Reading) -> StatedContent {
        var next = snapshot
        next.take(part, isAlwaysOn: reading.isAlwaysOn)
        return next
    }

    // MARK: from one to the next

    private mutating func move(to stage: Stage?, _ next: StatedContent, status: String?, _ version: Int, _ step: Int) {
        let before = self.stage
        let changes = isStarted ? snapshot.changes(to: next) : []
        if before == .clarify, stage != .clarify { endClarification(next, version, history.steps[step].time) }
        if before != stage, stage != .accepted, stage != .delivered { open = [:] }
        for kind in events(from: before, to: stage, isChanged: !changes.isEmpty) {
            if kind == .silentRework {
                addRework(changes, next, status, version, step)
            } else {
                add(kind, next, status, version, step)
            }
        }
        reader.take(stage)
        snapshot = next
        current = version
        self.status = status
        isStarted = true
        states.append(version: version, time: history.steps[step].time, stage: self.stage ?? .draft, next)
    }

    private mutating func event(_ kind: Event.Kind, _ status: String?, _ step: Int) -> Event {
        var event = Event(kind, step: step, time: history.steps[step].time, round: 0)
        event.from = self.status
        event.to = status
        event.excluded = exclusions.exclusion(kind, in: step)
        return event
    }

    private mutating func add(_ kind: Event.Kind, _ next: StatedContent, _ status: String?, _ version: Int, _ step: Int) {
        let event = event(kind, status, step)
        happenings.append(Happening(event: event, versions: [version]))
        switch kind {
        case .handedOff:
            for pending in reopenings { settle(pending, next, version, isPending: false) }
            reopenings = []
            handedBy = history.steps[step].author
        case .reopened:
            // What was changed in the hands of the receiver is told by events of its own, and is nothing that the return brought.
            reopenings.append(Pending(happening: happenings.count - 1, before: snapshot, version: current))
        case .clarificationAsked:
            clarification = Pending(happening: happenings.count - 1, before: next, version: version)
            waits.append(Timeline.Wait(from: event.time))
        case .created, .born, .silentRework, .clarified, .accepted, .delivered, .cancelled, .resumed: break
        }
    }

    private mutating func addRework(_ changes: [Cause], _ next: StatedContent, _ status: String?, _ version: Int, _ step: Int) {
        var event = event(.silentRework, status, step)
        let contexts = changes.map(\.context)
        if var joined = open[event.excluded], event.time - joined.start <= Self.day {
            joined.touched.formUnion(contexts)
            open[event.excluded] = joined
            happenings[joined.happening].event.steps.append(step)
            happenings[joined.happening].event.to = status
            happenings[joined.happening].versions.append(version)
            // What was changed and changed back is no cause, unless that was all.
            let causes = joined.before.differences(to: next).filter { joined.touched.contains($0.context) }
            if !causes.isEmpty { happenings[joined.happening].event.causes = causes }
            if let first = happenings[joined.happening].compared?.lowerBound { happenings[joined.happening].compared = first...version }
        } else {
            event.causes = changes
            happenings.append(Happening(event: event, versions: [version], compared: current...version))
            open[event.excluded] = Open(
                happening: happenings.count - 1, start: event.time, before: snapshot, touched: Set(contexts))
        }
    }

    // MARK: causes

    private mutating func endClarification(_ next: StatedContent, _ version: Int, _ time: Int) {
        if let clarification { settle(clarification, next, version, isPending: false) }
        clarification = nil
        if waits.last?.to == nil, !waits.isEmpty { waits[waits.count - 1].to = time }
    }

    private mutating func settle(_ pending: Pending, _ next: StatedContent, _ version: Int, isPending: Bool) {
        let causes = pending.before.differences(to: next)
        happenings[pending.happening].event.causes = causes.isEmpty ? [.none] : causes
        happenings[pending.happening].event.isPending = isPending
        happenings[pending.happening].compared = pending.version...version
    }

    /// What nothing has answered is judged by the last version.
    mutating func finish() {
        for pending in reopenings { settle(pending, snapshot, current, isPending: true) }
        if let clarification { settle(clarification, snapshot, current, isPending: true) }
        states.exclude(from: &happenings)
        number()
    }

    /// A hand-off that was taken back at once begins no round.
    private mutating func number() {
        var round = 0
        for i in happenings.indices {
            let isHandOff = happenings[i].event.kind == .handedOff
            if isHandOff, happenings[i].event.excluded != .reverted { round += 1 }
            // Born and handed off are one step.
            happenings[i].event.round = isHandOff || happenings[i].event.kind == .born ? max(round, 1) : round
        }
    }
}
