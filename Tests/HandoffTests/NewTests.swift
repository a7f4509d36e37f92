import Foundation
import Testing

/// `new`: where the brief goes, what it asks for, and that nothing is ever lost.
@Suite struct NewTests {
    static func new(_ arguments: [String], in scratch: Scratch, folder: String = "") throws -> Program.Result {
        let result = try Program.run(["new"] + arguments, in: folder.isEmpty ? scratch.url : scratch.url.appending(path: folder))
        Program.expectForTerminals(result)
        return result
    }

    static func text(_ path: String, in scratch: Scratch) throws -> String {
        try String(contentsOf: scratch.url.appending(path: path), encoding: .utf8)
    }

    // MARK: where it goes

    struct Destination: Sendable, CustomTestStringConvertible {
        var briefs: String
        var arguments: [String]
        var path: String
        var testDescription: String { "\(briefs) \(arguments.joined(separator: " ")) → \(path)" }
    }

    @Test(
        "the config says where a brief goes",
        arguments: [
            Destination(briefs: "[]", arguments: ["crm"], path: "briefs/crm/crm.md"),
            Destination(briefs: "[]", arguments: ["crm", "--project", "Herbst & Winter"], path: "briefs/crm/herbst-winter.md"),
            Destination(briefs: "[]", arguments: ["crm", "--id", "CRM 7"], path: "briefs/crm/crm-7.md"),
            Destination(briefs: "[\"work/**/*.md\"]", arguments: ["crm"], path: "work/crm.md"),
            Destination(
                briefs: "[\"work/**/*.md\", {files: \"leads/*.md\", handoff: crm}]", arguments: ["crm"], path: "leads/crm.md"),
            Destination(briefs: "[{files: \"leads/*.md\", handoff: Marketing to CRM}]", arguments: ["crm"], path: "leads/crm.md"),
            Destination(
                briefs: "[{files: \"leads/*.md\", handoff: marketing-to-sales}]", arguments: ["crm"], path: "briefs/crm/crm.md"),
            Destination(briefs: "[\"projects/*/brief.md\"]", arguments: ["crm", "--project", "Spring"], path: "projects/spring/brief.md"),
            Destination(briefs: "[\"{a,b}/brief-*.md\"]", arguments: ["crm"], path: "a/brief-crm.md"),
            Destination(briefs: "[\"one.md\", \"briefs/**\"]", arguments: ["crm"], path: "briefs/crm.md"),
            Destination(briefs: "[\"?.md\", \"../*.md\", \"late/*.md\"]", arguments: ["crm"], path: "late/crm.md"),
            Destination(briefs: "[\"old/*.md\", \"new/*.md\"]\nexclude: [\"old/**\"]", arguments: ["crm"], path: "new/crm.md"),
            Destination(briefs: "[\"work/**/*.md\"]", arguments: ["crm", "here.md"], path: "here.md"),
            Destination(briefs: "[\"work/**/*.md\"]", arguments: ["crm", "a/b c/here.md"], path: "a/b c/here.md"),
            Destination(briefs: "[\"work/**/*.md\"]", arguments: ["crm", "--path", "a/here.md"], path: "a/here.md"),
            Destination(briefs: "[]", arguments: ["crm", "--project", "../../etc/passwd"], path: "briefs/crm/etc-passwd.md"),
        ])
    func destination(_ destination: Destination) throws {
        let scratch = try Scratch(["handoff.yml": "briefs: \(destination.briefs)\n"])
        let result = try Self.new(destination.arguments, in: scratch)
        #expect(result.code == 0, "\(result.error)")
        #expect(result.output.hasPrefix("Written: \(destination.path)\n"), "\(result.output)")
        #expect(try Self.text(destination.path, in: scratch).hasPrefix("---\nhandoff: crm\nstatus: draft\n"))
    }

    @Test func fromAFolderBelowItGoesToTheSamePlace() throws {
        let scratch = try Scratch(["handoff.yml": "briefs: [\"work/*.md\"]\n", "deep/er/x": ""])
        let result = try Self.new(["crm"], in: scratch, folder: "deep/er")
        #expect(result.output.hasPrefix("Written: ../../work/crm.md\n"))
        #expect(try Self.text("work/crm.md", in: scratch).isEmpty == false)
        #expect(try Self.new(["crm", "own.md"], in: scratch, folder: "deep/er").code == 0)
        #expect(try Self.text("deep/er/own.md", in: scratch).isEmpty == false)
    }

