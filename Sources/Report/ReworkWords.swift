internal import Contract
internal import Rework
internal import Source

/// How numbers are told to people who are no statisticians.
enum ReworkWords {
    /// “2 of 7”; from ten on “25 % (12–31)”: of a hundred such, between 12 and 31.
    static func share(_ rate: Rate) -> String {
        guard let value = rate.value, let low = rate.low, let high = rate.high else { return "–" }
        guard rate.isEnough else { return "\(rate.numerator) of \(rate.denominator)" }
        return "\(percent(value)) % (\(percent(low))–\(percent(high)))"
    }

    /// “2 of 7 briefs”; from ten on “9 of 22 briefs (41 %; likely between 23 and 61)”.
    static func sentence(_ rate: Rate, _ one: String, _ many: String) -> String {
        let counts = "\(rate.numerator) of \(rate.denominator.of(one, many))"
        guard rate.isEnough, let value = rate.value, let low = rate.low, let high = rate.high else { return counts }
        return "\(counts) (\(percent(value)) %; likely between \(percent(low)) and \(percent(high)))"
    }

    /// “: 41 %, likely between 23 and 61”; empty below ten.
    static func likely(_ rate: Rate) -> String {
        guard rate.isEnough, let value = rate.value, let low = rate.low, let high = rate.high else { return "" }
        return ": \(percent(value)) %, likely between \(percent(low)) and \(percent(high))"
    }

    private static func percent(_ value: Double) -> Int { Int((value * 100).rounded()) }

    /// Working time, always in hours: a working day is no day of the calendar.
    static func working(_ hours: Double?) -> String { hours.map { "\(short($0)) h" } ?? "–" }

    /// “once”, “twice”, “3 times”
    static func times(_ count: Int) -> String { count == 1 ? "once" : count == 2 ? "twice" : "\(count) times" }

    /// “3 days”
    static func days(_ days: Double) -> String { days < 2 ? "\(short(days * 24)) hours" : "\(short(days)) days" }

    /// With at most one digit behind the point.
    static func short(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 || tenths >= 1000 ? String(Int(value.rounded())) : "\(tenths / 10).\(tenths % 10)"
    }

    static func kind(_ kind: Event.Kind) -> String {
        switch kind {
        case .created: "written down"
        case .born: "first seen"
        case .handedOff: "handed off"
        case .reopened: "came back"
        case .silentRework: "changed after the hand-off"
        case .clarificationAsked: "question asked"
        case .clarified: "answered"
        case .accepted: "accepted"
        case .delivered: "delivered"
        case .cancelled: "cancelled"
        case .resumed: "taken up again"
        }
    }

    /// How far a brief has come, for people who don't know our stages.
    static func stage(_ stage: Stage) -> String {
        switch stage {
        case .draft: "a draft"
        case .handed: "handed off"
        case .clarify: "waiting for an answer"
        case .reopened: "sent back"
        case .accepted: "accepted"
        case .delivered: "delivered"
        case .cancelled: "cancelled"
        }
    }

    static func change(_ change: Cause.Change) -> String {
        switch change {
        case .missing: "missing"
        case .wrong: "changed"
        case .dropped: "taken out"
        case .none: ""
        }
    }

    static func exclusion(_ exclusion: Event.Exclusion) -> String {
        switch exclusion {
        case .ignored: "its commit is in the list of commits to leave out"
        case .bot: "a machine did it"
        case .bulk: "its commit changed many briefs at once"
        case .reverted: "it was taken back within a day"
        }
    }

    /// “Launch (3f2a…)”: the first few briefs with their commits.
    static func evidence(_ evidence: [Comeback.Evidence], isOfSeveral: Bool, most: Int = 3) -> String {
        let shown = evidence.prefix(most).map { found in
            let commits = found.commits.prefix(3).map { String($0.prefix(10)) } + (found.commits.count > 3 ? ["…"] : [])
            return (isOfSeveral ? found.repository + ": " : "") + "\(found.brief) (\(commits.joined(separator: ", ")))"
        }
        return shown.and(more: evidence.count - most).joined(separator: ", ")
    }
}
