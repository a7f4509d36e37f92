internal import Audit
internal import Contract
internal import Report

/// Handoffs in use whose review is overdue, in the words of the page.
enum OverdueReviews {
    static func all(_ rulebook: Rulebook, used: Set<String>, today: CalendarDate) -> [ReportPage.Review] {
        used.sorted().compactMap { id in
            guard let standard = rulebook.contract(id)?.standard, let overdue = OverdueReview(standard, today: today) else { return nil }
            return ReportPage.Review(
                handoff: id,
                words: "was last reviewed on \(overdue.last.text); the review (\(overdue.review)) was due on \(overdue.due.text)")
        }
    }
}