    @Test func aFileThatIsThereIsLeftAsItIs() throws {
        let scratch = try Scratch(["briefs/crm/crm.md": "mine", "named.md": "mine too"])
        for (arguments, path, before) in [(["crm"], "briefs/crm/crm.md", "mine"), (["crm", "named.md"], "named.md", "mine too")] {
            let result = try Self.new(arguments, in: scratch)
            #expect(result.code == 2)
            #expect(result.output == "")
            #expect(result.error == "handoff: \(path) is there already, and is left as it is; name another file: handoff new crm FILE.md\n")
            #expect(try Self.text(path, in: scratch) == before)
        }
    }

    @Test func nothingIsWrittenThroughALink() throws {
        let outside = try Scratch()
        let scratch = try Scratch(["handoff.yml": "briefs: [\"work/*.md\"]\n"])
        try scratch.link("work", to: outside.url.path)
        try scratch.link("loose.md", to: outside.url.appending(path: "gone.md").path)
        let led = try Self.new(["crm"], in: scratch)
        #expect(led.code == 2)
        #expect(led.error.contains("leads out of"))
        #expect(try Self.new(["crm", "loose.md"], in: scratch).code == 2)
        #expect(try FileManager.default.contentsOfDirectory(atPath: outside.url.path) == [])
    }

    @Test func whatCantBeWrittenIsSaid() throws {
        let scratch = try Scratch(["file": ""])
        let result = try Self.new(["crm", "file/a.md"], in: scratch)
        #expect(result.code == 2)
        #expect(result.error.contains("file/a.md can't be written"))
        #expect(result.error.split(separator: "\n").count == 1)
    }

    @Test func aFileThatTheConfigLeavesOutIsWrittenAndSaidSo() throws {
        let scratch = try Scratch(["handoff.yml": "exclude: [\"old/**\"]\n"])
        let result = try Self.new(["crm", "old/a.md"], in: scratch)
        #expect(result.code == 0)
        #expect(result.output.contains("nothing will check it"))
    }

    // MARK: what was asked for

    @Test(
        "what can't be understood is said in one sentence",
        arguments: [
            (["crmm"], "There is no handoff called “crmm”. Did you mean “crm”?"),
            (["handoff"], "“handoff” is what every handoff shares"),
            (["a.md"], "Which handoff? Name it before the file"),
            (["crm", "a.md", "marketing-to-sales"], "a.md: the file comes last"),
            (["crm", "a.md", "--path", "b.md"], "a.md: --path names a file already (b.md)"),
            (["crm", "a/b"], "a/b: a brief is a Markdown file; its name ends in .md."),
            (["crm", "--path", "b.txt"], "b.txt: a brief is a Markdown file"),
            (["crm", "--print", "a.md"], "--print writes no file"),
        ] as [([String], String)])
    func refused(arguments: [String], sentence: String) throws {
        let scratch = try Scratch()
        let result = try Self.new(arguments, in: scratch)
        #expect(result.code == 2)
        #expect(result.output == "")
        #expect(result.error.hasPrefix("handoff: \(sentence)"), "\(result.error)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.url.path) == [])
    }

    @Test("a language that isn't there is refused") func languages() throws {
        let scratch = try Scratch()
        #expect(try Self.new(["crm", "--language", "xx"], in: scratch).code == 2)
        let german = try Self.new(["crm", "--print", "--language", "de"], in: scratch)
        #expect(german.output.contains("\n## Abnahmekriterien\n"))
        #expect(german.output.contains("\n## Felder\n"))
    }

    @Test func aHandoffMayBeNamedByItsTitle() throws {
        let result = try Self.new(["Marketing to sales", "marketing to crm", "crm", "--print"], in: Scratch())
        #expect(result.output.hasPrefix("---\nhandoff: [marketing-to-sales, crm]\n"))
    }

    @Test func optionsReachTheFrontMatterAsTheyWereSaid() throws {
        let hostile = "Dana: \"the boss\" #1\nstatus: ready"
        let scratch = try Scratch()
        let arguments = ["crm", "a.md", "--owner", hostile, "--receiver", "no", "--due", "2026-05-29", "--id", "007", "--project=---"]
        #expect(try Self.new(arguments, in: scratch).code == 0)
        let text = try Self.text("a.md", in: scratch)
        for line in [
            "owner: \"Dana: \\\"the boss\\\" #1 status: ready\"", "receiver: \"no\"", "due: 2026-05-29", "id: \"007\"", "project: \"---\"",
        ] {
            #expect(text.contains("\n\(line)\n"), "\(text)")
        }
        let lint = try Program.lint(["a.md"], in: scratch)
        #expect(lint.verdicts == ["a.md crm draft"])
        #expect(!lint.rules.contains { $0.hasPrefix("handoff/front-matter") })
    }

