internal import Contract
internal import Rework

/// How it goes: the signals of the first screen, in their order.
enum PageSignal: String, CaseIterable, Sendable {
    case cameBack = "came-back"
    case waited, tracking, sales, incomplete

    var title: String {
        switch self {
        case .cameBack: "Came back"
        case .waited: "Waited for answers"
        case .tracking: "Tracking came back or failed"
        case .sales: "Leads that sales accepted"
        case .incomplete: "Moved on incomplete"
        }
    }

    var isBetterHigh: Bool { self == .sales }

    /// What a signal comes to over some briefs.
    enum Value: Sendable {
        case share(Rate)
        /// Working hours; the bounds hold the true median in 95 of 100 such samples, and are nil for fewer than six.
        case hours(median: Double, low: Double?, high: Double?, count: Int, open: Int)
        /// Nobody writes it down.
        case notRecorded
    }

    func value(_ briefs: [PageBrief], isRecorded: Bool) -> Value {
        guard isRecorded else { return .notRecorded }
        switch self {
        case .cameBack: return .share(Self.rate(briefs, \.cameBack))
        case .tracking: return .share(Self.rate(briefs, \.tracking))
        case .sales: return .share(Self.sum(briefs, \.leads))
        case .incomplete: return .share(Self.sum(briefs, \.incomplete))
        case .waited:
            let hours = briefs.flatMap(\.waits).sorted()
            guard let median = hours.percentile(0.5) else { return .share(Rate()) }
            let bounds = Self.bounds(ofMedian: hours)
            return .hours(
                median: median, low: bounds?.low, high: bounds?.high, count: hours.count, open: briefs.count(where: \.isWaiting))
        }
    }

    private static func rate(_ briefs: [PageBrief], _ verdict: (PageBrief) -> PageBrief.Verdict) -> Rate {
        var rate = Rate()
        for brief in briefs where verdict(brief) != .notCounted { rate.count(verdict(brief) == .yes) }
        return rate
    }

    private static func sum(_ briefs: [PageBrief], _ part: (PageBrief) -> Rate) -> Rate {
        briefs.reduce(into: Rate()) { sum, brief in
            sum.numerator += part(brief).numerator
            sum.denominator += part(brief).denominator
        }
    }

    /// Between two order statistics (W. J. Conover, Practical Nonparametric Statistics, 3.2).
    private static func bounds(ofMedian sorted: [Double]) -> (low: Double, high: Double)? {
        let count = Double(sorted.count)
        guard count >= 6 else { return nil }
        let reach = 0.98 * count.squareRoot()
        let low = max(1, Int((count / 2 - reach).rounded()))
        let high = min(sorted.count, Int((count / 2 + 1 + reach).rounded()))
        return (sorted[low - 1], sorted[high - 1])
    }

    /// How two values compare, in the words of somebody who won't be fooled by chance.
    func comparison(_ now: Value, _ before: Value) -> (words: String, class: String) {
        switch (now, before) {
        case (.notRecorded, _), (_, .notRecorded): return ("not recorded", "mute")
        case (.share(let a), .share(let b)):
            if a.denominator == 0, b.denominator == 0 { return ("nothing to compare yet", "mute") }
            if !a.isEnough || !b.isEnough { return ("too few briefs to compare", "mute") }
            return Self.compare((a.low, a.high), (b.low, b.high), isBetterHigh)
        case (.hours(_, let low, let high, _, _), .hours(_, let lowBefore, let highBefore, _, _)):
            guard low != nil, lowBefore != nil else { return ("too few to compare", "mute") }
            return Self.compare((low, high), (lowBefore, highBefore), isBetterHigh)
        default: return ("too few to compare", "mute")
        }
    }

    private static func compare(_ now: (low: Double?, high: Double?), _ before: (low: Double?, high: Double?), _ isBetterHigh: Bool)
        -> (words: String, class: String)
    {
        guard let low = now.low, let high = now.high, let lowBefore = before.low, let highBefore = before.high else {
            return ("too few to compare", "mute")
        }
        if low > highBefore { return isBetterHigh ? ("better", "good") : ("worse", "bad") }
        if high < lowBefore { return isBetterHigh ? ("worse", "bad") : ("better", "good") }
        return ("too close to call", "mute")
    }
}

extension PageSignal.Value {
    var words: String {
        switch self {
        case .notRecorded: "not recorded"
        case .share(let rate): rate.denominator == 0 ? "–" : ReworkWords.share(rate)
        case .hours(let median, let low, let high, _, let open):
            (open > 0 ? "at least " : "") + "\(ReworkWords.short(median)) h"
                + (low.flatMap { low in high.map { " (\(ReworkWords.short(low))–\(ReworkWords.short($0)))" } } ?? "")
        }
    }

    var isEmpty: Bool {
        switch self {
        case .notRecorded: true
        case .share(let rate): rate.denominator == 0
        case .hours: false
        }
    }
}
