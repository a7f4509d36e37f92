import Audit
import Foundation
import GitFixture
import Testing

/// `audit`: whether the handoff system is ready to depend on.
@Suite struct AuditTests {
    // MARK: as kept

    @Test("the report is the one that was looked at and kept", arguments: [("text", "audit.txt"), ("json", "audit.json")])
    func isAsKept(_ format: String, _ file: String) throws {
        let team = try ReworkRepository.make("team")
        let result = try Program.run(
            ["audit", "--today", "2025-07-01", "--format", format], in: team.url, environment: team.environment)
        #expect(result.code == 1)
        #expect(result.error == "")
        let url = Program.root.appending(path: "fixtures/reports/\(file)")
        let kept = try? String(contentsOf: url, encoding: .utf8)
        if result.output != kept, ProcessInfo.processInfo.environment["HANDOFF_RECORD"] != nil { try result.outputBytes.write(to: url) }
        #expect(
            result.output == kept,
            "fixtures/reports/\(file) is stale: HANDOFF_RECORD=1 swift test --filter AuditTests writes it anew; read the difference.")
    }

    // MARK: repeated failures

    static let changes: [(name: String, files: [String: String?], isOpen: Bool)] = [
        ("nothing", ["README.md": "x"], true),
        ("a review that was written down", ["kickoff.yml": AuditRepository.contract.replacing("2025-01-01", with: "2025-01-10")], true),
        ("a comment", ["kickoff.yml": "# ours\n" + AuditRepository.contract], true),
        (
            "another name for the file",
            [
                "kickoff.yml": nil, "start.yml": AuditRepository.contract,
                "handoff.yml": Kickoff.config.replacing("kickoff.yml", with: "start.yml"),
            ], true
        ),
        ("a line of the config that asks for nothing", ["handoff.yml": Kickoff.config + "timezone: UTC\n"], true),
        ("the template", ["kickoff.yml": AuditRepository.contract.replacing("What is it for?", with: "Which number, by when?")], false),
        ("the owner", ["kickoff.yml": AuditRepository.contract.replacing("Dana Okafor", with: "Lee Park")], false),
        ("a default", ["handoff.yml": Kickoff.config + "defaults: {goal: Sixty demos}\n"], false),
        ("a severity", ["handoff.yml": Kickoff.config + "severity: {kickoff/goal: warning}\n"], false),
    ]

    @Test("a repeated failure is open as long as nothing that asks has changed", arguments: changes.indices)
    func repeated(_ i: Int) throws {
        let change = Self.changes[i]
        let team = try ReworkRepository.make(AuditRepository.twoFailures + [ReworkRepository.Commit(change.files, day: 9)])
        let audit = try Audited.run(in: team.url, environment: team.environment, code: change.isOpen ? 1 : 0)
        #expect(audit.of("repeated-failure").count == (change.isOpen ? 1 : 0), "\(change.name)")
        #expect(
            audit.of("repeated-failure").allSatisfy {
                $0.since == "2025-01-03" && $0.path == (change.name.hasPrefix("another") ? "start.yml" : "kickoff.yml")
            })
    }

    static let read: [(name: String, files: [String: String?], isOpen: Bool)] = [
        ("a word of the list it reads", ["data/tools.yml": "[GA4, Matomo, Piwik]\n"], false),
        ("the layout of that list", ["data/tools.yml": "# ours\n- GA4\n- Matomo\n"], true),
        ("a list that it doesn't read", ["data/other.yml": "[x, y]\n"], true),
        ("the contract it builds on", ["base.yml": base.replacing("What is it for?", with: "Which number, by when?")], false),
        ("the review of the contract it builds on", ["base.yml": base.replacing("2025-01-01", with: "2025-01-10")], true),
        ("a list that the contract it builds on reads", ["data/currencies.yml": "[EUR, CHF]\n"], false),
        ("who is there, where it asks for names", ["people.yml": "people:\n  - {name: Lee Park}\n  - {name: Dana Okafor}\n"], false),
    ]

    /// What `kickoff` builds on in these.
    static let base =
        AuditRepository.contract.replacing("handoff: kickoff\n", with: "handoff: base\nabstract: true\n")
        .replacing("{one-of: [EUR, USD]}", with: "{one-of: {vocabulary: currencies}}")
        + "vocabulary: {currencies: {file: data/currencies.yml}, people: []}\n"

    @Test("what a contract reads is part of it", arguments: read.indices)
    func reads(_ i: Int) throws {
        let change = Self.read[i]
        let contract = "handoff: kickoff\ntitle: Kick-off\nextends: base\nvocabulary: {tools: {file: data/tools.yml}}\n"
        var commits = AuditRepository.twoFailures
        commits[0] = ReworkRepository.Commit(
            [
                "handoff.yml": Kickoff.config.replacing("[kickoff.yml]", with: "[kickoff.yml, base.yml]") + "people: people.yml\n",
                "kickoff.yml": contract, "base.yml": Self.base, "data/tools.yml": "[GA4, Matomo]\n", "data/other.yml": "[x]\n",
                "data/currencies.yml": "[EUR, USD]\n", "people.yml": "people:\n  - {name: Lee Park}\n",
            ], day: 0)
        let team = try ReworkRepository.make(commits + [ReworkRepository.Commit(change.files, day: 9)])
        let result = try Program.run(["audit", "--format", "json", "--today", "2025-01-20"], in: team.url, environment: team.environment)
        let audit = try JSONDecoder().decode(Audited.self, from: result.outputBytes)
        #expect(audit.of("repeated-failure").count == (change.isOpen ? 1 : 0), "\(change.name): \(result.error)")
    }

    @Test func theLinesToPasteAreAContract() throws {
        let team = try ReworkRepository.make("team")
        let audit = try Audited.run(in: team.url, environment: team.environment, code: 1)
        #expect(audit.findings.contains { $0.audit == "audit/repeated-failure" && $0.paste.count == 2 })
        for finding in audit.findings where !finding.paste.isEmpty {
            let config = try String(contentsOf: team.url.appending(path: "handoff.yml"), encoding: .utf8)
            let scratch = try Scratch(["handoff.yml": config])
            for paste in finding.paste {
                let old = try? String(contentsOf: scratch.url.appending(path: paste.file), encoding: .utf8)
                try scratch.write(paste.file, (old ?? "") + paste.lines)
            }
            let result = try Program.run(["contracts", "validate"], in: scratch.url)
            #expect(result.code == 0, "\(finding.message)\n\(result.output)\(result.error)")
        }
    }

    // MARK: failure signals

    @Test func aSignalFiresWithTheDay() throws {
        var commits = [AuditRepository.start]
        for i in 0..<5 {
            for (j, status) in ["ready", "returned"].enumerated() {
                let brief = AuditRepository.brief(status, "Goal \(i)", "p\(i)")
                commits.append(ReworkRepository.Commit(["briefs/\(i).md": brief], day: Double(2 * i + j + 1)))
            }
        }
        let team = try ReworkRepository.make(commits)
        let found = try Audited.run(in: team.url, environment: team.environment, code: 1).of("failure-signal")
        #expect(found.map(\.since) == ["2025-01-09"])
        #expect(found.first?.message.contains("Of the last 5 hand-offs 5 came back; more than 3 of 10 means: somebody asks again.") == true)
    }

    // MARK: coverage

    @Test func aReasonInTheConfigIsAnAnswer() throws {
        let config =
            Kickoff.config
            + "projects: {spring: {not-needed: {vendor-to-internal: no agency, sales: no leads, website: \"[why]\"}}, \"*\": {not-needed: {crm: none here}}}\n"
        let team = try Scratch([
            "handoff.yml": config, "kickoff.yml": AuditRepository.contract, "briefs/a.md": AuditRepository.brief("ready", "x", "spring"),
        ])
        let audit = try Audited.run(in: team.url, code: 0)
        let areas = try #require(audit.coverage.first).areas
        #expect(areas.filter { $0.state == "missing" }.map(\.area) == ["campaign", "content", "website", "analytics"])
        #expect(areas.compactMap(\.reason) == ["none here", "no leads", "no agency"])
        let text = try Program.run(["audit", "--today", "2025-01-20", "--project", "spring"], in: team.url)
        Program.expectForTerminals(text)
        #expect(text.output.contains("\n  spring needs no vendor handoff: no agency\n"), "\(text.output)")
    }

    @Test(
        "what no project is asked for is a mistake in the config",
        arguments: [
            ("vendr: x", "not-needed: “vendr” is nothing that a project is asked for. Did you mean “vendor”?"),
            ("kickoff: x", "not-needed: “kickoff” is nothing that a project is asked for. It can be: campaign, content,"),
            ("vendor: \"\"", "“vendor” needs the reason why it is not needed"), ("vendor:", "“vendor” needs the reason"),
        ])
    func mistakes(_ line: String, _ message: String) throws {
        let config = Kickoff.config + "projects:\n  spring:\n    not-needed:\n      \(line)\n"
        let team = try Scratch(["handoff.yml": config, "kickoff.yml": AuditRepository.contract])
        let result = try Program.run(["audit"], in: team.url)
        #expect(result.code == 2)
        #expect(result.error.contains("handoff.yml:8:7: \(message)"), "\(result.error)")
    }

    // MARK: allowances

    @Test func anAllowanceIsAsOldAsItsCommit() throws {
        let allow = "allow: [kickoff/goal because we know]\n"
        let path = "briefs/a.md"
        let team = try ReworkRepository.make([
            AuditRepository.start, .init([path: AuditRepository.brief("ready", "x", "p", allow)], day: 2),
            .init([path: AuditRepository.brief("ready", "x", "p")], day: 4),
            .init([path: AuditRepository.brief("ready", "y", "p", allow)], day: 6),
            .init([path: nil, "briefs/b.md": AuditRepository.brief("ready", "y", "p", allow)], day: 8),
        ])
        try team.write("briefs/new.md", AuditRepository.brief("ready", "x", "p", allow))
        let found = try Audited.run(in: team.url, environment: team.environment).of("allowances")
        #expect(found.map(\.path) == ["briefs/b.md", "briefs/new.md"])
        #expect(found.map(\.since) == ["2025-01-07", nil])
        #expect(found.map(\.line) == [7, 7])
        #expect(found.last?.message.contains("not committed yet") == true)
    }

    // MARK: without a history

    @Test func withoutAHistoryItSaysWhatNobodyLookedAt() throws {
        let files = [
            "handoff.yml": Kickoff.config, "kickoff.yml": AuditRepository.contract, "briefs/a.md": AuditRepository.brief("ready", "x", "p"),
        ]
        let outside = try Scratch(files)
        #expect(try Audited.run(in: outside.url).notes.first?.hasPrefix("This folder is in no git repository, so nobody looked at") == true)
        let unborn = try TestRepository(files)
        #expect(
            try Audited.run(in: unborn.url, environment: unborn.environment).notes.first?.hasPrefix("There is no commit yet, so") == true)
        try unborn.write("README.md", "x")
        try unborn.stage("README.md")
        try unborn.commitStaged("one")
        #expect(
            try Audited.run(in: unborn.url, environment: unborn.environment).notes.first?.hasPrefix("No commit of main has a brief") == true
        )
    }

    @Test func aShallowCloneIsNoWholeHistory() throws {
        let team = try ReworkRepository.make(AuditRepository.twoFailures)
        let clone = team.folder.appending(path: "clone")
        try team.git("clone", "-q", "--depth", "2", "file://\(team.url.path)", clone.path, in: team.folder)
        let refused = try Program.run(["audit"], in: clone, environment: team.environment)
        #expect(refused.code == 2)
        #expect(refused.error.contains("git fetch --unshallow"))
        #expect(try Audited.run(["--allow-shallow"], in: clone, environment: team.environment).notes.isEmpty == false)
    }

    @Test func aBareRepositoryIsAudited() throws {
        let team = try ReworkRepository.make(AuditRepository.twoFailures)
        let bare = team.folder.appending(path: "bare.git")
        try team.git("clone", "-q", "--bare", team.url.path, bare.path, in: team.folder)
        #expect(try Audited.run(in: bare, environment: team.environment, code: 1).of("repeated-failure").count == 1)
    }

    // MARK: options

    @Test func theExitCodeFollowsFailOn() throws {
        let team = try ReworkRepository.make(AuditRepository.twoFailures)
        for (option, code) in [("error", Int32(1)), ("warning", 1), ("never", 0)] {
            _ = try Audited.run(["--fail-on", option], in: team.url, environment: team.environment, code: code)
        }
        // Nothing but coverage, which is a warning.
        let fine = try Scratch([
            "handoff.yml": Kickoff.config, "kickoff.yml": AuditRepository.contract, "briefs/a.md": AuditRepository.brief("ready", "x", "p"),
        ])
        for (option, code) in [("error", Int32(0)), ("warning", 1), ("never", 0)] {
            _ = try Audited.run(["--fail-on", option], in: fine.url, code: code)
        }
    }

    @Test func oneProject() throws {
        let team = try ReworkRepository.make(AuditRepository.twoFailures)
        let audit = try Audited.run(["--project", "spring"], in: team.url, environment: team.environment, code: 1)
        #expect(audit.coverage.map(\.project) == ["spring"])
        #expect(audit.briefs == 1)
        let unknown = try Program.run(["audit", "--project", "sprign"], in: team.url, environment: team.environment)
        #expect(unknown.code == 2)
        #expect(unknown.error.contains("no brief names this project. Did you mean “spring”?"))
    }

    @Test func filesThatNobodyCanTellAreSaid() throws {
        let team = try Scratch([
            "handoff.yml": "briefs: [\"*.md\"]\n", "a.md": "x", "b.md": "---\nhandoff: nope\n---\n", "c.md": "---\nhandoff: [\n---\n",
        ])
        let result = try Program.run(["audit"], in: team.url)
        #expect(result.code == 0)
        #expect(result.output.hasPrefix("Can you depend on the handoffs? Nobody can tell: nothing found (0 briefs"), "\(result.output)")
        #expect(result.output.contains("3 files are briefs of no handoff that is known, or can’t be read"), "\(result.output)")
    }

    @Test func nothingToAuditSaysWhatWasLookedFor() throws {
        let nothing = try Scratch()
        let result = try Program.run(["audit"], in: nothing.url)
        #expect(result.code == 0)
        #expect(result.output.hasPrefix("Nothing to audit. Looked for Markdown files"))
    }

    // MARK: JSON

    @Test func theOutputFitsItsSchema() throws {
        let scratch = try Scratch()
        let (team, hostile, failures) = (
            try ReworkRepository.make("team"), try HostileHistory.make(), try ReworkRepository.make(AuditRepository.twoFailures)
        )
        let runs = [(team.url, []), (hostile.url, []), (failures.url, ["--project", "spring"]), (scratch.url, [])]
        for (i, run) in runs.enumerated() {
            try scratch.write("\(i).json", try Program.run(["audit", "--format", "json"] + run.1, in: run.0).outputBytes)
        }
        #expect(try SchemaTests.mistakes("audit.schema.json", runs.indices.map { scratch.url.appending(path: "\($0).json") }) == [])
        try scratch.write("0.json", "{\"findings\":[{}]}")
        #expect(try SchemaTests.mistakes("audit.schema.json", [scratch.url.appending(path: "0.json")]).isEmpty == false)
    }

    @Test func theSchemaKnowsEveryWordTheProgramHas() throws {
        let schema = try SchemaTests.schema("audit.schema.json")
        let definitions = try #require(schema["$defs"] as? [String: [String: Any]])
        let finding = try #require(definitions["finding"]?["properties"] as? [String: [String: Any]])
        #expect(finding["audit"]?["enum"] as? [String] == AuditFinding.Audit.allCases.map(\.rawValue))
        let project = try #require(definitions["project"]?["properties"] as? [String: [String: Any]])
        let area = (project["areas"]?["items"] as? [String: Any])?["properties"] as? [String: [String: Any]]
        #expect(area?["area"]?["enum"] as? [String] == HandoffArea.allCases.map(\.rawValue))
    }
}

