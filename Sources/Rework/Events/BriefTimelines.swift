internal import Contract
internal import Git

/// One brief by each handoff that it ever carried.
struct BriefTimelines {
    let brief: BriefHistory
    let history: History
    let policy: ReworkPolicy
    let exclusions: Exclusions

    init(_ brief: BriefHistory, _ history: History, _ policy: ReworkPolicy, _ exclusions: Exclusions) {
        self.brief = brief
        self.history = history
        self.policy = policy
        self.exclusions = exclusions
    }

    func timelines(errors: (Timelines.HandOff) -> Int?, _ counts: inout Counts) -> [Timeline] {
        let unreadable = UnreadableVersions.of(brief, history)
        counts.unreadable.add(unreadable, of: brief, history)
        let questions = QuestionWaits.of(brief, history)
        return handoffs.enumerated().map { number, handoff in
            var timeline = timeline(handoff, errors, &counts)
            timeline.unreadable = unreadable
            // A question that stands in a brief of several handoffs is counted once.
            if number == 0 { timeline.questions = questions }
            return timeline
        }
    }

    /// In the order in which they came. A name that nobody knows is a slip of the pen where there are others.
    private var handoffs: [String] {
        var found: [String] = []
        for version in brief.versions {
            for part in version.reading?.parts ?? [] where !found.contains(part.handoff) { found.append(part.handoff) }
        }
        return found.count > 1 ? found.filter { !$0.isEmpty } : found
    }

    private enum Sight {
        case there(Reading.Part, Reading)
        case gone
        /// Nothing can be said; what was before goes on.
        case unknown
    }

    private func sight(of version: BriefHistory.Version, _ handoff: String) -> Sight {
        if version.blob == nil { return .gone }
        guard let reading = version.reading, reading.problem == nil else { return .unknown }
        if let part = reading.parts.first(where: { $0.handoff == handoff }) { return .there(part, reading) }
        return reading.parts.contains { !$0.handoff.isEmpty } ? .gone : .unknown
    }

    private func timeline(_ handoff: String, _ errors: (Timelines.HandOff) -> Int?, _ counts: inout Counts) -> Timeline {
        let sights = brief.versions.map { sight(of: $0, handoff) }
        let isWithoutStatus = !sights.contains {
            if case .there(let part, _) = $0 { return part.meaning != nil }
            return false
        }
        var builder = TimelineBuilder(history, exclusions, Acceptance(policy: policy))
        var unknown: Set<String> = []
        for (i, sight) in sights.enumerated() {
            let step = brief.versions[i].step
            switch sight {
            case .unknown: continue
            case .gone: builder.end(version: i, step: step)
            case .there(let part, let reading):
                if let status = part.status, part.meaning == nil { unknown.insert(Lifecycle.normalised(status)) }
                if isWithoutStatus {
                    builder.addWithoutStatus(part, reading, version: i, step: step)
                } else {
                    builder.add(part, reading, version: i, step: step)
                }
            }
        }
        builder.finish()
        for word in unknown { counts.unknownStatuses[word, default: 0] += 1 }
        var timeline = Timeline(path: brief.path, handoff: handoff, stage: builder.stage ?? .draft)
        timeline.isWithoutStatus = isWithoutStatus
        timeline.events = builder.happenings.map { happening in
            var event = happening.event
            event.compared = happening.compared.flatMap(compared)
            return event
        }
        timeline.waits = builder.waits
        describe(&timeline, builder, sights)
        judge(&timeline, builder, errors)
        return timeline
    }

    /// What was last there at both ends.
    private func compared(_ range: ClosedRange<Int>) -> Compared? {
        func version(_ i: Int) -> Compared.Version? {
            brief.versions[...i].lazy.reversed().compactMap { version in
                version.blob.map { Compared.Version(path: version.path, blob: $0) }
            }.first
        }
        guard let before = version(range.lowerBound), let after = version(range.upperBound) else { return nil }
        return Compared(before: before, after: after)
    }

    // MARK: what it is

    private func describe(_ timeline: inout Timeline, _ builder: TimelineBuilder, _ sights: [Sight]) {
        func reading(_ i: Int) -> Reading? {
            if case .there(_, let reading) = sights[i] { return reading }
            return nil
        }
        let happenings = builder.happenings
        let handOffs = happenings.filter { $0.event.kind == .handedOff }
        let first = handOffs.first { $0.event.excluded == nil } ?? handOffs.first { $0.event.excluded != .reverted }
        let last = sights.indices.last { reading($0) != nil }
        timeline.id = last.flatMap(reading)?.id
        guard let at = first?.versions.first ?? last, let values = reading(at) else { return }
        timeline.receiver = values.receiver
        timeline.owner = values.owner
        timeline.due = values.due
        timeline.project = values.project ?? values.campaign ?? Self.folder(brief.versions[at].path)
        timeline.isProjectGuessed = values.project == nil && timeline.project != nil
        timeline.trackingErrors = sights.indices.reversed().lazy.compactMap { reading($0)?.trackingErrors }.first
        if let born = happenings.first, born.event.kind == .born {
            timeline.isImported = history.steps[born.event.step].added > policy.bulk
        }
        timeline.isUnseen = handOffs.contains { handOff in
            handOff.event.excluded == nil
                && (history.steps[handOff.event.step].isMerge
                    || happenings.contains { $0.event.kind == .accepted && $0.event.step == handOff.event.step })
        }
        timeline.isSelfAccepted = firstAcceptance(happenings, isImported: timeline.isImported).flatMap { builder.isSelfAccepted[$0] ?? nil }
        if first != nil {
            timeline.dueSlips = slips(sights[at...].compactMap { if case .there(_, let reading) = $0 { reading.due } else { nil } })
        }
    }

    /// The acceptance by which it is told whether the brief was right the first time: the first after its first hand-off. An import is a
    /// hand-off that nobody saw, so the next round is the first, where there is one.
    private func firstAcceptance(_ happenings: [TimelineBuilder.Happening], isImported: Bool) -> Int? {
        let held = happenings.indices.filter { happenings[$0].event.excluded != .reverted }
        let accepted = held.filter { happenings[$0].event.kind == .accepted }
        let start = held.first { happenings[$0].event.kind == .handedOff && (!isImported || happenings[$0].event.round > 1) }
        return accepted.first { $0 > start ?? -1 }
    }

    /// The last folder around a file; nil at the top.
    private static func folder(_ path: String) -> String? {
        path.lastIndex(of: "/").map { String(path[..<$0]) }
    }

    /// How often a date was moved to a later one.
    private func slips(_ dues: some Sequence<String>) -> Int {
        var last: CalendarDate?
        var slips = 0
        for due in dues {
            guard let date = CalendarDate(iso: due) else { continue }
            if let last, last < date { slips += 1 }
            last = date
        }
        return slips
    }

    private func judge(_ timeline: inout Timeline, _ builder: TimelineBuilder, _ errors: (Timelines.HandOff) -> Int?) {
        for i in timeline.events.indices where timeline.events[i].kind == .handedOff {
            guard let version = builder.happenings[i].versions.first.map({ brief.versions[$0] }), let blob = version.blob else { continue }
            timeline.events[i].errors = errors(
                Timelines.HandOff(
                    commit: history.steps[version.step].commit, path: version.path, blob: blob, handoff: timeline.handoff))
            // Being born is being handed off.
            if i > 0, timeline.events[i - 1].kind == .born { timeline.events[i - 1].errors = timeline.events[i].errors }
        }
    }
}
