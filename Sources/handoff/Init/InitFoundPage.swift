/// What `init` says of the files that are there.
struct InitFoundPage {
    private let survey: InitSurvey
    private let titles: [String: String]
    private var lines: [String] = []

    /// - Parameters:
    ///   - counts: in the order in which they are told.
    ///   - titles: of handoffs, by id.
    init(_ survey: InitSurvey, _ counts: [InitSurvey.Count], titles: [String: String]) {
        (self.survey, self.titles) = (survey, titles)
        lines = [head]
        if !survey.found.isEmpty { lines.append("") }
        for count in counts where count.total > 0 { add(count) }
        let unknown = survey.found.filter { $0.handoffs.isEmpty }.map(\.path)
        if !unknown.isEmpty {
            lines.append(
                "  \(number(unknown.count, "brief")) of a handoff that nobody knows, or that can't be read: \(InitPage.named(unknown))")
        }
        if survey.unread > 0 {
            lines.append("\(number(survey.unread, "more Markdown file")) \(survey.unread == 1 ? "was" : "were") not looked into.")
        }
    }

    var text: String { InitPage.text(lines + [""]) }

    private var head: String {
        let alike = survey.found.count { !$0.isDeclared }
        let declared = survey.found.count - alike
        let others = survey.others.count
        if survey.found.isEmpty {
            return others == 0
                ? "There are no briefs here yet." : "\(number(others, "Markdown file")) here; none says or looks like a handoff."
        }
        let rest = others == 0 ? "" : " (beside \(number(others, "other Markdown file")))"
        if alike == 0 { return "\(number(declared, "brief")) here\(rest):" }
        let look = alike == 1 ? "looks" : "look"
        if declared == 0 { return "\(number(alike, "file")) here \(look) like a brief\(rest):" }
        return "\(number(declared, "brief")) here, and \(number(alike, "file")) that \(look) like one\(rest):"
    }

    private mutating func add(_ count: InitSurvey.Count) {
        let (declared, alike) = (count.declared, count.alike)
        lines.append("  \(titles[count.handoff] ?? count.handoff)  (\(count.handoff))")
        if !declared.isEmpty {
            lines.append("    \(number(declared.count, "brief")) \(declared.count == 1 ? "says" : "say") so: \(InitPage.named(declared))")
        }
        if !alike.isEmpty {
            lines.append("    \(number(alike.count, "file")) \(alike.count == 1 ? "looks" : "look") like it: \(InitPage.named(alike))")
        }
        if count.lacking == 0 {
            lines.append("    Nothing is missing in \(count.total == 1 ? "it" : "them").")
        } else {
            let lack = count.lacking == 1 ? "lacks" : "lack"
            lines.append("    \(count.lacking) of \(count.total) \(lack) something the next team would ask for.")
        }
    }

    private func number(_ count: Int, _ noun: String) -> String { InitPage.number(count, noun) }
}
