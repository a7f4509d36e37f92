internal import Contract
internal import Report

/// Handoffs in use whose contract names a review that is due: `standard.reviewed` plus the interval of `standard.review`.
enum OverdueReviews {
    static func all(_ rulebook: Rulebook, used: Set<String>, today: CalendarDate) -> [ReportPage.Review] {
        used.sorted().compactMap { id in
            guard let standard = rulebook.contract(id)?.standard, let review = standard.review, let days = days(review) else { return nil }
            guard let reviewed = standard.reviewed.flatMap({ CalendarDate(iso: $0) }) else { return nil }
            let due = CalendarDate(dayNumber: reviewed.dayNumber + days)
            guard due < today else { return nil }
            return ReportPage.Review(
                handoff: id, words: "was last reviewed on \(reviewed.text); the review (\(review)) was due on \(due.text)")
        }
    }

    /// Of the words that contracts use.
    private static func days(_ review: String) -> Int? {
        let words = review.lowercased()
        let known: [(String, Int)] = [
            ("weekly", 7), ("every two weeks", 14), ("fortnightly", 14), ("monthly", 31), ("every month", 31), ("quarterly", 92),
            ("every quarter", 92), ("half-yearly", 183), ("twice a year", 183), ("yearly", 366), ("annually", 366), ("every year", 366),
        ]
        return known.first { words.contains($0.0) }?.1
    }
}
