import Contract
import Foundation
import Testing

/// Findings that are known and put off.
@Suite struct BaselineTests {
    static let known = "baseline: .handoff-baseline.json\n"
    static let brief = "---\nid: shop\nstatus: ready\n---\n## Budget\n- currency: ZZZ\n- amount: 5\n"

    static func team(_ files: [String: String] = [:]) throws -> Scratch {
        let team = try Kickoff.team(["briefs/a.md": brief].merging(files) { $1 }, config: known)
        let result = try Program.lint(["--write-baseline"], in: team)
        #expect(result.code == 0)
        #expect(result.error == "")
        return team
    }

    static func file(_ team: Scratch) throws -> String {
        try String(contentsOf: team.url.appending(path: ".handoff-baseline.json"), encoding: .utf8)
    }

    @Test func whatIsKnownAffectsNeitherVerdictNorExitCode() throws {
        let team = try Self.team()
        let result = try Program.lint(in: team)
        #expect(result.code == 0)
        #expect(result.verdicts == ["briefs/a.md kickoff ready"])
        #expect(result.findings.map(\.state) == ["baselined", "baselined"])
        #expect(result.briefs.first?.boundary == nil)
        #expect(result.json?.summary["baselined"] == 2)
        #expect(result.json?.summary["errors"] == 0)
        #expect(result.text.hasPrefix("briefs/a.md — Kick-off — ready · 2 known\n"))
        #expect(try Program.lint(["--fail-on", "warning"], in: team).code == 0)
        #expect(try Program.lint(["--verbose"], in: team).text.contains("known    Goal is missing."))
    }

    @Test func aNewFindingStillHoldsABriefThatHasKnownOnes() throws {
        let team = try Self.team()
        try team.write("briefs/a.md", Self.brief + "\n## Plan\nnowhere.md\n")
        let result = try Program.lint(in: team)
        #expect(result.code == 1)
        #expect(result.verdicts == ["briefs/a.md kickoff hold"])
        #expect(result.findings.filter { $0.state == "live" }.map(\.rule) == ["kickoff/link"])
        #expect(result.text.contains("HOLD: do not start · 2 known"))
    }

    @Test(
        "entries stay matched",
        arguments: [
            (
                "moving a section",
                "---\nid: shop\nstatus: ready\n---\n# Shop\n\nMuch text.\n\n## Notes\nx\n\n## Budget\n- amount: 5\n- currency: ZZZ\n"
            ),
            ("rewording another field", "---\nid: shop\nstatus: ready\n---\n## Budget\n- currency: ZZZ\n- amount: 5000 at most\n"),
            (
                "another status of a brief that is handed off",
                "---\nid: shop\nstatus: accepted\n---\n## Budget\n- currency: ZZZ\n- amount: 5\n"
            ),
        ])
    func stays(_ name: String, _ text: String) throws {
        let team = try Self.team()
        try team.write("briefs/a.md", text)
        let result = try Program.lint(["--strict-baseline"], in: team)
        #expect(result.code == 0)
        #expect(result.findings.map(\.state) == ["baselined", "baselined"])
        #expect(result.error == "")
    }

    @Test func aBriefWithAnIdKeepsItsEntriesUnderAnotherName() throws {
        let team = try Self.team()
        try FileManager.default.moveItem(at: team.url.appending(path: "briefs/a.md"), to: team.url.appending(path: "briefs/z.md"))
        let result = try Program.lint(["--strict-baseline"], in: team)
        #expect(result.code == 0)
        #expect(result.verdicts == ["briefs/z.md kickoff ready"])
    }

    @Test func aCopyUnderTheSameIdIsNotKnownBecauseItsOriginalIs() throws {
        let team = try Self.team()
        // By path the copy comes first.
        try team.write("briefs/0.md", Self.brief)
        let result = try Program.lint(in: team)
        #expect(result.code == 1)
        let states = result.briefs.map { $0.findings.filter { $0.rule != "kickoff/id" }.map(\.state) }
        #expect(states == [["live", "live"], ["baselined", "baselined"]])
    }

    @Test func entriesOfJudgedBriefsThatNoLongerMatchAreReportedAndFailWhenStrict() throws {
        let team = try Self.team(["briefs/b.md": Kickoff.empty])
        try team.write("briefs/a.md", Self.brief.replacing("ZZZ", with: "EUR"))
        let message =
            "handoff: .handoff-baseline.json: One known finding is gone: kickoff/budget.currency:one-of in briefs/a.md. Take out what is gone with handoff lint --write-baseline.\n"
        let loose = try Program.lint(in: team)
        #expect(loose.code == 0)
        #expect(loose.error == message)
        let strict = try Program.lint(["--strict-baseline"], in: team)
        #expect(strict.code == 1)
        #expect(strict.error == message)
        #expect(try Program.lint(["--strict-baseline", "--fail-on", "never"], in: team).code == 0)
        // Another brief, another rule: nothing can be said of it.
        #expect(try Program.lint(["--strict-baseline", "briefs/b.md"], in: team).code == 0)
        #expect(try Program.lint(["--strict-baseline", "--only", "kickoff/goal"], in: team).code == 0)
        #expect(try Program.lint(["--strict-baseline", "--only", "kickoff/budget*"], in: team).code == 1)
    }

