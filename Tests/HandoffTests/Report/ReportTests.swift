import Foundation
import GitFixture
import Testing

/// `report`: the page and the Monday digest.
@Suite struct ReportTests {
    static let day = ["--today", "2025-06-21"]

    private func kept(_ output: String, _ file: String) {
        let url = SnapshotTests.folder.appending(path: file)
        let kept = try? String(contentsOf: url, encoding: .utf8)
        if output != kept, ProcessInfo.processInfo.environment["HANDOFF_RECORD"] != nil {
            try? output.write(to: url, atomically: true, encoding: .utf8)
        }
        #expect(
            output == kept,
            "fixtures/reports/\(file) is stale: HANDOFF_RECORD=1 swift test --filter ReportTests writes it anew; read the difference.")
    }

    private func page(of team: TestRepository, _ arguments: String...) throws -> String {
        let result = try Program.run(["report", "--format", "html"] + Self.day + arguments, in: team.url, environment: team.environment)
        #expect(result.code == 0, "\(result.error)")
        return result.output
    }

    /// What the page's script reads.
    private func data(_ page: String) throws -> String {
        let start = try #require(page.range(of: "id=\"data\">"))
        let end = try #require(page.range(of: "</script>", range: start.upperBound..<page.endIndex))
        return String(page[start.upperBound..<end.lowerBound])
    }

    // MARK: as it was looked at

    @Test func theDataIsAsKept() throws {
        let team = try ReworkRepository.make("team")
        let data = try data(try page(of: team))
        // A line a brief, so that people can read a difference.
        kept(
            data.replacing("],[\"", with: "],\n[\"").replacing("\"briefs\":[", with: "\n\"briefs\":[\n")
                .replacing(#/((?:"[^"]*"|null),\d+\],)\[/#) { "\($0.1)\n[" }
                + "\n", "report.data.txt")
    }

    @Test func theDigestIsAsKept() throws {
        let team = try ReworkRepository.make("team")
        let result = try Program.run(["report", "--format", "markdown"] + Self.day, in: team.url, environment: team.environment)
        #expect(result.code == 0 && result.error == "")
        kept(result.output, "report.markdown.txt")
    }

    @Test func theFirstScreenSaysWhatReworkSays() throws {
        let team = try ReworkRepository.make("team")
        let text = try page(of: team)
        #expect(text.contains("<strong class=\"handoff\">Marketing to sales</strong>: <a class=\"number\""))
        #expect(text.contains(">2 of 3 briefs</a> came back within 30 days."))
        #expect(text.contains("Change the checklist or who owns it."))
    }

    // MARK: the lines to paste

    @Test func theLinesLoadAndRaiseWhatTheySay() throws {
        let team = try ReworkRepository.make("team")
        let json = try JSONSerialization.jsonObject(with: Data(try data(try page(of: team)).utf8)) as? [String: Any]
        let lines = try #require(json?["lines"] as? [[Any]])
        #expect(lines.count == 2)
        let config = team.url.appending(path: "handoff.yml")
        try (String(contentsOf: config, encoding: .utf8) + "contracts: [\"handoffs/*.yml\"]\n").write(
            to: config, atomically: true, encoding: .utf8)
        for line in lines {
            let (file, text) = (try #require(line[2] as? String), try #require(line[4] as? String))
            let url = team.url.appending(path: file)
            try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(to: url, atomically: true, encoding: .utf8)
        }
        let checked = try Program.run(["contracts", "validate"], in: team.url)
        #expect(checked.code == 0, "\(checked.output)\(checked.error)")
        let explained = try Program.run(["explain", "campaign-to-analytics/conversion-events"], in: team.url)
        #expect(explained.output.contains("Work came back for it in 3 briefs of 3 projects"))
    }

    @Test func aQuestionAskedInTwoProjectsBecomesAContext() throws {
        let brief = { (project: String, status: String, box: String) in
            ReworkRepository.brief(status, "Sixty demos", "project: \(project)\n")
                + "\n## Questions\n- [\(box)] \"Who\" signs: the budget #off? @dana\n"
        }
        var commits = [ReworkRepository.Commit(["handoff.yml": Kickoff.config, "kickoff.yml": Kickoff.contract])]
        for project in ["one", "two"] {
            for (status, box) in [("ready", "x"), ("question", " "), ("ready", "x")] {
                let text =
                    status == "ready" && box == "x" && commits.last.map { $0.files.keys.contains("briefs/\(project)/a.md") } != true
                    ? ReworkRepository.brief(status, "Sixty demos", "project: \(project)\n") : brief(project, status, box)
                commits.append(ReworkRepository.Commit(["briefs/\(project)/a.md": text]))
            }
        }
        let team = try ReworkRepository.make(commits)
        let json = try JSONSerialization.jsonObject(with: Data(try data(try page(of: team)).utf8)) as? [String: Any]
        let line = try #require((json?["lines"] as? [[Any]])?.first)
        let text = try #require(line[4] as? String)
        #expect(line[2] as? String == "kickoff.yml")
        #expect(text.hasPrefix("context:\n  who-signs-the-budget-off:\n"))
        let contract = "handoff: other\nextends: kickoff\n" + text
        try contract.write(to: team.url.appending(path: "other.yml"), atomically: true, encoding: .utf8)
        try Kickoff.config.replacing("[kickoff.yml]", with: "[kickoff.yml, other.yml]").write(
            to: team.url.appending(path: "handoff.yml"), atomically: true, encoding: .utf8)
        let checked = try Program.run(["contracts", "validate"], in: team.url)
        #expect(checked.code == 0, "\(checked.output)\(checked.error)\n\(text)")
    }

    // MARK: nothing yet

    @Test func withoutARepositoryThePageExplains() throws {
        let folder = try Scratch(["briefs/a.md": "---\nhandoff: strategy-to-execution\nstatus: draft\n---\n# A\n"])
        let result = try Program.run(
            ["report"], in: folder.url, environment: ["GIT_CEILING_DIRECTORIES": folder.url.deletingLastPathComponent().path])
        #expect(result.code == 0, "\(result.error)")
        let page = try String(contentsOf: folder.url.appending(path: "handoff-report.html"), encoding: .utf8)
        #expect(page.contains("No history yet: this folder is in no git repository."))
        #expect(page.contains("Nothing is on hold, nothing is overdue, and no question is open."))
    }

    @Test func withoutCommitsOrBriefsOrHandOffsThePageExplains() throws {
        let empty = try TestRepository(name: "empty")
        #expect(try page(of: empty).contains("No history yet: this repository has no commits."))
        #expect(try page(of: empty).contains("No briefs yet. Looked for Markdown files"))
        let drafts = try ReworkRepository.make([
            .init(["handoff.yml": Kickoff.config, "kickoff.yml": Kickoff.contract]),
            .init(["briefs/a.md": ReworkRepository.brief("draft")]),
        ])
        #expect(try page(of: drafts).contains("No history yet: no brief has been handed off"))
        let one = try ReworkRepository.make([
            .init(["handoff.yml": Kickoff.config, "kickoff.yml": Kickoff.contract]),
            .init(["briefs/a.md": ReworkRepository.brief("ready")]),
        ])
        #expect(try page(of: one).contains("Too early to say: the one hand-off is younger than 30 days."))
    }

    // MARK: the file

    @Test func onlyAnEarlierReportIsWrittenOver() throws {
        let team = try ReworkRepository.make("team")
        let file = team.url.appending(path: "page.html")
        func write() throws -> Program.Result {
            try Program.run(["report", "--output", "page.html"] + Self.day, in: team.url, environment: team.environment)
        }
        try "mine".write(to: file, atomically: true, encoding: .utf8)
        let refused = try write()
        #expect(refused.code == 2)
        #expect(refused.error.contains("page.html: this file is no report of handoff, so it is not written over."))
        #expect(try String(contentsOf: file, encoding: .utf8) == "mine")
        try FileManager.default.removeItem(at: file)
        let first = try write()
        #expect(first.code == 0 && first.output.hasPrefix("The report is in /") && first.output.hasSuffix("/page.html\n"))
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(try write().code == 0)
        #expect(try String(contentsOf: file, encoding: .utf8) == text, "the same history gives the same page")
    }

    @Test(arguments: [
        (["--output", "a.html", "--format", "html"], "leave out one of them"), (["--format", "pdf"], "It can be: html, markdown."),
        (["--since", "2026-02-01", "--until", "2026-01-01"], "is after --until"), (["--window", "0"], "at least 1"),
        (["--open", "--format", "markdown"], "--open opens a page in a file"), (["--output", "."], "this is no file"),
    ])
    func mistakesAreSaid(_ arguments: [String], _ words: String) throws {
        let team = try ReworkRepository.make([.init(["handoff.yml": Kickoff.config, "kickoff.yml": Kickoff.contract])])
        let result = try Program.run(["report"] + arguments, in: team.url, environment: team.environment)
        #expect(result.code == 2)
        #expect(result.error.contains(words), "\(result.error)")
    }

    // MARK: strangers' words

    @Test func hostileBriefsAreOnlyText() throws {
        let team = try HostileHistory.make()
        let text = try page(of: team)
        let markup = text.components(separatedBy: "<script").count
        #expect(markup == 3, "the data and the program's own script, no other")
        let digest = try Program.run(["report", "--format", "markdown"], in: team.url, environment: team.environment)
        #expect(digest.code == 0)
        Program.expectForTerminals(digest)
    }
}