extension BadInputTests {
    @Suite struct HostileAudits {
        @Test("names from strangers are text and nothing else", arguments: ["text", "json"])
        func formats(_ format: String) throws {
            let repository = try HostileHistory.make()
            let result = try Program.run(["audit", "--format", format], in: repository.url, environment: repository.environment)
            Program.expectForTerminals(result)
            #expect(result.code == 1, "\(result.error)")
            #expect(result.output.contains("gnp"), "it is still there")
        }

        @Test("commits may lie about their time", arguments: ["-9223372036854775808", "9223372036854775807", "99999999999999", "0"])
        func times(_ time: String) throws {
            let brief = "---\nhandoff: crm\nstatus: ready\nproject: x\nallow: [crm/consent because we know]\n---\n"
            let repository = try TestRepository(["a.md": brief])
            let blob = try repository.git(["hash-object", "-w", "a.md"])
            try repository.git("update-index", "--add", "--cacheinfo", "100644,\(blob),a.md")
            let tree = try repository.git("write-tree")
            let commit = "tree \(tree)\nauthor A <a@b.example> 1 +0000\ncommitter A <a@b.example> \(time) +0000\n\nx\n"
            let id = try repository.git(["hash-object", "-t", "commit", "-w", "--literally", "--stdin"], input: Data(commit.utf8))
            try repository.git("update-ref", "refs/heads/main", id)
            for format in ["text", "json"] {
                let result = try Program.run(["audit", "--format", format], in: repository.url, environment: repository.environment)
                #expect((0...2).contains(result.code), "\(result.error)")
            }
        }
    }
}
