import Foundation
import GitFixture
import Testing

/// A pull request of one brief, and the events that GitHub delivers about it.
private struct Request {
    static let config = """
        briefs:
          - files: "briefs/**/*.md"
            handoff: kickoff
        contracts: [kickoff.yml]
        people: people.yml

        """

    static let people = """
        people:
          - {name: Dana Okafor, handle: dana, role: Campaign manager}
          - {name: Mira Kowalska, handle: mira, role: Web analyst}
          - {name: Sam Carter, handle: sam, role: Sales development lead}
        teams:
          - {name: Delivery, handle: delivery, members: [mira]}

        """

    static let contract = """
        handoff: kickoff
        title: Kick-off
        from: Sales
        to: Delivery
        context:
          status: {scope: brief}
          owner: {title: Owner, labels: [owner]}
          accepted-by: {title: Accepted by, labels: [accepted by]}
          offer: {title: Offer, labels: [offer], required: true, question: Which one?, paste: "Offer: [offer]"}

        """

    static let brief = "---\nstatus: ready\nowner: Dana Okafor\n---\n# Spring\n\nOffer: a free seat\n"

    let team: TestRepository
    let base: String

    init(briefs: [String: String] = ["briefs/spring.md": brief], base more: [String: String] = [:], head: [String: String] = [:]) throws {
        team = try TestRepository()
        base = try team.commit(
            "rules", files: ["handoff.yml": Self.config, "people.yml": Self.people, "kickoff.yml": Self.contract].merging(more) { $1 })
        try team.commit("briefs", files: briefs.merging(head) { $1 })
    }

    var head: String { get throws { try team.git("rev-parse", "HEAD") } }

    /// - Parameter event: a file of fixtures/events, without its ending.
    func deliver(_ event: String, _ more: String..., replacing: (String, String)? = nil, at location: SourceLocation = #_sourceLocation)
        throws -> (
            log: String, comment: String
        )
    {
        let name =
            event.hasPrefix("review-") ? "pull_request_review" : event.hasPrefix("line-") ? "pull_request_review_comment" : "issue_comment"
        let fixtures = Program.root.appending(path: "fixtures/events")
        var json = try String(contentsOf: fixtures.appending(path: "\(event).json"), encoding: .utf8)
        json = json.replacingOccurrences(of: "HEAD_SHA_HEAD_SHA_HEAD_SHA_HEAD_SHA_HEAD", with: try head)
        if let (old, new) = replacing {
            #expect(json.contains(old), sourceLocation: location)
            json = json.replacingOccurrences(of: old, with: new)
        }
        let file = team.folder.appending(path: "event.json")
        try Data(json.utf8).write(to: file)
        let comment = team.folder.appending(path: "comment.md")
        let pull = name == "issue_comment" ? ["--pull", fixtures.appending(path: "pull.json").path] : []
        let result = try Program.run(
            [
                "review", "--event", file.path, "--event-name", name, "--base", base, "--format", "text", "--format",
                "markdown=\(comment.path)",
            ]
                + (more.isEmpty ? ["--commit"] : more.filter { !$0.isEmpty }) + pull, in: team.url, environment: team.environment,
            at: location)
        Program.expectForTerminals(result, at: location)
        #expect(result.code == 0, "\(result.error)", sourceLocation: location)
        return (result.output, try String(contentsOf: comment, encoding: .utf8))
    }

    func text(_ path: String = "briefs/spring.md") throws -> String {
        try String(contentsOf: team.url.appending(path: path), encoding: .utf8)
    }
}

@Suite struct ReviewTests {
    @Test(
        "What is said becomes the act, in a commit of the reviewer's",
        arguments: [
            (
                "review-changes-requested", "status: returned", "returned (Two offers are named.)", "Return briefs/spring.md",
                "Mira Kowalska"
            ),
            (
                "review-changes-requested-command", "status: returned", "returned, missing Offer (which one?)", "Missing: Offer",
                "Mira Kowalska"
            ),
            ("review-changes-requested-without-text", "status: returned", " returned\n", "Return briefs/spring.md", "Mira Kowalska"),
            ("review-approved", "status: accepted", "Mira Kowalska", "Accepted-by: Mira Kowalska", "Mira Kowalska"),
            ("comment-accept", "status: accepted", "Mira Kowalska", "Accepted-by: Mira Kowalska", "Mira Kowalska"),
            ("comment-return", "status: returned", "returned, missing Offer (which one?)", "Missing: Offer", "Mira Kowalska"),
            ("comment-ask", "status: needs info", "- [ ] Which offer? @dana", "Ask about briefs/spring.md", "Sam Carter"),
            ("line-comment-return", "status: returned", "returned, missing Offer (which one?)", "Missing: Offer", "Mira Kowalska"),
            ("review-hostile-branch", "status: returned", "returned (Which offer?)", "Return briefs/spring.md", "Mira Kowalska"),
        ])
    func acts(_ event: String, _ status: String, _ text: String, _ message: String, _ author: String) throws {
        let request = try Request()
        let (before, commits) = (try request.head, try request.team.git("rev-list", "--count", "HEAD"))
        let said = try request.deliver(event)
        let brief = try request.text()
        #expect(brief.contains(status), "\(said.log)\(brief)")
        #expect(brief.contains(text), "\(brief)")
        #expect(try request.team.git("rev-parse", "HEAD^") == before)
        let log = try request.team.git("log", "-1", "--format=%an <%ae>%n%B")
        #expect(log.hasPrefix(author) && log.contains("@users.noreply.github.com>"), "\(log)")
        #expect(log.contains(message))
        #expect(log.contains("\nReview-event: "))
        #expect(try request.team.git("status", "--porcelain").isEmpty)
        #expect(said.comment.hasPrefix("<!-- handoff: "))
        #expect(said.comment.contains("- `briefs/spring.md`: "))

        // Delivered again, after the author has answered: nothing happens twice.
        try request.team.commit("answered", files: ["briefs/spring.md": Request.brief])
        let again = try request.deliver(event)
        #expect(again.log == "Nothing to do: This was done when it was delivered the first time.\n")
        #expect(again.comment.isEmpty)
        #expect(try request.text() == Request.brief)
        #expect(try request.team.git("rev-list", "--count", "HEAD") == "\(Int(commits)! + 2)")
    }

