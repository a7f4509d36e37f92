internal import Brief
package import Contract
internal import Source

/// Handoffs whose review point has passed.
enum ReviewAudit {
    static func findings(_ ground: AuditGround) -> [AuditFinding] { ground.inUse.compactMap { finding($0, ground) } }

    private static func finding(_ audited: AuditedContract, _ ground: AuditGround) -> AuditFinding? {
        let contract = audited.contract
        guard let review = contract.standard.review, Fill.of(text: review).isValue else { return nil }
        let written = contract.standard.reviewed.flatMap { Fill.of(text: $0).isValue ? $0 : nil }
        let (severity, message, since) = verdict(contract.name, contract.standard, review, written, ground.today)
        guard let severity else { return nil }
        var finding = AuditFinding(
            .reviewOverdue, severity, handoff: contract.id, message: message,
            cost: "The process becomes outdated, and nobody learns from what came back.",
            decision: HandoffSystem.review)
        finding.since = since
        finding.place(audited)
        let isUnclear = ReviewInterval(review) == nil
        finding.pastes = audited.pastes(
            isUnclear ? "standard:\n  review: monthly\n" : "standard:\n  reviewed: \(ground.today.text)\n", config: ground.configFile)
        return finding
    }

    private static func verdict(
        _ name: String, _ standard: Contract.Standard, _ review: String, _ written: String?, _ today: CalendarDate
    ) -> (Severity?, String, CalendarDate?) {
        guard ReviewInterval(review) != nil else {
            return (.info, "\(name) is reviewed “\(review)”, which is no regular moment: nobody can tell when it is overdue.", nil)
        }
        guard let written else {
            return (.info, "\(name) is to be reviewed “\(review)”, and nobody has written down that it ever was.", nil)
        }
        guard let last = CalendarDate(in: written) else {
            return (.warning, "\(name) was last reviewed on “\(written)”, which is no day; write it as \(today.text).", nil)
        }
        guard last <= today else { return (.warning, "\(name) was last reviewed on \(last.text), a day that is yet to come.", nil) }
        guard let overdue = OverdueReview(standard, today: today) else { return (nil, "", nil) }
        let days = today.dayNumber - overdue.due.dayNumber
        return (
            .warning,
            "\(name) is to be reviewed “\(review)” and was last reviewed on \(last.text): overdue for \(days.of("day", "days")).",
            overdue.due
        )
    }
}

/// A review whose day has passed: `standard.reviewed` plus the interval of `standard.review`.
package struct OverdueReview: Sendable {
    /// As the contract says it: “monthly”.
    package var review: String
    package var last: CalendarDate
    /// The last day on which the next review would have been in time.
    package var due: CalendarDate

    /// Nil where none is overdue, and where nobody can tell.
    package init?(_ standard: Contract.Standard, today: CalendarDate) {
        guard let review = standard.review, let interval = ReviewInterval(review),
            let last = standard.reviewed.flatMap({ CalendarDate(in: $0) }), last <= today
        else { return nil }
        (self.review, self.last, due) = (review, last, interval.after(last))
        if due >= today { return nil }
    }
}

/// How often a handoff is reviewed, as people write it.
struct ReviewInterval: Equatable {
    var months = 0
    var days = 0

    /// “monthly”, “every two weeks”, “quarterly (first Monday)”; nil for what is no regular moment.
    init?(_ text: String) {
        let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
        for (i, word) in words.enumerated() {
            if let (months, days) = Self.names[word] {
                // “twice a year”, “every 6 months”, “two weeks”
                let before = i > 0 ? words[i - 1] : ""
                let count = Self.number(before) ?? (["other", "second"].contains(before) ? 2 : 1)
                if Int(before).map({ !(1...1000).contains($0) }) ?? false { return nil }
                let isOften = words[..<i].contains("twice") || (before == "half" && months == 12)
                (self.months, self.days) = (months * count, days * count)
                if isOften { (self.months, self.days) = (self.months / 2, self.days / 2 + (self.months % 2) * 15) }
                return
            }
        }
        return nil
    }

    private static let names: [String: (months: Int, days: Int)] = [
        "daily": (0, 1), "day": (0, 1), "days": (0, 1), "weekly": (0, 7), "week": (0, 7), "weeks": (0, 7), "fortnightly": (0, 14),
        "fortnight": (0, 14), "biweekly": (0, 14), "monthly": (1, 0), "month": (1, 0), "months": (1, 0), "bimonthly": (2, 0),
        "quarterly": (3, 0), "quarter": (3, 0), "quarters": (3, 0), "biannually": (6, 0), "semiannually": (6, 0), "yearly": (12, 0),
        "annually": (12, 0),
        "annual": (12, 0), "year": (12, 0), "years": (12, 0),
    ]

    private static func number(_ word: String) -> Int? {
        if let number = Int(word) { return number }
        return ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"].firstIndex(of: word).map
        { $0 + 1 }
    }

    /// The last day on which the next review is in time: the same day of a later month, or its last.
    func after(_ day: CalendarDate) -> CalendarDate {
        let month = day.year * 12 + day.month - 1 + months
        let last = (1...day.day).reversed().lazy.compactMap { CalendarDate(year: month / 12, month: month % 12 + 1, day: $0) }.first
        return CalendarDate(dayNumber: (last ?? day).dayNumber + days)
    }
}