    @Test func aTeamsOwnContractHasABlankAsWell() throws {
        let scratch = try Kickoff.team()
        #expect(try Self.new(["kickoff"], in: scratch).code == 0)
        let text = try Self.text("briefs/kickoff.md", in: scratch)
        #expect(
            text == """
                ---
                handoff: kickoff
                status: draft
                ---
                # Kick-off

                ## Goal
                <!-- What is it for? -->
                [what will be different afterwards]

                <!--
                Better with these, each under a heading of its own: Budget.
                Where it applies: Id, Part of, Link.
                -->

                """)
    }

    @Test("what the team answered once is not asked again, and its own word for a draft is used") func teamsConfig() throws {
        let config = "defaults: {source rules: see the wiki}\nlifecycle: {draft: [baustelle]}\n"
        let scratch = try Scratch(["handoff.yml": config])
        let result = try Self.new(["campaign-to-analytics", "--print"], in: scratch)
        #expect(result.output.contains("status: baustelle\n"))
        #expect(!result.output.contains("sources and mediums"))
        try scratch.write("handoff.yml", "lifecycle: none\n")
        #expect(try Self.new(["crm", "--print"], in: scratch).output.contains("status") == false)
    }

    @Test("contracts whose words are hostile still make a brief that says nothing") func hostileContract() throws {
        let contract = """
            handoff: odd
            title: "# [x](y) --> `q`"
            context:
              a: {title: "A --> <b>", question: "why --> ?", paste: "a: already filled", required: true}
              b: {title: "Goal | x", paste: "## B\\nreal words", required: true}
              c: {title: C, scope: brief, paste: "c: words", required: true}
              d: {title: "--- handoff: allow odd/a because no", paste: "# C\\n[x]\\n## Other\\n[y]", required: true}
              e: {title: E, paste: "[[[[", scope: brief, required: true}
              f: {title: F, paste: "", required: true}

            """
        let scratch = try Scratch(["handoff.yml": "contracts: [odd.yml]\n", "odd.yml": contract])
        #expect(try Self.new(["odd", "a.md"], in: scratch).code == 0)
        let lint = try Program.lint(["a.md"], in: scratch)
        #expect(lint.findings.map(\.rule).filter { $0.hasPrefix("odd/") }.sorted() == ["a", "b", "c", "d", "e", "f"].map { "odd/\($0)" })
        for finding in lint.findings { #expect(!finding.message.hasSuffix("missing."), "\(finding.message)") }
    }

    // MARK: on a terminal

    /// Runs the program on a terminal of its own, types lines, and prints what came of it.
    static let terminal = """
        import os, pty, sys
        lines = sys.argv[1].encode().decode('unicode_escape').encode('latin-1')
        pid, fd = pty.fork()
        if pid == 0:
            os.execv(sys.argv[2], sys.argv[2:])
        os.write(fd, lines)
        out = b''
        try:
            while True:
                piece = os.read(fd, 65536)
                if not piece: break
                out += piece
        except OSError:
            pass
        _, status = os.waitpid(pid, 0)
        sys.stdout.buffer.write(out)
        sys.exit(os.waitstatus_to_exitcode(status))
        """

    static func typed(_ lines: String, _ arguments: [String], in scratch: Scratch) throws -> Program.Result {
        try Program.run(
            ["-c", terminal, lines, Program.binary.path, "new"] + arguments, in: scratch.url, executable: URL(filePath: "/usr/bin/python3"))
    }

    @Test func onATerminalItAsksForWhatIsNotSaid() throws {
        let scratch = try Scratch()
        let result = try Self.typed("Spring webinar\\nDana\\n\\n2026-05-29\\n", ["crm"], in: scratch)
        #expect(result.code == 0, "\(result.output)")
        #expect(result.output.contains("Owner (Who is the one person I ask when something is unclear?): "))
        let text = try Self.text("briefs/crm/spring-webinar.md", in: scratch)
        #expect(text.contains("\nproject: Spring webinar\nowner: Dana\nreceiver: \"[person or team that takes over]\"\ndue: 2026-05-29\n"))
        let given = try Self.typed("Mira\\n2026-05-29\\n", ["crm", "b.md", "--project", "x", "--owner", "Dana"], in: scratch)
        #expect(given.code == 0)
        #expect(!given.output.contains("Owner ("))
        #expect(try Self.text("b.md", in: scratch).contains("\nowner: Dana\nreceiver: Mira\ndue: 2026-05-29\n"))
    }

    @Test func whoEndsTheInputLeavesTheRestOpen() throws {
        let scratch = try Scratch()
        #expect(try Self.typed("Spring\\n\\x04", ["crm"], in: scratch).code == 0)
        #expect(try Self.text("briefs/crm/spring.md", in: scratch).contains("owner: \"[name of one person]\""))
    }

    @Test func elsewhereItNeverWaits() throws {
        let scratch = try Scratch()
        let result = try Program.run(["new", "crm"], in: scratch.url, input: Data("Dana\n".utf8))
        #expect(result.code == 0)
        #expect(result.error == "")
    }
}
