internal import Cache
internal import Contract
internal import FoundationEssentials
internal import Rework
internal import Source

/// The report as one page that needs nothing else: no network, no other file.
package struct PageWriter {
    /// By which an earlier report of ours is known.
    package static let marker: StaticString = "<meta name=\"generator\" content=\"handoff report\">"

    let page: ReportPage
    let briefs: [PageBrief]
    let waiting: [WaitingNow]
    let story: ReworkStory
    let states: [String: HandoffState]

    package init(_ page: ReportPage) {
        self.page = page
        briefs = page.briefs
        waiting = WaitingNow.all(page)
        story = ReworkStory(page.rework)
        states = HandoffState.all(page)
    }

    var measurement: Measurement { page.rework.measurement }
    var hasHandOffs: Bool { measurement.overall.briefs > 0 }

    package func text() -> String {
        var html = HTML()
        html.literal("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
        html.addVoid("meta", .own("http-equiv", "Content-Security-Policy"), .own("content", Self.policy))
        html.literal(Self.marker)
        html.literal("<meta name=\"referrer\" content=\"no-referrer\">")
        html.literal(
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\">")
        html.literal("<link rel=\"icon\" href=\"data:,\">")
        html.add("title", words: "Handoff report: \(name)")
        html.literal("<style>")
        html.literal(EmbeddedPage.style)
        html.literal("</style></head><body>")
        html.literal("<a class=\"skip\" href=\"#fix\">Skip to what to fix first</a>")
        header(&html)
        html.add("main", .id("main")) { html in
            html.add("div", .class("first")) { html in
                fixFirst(&html)
                waitingNow(&html)
                howItGoes(&html)
                map(&html)
                trust(&html)
            }
            holds(&html)
            scripted(&html)
            changes(&html)
            reviews(&html)
            allBriefs(&html)
            notes(&html)
        }
        footer(&html)
        html.literal(
            "<dialog id=\"panel\" aria-labelledby=\"panel-title\"><div class=\"panel-head\"><h2 id=\"panel-title\" tabindex=\"-1\"></h2><button type=\"button\" id=\"panel-close\">Close</button></div><div id=\"panel-body\"></div></dialog>"
        )
        html.literal("<p id=\"said\" class=\"unseen\" role=\"status\" aria-live=\"polite\"></p>")
        html.addData(id: "data", PageData.json(page, briefs))
        html.literal("<script>")
        html.literal(EmbeddedPage.script)
        html.literal("</script></body></html>\n")
        return html.text
    }

    /// Nothing is loaded, sent or run but this very style and script.
    static var policy: String {
        "default-src 'none'; script-src '\(source(EmbeddedPage.script))'; style-src '\(source(EmbeddedPage.style))'; img-src data:; base-uri 'none'; form-action 'none'"
    }

    private static func source(_ text: StaticString) -> String {
        "sha256-" + Data(text.withUTF8Buffer { Digest(of: Array($0)) }.bytes).base64EncodedString()
    }

    private var name: String { page.rework.repositories.map(\.repository).joined(separator: ", ") }

    // MARK: top and bottom

    private func header(_ html: inout HTML) {
        html.add("header", .class("top")) { html in
            html.add("h1") { html in
                html.words("Handoff report")
                if !name.isEmpty { html.add("span", .class("name"), words: name) }
            }
            html.add("p", .class("about"), words: about)
            html.literal("<nav aria-label=\"Sections\" class=\"sections\">")
            for (id, title) in [
                ("fix", "Fix first"), ("waiting", "Waiting now"), ("how", "How it goes"), ("map", "Map"), ("holds", "On hold"),
                ("signals", "Signals"), ("causes", "Causes"), ("changes", "What to change"), ("briefs", "Briefs"),
            ] {
                html.add("a", .fragment(id), words: title)
            }
            html.literal(
                "</nav><details id=\"filter-box\" class=\"filter-box\" hidden><summary>Filter this page</summary><form id=\"filters\" class=\"filters\"></form></details>"
            )
        }
    }

    private var about: String {
        if page.rework.repositories.isEmpty { return "The briefs as they are on \(page.today.text)." }
        return "\(story.heading.withFullStop) What is on hold is told by the files of \(page.today.text)."
    }

    private func footer(_ html: inout HTML) {
        html.add("footer") { html in
            html.add("p", words: "Made by handoff \(page.rework.version). This file holds everything it shows; it loads and sends nothing.")
            html.add(
                "p",
                words: "Handoffs are compared, people never."
            )
        }
    }

    /// An explanation where there is nothing to show.
    func empty(_ words: String, _ html: inout HTML) { html.add("p", .class("empty"), words: words) }

    func section(_ id: StaticString, _ title: String, class names: String = "card", _ html: inout HTML, content: (inout HTML) -> Void) {
        html.add(
            "section", .id(id.description), .class(names), .own("aria-labelledby", "\(id)-title"), .own("tabindex", "-1")
        ) { html in
            html.add("h2", .id("\(id)-title"), words: title)
            content(&html)
        }
    }

    /// A number that opens the list of briefs behind it.
    func number(_ words: String, _ fragment: String, _ html: inout HTML) {
        html.add("a", .class("number"), .fragment(fragment), words: words)
    }
}
