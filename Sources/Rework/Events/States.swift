internal import Contract

/// The stage and content of each version, to find what was undone within a day.
struct States {
    private struct Key: Hashable {
        var stage: Stage
        var content: UInt64
    }

    private struct State {
        var version: Int
        var time: Int
        var key: Key
    }

    /// Positions of versions after which stage or content was another. Time goes forward only: what is a day old stays that.
    private struct Departures {
        var positions: [Int] = []
        var first = 0
    }

    private var states: [State] = []
    private var departures: [Key: Departures] = [:]
    private var lastQuestion = -1
    private var undone: [ClosedRange<Int>] = []

    mutating func append(version: Int, time: Int, stage: Stage, _ snapshot: StatedContent) {
        let state = State(version: version, time: time, key: Key(stage: stage, content: snapshot.fingerprint))
        let position = states.count
        if let last = states.last, last.key != state.key {
            if let left = departure(before: state) { undone.append((left + 1)...position) }
            departures[last.key, default: Departures()].positions.append(position - 1)
        }
        if stage == .clarify { lastQuestion = position }
        states.append(state)
    }

    /// The first version, of at most a day ago, that was the same and was then changed. A question that was answered is not undone, however
    /// fast.
    private mutating func departure(before state: State) -> Int? {
        guard var left = departures[state.key] else { return nil }
        while left.first < left.positions.count {
            let changed = left.positions[left.first] + 1
            if state.time - states[changed].time <= TimelineBuilder.day, changed > lastQuestion { break }
            left.first += 1
        }
        departures[state.key] = left
        return left.first < left.positions.count ? left.positions[left.first] : nil
    }

    /// Marks the events of versions that led nowhere: within 24 hours the brief was again what it had been.
    func exclude(from happenings: inout [TimelineBuilder.Happening]) {
        guard !undone.isEmpty else { return }
        var depth = [Int](repeating: 0, count: states.count + 1)
        for range in undone {
            depth[range.lowerBound] += 1
            depth[range.upperBound + 1] -= 1
        }
        var versions: Set<Int> = []
        var open = 0
        for (position, state) in states.enumerated() {
            open += depth[position]
            if open > 0 { versions.insert(state.version) }
        }
        for i in happenings.indices where happenings[i].event.excluded == nil && happenings[i].versions.allSatisfy(versions.contains) {
            happenings[i].event.excluded = .reverted
        }
    }
}

extension StatedContent {
    /// Of all its contents.
    var fingerprint: UInt64 {
        var hash = StableHash()
        for content in contents where !content.rows.isEmpty {
            hash.add(content.context.utf8)
            hash.add(0)
            for row in content.rows { hash.add(hash: row) }
        }
        return hash.value
    }
}
