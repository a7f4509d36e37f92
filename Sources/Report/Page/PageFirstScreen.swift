internal import Contract
internal import Rework
internal import Source

/// What somebody who has a minute reads.
extension PageWriter {
    func fixFirst(_ html: inout HTML) {
        section("fix", "Fix first", class: "card fix", &html) { html in
            if let first = FixFirst(measurement) {
                fix(first, &html)
            } else {
                nothingToFix(&html)
            }
        }
    }

    private func fix(_ first: FixFirst, _ html: inout HTML) {
        let title = page.rework.title(first.handoff)
        html.add("p", .class("lead")) { html in
            html.add("strong", .class("handoff"), words: title)
            html.words(": ")
            number(
                "\(first.rate.numerator) of \(first.rate.denominator.of("brief", "briefs"))",
                PageLink.list("came-back", ("in", first.handoff)),
                &html)
            html.words(" came back \(page.rework.withinWindow)\(ReworkWords.likely(first.rate)).")
        }
        guard let comeback = first.comeback else {
            empty("Nothing in these briefs says why. Read their timelines, then ask the receiver.", &html)
            return
        }
        let advice = story.advice(comeback)
        html.add("dl", .class("facts")) { html in
            html.add("dt", words: "Cause")
            html.add("dd") { html in
                html.add("strong", words: story.name(comeback))
                html.words(" – \(story.how(comeback)), in ")
                number(
                    comeback.briefs.of("brief", "briefs"),
                    PageLink.list("cause", ("in", comeback.handoff), ("key", PageData.key(comeback))), &html)
                html.words(comeback.projects > 1 ? " of \(comeback.projects.of("project", "projects"))." : ".")
            }
            html.add("dt", words: "Decision")
            html.add("dd") { html in
                if let advice {
                    html.add("strong", words: advice.decision.capitalisedFirst + ".")
                    html.words(" " + advice.boundary.withFullStop)
                    if let meanwhile = advice.meanwhile { html.words(" Until then: \(meanwhile.withFullStop)") }
                } else {
                    html.words("It has not come back twice for this reason yet. Watch it.")
                }
            }
            html.add("dt", words: "Evidence")
            html.add("dd", words: story.evidence(comeback).withFullStop)
        }
        if let change = page.change(comeback) { paste(change, &html) }
    }

    func paste(_ change: ReportPage.Change, _ html: inout HTML) {
        html.add("div", .class("paste")) { html in
            html.add("h3") { html in
                html.words("Lines for ")
                html.add("code", words: change.file)
            }
            html.add("p", .class("mute"), words: change.how)
            html.add("pre", .own("tabindex", "0"), .own("role", "group"), .data("aria-label", "Lines for \(change.file)")) { html in
                html.add("code", words: change.lines)
            }
        }
    }

    private func nothingToFix(_ html: inout HTML) {
        if let noHistory = page.noHistory {
            empty("No history yet: \(noHistory) What came back is read from commits; it shows here after the first ones.", &html)
        } else if !hasHandOffs {
            empty(
                "No history yet: no brief has been handed off, which is when its status becomes one such as “ready”. What comes back is measured from then on.",
                &html)
        } else {
            empty(story.nothingCameBack, &html)
        }
        let held = states.filter { $0.value.holds > 0 }.sorted { ($1.value.holds, $0.key) < ($0.value.holds, $1.key) }.first
        if let held {
            html.add(
                "p",
                words:
                    "Until then, begin with the briefs on hold: \(held.value.holds.of("is", "are")) of \(page.title(held.key))."
            )
        }
    }

    // MARK: waiting

    static let mostWaiting = 6

    func waitingNow(_ html: inout HTML) {
        section("waiting", "Waiting now", &html) { html in
            if waiting.isEmpty {
                empty(
                    page.judgements.isEmpty
                        ? "No briefs yet. Looked for \(page.lookedFor)."
                        : "Nothing is on hold, nothing is overdue, and no question is open.",
                    &html)
                return
            }
            html.add("p", .class("counts")) { html in
                for (i, kind) in WaitingNow.Kind.allCases.enumerated() {
                    let count = waiting.count { $0.kind == kind }
                    guard count > 0 else { continue }
                    if i > 0 { html.words(" ") }
                    html.add("span", .class("tag \(kind.rawValue)"), words: "\(count) \(kind.words.lowercased())")
                }
            }
            html.add("ul", .class("waits"), .id("waits")) { html in
                for (i, item) in waiting.enumerated() { wait(item, isMore: i >= Self.mostWaiting, &html) }
            }
        }
    }

