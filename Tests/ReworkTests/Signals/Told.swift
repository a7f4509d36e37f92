import Contract
import Git
import Rework

/// A timeline as a test tells it: `3 handed-off e2` is a hand-off with two errors three days after the start, `5 reopened goal:missing` a
/// reopening with its cause, `6 silent-rework goal:wrong !bot` one that is not counted. Events of one day are of one commit.
enum Told {
    /// 2025-01-01T00:00:00Z, a Wednesday.
    static let start = 1_735_689_600

    static func time(_ days: Double) -> Int { start + Int(days * 86_400) }

    /// A contract that requires what tracking and sales depend on.
    static var facts: HandoffFacts {
        var facts = HandoffFacts(title: "Kick-off")
        facts.contexts = [
            "goal": HandoffFacts.Context(title: "Goal", isRequired: true),
            "utm": HandoffFacts.Context(title: "UTM parameters", signal: .tracking, isRequired: true),
            "offer": HandoffFacts.Context(title: "Offer", signal: .sales, isRequired: true),
        ]
        return facts
    }

    /// - Parameters:
    ///   - now: days after the start.
    ///   - change: for what the events don't say.
    static func subject(
        _ events: String..., now: Double = 100, window: Int = 30, handoff: String = "kickoff", project: String? = "A",
        working: WorkingTime = WorkingTime(), facts: [String: HandoffFacts]? = nil, outcomes: Outcomes? = nil,
        repository: String = "here", change: (inout Timeline) -> Void = { _ in }
    ) -> Subject {
        subject(
            events: events, now: now, window: window, handoff: handoff, project: project, working: working, facts: facts,
            outcomes: outcomes, repository: repository, change: change)
    }

    static func subject(
        events: [String], now: Double = 100, window: Int = 30, handoff: String = "kickoff", project: String? = "A",
        working: WorkingTime = WorkingTime(), facts: [String: HandoffFacts]? = nil, outcomes: Outcomes? = nil,
        repository: String = "here", change: (inout Timeline) -> Void = { _ in }
    ) -> Subject {
        var history = History(repository: repository, branch: "main", tip: id(0), now: time(now))
        var timeline = Timeline(path: "briefs/one.md", handoff: handoff, stage: .draft)
        timeline.project = project
        var round = 0
        for event in events {
            let words = event.split(separator: " ").map(String.init)
            let time = time(Double(words[0])!)
            if history.steps.last?.time != time {
                let person = History.Person(name: "Dana", email: "dana@acme.example")
                history.steps.append(History.Step(commit: id(history.steps.count + 1), time: time, author: person, isMerge: false))
            }
            let kind = Event.Kind(rawValue: words[1])!
            if kind == .handedOff { round += 1 }
            var made = Event(kind, step: history.steps.count - 1, time: time, round: round)
            for word in words.dropFirst(2) {
                if word.hasPrefix("!") {
                    made.excluded = Event.Exclusion(rawValue: String(word.dropFirst()))!
                } else if word.hasPrefix("e"), let errors = Int(word.dropFirst()) {
                    made.errors = errors
                } else {
                    let parts = word.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
                    made.causes.append(Cause(parts[0], Cause.Change(rawValue: parts[1])!))
                }
            }
            timeline.events.append(made)
        }
        change(&timeline)
        let measured = Measured(
            history, window: window, working: working, handoffs: facts ?? [handoff: Self.facts], outcomes: outcomes)
        return Subject(timeline, measured)
    }

    static func id(_ number: Int) -> ObjectID {
        let digits = String(number, radix: 16)
        return ObjectID(hex: String(repeating: "0", count: 40 - digits.count) + digits)!
    }
}

extension Rate {
    /// “1 of 3”
    var told: String { "\(numerator) of \(denominator)" }
}