    @Test(
        "Nothing happens, and the log says why",
        arguments: [
            ("review-approved-by-owner", "dana as a receiver", false), ("review-approved-by-colleague", "sam as a receiver", false),
            ("review-approved-by-stranger", "mira-k neither works on", false),
            ("review-approved-by-namesake", "Mira neither works on", false),
            ("review-approved-by-bot", "is a bot", false), ("review-approved-closed", "closed", false),
            ("review-commented", "begins with /accept", false), ("review-edited", "just submitted", false),
            ("review-dismissed", "just submitted", false), ("comment-accept-by-author", "dana as a receiver", true),
            ("comment-accept-by-stranger", "eve neither works on", false), ("comment-accept-by-bot", "is a bot", false),
            ("comment-in-code", "begins with /accept", false), ("comment-in-quote", "begins with /accept", false),
            ("comment-edited", "no new comment", false), ("comment-deleted", "no new comment", false),
            ("comment-on-issue", "on an issue", false), ("comment-plain", "begins with /accept", false),
            ("comment-return-unknown", "Did you mean “offer”?", true),
            ("review-approved-fork", "fork, where nothing can be committed", true),
        ])
    func nothing(_ event: String, _ why: String, _ isTold: Bool) throws {
        let request = try Request()
        let before = try request.head
        let said = try request.deliver(event)
        #expect(said.log.contains(why), "\(said.log)")
        #expect(said.comment.isEmpty != isTold, "\(said.comment)")
        #expect(try request.text() == Request.brief)
        #expect(try request.head == before)
    }

    @Test func whoOwnsOrOpenedAcceptsNothing() throws {
        let people = Request.people.replacingOccurrences(of: "members: [mira]", with: "members: [mira, dana, sam]")
        let owned = try Request(base: ["people.yml": people])
        #expect(try owned.deliver("comment-accept-by-author").log.contains("dana opened this pull request"))
        #expect(try owned.deliver("review-approved-by-owner").log.contains("dana owns this brief"))
        #expect(try owned.text() == Request.brief)
    }

    @Test func aPullRequestEntitlesNobody() throws {
        let people = Request.people.replacingOccurrences(of: "members: [mira]", with: "members: [mira, sam]")
        let request = try Request(head: ["people.yml": people, "CODEOWNERS": "* @sam @eve\n", ".github/CODEOWNERS": "* @sam @eve\n"])
        #expect(try request.deliver("review-approved-by-colleague").log.contains("names sam as a receiver"))
        #expect(try request.deliver("comment-accept-by-stranger").log.contains("eve neither works on"))
        #expect(try request.text() == Request.brief)
    }

    @Test func codeownersNamesReceivers() throws {
        let named = try Request(base: [".github/CODEOWNERS": "*.md @nobody\n/briefs/ @Sam @acme/delivery\n"])
        #expect(try named.deliver("review-approved-by-colleague").log == "briefs/spring.md: accepted by Sam Carter\n")
        let team = try Request(base: ["CODEOWNERS": "/briefs/ @acme/analytics\n"])
        #expect(try team.deliver("review-approved-by-colleague").log.contains("who is in @acme/analytics can't be seen from here"))
        // Nobody but GitHub's own account of that name is meant, so that it needs no other proof.
        let outside = try Request(base: ["CODEOWNERS": "/briefs/ @mira-k\n"])
        #expect(try outside.deliver("review-approved-by-stranger").log == "briefs/spring.md: accepted by @mira-k\n")
        #expect(try outside.text().contains("@mira-k"))
    }