    private func wait(_ item: WaitingNow, isMore: Bool, _ html: inout HTML) {
        html.add(
            "li", .class(isMore ? "more" : ""), .data("data-brief", item.brief.map(String.init) ?? ""), .data("data-handoff", item.handoff)
        ) {
            html in
            html.add("p", .class("wait-head")) { html in
                html.add("span", .class("tag \(item.kind.rawValue)"), words: item.kind.words)
                html.words(" ")
                html.add("strong", words: item.asked)
                html.add("span", .class("mute"), words: item.since.map { " · since \($0)" } ?? " · nobody saw since when")
            }
            html.add("p", words: item.what)
            html.add("p", .class("mute small")) { html in
                if let brief = item.brief {
                    html.add("a", .fragment(PageLink.brief(brief)), words: item.path)
                } else {
                    html.words(item.path)
                }
                html.words(" · \(page.title(item.handoff))")
            }
        }
    }

    // MARK: signals

    func howItGoes(_ html: inout HTML) {
        section("how", "How it goes", &html) { html in
            guard hasHandOffs else {
                empty("Too few briefs: the signals begin with the first brief that is handed off.", &html)
                return
            }
            let (now, before) = periods
            html.add("p", .class("mute"), .id("how-when"), words: comparedPeriods)
            html.add("div", .class("scroll"), .own("tabindex", "0"), .own("role", "group"), .own("aria-labelledby", "how-title")) { html in
                html.add("table", .class("how"), .id("how-table")) { html in
                    html.literal(
                        "<thead><tr><th scope=\"col\">Signal</th><th scope=\"col\">Now</th><th scope=\"col\">Before</th><th scope=\"col\">Compared</th><th scope=\"col\">All</th></tr></thead>"
                    )
                    html.add("tbody") { html in
                        for signal in PageSignal.allCases { row(signal, now, before, &html) }
                    }
                }
            }
        }
    }

    private func row(_ signal: PageSignal, _ now: [PageBrief], _ before: [PageBrief], _ html: inout HTML) {
        let isRecorded = signal != .sales || page.isAnySalesRecorded
        let values = [("now", now), ("before", before), ("all", briefs)].map { ($0, signal.value($1, isRecorded: isRecorded)) }
        let compared = signal.comparison(values[0].1, values[1].1)
        html.add("tr") { html in
            html.add("th", .own("scope", "row"), words: signal.title)
            for (i, (period, value)) in values.enumerated() {
                if i == 2 { html.add("td", .class(compared.class), .data("data-name", "Compared"), words: compared.words) }
                html.add("td", .data("data-name", period.capitalisedFirst)) { html in
                    if value.isEmpty {
                        html.words(value.words)
                    } else {
                        number(value.words, PageLink.list(signal.rawValue, ("when", period)), &html)
                    }
                }
            }
        }
    }

    private var periods: (now: [PageBrief], before: [PageBrief]) {
        let (last, days) = (page.lastDay, ReportPage.comparedDays)
        func within(_ from: Int, _ to: Int) -> [PageBrief] { briefs.filter { $0.day.map { $0 > from && $0 <= to } ?? false } }
        return (within(last - days, last), within(last - 2 * days, last - days))
    }

    /// As the page's script says it, too.
    static let bracketsExplained = "Brackets say between what the true value likely lies; below ten briefs there are counts."

    private var comparedPeriods: String {
        let (last, days) = (page.lastDay, ReportPage.comparedDays)
        func day(_ number: Int) -> String { CalendarDate(dayNumber: number).text }
        return
            "Now: briefs first handed off from \(day(last - days + 1)) to \(day(last)), \(days) days. Before: the \(days) days before that. \(Self.bracketsExplained)"
    }

    // MARK: trust

    func trust(_ html: inout HTML) {
        section("trust", "Can I trust this?", class: "card trust-card", &html) { html in
            guard !briefs.isEmpty else {
                empty("There is no history to judge yet.", &html)
                return
            }
            html.add("ul", .class("trust"), .id("trust-list")) { html in
                for line in TrustLine.allCases {
                    let count = briefs.count(where: line.holds)
                    let words = line.words[count == 0 ? 2 : count == 1 ? 0 : 1]
                    html.add("li") { html in
                        if count > 0 { number(count.of("brief", "briefs"), PageLink.list(line.rawValue), &html) }
                        html.words((count > 0 ? " " : "") + words.replacing("#", with: String(briefs.count)))
                    }
                }
            }
        }
    }
}
