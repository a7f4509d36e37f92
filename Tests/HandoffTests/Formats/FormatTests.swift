import Contract
import Foundation
import Report
import Source
import Testing

/// What each format's readers demand.
@Suite struct FormatTests {
    // MARK: GitHub

    @Test func gitHubGetsTenOfEachKindAndANoticeOnTheOthers() throws {
        let findings: [Finding] = [Severity.info, .warning, .error].flatMap { severity in
            (0..<12).map { Made.finding("kickoff/\(severity.rawValue)-\($0)", severity) }
        }
        let text = try FormatName.github.text(Made.report([Made.brief(findings), Made.brief([Made.finding()], path: "briefs/b.md")]))
        let commands = text.split(separator: "\n").compactMap { RunnerCommand(String($0)) }
        #expect(
            commands.map(\.name) == Array(repeating: "error", count: 10) + Array(repeating: "warning", count: 10)
                + Array(repeating: "notice", count: 10))
        #expect(commands.first?.properties["title"] == "kickoff/error-0")
        #expect(
            commands.last?.data
                == "3 more errors and 2 more warnings and 3 more remarks than GitHub shows here: 7 in briefs/a.md, 1 in briefs/b.md. The summary of this run has all of them."
        )
    }

    @Test func gitHubIsToldNothingOfMoreWhereThereIsNone() throws {
        let text = try FormatName.github.text(Made.report([Made.brief((0..<10).map { Made.finding("kickoff/\($0)") })]))
        #expect(text.split(separator: "\n").count == 10)
        #expect(!text.contains("::notice"))
        #expect(try FormatName.github.text(Made.report([])) == "")
    }

    @Test func gitHubGetsColumnsWithinOneLineOnly() throws {
        func properties(_ place: Place) throws -> [String: String] {
            let text = try FormatName.github.text(Made.report([Made.brief([Made.finding(place: place)])]))
            return try #require(RunnerCommand(text)).properties
        }
        let one = try properties(Place(line: 3, column: 2, endLine: 3, endColumn: 9))
        #expect(one == ["file": "briefs/a.md", "line": "3", "endLine": "3", "col": "2", "endColumn": "9", "title": "kickoff/goal"])
        let several = try properties(Place(line: 3, column: 2, endLine: 5, endColumn: 1))
        #expect(several == ["file": "briefs/a.md", "line": "3", "endLine": "5", "title": "kickoff/goal"])
    }

    @Test("what is allowed or known is no annotation, no issue and no failure", arguments: [Finding.State.allowed, .baselined])
    func settled(_ state: Finding.State) throws {
        let report = Made.report([Made.brief([Made.finding(state: state)], verdict: .ready)])
        #expect(try FormatName.github.text(report) == "")
        #expect(try JSONValue(FormatName.gitlab.text(report)).items == [])
        #expect(try JSONValue(FormatName.rdjson.text(report))["diagnostics"]?.items == [])
        #expect(try !FormatName.junit.text(report).contains("<failure"))
        #expect(try !FormatName.markdown.text(report).contains("| Brief |"))
    }

    @Test func theStepSummaryIsAddedToForTheFormatGitHubOnly() throws {
        let team = try Kickoff.team(["briefs/a.md": Kickoff.empty, "summary.md": "Before\n"])
        let environment = ["GITHUB_STEP_SUMMARY": team.url.appending(path: "summary.md").path]
        func summary() throws -> String { try String(contentsOf: team.url.appending(path: "summary.md"), encoding: .utf8) }
        _ = try Program.run(["lint", "--format", "sarif"], in: team.url, environment: environment)
        #expect(try summary() == "Before\n")
        let result = try Program.run(["lint", "--format", "github=out.txt"], in: team.url, environment: environment)
        #expect(result.code == 1)
        #expect(try summary().hasPrefix("Before\n<!-- handoff-lint -->\n"))
        #expect(try summary().contains("| `briefs/a.md`<br>Kick-off | **on hold**: do not start | "))
        let unwritable = try Program.run(
            ["lint", "--format", "github"], in: team.url, environment: ["GITHUB_STEP_SUMMARY": team.url.path])
        #expect(unwritable.code == 2)
        #expect(unwritable.error.contains("the output can't be written: "))
    }

    // MARK: SARIF

    @Test func sarifHasWhatCodeScanningAsksFor() throws {
        let place = Place(line: 3, column: 2, endLine: 4, endColumn: 9)
        let findings = [
            Made.finding(place: place, fingerprint: 0xAB), Made.finding("kickoff/budget", .warning, state: .allowed),
            Made.finding("kickoff/link", .info, state: .baselined),
        ]
        let help = ["kickoff/goal": RuleHelp(title: "Goal", why: String(repeating: "w", count: 3000), text: "page", markdown: "*page*")]
        let report = Made.report([Made.brief(findings, path: "briefs/ä b#1.md")])
        let sarif = try JSONValue(FormatName.sarif.text(report, help: help))
        let run = try #require(sarif["runs"]?[0])
        #expect(sarif["version"] == .text("2.1.0"))
        #expect(run["columnKind"] == .text("unicodeCodePoints"))
        #expect(run["invocations"]?[0]?["executionSuccessful"] == .bool(true))
        #expect(run["tool"]?["driver"]?["semanticVersion"] == .text("1.2.3"))
        let results = run["results"]?.items ?? []
        #expect(results.map { $0["level"]?.text } == ["error", "warning", "note"])
        #expect(results.map { $0["suppressions"]?[0]?["kind"]?.text } == [nil, "inSource", "external"])
        let location = results.first?["locations"]?[0]?["physicalLocation"]
        #expect(location?["artifactLocation"]?["uri"] == .text("briefs/%C3%A4%20b%231.md"))
        #expect(
            location?["region"]
                == .object(["startLine": .number(3), "startColumn": .number(2), "endLine": .number(4), "endColumn": .number(9)]))
        #expect(results.first?["partialFingerprints"]?["primaryLocationLineHash"] == .text("00000000000000ab"))
        let rules = run["tool"]?["driver"]?["rules"]?.items ?? []
        #expect(rules.map { $0["id"]?.text } == ["kickoff/budget", "kickoff/goal", "kickoff/link"])
        for result in results {
            let index = try #require(result["ruleIndex"]?.int)
            #expect(rules[index]["id"] == result["ruleId"])
        }
        #expect(rules[1]["shortDescription"]?["text"] == .text("Goal"))
        #expect(rules[1]["fullDescription"]?["text"]?.text?.count == 1024)
        #expect(rules[1]["help"] == .object(["text": .text("page"), "markdown": .text("*page*")]))
        #expect(rules.allSatisfy { (1...10).contains($0["properties"]?["tags"]?.items.count ?? 0) })
        #expect(rules.map { $0["defaultConfiguration"]?["level"]?.text } == ["warning", "error", "note"])
    }

    @Test func sarifLeavesOutWhatMattersLeastOverItsLimitAndSaysSo() throws {
        let many = (0..<25_001).map { Made.finding("kickoff/w", .warning, fingerprint: UInt64($0)) } + [Made.finding("kickoff/e", .error)]
        let run = try #require(try JSONValue(FormatName.sarif.text(Made.report([Made.brief(many)])))["runs"]?[0])
        let results = run["results"]?.items ?? []
        #expect(results.count == 25_000)
        #expect(results.last?["ruleId"] == .text("kickoff/e"))
        let notification = run["invocations"]?[0]?["toolExecutionNotifications"]?[0]
        #expect(notification?["message"]?["text"]?.text?.hasPrefix("2 more findings than code scanning takes") == true)
    }

    @Test(
        "a uri has nothing but what a uri may have",
        arguments: [
            ("briefs/a.md", "briefs/a.md"), ("a b.md", "a%20b.md"), ("é.md", "%C3%A9.md"), ("c:x.md", "c%3Ax.md"), ("100%.md", "100%25.md"),
            ("a?b#c.md", "a%3Fb%23c.md"), ("[x].md", "%5Bx%5D.md"), ("/else/a.md", "file:///else/a.md"), ("a\nb.md", "a%0Ab.md"),
        ])
    func uri(_ path: String, _ uri: String) throws {
        let sarif = try JSONValue(FormatName.sarif.text(Made.report([Made.brief([Made.finding()], path: path)])))
        let location = sarif["runs"]?[0]?["results"]?[0]?["locations"]?[0]?["physicalLocation"]?["artifactLocation"]
        #expect(location?["uri"] == .text(uri))
    }

    // MARK: the others

    @Test func gitLabFingerprintsAreUniqueAndStable() throws {
        let brief = Made.brief([Made.finding(fingerprint: 7)])
        let copies = ["briefs/b.md", "briefs/c.md"].map { Made.brief([Made.finding(fingerprint: 7)], path: $0) }
        func fingerprints(_ judgements: [Judgement]) throws -> [String] {
            try JSONValue(FormatName.gitlab.text(Made.report(judgements))).items.compactMap { $0["fingerprint"]?.text }
        }
        let all = try fingerprints([brief] + copies)
        #expect(Set(all).count == 3)
        #expect(all.first == "0000000000000007")
        #expect(try fingerprints([brief] + copies) == all)
    }

    @Test func gitLabKnowsTheSeverities() throws {
        let findings = [Severity.error, .warning, .info].map { Made.finding("kickoff/\($0.rawValue)", $0) }
        let brief = Made.brief(findings)
        let remark = RunRemark(.failure, path: nil, message: "It broke.")
        let issues = try JSONValue(FormatName.gitlab.text(Made.report([brief], [remark]))).items
        #expect(issues.map { $0["severity"]?.text } == ["blocker", "major", "minor", "info"])
        for issue in issues {
            #expect(issue["location"]?["lines"]?["begin"] == .number(1))
            #expect(issue["location"]?["path"]?.text?.isEmpty == false)
        }
    }

    @Test(
        "rdjson counts bytes where the JSON counts characters",
        arguments: [
            ("", 0), ("é", 1), ("日本", 4), ("😀", 3), ("e\u{301}", 1),
        ])
    func bytes(_ before: String, _ more: Int) throws {
        let team = try Kickoff.team(["briefs/a.md": "---\ngoal: x\nbudget: {amount: \"1\(before)\", currency: ZZZ}\n---\n"])
        let json = try JSONValue(Program.run(["lint", "--format", "json"], in: team.url).output)
        let rdjson = try JSONValue(Program.run(["lint", "--format", "rdjson"], in: team.url).output)
        let finding = json["briefs"]?[0]?["findings"]?.items.first { $0["rule"]?.text == "kickoff/budget.currency" }
        let range = rdjson["diagnostics"]?.items.first { $0["code"]?["value"]?.text == "kickoff/budget.currency" }?["location"]?["range"]
        let (characters, bytes) = (try #require(finding?["column"]?.int), try #require(range?["start"]?["column"]?.int))
        #expect(bytes - characters == more)
        #expect(range?["end"]?["column"]?.int == bytes + 3)
        #expect(range?["start"]?["line"] == finding?["line"])
    }

    @Test func rdjsonBytesDoNotCountTheMarkAtTheFilesStart() throws {
        let source = SourceText(path: "a.md", text: "\u{FEFF}é: x\nü: y\r\nz")
        let lines = LineTable(source)
        // “é” begins at byte 3, “ü” at 9, “z” after a line end of two bytes at 16.
        #expect(lines.byteColumns(ByteRange(3, 5)) == (1, 3))
        #expect(lines.byteColumns(ByteRange(0, 0)) == (1, 1))
        #expect(lines.byteColumns(ByteRange(9, 11)) == (1, 3))
        #expect(lines.byteColumns(ByteRange(16, 17)) == (1, 2))
    }

    @Test func jUnitHasASuiteForEachHandoffAndACaseForEachBrief() throws {
        var other = Made.brief([], path: "briefs/c.md", verdict: .exempt)
        other.handoff = "review"
        other.title = "Review"
        let report = Made.report([
            Made.brief([Made.finding(), Made.finding("kickoff/budget"), Made.finding("kickoff/link", .warning)]), other,
            Made.brief([], path: "briefs/b.md", verdict: .ready),
        ])
        let text = try FormatName.junit.text(report)
        #expect(text.contains("<testsuites name=\"handoff lint\" tests=\"3\" failures=\"1\" errors=\"0\">"))
        #expect(text.contains("<testsuite name=\"Kick-off\" tests=\"2\" failures=\"1\" errors=\"0\" skipped=\"0\">"))
        #expect(text.contains("<testsuite name=\"Review\" tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"1\">"))
        #expect(text.ranges(of: "<failure type=").count == 2)
        #expect(text.contains("<system-out>warning: briefs/a.md:1:1"))
        #expect(text.contains("<testcase name=\"briefs/b.md\" classname=\"kickoff\" file=\"briefs/b.md\"/>"))
    }

    @Test func aCommentStaysWithinItsLimitAndSaysHowManyBriefsAreLeftOut() throws {
        let briefs = (0..<3000).map { Made.brief([Made.finding()], path: "briefs/\($0).md") }
        let text = try FormatName.markdown.text(Made.report(briefs))
        #expect(text.utf8.count <= 60_000)
        let rows = text.split(separator: "\n").count { $0.hasPrefix("| `") }
        #expect(text.hasSuffix("\n\(3000 - rows) more briefs have findings; “handoff lint” shows all of them.\n"))
        let remarks = (0..<3000).map { RunRemark(.failure, path: "briefs/\($0).md", message: "there is no such file.") }
        #expect(try FormatName.markdown.text(Made.report(briefs, remarks)).utf8.count <= 60_000)
        // The same run says the same.
        #expect(try FormatName.markdown.text(Made.report(briefs)) == text)
    }

    @Test func jsonLinesAreTheBriefsOfTheJSON() throws {
        let team = try Kickoff.team(["briefs/a.md": Kickoff.empty, "briefs/b.md": Kickoff.ready])
        let json = try JSONValue(Program.run(["lint", "--format", "json"], in: team.url).output)
        let lines = try Program.run(["lint", "--format", "jsonl"], in: team.url).output.split(separator: "\n").map {
            try JSONValue(String($0))
        }
        #expect(lines.count == 2)
        #expect(json["briefs"]?.items == lines)
    }

    // MARK: nothing, failures

    @Test("nothing in scope is a valid document without findings", arguments: FormatName.allCases)
    func nothing(_ format: FormatName) throws {
        let scratch = try Scratch(["notes.md": "# Notes\n"])
        let result = try Program.run(["lint", "--format", format.rawValue], in: scratch.url, environment: ["GITHUB_STEP_SUMMARY": ""])
        #expect(result.code == 0)
        #expect(result.error == "")
        switch format {
        case .json, .sarif, .gitlab, .rdjson: #expect((try? JSONValue(result.output)) != nil)
        case .jsonl, .github: #expect(result.output == "")
        case .junit: #expect(result.output.hasSuffix("tests=\"0\" failures=\"0\" errors=\"0\">\n</testsuites>\n"))
        case .markdown: #expect(result.output.hasSuffix("No brief was to be checked.\n"))
        }
    }

    /// What each format says of something that could not be checked.
    static let failing: [(FormatName, String)] = [
        (.sarif, "\"executionSuccessful\":false"), (.github, "::error "), (.gitlab, "\"severity\":\"blocker\""),
        (.junit, "<error type=\"handoff/run\""), (.rdjson, "\"severity\":\"ERROR\""), (.markdown, "**Not checked.** "),
    ]

    @Test("a file that can't be read is said in the report, beside what was judged", arguments: failing)
    func unreadable(_ format: FormatName, _ says: String) throws {
        let team = try Kickoff.team(["briefs/a.md": Kickoff.empty])
        let result = try Program.run(
            ["lint", "--format", format.rawValue, "gone.md", "briefs/a.md"], in: team.url, environment: ["GITHUB_STEP_SUMMARY": ""])
        #expect(result.code == 2)
        #expect(result.error == "handoff: gone.md: there is no such file or folder.\n")
        #expect(result.output.contains(says))
        #expect(result.output.contains("gone.md"))
        #expect(result.output.contains("Goal is missing."))
    }

    @Test("a mistake in the config is said in the report, with its place", arguments: failing)
    func badConfig(_ format: FormatName, _ says: String) throws {
        let team = try Kickoff.team(["briefs/a.md": Kickoff.empty], config: "\nnonsense: 1\n")
        let result = try Program.run(
            ["lint", "--format", format.rawValue], in: team.url, environment: ["GITHUB_STEP_SUMMARY": ""])
        #expect(result.code == 2)
        #expect(result.error.contains("handoff.yml:6:1: "))
        #expect(result.output.contains(says))
        #expect(result.output.contains("handoff.yml has nothing called “nonsense”."))
        if format == .sarif { #expect(result.output.contains("\"startColumn\":1,\"startLine\":6")) }
    }

    @Test("a failed run leaves JSON and text to standard error", arguments: ["json", "jsonl", "text"])
    func badConfigElsewhere(_ format: String) throws {
        let team = try Kickoff.team(config: "nonsense: 1\n")
        let result = try Program.run(["lint", "--format", format], in: team.url)
        #expect(result.code == 2)
        #expect(result.output == "")
    }

    @Test(
        "two reports can't go to one place", arguments: [["github", "sarif"], ["sarif=x", "junit=x"], ["text", "markdown"]])
    func onePlace(_ formats: [String]) throws {
        let team = try Kickoff.team()
        let result = try Program.run(["lint"] + formats.flatMap { ["--format", $0] }, in: team.url)
        #expect(result.code == 2)
        #expect(result.error.contains("Only one format can go to "))
        #expect(result.output == "")
    }

    @Test func pathsAreCountedFromTheRepositoryWhereverTheConfigIs() throws {
        let team = try Scratch([
            ".git/HEAD": "ref: refs/heads/main\n", "sub/handoff.yml": Kickoff.config, "sub/kickoff.yml": Kickoff.contract,
            "sub/briefs/a.md": Kickoff.empty,
        ])
        let folder = team.url.appending(path: "sub/briefs")
        for (format, says) in [
            ("github", "file=sub/briefs/a.md,"), ("sarif", "\"uri\":\"sub/briefs/a.md\""), ("gitlab", "\"path\":\"sub/briefs/a.md\""),
            ("rdjson", "\"path\":\"sub/briefs/a.md\""),
        ] {
            #expect(try Program.run(["lint", "--format", format, "a.md"], in: folder).output.contains(says))
        }
        #expect(try Program.run(["lint", "--format", "json", "a.md"], in: folder).output.contains("\"path\":\"briefs/a.md\""))
    }

    @Test(
        "text and standard error give a build server no commands", arguments: ["::stop-commands::x.md", "  ::error::x.md", "##[error]x.md"])
    func commandsInText(_ name: String) throws {
        let team = try Kickoff.team([
            "handoff.yml": "briefs: [{files: \"**/*.md\", handoff: kickoff}]\ncontracts: [kickoff.yml]\n", name: Kickoff.empty,
        ])
        for arguments in [["lint"], ["lint", "missing/\(name)", "\(name)/x"]] {
            let result = try Program.run(arguments, in: team.url)
            for line in (result.output + result.error).split(separator: "\n") {
                #expect(!line.drop(while: \.isWhitespace).hasPrefix("::"))
                #expect(!line.contains("##["))
            }
        }
    }
}