    @Test("every format but JSON says what is gone", arguments: FormatTests.failing.map(\.0))
    func isReported(_ format: FormatName) throws {
        let team = try Self.team()
        try team.write("briefs/a.md", Self.brief.replacing("ZZZ", with: "EUR"))
        for strict in [[], ["--strict-baseline"]] {
            let result = try Program.run(
                ["lint", "--today", Program.today, "--format", format.rawValue] + strict, in: team.url,
                environment: ["GITHUB_STEP_SUMMARY": ""])
            #expect(result.code == (strict.isEmpty ? 0 : 1))
            #expect(result.output.contains("One known finding is gone: kickoff/budget"))
            #expect(!result.output.contains("\"executionSuccessful\":false"))
            if format == .junit { #expect(result.output.contains("<failure") == !strict.isEmpty) }
            if format == .github { #expect(result.output.contains("::error ") == !strict.isEmpty) }
        }
    }

    @Test func aDraftIsNotWrittenAndKeepsWhatWasKnownOfIt() throws {
        let team = try Self.team(["briefs/draft.md": "---\nstatus: draft\n---\n"])
        #expect(try !Self.file(team).contains("draft.md"))
        let before = try Self.file(team)
        // Sent back, it keeps its entries, also those that nobody looks for at the moment.
        try team.write("briefs/a.md", Self.brief.replacing("status: ready", with: "status: draft").replacing("ZZZ", with: "EUR"))
        let result = try Program.lint(["--strict-baseline"], in: team)
        #expect(result.code == 0)
        #expect(result.error == "")
        _ = try Program.lint(["--write-baseline"], in: team)
        #expect(try Self.file(team) == before)
        try team.write("briefs/draft.md", "---\nstatus: ready\n---\n")
        #expect(try Program.lint(in: team).code == 1)
    }

    @Test(
        "what keeps a brief from being looked at is never known",
        arguments: ["---\nhandoff: nonsense\n---\n", "---\nhandoff: [\n---\n", "---\ngoal: x\n", "+++\nx = 1\n+++\n", "goal\u{0}\n"])
    func neverKnown(_ text: String) throws {
        let team = try Kickoff.team(["briefs/a.md": text], config: Self.known)
        #expect(try Program.lint(["--write-baseline"], in: team).code == 1)
        #expect(try Program.lint(in: team).code == 1)
    }

    @Test func writingReplacesWhatWasJudgedAndKeepsTheRest() throws {
        let team = try Self.team(["briefs/b.md": Kickoff.empty, "briefs/c.md": Kickoff.empty])
        let entries = { (path: String) in try Self.file(team).ranges(of: "\"path\":\"briefs/\(path).md\"").count }
        #expect(try (entries("a"), entries("b"), entries("c")) == (2, 2, 2))
        try team.write("briefs/b.md", Kickoff.ready)
        let result = try Program.lint(["--write-baseline", "briefs/b.md"], in: team)
        #expect(result.text.hasSuffix(".handoff-baseline.json now has 4 known findings (2 gone).\n"))
        #expect(try (entries("a"), entries("b"), entries("c")) == (2, 0, 2))
        // A whole run forgets what is no brief any more, but not while a file can't be read.
        try FileManager.default.removeItem(at: team.url.appending(path: "briefs/c.md"))
        try team.link("briefs/broken.md", to: "nowhere")
        #expect(try Program.lint(["--write-baseline"], in: team).code == 2)
        #expect(try (entries("a"), entries("c")) == (2, 2))
        try FileManager.default.removeItem(at: team.url.appending(path: "briefs/broken.md"))
        _ = try Program.lint(["--write-baseline", "--only", "kickoff/goal"], in: team)
        #expect(try (entries("a"), entries("c")) == (2, 0))
    }

    @Test func theFileIsSortedAndTheSameEveryTime() throws {
        let team = try Self.team(["briefs/b.md": Kickoff.empty, "briefs/sub/\"quoted\" \u{E9}.md": Kickoff.empty])
        let before = try Self.file(team)
        #expect(before.hasPrefix("{\"findings\":[\n{\"check\":"))
        #expect(before.hasSuffix("],\"schema\":\"handoff.baseline/1\"}\n"))
        #expect(try Program.lint(["--write-baseline"], in: team).text.hasSuffix("now has 6 known findings.\n"))
        #expect(try Self.file(team) == before)
        #expect(try Program.lint(["--strict-baseline"], in: team).code == 0)
    }

    @Test(
        "an id of any characters comes back",
        arguments: ["\\u0001\\u001b[31m", "\\uFFFE\\uFFFF", "\\u2028", "::stop-commands::x", "##[x]", "null", "~", "😀"])
    func anyId(_ id: String) throws {
        let team = try Self.team(["briefs/a.md": "---\nid: \"\(id)\"\n---\n"])
        let result = try Program.lint(["--strict-baseline"], in: team)
        #expect(result.code == 0)
        #expect(result.json?.summary["baselined"] == 2)
    }

    @Test func theOptionBeatsTheConfigAndCountsFromTheCurrentFolder() throws {
        let team = try Self.team()
        _ = try Program.lint(["--baseline", "other.json", "--write-baseline"], in: team, folder: "briefs")
        #expect(FileManager.default.fileExists(atPath: team.url.appending(path: "briefs/other.json").path))
        try team.write(".handoff-baseline.json", "nonsense")
        #expect(try Program.lint(["--baseline", "briefs/other.json"], in: team).code == 0)
    }

    @Test func standardInputIsJudgedByTheBaselineToo() throws {
        let team = try Self.team()
        let result = try Program.lint(["--stdin", "--path", "briefs/a.md"], in: team, input: Data(Self.brief.utf8))
        #expect(result.code == 0)
        #expect(result.findings.map(\.state) == ["baselined", "baselined"])
    }

    struct Bad: Sendable, CustomTestStringConvertible {
        var name: String
        var text: String?
        var arguments: [String] = []
        var config = BaselineTests.known
        var says: String

        var testDescription: String { name }
    }

    static let entry = "{\"check\":\"required\",\"fingerprint\":\"00000000000000ab\",\"path\":\"briefs/a.md\",\"rule\":\"kickoff/goal\"}"

    static func with(_ entry: String) -> String { "{\"findings\":[\n\(entry)\n],\"schema\":\"handoff.baseline/1\"}\n" }

    static let bad = [
        Bad(
            name: "no file",
            says: "handoff: .handoff-baseline.json: there is no such baseline. Write it with handoff lint --write-baseline."),
        Bad(name: "no file for the option", arguments: ["--baseline", "x.json"], says: "handoff: x.json: there is no such baseline."),
        Bad(name: "a folder", arguments: ["--baseline", "briefs"], says: "handoff: briefs: the baseline can't be read: this is a folder"),
        Bad(name: "strict without a file", arguments: ["--strict-baseline"], config: "", says: "--strict-baseline needs a file"),
        Bad(name: "to write without a file", arguments: ["--write-baseline"], config: "", says: "--write-baseline needs a file"),
        Bad(
            name: "to write from standard input", text: with(entry), arguments: ["--write-baseline", "--stdin"],
            says: "--write-baseline needs briefs from files"),
        Bad(name: "outside the folder", config: "baseline: ../x.json\n", says: "leads out of the folder"),
        Bad(name: "absolute", config: "baseline: /etc/passwd\n", says: "leads out of the folder"),
        Bad(name: "empty", text: "", says: ".handoff-baseline.json:1:1: This is no baseline."),
        Bad(name: "a list", text: "[]", says: ".handoff-baseline.json:1:1: This is no baseline."),
        Bad(name: "no text", text: "\u{0}", says: ".handoff-baseline.json:1:1: This baseline is not UTF-8 text."),
        Bad(
            name: "of another version", text: "{\"findings\":[],\"schema\":\"handoff.baseline/2\"}",
            says: ":1:1: This is no baseline that this version knows"),
        Bad(
            name: "a merge that was not settled", text: with("<<<<<<< HEAD\n\(entry),\n=======\n\(entry)\n>>>>>>> other"),
            says: "After a merge, keep the lines of both sides"),
        Bad(name: "half a file", text: String(with(entry).prefix(60)), says: "write the baseline anew"),
        Bad(
            name: "an unknown key", text: with(entry.replacing("\"path\"", with: "\"pth\"")),
            says: "nothing called “pth”. Did you mean “path”?"),
        Bad(
            name: "no path", text: with("{\"check\":\"x\"}"),
            says: ".handoff-baseline.json:2:1: A finding of the baseline needs path, rule, check and fingerprint."),
        Bad(name: "a fingerprint that is none", text: with(entry.replacing("ab\"", with: "zz\"")), says: "sixteen digits from 0 to f"),
        Bad(name: "findings that are none", text: with("3"), says: "A finding of the baseline needs “name: value” lines"),
        Bad(
            name: "nested too deep", text: with(String(repeating: "[", count: 500) + String(repeating: "]", count: 500)),
            says: "handoff-baseline.json:2:"),
    ]

    @Test("a baseline that can't be used fails the run and says what to do", arguments: bad)
    func isRefused(_ bad: Bad) throws {
        let team = try Kickoff.team(["briefs/a.md": Self.brief], config: bad.config)
        if let text = bad.text { try team.write(".handoff-baseline.json", text) }
        let result = try Program.run(["lint"] + bad.arguments, in: team.url)
        Program.expectForTerminals(result)
        #expect(result.code == 2)
        #expect(result.error.contains(bad.says), "\(result.error)")
        #expect(result.output == "")
    }

    @Test func aLinkThatLeadsOutIsNotRead() throws {
        let outside = try Scratch(["secret.json": "secret: x\n"])
        let team = try Kickoff.team(["briefs/a.md": Self.brief], config: Self.known)
        try team.link(".handoff-baseline.json", to: outside.url.appending(path: "secret.json").path)
        let result = try Program.run(["lint"], in: team.url)
        #expect(result.code == 2)
        #expect(result.error.contains("this link leads out of the folder"))
    }
}
