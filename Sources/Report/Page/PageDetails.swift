internal import Contract
internal import Rework
internal import Source

/// What stands below the first screen.
extension PageWriter {
    func holds(_ html: inout HTML) {
        section("holds", "Briefs on hold now", &html) { html in
            let held = page.judgements.filter { $0.verdict == .hold }
            if held.isEmpty {
                empty(
                    page.judgements.isEmpty
                        ? "No briefs yet. Looked for \(page.lookedFor)."
                        : "No brief is on hold: everything handed off has what the next team needs.",
                    &html)
                return
            }
            let items = Dictionary(waiting.filter { $0.kind == .hold }.map { ("\($0.path)\n\($0.handoff)", $0) }) { first, _ in first }
            for judgement in held { hold(judgement, items["\(judgement.path)\n\(judgement.handoff ?? "")"], &html) }
        }
    }

    private func hold(_ judgement: Judgement, _ item: WaitingNow?, _ html: inout HTML) {
        html.add(
            "article", .class("held"), .data("data-brief", item?.brief.map(String.init) ?? ""),
            .data("data-handoff", judgement.handoff ?? "")
        ) { html in
            html.add("h3") { html in
                if let brief = item?.brief {
                    html.add("a", .fragment(PageLink.brief(brief)), words: judgement.path)
                } else {
                    html.words(judgement.path)
                }
            }
            html.add("p") { html in
                html.add("span", .class("tag hold"), words: "On hold")
                html.words(" \(judgement.title ?? "Unknown handoff")")
                if let boundary = judgement.boundary { html.words(": \(boundary.loweredFirst.withFullStop)") }
                if let item { html.words(" Asked: \(item.asked)\(item.since.map { ", since \($0)" } ?? "").") }
            }
            if let unwritten = judgement.unwritten {
                html.add("p", words: "Not written yet: \(unwritten.titles.joined(separator: ", ")).")
            }
            let errors = judgement.findings.filter { $0.counts && $0.severity == .error }
            html.add("ul") { html in
                for finding in errors.prefix(8) {
                    html.add("li") { html in
                        html.words(finding.message)
                        if let question = finding.question(judgement) { html.add("span", .class("mute"), words: " " + question) }
                    }
                }
                if errors.count > 8 { html.add("li", words: "and \(errors.count - 8) more") }
            }
            if let risk = judgement.risk {
                html.add("p", .class("mute small"), words: "If it moves on like this: \(risk.loweredFirst.withFullStop)")
            }
        }
    }

    /// Filled in by the page's script.
    func scripted(_ html: inout HTML) {
        section("signals", "The four quality signals", &html) { html in
            if !hasHandOffs { empty("Too few briefs: there is nothing to draw before the first hand-off.", &html) }
            html.literal(
                "<div id=\"charts\" class=\"charts\"></div><noscript><p class=\"empty\">The charts need the page’s script.</p></noscript>")
        }
        section("causes", "Where rework comes from", &html) { html in
            if measurement.comebacks.isEmpty { empty("Nothing has come back yet, so there is no cause to show.", &html) }
            html.literal("<div id=\"heat\"></div><noscript><p class=\"empty\">This table needs the page’s script.</p></noscript>")
        }
    }

    func changes(_ html: inout HTML) {
        section("changes", "What to change next", &html) { html in
            html.add("div", .id("change-list")) { html in
                let repeated = measurement.comebacks.filter { $0.decision != nil }
                if repeated.isEmpty { empty("Nothing has come back twice for the same reason yet.", &html) }
                for comeback in repeated.prefix(Self.mostChanges) { change(comeback, &html) }
                if repeated.count > Self.mostChanges {
                    html.add("p", .class("mute"), words: "And \(repeated.count - Self.mostChanges) more, in handoff rework --format json.")
                }
            }
        }
    }

    static let mostChanges = 12

    private func change(_ comeback: Comeback, _ html: inout HTML) {
        guard let advice = story.advice(comeback) else { return }
        html.add("article", .data("data-handoff", comeback.handoff)) { html in
            html.add("h3", words: "\(advice.handoff): \(advice.decision)")
            html.add("p") { html in
                html.add("strong", words: story.name(comeback))
                html.words(" – \(story.how(comeback)), in ")
                number(
                    comeback.briefs.of("brief", "briefs"),
                    PageLink.list("cause", ("in", comeback.handoff), ("key", PageData.key(comeback))), &html)
                html.words(". Evidence: \(story.evidence(comeback).withFullStop)")
            }
            html.add(
                "p", .class("mute"),
                words: "Boundary: \(advice.boundary.withFullStop)\(advice.meanwhile.map { " Until then: \($0.withFullStop)" } ?? "")")
            if let change = page.change(comeback) {
                html.add("details") { html in
                    html.add("summary", words: "Lines to paste")
                    paste(change, &html)
                }
            }
        }
    }

    func reviews(_ html: inout HTML) {
        section("reviews", "Overdue reviews", &html) { html in
            if page.reviews.isEmpty {
                empty("No review of a handoff in use is overdue.", &html)
                return
            }
            html.add("ul") { html in
                for review in page.reviews {
                    html.add("li") { html in
                        html.add("strong", words: page.title(review.handoff))
                        html.words(" " + review.words.withFullStop)
                    }
                }
            }
        }
    }

    func allBriefs(_ html: inout HTML) {
        section("briefs", "The timeline of any brief", &html) { html in
            if briefs.isEmpty {
                empty("No brief has a history yet.", &html)
                return
            }
            html.literal(
                "<div id=\"brief-list\"></div><noscript><p class=\"empty\">The list needs the page’s script; handoff rework --explain shows the same.</p></noscript>"
            )
        }
    }

    func notes(_ html: inout HTML) {
        guard !page.rework.notes.isEmpty else { return }
        section("notes", "Good to know", &html) { html in
            html.add("ul") { html in
                for (repository, note) in page.rework.notes {
                    html.add("li", words: (page.rework.isOfSeveral ? "\(repository): " : "") + note.text)
                }
            }
        }
    }
}
