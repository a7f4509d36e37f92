internal import PullRequest
internal import Report

/// What was done for a review or a comment, and what was not and why.
struct ReviewReply {
    struct Line {
        var path: String?
        /// A clause, such as “returned, missing Offer”.
        var text: String
        /// How to do it by hand, where it was not done.
        var command: String?
        /// Whether it belongs into the pull request, not only into the log.
        var isForPeople = true
    }

    private var event: ReviewEvent?
    private var lines: [Line] = []
    private var nothing = ""

    /// Nobody asked for anything that we do.
    init(nothing why: String) { nothing = why }

    init(_ event: ReviewEvent, _ lines: [Line]) { (self.event, self.lines) = (event, lines) }

    /// For the log.
    var text: String {
        if lines.isEmpty { return "Nothing to do: \(nothing.printable)\n" }
        return lines.map { line in
            let command = line.command.map { " — \($0)" } ?? ""
            return ((line.path.map { "\($0): " } ?? "") + line.text + command).printable + "\n"
        }.joined()
    }

    /// For a comment; empty where there is nothing to tell. The first line names the event, so that nobody is told twice.
    var markdown: String {
        let told = lines.filter(\.isForPeople)
        guard let event, !told.isEmpty else { return "" }
        let items = told.map { line in
            let command = line.command.map { ": \(MarkdownEscape.code($0))" } ?? ""
            return "- " + (line.path.map { "\(MarkdownEscape.code($0)): " } ?? "") + MarkdownEscape.text(line.text) + command + "\n"
        }
        return "<!-- handoff: \(event.key) -->\nFor `\(event.person.login)`:\n\n" + items.joined()
    }
}
