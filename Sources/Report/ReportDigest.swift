internal import Contract
internal import Rework
internal import Source

/// The Monday digest: what is on hold, who is asked, and the one change to make.
package struct ReportDigest: Sendable {
    package static let marker = "<!-- handoff-report -->"
    private static let most = 15

    package init() {}

    package func text(_ page: ReportPage) -> String {
        var lines = [Self.marker, "### Handoffs this week", ""]
        let story = ReworkStory(page.rework)
        lines.append("**One change to make.** \(MarkdownEscape.text(change(page, story)))")
        if let first = FixFirst(page.rework.measurement), let comeback = first.comeback, let change = page.change(comeback) {
            lines += ["", "Lines for \(MarkdownEscape.code(change.file)). \(MarkdownEscape.text(change.how))"]
            lines += ["", "```yaml"] + Self.fenced(change.lines) + ["```"]
        }
        let waiting = WaitingNow.all(page)
        let held = waiting.filter { $0.kind == .hold }
        lines += ["", "#### On hold", ""]
        lines += held.isEmpty ? [page.judgements.isEmpty ? "There are no briefs yet." : "Nothing is on hold."] : items(held, page)
        let asked = waiting.filter { $0.kind != .hold }
        if !asked.isEmpty { lines += ["", "#### Who is asked", ""] + items(asked, page) }
        if !page.reviews.isEmpty {
            lines += ["", "#### Overdue reviews", ""]
            lines += page.reviews.map { "- " + MarkdownEscape.text("\(page.title($0.handoff)) \($0.words.withFullStop)") }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func change(_ page: ReportPage, _ story: ReworkStory) -> String {
        if let noHistory = page.noHistory { return "There is no history yet: \(noHistory)" }
        guard let first = FixFirst(page.rework.measurement) else {
            return page.rework.measurement.overall.briefs == 0 ? "None yet: no brief has been handed off." : story.nothingCameBack
        }
        let rate = ReworkWords.sentence(first.rate, "brief", "briefs")
        let came = "\(page.rework.title(first.handoff)): \(rate) came back \(page.rework.withinWindow)."
        guard let comeback = first.comeback else { return came }
        guard let advice = story.advice(comeback) else {
            return "\(came) Watch \(story.name(comeback)): \(story.how(comeback)) so far."
        }
        return "\(came) \(advice.decision.capitalisedFirst): \(advice.reason)."
    }

    private func items(_ items: [WaitingNow], _ page: ReportPage) -> [String] {
        var lines = items.prefix(Self.most).map { item in
            let since = item.since.map { ", since \($0)" } ?? ""
            let boundary = item.boundary.map { " Until then: \($0.loweredFirst.withFullStop)" } ?? ""
            let kind = item.kind == .hold ? "" : "\(item.kind.words.loweredFirst), "
            return
                "- **\(MarkdownEscape.text(item.asked))** – \(MarkdownEscape.code(item.path)) (\(MarkdownEscape.text("\(kind)\(page.title(item.handoff))\(since)"))): \(MarkdownEscape.text(item.what + boundary))"
        }
        if items.count > Self.most { lines.append("- and \(items.count - Self.most) more") }
        return lines
    }

    /// Lines of a fenced block, none of which can end it.
    private static func fenced(_ text: String) -> [String] {
        text.trimmed.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).printable.replacing("```", with: "'''") }
    }
}