    @Test func whatChangedAfterItWasSeen() throws {
        let request = try Request()
        let seen = try request.head
        try request.team.commit("later", files: ["notes.md": "x\n"])
        let now = try request.head
        try request.team.commit("later", files: ["briefs/spring.md": Request.brief + "\nMore.\n"])
        let changed = try request.deliver("review-approved", replacing: (try request.head, seen))
        #expect(changed.log.contains("it changed after the review"))
        #expect(
            try request.deliver("comment-accept", replacing: ("2027-01-02T09:30:00Z", "2027-01-01T00:02:00Z")).log.contains(
                "after the comment"))
        #expect(
            try request.deliver("review-approved", replacing: (try request.head, String(repeating: "0", count: 40))).log.contains(
                "it changed"))
        try request.team.git("reset", "-q", "--hard", now)
        #expect(try request.deliver("review-approved", replacing: (now, seen)).log.contains("accepted by Mira"))
    }

    @Test func severalBriefs() throws {
        let briefs = ["briefs/a.md": Request.brief, "briefs/b.md": Request.brief]
        let request = try Request(briefs: briefs)
        for (event, verb) in [("comment-accept", "/accept"), ("comment-return", "/return"), ("review-changes-requested", "/return")] {
            let said = try request.deliver(event)
            #expect(said.log.hasPrefix("Which one?") && said.log.contains("“\(verb)” with the path of one: briefs/a.md, briefs/b.md"))
            #expect(said.comment.contains("Which one?"))
        }
        #expect(
            try request.deliver("comment-accept", replacing: ("\"/accept\"", "\"/accept c.md\"")).log.contains("changes no brief “c.md”"))
        #expect(try request.text("briefs/a.md") == Request.brief)
        #expect(
            try request.deliver("comment-accept", replacing: ("\"/accept\"", "\"/accept b.md\"")).log.hasPrefix("briefs/b.md: accepted"))
        #expect(try request.text("briefs/a.md") == Request.brief)
        // An approval is of everything that the person receives.
        let both = try Request(briefs: briefs)
        #expect(try both.deliver("review-approved").log.split(separator: "\n").count == 2)
        let none = try Request(briefs: ["notes.md": "x\n"])
        #expect(try none.deliver("review-approved").log.contains("changes no brief"))
    }

    @Test func severalLinesOfAReturnAreOne() throws {
        let request = try Request()
        let said = try request.deliver(
            "comment-accept", replacing: ("\"/accept\"", "\"/return offer: which?\\n/return owner, offer: who?\""))
        #expect(said.log == "briefs/spring.md: returned, missing Offer, Owner\n")
        #expect(try request.text().contains("returned, missing Offer, Owner (which?; who?)"))
    }

    @Test func withoutCommitItIsOnlySaid() throws {
        let request = try Request()
        let said = try request.deliver("comment-return", "")
        #expect(said.log.contains("to be recorded, returned, missing Offer — handoff return briefs/spring.md --missing Offer --commit"))
        #expect(said.comment.contains("`handoff return briefs/spring.md --missing Offer --commit`"))
        #expect(try request.text() == Request.brief)
    }

    @Test(
        "Hostile words stay words",
        arguments: ["shell", "commands", "terminal", "html", "front-matter", "mentions", "long", "emoji"])
    func hostile(_ name: String) throws {
        let request = try Request()
        let said = try request.deliver("hostile-\(name)")
        #expect(said.log == "briefs/spring.md: returned, missing Offer\n")
        let brief = try request.text()
        let lines = brief.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(brief.hasPrefix("---\nstatus: returned\nowner: Dana Okafor\n---\n# Spring\n\nOffer: a free seat\n"), "\(brief)")
        #expect(lines.last { !$0.isEmpty }?.contains("returned, missing Offer (") == true)
        #expect(brief.utf8.count < 2000)
        #expect(
            !brief.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || (0x202A...0x202E).contains($0.value) || $0 == "\u{200B}" })
        for forbidden in ["<script", "<!--", "-->", "@everyone", "`touch", "https://evil.example", "[x]("] {
            #expect(!brief.contains(forbidden) && !said.comment.dropFirst(40).contains(forbidden), "\(forbidden): \(brief)")
        }
        #expect(!FileManager.default.fileExists(atPath: request.team.url.appending(path: "injected").path))
        let log = try request.team.git("log", "-1", "--format=%B")
        #expect(log.contains("\nReview-event: comment \(492_700_500 + name.utf8.count)\n") && !log.contains("set-output"), "\(log)")
        let lint = try request.team.lint("--rev", "HEAD")
        #expect(lint.code == 0, "a brief sent back holds nothing up: \(lint.text)")
    }

    @Test func aLinkIsLeftAlone() throws {
        let request = try Request(briefs: ["real.md": Request.brief])
        try request.team.link("briefs/spring.md", to: "../real.md")
        try request.team.commit("link")
        #expect(try request.deliver("review-approved").log.contains("This file is a link"))
        #expect(try request.text("real.md") == Request.brief)
    }
}
