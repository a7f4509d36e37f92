import Foundation
import GitFixture
import Testing

/// `card`: what a partner without git gets to see.
@Suite struct CardTests {
    static let brief = """
        ---
        status: ready
        goal: Ten demos
        ---
        # Launch **now**

        - **Owner:** Dana
        - **Offer:** see [the plan](https://drive.acme.example/plan) or [this](javascript:alert(1)), `code` & more

        ## Acceptance criteria
        - [x] The plan is read
        - [ ] The price is *known*
          - [ ] in euros

        ## Questions
        - [ ] Which offer? @dana
        - [x] Which day?

        ## Log
        - 2026-11-02 returned
        """

    static func card(_ arguments: [String], in folder: URL, environment: [String: String] = [:], code: Int32 = 0) throws -> String {
        let result = try Program.run(["card", "--today", Program.today] + arguments, in: folder, environment: environment)
        Program.expectForTerminals(result)
        #expect(result.code == code, "\(result.output)\(result.error)")
        return code == 0 ? result.output : result.error
    }

    static func team(_ files: [String: String] = [:]) throws -> Scratch {
        let contract = Kickoff.contract + "  owner: {scope: brief}\n  offer: {}\n  acceptance-criteria: {}\n"
        return try Scratch(["handoff.yml": Kickoff.config, "kickoff.yml": contract, "briefs/a.md": brief].merging(files) { $1 })
    }

    @Test func everythingIsThereInTheWordsOfTheBrief() throws {
        let team = try Self.team()
        let text = try Self.card(["briefs/a.md"], in: team.url)
        for line in [
            "# Launch now\n", "- **Goal:** Ten demos", "  - [x] The plan is read", "  - [ ] The price is known",
            "    - [ ] in euros",
            "the plan (<https://drive.acme.example/plan>) or this (javascript:alert(1)), code &#38; more",
            "- Which offer? – asked of dana", "Taken from briefs/a.md on \(Program.today).",
        ] { #expect(text.contains(line), "\(line) in \(text)") }
        #expect(!text.contains("Which day?") && !text.contains("returned"))
    }

    @Test func whatIsMissingNamesTheQuestion() throws {
        let team = try Self.team(["briefs/a.md": Kickoff.empty])
        let text = try Self.card(["briefs/a.md"], in: team.url)
        #expect(text.contains("**1 thing is not given yet**; marked below."))
        #expect(text.contains("- **Goal:** **not given yet** – Delivery will ask: what is it for?"), "\(text)")
        let page = try Self.card(["briefs/a.md", "--format", "html"], in: team.url)
        #expect(page.contains("<strong>not given yet</strong>") && page.contains("Delivery will ask: what is it for?"))
    }

    @Test func whatDoesForAnotherNameIsShownOnce() throws {
        let brief =
            "---\nhandoff: vendor-to-internal\nsender: Odile Kramer\n---\n# Film\n\n## Deliverables\n| Item | Format |\n| --- | --- |\n| Film | H.264 |\n"
        let team = try Scratch(["a.md": brief])
        let text = try Self.card(["a.md"], in: team.url)
        #expect(text.contains("- **Required input:** see Deliverables\n"), "\(text)")
        #expect(text.contains("- **Owner:** Odile Kramer\n"), "\(text)")
        #expect(text.ranges(of: "Film · H.264").count == 1, "\(text)")
    }

    @Test func sinceWhenIsSaidWhereHistoryTells() throws {
        let team = try GitTeam.make(["briefs/a.md": Self.brief.replacing("- [ ] Which offer? @dana\n", with: "")])
        try team.commit("asked", files: ["briefs/a.md": Self.brief])
        let day = try team.git("log", "-1", "--format=%cd", "--date=format:%Y-%m-%d")
        let text = try Self.card(["briefs/a.md"], in: team.url, environment: team.environment)
        #expect(text.contains("- Which offer? – asked of dana, since \(day)"), "\(text)")
        // In another folder of the repository it is the same brief.
        #expect(try Self.card(["a.md"], in: team.url.appending(path: "briefs"), environment: team.environment) == text)
    }

    @Test func severalHandoffsAreSeveralCards() throws {
        let brief = "---\nhandoff: [crm, website]\nstatus.crm: ready\nstatus.website: draft\n---\n# Both\n\n## Offer\nA seat\n"
        let team = try Scratch(["a.md": brief])
        let text = try Self.card(["a.md"], in: team.url)
        #expect(text.ranges(of: "# Both").count == 2 && text.contains("\n---\n"))
        #expect(try Self.card(["a.md", "--format", "html"], in: team.url).ranges(of: "<article").count == 2)
        let one = try Self.card(["a.md", "--handoff", "website"], in: team.url)
        #expect(one.ranges(of: "# Both").count == 1 && one.contains("status: draft"))
        #expect(try Self.card(["a.md", "--handoff", "sales"], in: team.url, code: 2).contains("It carries: crm, website."))
    }

    @Test func whereItGoes() throws {
        let team = try Self.team()
        func text(_ name: String) throws -> String { try String(contentsOf: team.url.appending(path: name), encoding: .utf8) }
        #expect(try Self.card(["briefs/a.md", "--output", "a.html"], in: team.url) == "")
        #expect(try text("a.html") == Self.card(["briefs/a.md", "--format", "html"], in: team.url))
        _ = try Self.card(["briefs/a.md", "--format", "markdown=b.md", "--format", "html=b.html"], in: team.url)
        #expect(try text("b.md") == Self.card(["briefs/a.md"], in: team.url))
        #expect(try text("b.html") == text("a.html"))
        _ = try Self.card(["briefs/a.md", "--output", "c", "--format", "html=d"], in: team.url, code: 2)
        _ = try Self.card(["briefs/a.md", "--output", "none/c.html"], in: team.url, code: 2)
        #expect(try Self.card(["briefs"], in: team.url, code: 2).contains("is a folder"))
        #expect(try Self.card(["kickoff.yml"], in: team.url, code: 2).contains("is no brief"))
        try team.link("briefs/out.md", to: "/etc/passwd")
        #expect(try Self.card(["briefs/out.md"], in: team.url, code: 2).contains("leads out"))
    }
}

/// The cards that were looked at and kept: fixtures/reports.
@Suite struct CardSnapshotTests {
    @Test(
        arguments: [
            ("briefs/analytics/spring-webinar.md", "markdown", "card.txt"), ("briefs/launches/route-api.md", "html", "card.html"),
            ("briefs/sales/trade-fair-leads.md", "html", "card-with-gaps.html"),
        ])
    func isAsKept(_ brief: String, _ format: String, _ file: String) throws {
        let team = try SnapshotTests.team()
        let result = try Program.run(
            ["card", brief, "--today", "2026-12-01", "--format", format], in: team.url.appending(path: "marketing"))
        #expect(result.code == 0, "\(result.error)")
        let kept = try? String(contentsOf: SnapshotTests.folder.appending(path: file), encoding: .utf8)
        if result.output != kept, ProcessInfo.processInfo.environment["HANDOFF_RECORD"] != nil {
            try result.outputBytes.write(to: SnapshotTests.folder.appending(path: file))
        }
        #expect(
            result.output == kept,
            "fixtures/reports/\(file) is stale: HANDOFF_RECORD=1 swift test --filter SnapshotTests writes it anew; read the difference.")
    }
}
