import Foundation
import GitFixture
import Testing

/// `rework` on real repositories.
@Suite struct ReworkTests {
    typealias Commit = ReworkRepository.Commit

    static let rules: [String: String?] = ["handoff.yml": Kickoff.config, "kickoff.yml": contract]

    /// With what signals ask for besides.
    static let contract = Kickoff.contract.replacing(
        "  part-of:", with: ["project", "owner", "receiver", "due"].map { "  \($0): {scope: brief}\n" }.joined() + "  part-of:")

    /// Kick-offs that came back for a goal, and one that did not.
    static func team(_ config: String = "", more: [Commit] = []) throws -> TestRepository {
        let brief = ReworkRepository.brief
        return try ReworkRepository.make(
            [
                Commit(rules.merging(["handoff.yml": Kickoff.config + config]) { $1 }),
                Commit(["briefs/a.md": brief("ready", "", "owner: Dana\nproject: A\n")]),
                Commit(["briefs/a.md": brief("returned", "", "owner: Dana\nproject: A\n")], by: "Mira <mira@acme.example>"),
                Commit(["briefs/a.md": brief("ready", "Sixty demos", "owner: Dana\nproject: A\n")]),
                Commit(["briefs/b.md": brief("ready", "Ten demos", "owner: Tom\nproject: B\ndue: 2025-01-20\n")]),
                Commit(
                    ["briefs/b.md": brief("accepted", "Ten demos", "owner: Tom\nproject: B\ndue: 2025-01-20\n")],
                    by: "Mira <mira@acme.example>"),
            ] + more + [Commit(["README.md": "x"], day: 100)])
    }

    @Test func whatCameBackIsCountedAndSaidWhy() throws {
        let result = try Self.team().rework()
        #expect(result.code == 0)
        #expect(result.error == "")
        #expect(result.output.contains("1 of 2 briefs came back within 30 days."), "\(result.output)")
        #expect(result.output.contains("Goal – missing once: briefs/a.md ("), "\(result.output)")
        let measured = try Self.team().measured()
        #expect(measured.signals.overall.reworkRate.told == "1 of 2")
        #expect(measured.repository == "team")
        #expect(measured.briefs.map(\.path) == ["briefs/a.md", "briefs/b.md"])
        #expect(measured.briefs[0].events.map(\.kind) == ["born", "handed-off", "reopened", "handed-off"])
        #expect(measured.briefs[0].events[2].causes.map { "\($0.context) \($0.change)" } == ["goal missing"])
        #expect(measured.briefs[1].missedDeadline == false)
    }

    @Test func handOffsAreJudgedByTheContractOfTheirDay() throws {
        // The budget was not asked for until day 3; the goal never again after day 5.
        let first = "handoff: kickoff\ncontext:\n  goal: {labels: [goal], check: [required]}\n"
        let second = first + "  budget: {labels: [budget], check: [required]}\n"
        let third = "handoff: kickoff\ncontext:\n  budget: {labels: [budget], check: [required]}\n  goal: {labels: [goal]}\n"
        let bare = "---\nhandoff: kickoff\nstatus: ready\ngoal: \"Ten\"\n---\n"
        let empty = "---\nhandoff: kickoff\nstatus: ready\n---\n"
        let repository = try ReworkRepository.make([
            Commit(["handoff.yml": Kickoff.config, "kickoff.yml": first]), Commit(["briefs/a.md": bare]), Commit(["briefs/b.md": empty]),
            Commit(["kickoff.yml": second]), Commit(["briefs/c.md": bare]), Commit(["briefs/d.md": empty]),
            Commit(["kickoff.yml": third]), Commit(["briefs/e.md": bare]), Commit(["kickoff.yml": "handoff: ["]),
            Commit(["briefs/f.md": bare]), Commit(["kickoff.yml": first]),
        ])
        let measured = try repository.measured()
        let errors = measured.briefs.map { brief in
            "\(brief.path.dropFirst(7).prefix(1))\(brief.events.first { $0.kind == "handed-off" }?.errors.map(String.init) ?? "–")"
        }
        #expect(errors == ["a0", "b1", "c1", "d2", "e1", "f–"])
        #expect(measured.signals.overall.movedIncomplete.told == "4 of 5")
    }

    @Test func aRuleThatGoesByTheDayGoesByTheDayOfTheHandOff() throws {
        let contract = "handoff: kickoff\ncontext:\n  due: {labels: [due], check: [{type: date}, {range: {min: today}}]}\n"
        func brief(_ due: String) -> String { "---\nhandoff: kickoff\nstatus: ready\ndue: \(due)\n---\n" }
        let repository = try ReworkRepository.make([
            Commit(["handoff.yml": Kickoff.config, "kickoff.yml": contract]),
            Commit(["briefs/a.md": brief("2025-01-02"), "briefs/b.md": brief("2025-01-01")]), Commit(["briefs/c.md": brief("2025-01-02")]),
        ])
        let errors = try repository.measured().briefs.map { $0.events.last?.errors }
        #expect(errors == [0, 1, 1])
    }

    @Test func whatBriefsShareIsReadAtTheSameCommit() throws {
        let brief = "---\nhandoff: kickoff\nstatus: ready\npart-of: campaign.md\nbudget: {amount: 1, currency: EUR}\n---\n"
        let repository = try ReworkRepository.make([
            Commit(Self.rules.merging(["campaign.md": "---\nhandoff: kickoff\nstatus: draft\n---\n"]) { $1 }),
            Commit(["briefs/a.md": brief]), Commit(["campaign.md": "---\nhandoff: kickoff\nstatus: draft\ngoal: Ten\n---\n"]),
            Commit(["briefs/b.md": brief]),
        ])
        let briefs = try repository.measured().briefs.filter { $0.path != "campaign.md" }
        let counts = briefs.map { $0.events.last?.errors ?? -1 }
        #expect(counts.count == 2)
        #expect(counts[0] == counts[1] + 1, "\(counts)")
    }

    // MARK: options

    @Test func groupsPeriodsAndWindows() throws {
        let team = try Self.team()
        #expect(try team.measured("--by", "project").signals.groups.map(\.key) == ["A", "B"])
        #expect(try team.measured("--by", "month").signals.groups.map(\.key) == ["2025-01"])
        #expect(try team.measured("--since", "2025-01-03").briefs.map(\.path) == ["briefs/b.md"])
        #expect(try team.measured("--until", "2025-01-02").briefs.map(\.path) == ["briefs/a.md"])
        #expect(try team.measured("--window", "100").signals.overall.reworkRate.told == "0 of 0")
        #expect(try Self.team("rework: {window: 97}\n").measured().signals.overall.reworkRate.told == "1 of 1")
        #expect(try team.measured("--branch", "main~3").signals.overall.briefs == 1)
        #expect(try team.measured("briefs/b.md").briefs.map(\.path) == ["briefs/b.md"])
        #expect(try team.measured("briefs").briefs.count == 2)
    }

    @Test func ratesByPersonNeedTheTeamsWord() throws {
        let refused = try Self.team().rework("--by", "owner")
        #expect(refused.code == 2)
        #expect(refused.error.contains("people-rates: true"))
        #expect(try Self.team("people-rates: true\n").measured("--by", "owner").signals.groups.map(\.key) == ["Dana", "Tom"])
    }

    @Test func theConfigsWordsOnMeasuringCount() throws {
        let brief = ReworkRepository.brief("accepted", "Elf", "owner: Tom\nproject: B\n")
        let change = Commit(["briefs/b.md": brief], day: 10, by: "Format <format@acme.example>")
        #expect(try Self.team(more: [change]).measured().signals.overall.reworkRate.told == "2 of 2")
        #expect(
            try Self.team("rework: {bots: [\"format@*\"]}\n", more: [change]).measured().signals.overall.reworkRate.told == "1 of 2")
    }

    @Test func commitsToLeaveOutAreThoseOfTheTip() throws {
        let brief = ReworkRepository.brief("accepted", "Elf", "owner: Tom\nproject: B\n")
        let team = try Self.team(more: [Commit(["briefs/b.md": brief], day: 10)])
        let id = try team.git("rev-parse", "main~1")
        try team.commit("leave it out", files: [".git-blame-ignore-revs": "# formatting\n\(id)\n"])
        let measured = try team.measured()
        #expect(measured.briefs.flatMap { brief in brief.events }.count { $0.excluded == "ignored" } == 1)
        #expect(measured.signals.overall.reworkRate.told == "1 of 2")
    }

    @Test func theDayEndsInTheTeamsZone() throws {
        // 2025-01-20 ends at 23:00 UTC in Berlin.
        let brief = { (status: String) in ReworkRepository.brief(status, "Ten", "due: 2025-01-20\n") }
        func missed(_ zone: String) throws -> [Bool?] {
            try ReworkRepository.make([
                Commit(Self.rules.merging(["handoff.yml": Kickoff.config + zone]) { $1 }), Commit(["briefs/a.md": brief("ready")]),
                Commit(["briefs/a.md": brief("accepted")], day: 19 + 14.5 / 24), Commit(["x": "x"], day: 40),
            ]).measured().briefs.map(\.missedDeadline)
        }
        #expect(try missed("") == [false])
        #expect(try missed("timezone: Europe/Berlin\n") == [true])
    }

    @Test func severalRepositoriesAreMeasuredTogetherEachByItsConfig() throws {
        let team = try ReworkRepository.make("team")
        let website = try ReworkRepository.make("website")
        let both = try team.measured("--repo", ".", "--repo", website.url.path)
        let alone = try [team.measured(), website.measured()]
        #expect(both.repository == nil)
        #expect(both.briefs.count == alone.flatMap(\.briefs).count)
        #expect(Set(both.briefs.map(\.repository)) == ["team", "website"])
        for key in ["campaign-to-analytics", "marketing-to-sales", "content-to-design"] {
            let parts = alone.compactMap { $0.signals.groups.first { $0.key == key }?.signals.reworkRate }
            let whole = try #require(both.signals.groups.first { $0.key == key }?.signals.reworkRate)
            #expect(whole.numerator == parts.reduce(0) { $0 + $1.numerator }, "\(key)")
            #expect(whole.denominator == parts.reduce(0) { $0 + $1.denominator }, "\(key)")
        }
    }

    // MARK: what earlier runs left

    @Test func aSecondRunSaysTheSameWhateverChangedMeanwhile() throws {
        let team = try Self.team()
        func expectSame(_ what: Comment) throws {
            let fresh = try team.rework("--no-cache", "--format", "json").output
            #expect(try team.rework("--format", "json").output == fresh, what)
            #expect(try team.rework("--format", "json").output == fresh, what)
        }
        try expectSame("the first run")
        try team.fastImport(Data("reset refs/heads/main\nfrom refs/heads/main^0\n\ndone\n".utf8))
        try expectSame("the same tip")
        try team.commit("more", files: ["briefs/c.md": ReworkRepository.brief("ready", "Eleven")])
        try expectSame("a new commit")
        try team.commit("rules", files: ["kickoff.yml": Self.contract.replacing("goal:", with: "target:")])
        try expectSame("another contract")
        try team.commit("words", files: ["handoff.yml": Kickoff.config + "lifecycle: {draft: [ready], handed: [returned]}\n"])
        try expectSame("another config")
        try team.commit("zone", files: ["handoff.yml": Kickoff.config + "timezone: Pacific/Auckland\n"])
        try expectSame("days that begin elsewhere")
        try team.git("reset", "-q", "--hard", "HEAD~5")
        try expectSame("a rewritten branch")
    }

    @Test func handOffsAreJudgedOnceUnlessTheirAnswerIsDamaged() throws {
        let team = try Self.team()
        func answer() throws -> String { try team.rework("--format", "json").output }
        let fresh = try answer()
        let folder = team.url.appending(path: ".git/handoff")
        func file(_ name: String) throws -> URL {
            let names = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            return try #require(names.first { $0.lastPathComponent.hasPrefix(name) })
        }
        let good = try Data(contentsOf: file("handoffs-"))
        for bad in [Data(), good.prefix(good.count / 2), good + good]
            + stride(from: 0, to: good.count, by: 7).map({ at in
                var bad = good
                bad[at] ^= 0x41
                return bad
            })
        {
            try bad.write(to: file("handoffs-"))
            #expect(try answer() == fresh)
        }
        // What no earlier run left is judged: nothing hangs on one file without the other.
        try FileManager.default.removeItem(at: file("history-"))
        #expect(try answer() == fresh)
        try FileManager.default.removeItem(at: file("handoffs-"))
        #expect(try answer() == fresh)
    }

    @Test func withoutCacheNothingIsLeft() throws {
        let team = try Self.team()
        _ = try team.rework("--no-cache")
        let folder = team.url.appending(path: ".git/handoff")
        #expect(!FileManager.default.fileExists(atPath: folder.path))
        _ = try team.rework()
        #expect(FileManager.default.fileExists(atPath: folder.path))
    }

    // MARK: what to change

    @Test(
        "how many briefs came back more than once for the same reason is said as it is",
        arguments: [
            ([2], "1 brief, more than once: briefs/0.md ("), ([2, 1, 1], "3 briefs, one of them more than once: briefs/0.md ("),
            ([2, 3, 1], "3 briefs, 2 of them more than once: briefs/0.md ("), ([2, 2], "2 briefs, each more than once: briefs/0.md ("),
        ])
    func repetition(_ times: [Int], _ words: String) throws {
        let commits = (0...3).map { round in
            var commit = Commit([:], day: 1 + 2 * Double(round))
            for (i, times) in times.enumerated() where times >= round {
                commit.files["briefs/\(i).md"] = ReworkRepository.brief("ready", "\(round) demos", "project: A\n")
            }
            return commit
        }
        let team = try ReworkRepository.make([Commit(Self.rules)] + commits + [Commit(["x": "x"], day: 99)])
        let (text, markdown) = (try team.rework().output, try team.rework("--format", "markdown").output)
        #expect(text.contains("Goal brought back \(words)"), "\(text)")
        #expect(markdown.contains("Goal brought back \(words)"), "\(markdown)")
    }

    // MARK: nothing, and failures

    @Test func nothingToMeasureSaysWhatWasLookedFor() throws {
        let none = try TestRepository(["README.md": "x"])
        try none.commit()
        let result = try none.rework()
        #expect(result.code == 0)
        #expect(result.output.hasPrefix("Nothing to measure. Looked for Markdown files"), "\(result.output)")
        try none.write("handoff.yml", "briefs: [\"briefs/*.md\"]\n")
        #expect(try none.rework().output.contains("handoff.yml is not committed yet"))
        try none.commit()
        #expect(try none.rework().output.contains("the files that handoff.yml names under briefs: briefs/*.md, in 2 commits of main"))
        try none.commit(files: ["briefs/a.md": "---\nhandoff: crm\nstatus: draft\n---\n"])
        #expect(try none.rework().output.contains("there is one brief, and none has been handed off yet"))
        #expect(
            try Self.team().rework("--since", "2026-01-01").output
                == "Nothing to measure: none of 2 briefs was first handed off in these days.\n")
        #expect(try none.rework("--format", "markdown").output.contains("Nothing to measure"))
    }

    @Test(
        "what can't be done is said in a sentence, with exit code 2",
        arguments: [
            (["--by", "hadnoff"], "did you mean “handoff”?"), (["--since", "yesterday"], "write the day as 2027-03-31"),
            (["--since", "2025-02-01", "--until", "2025-01-01"], "is after --until"), (["--window", "0"], "at least 1"),
            (["--branch", "nope"], "nope"), (["--explain", "webinar-leeds"], "did you mean “webinar-leads”?"),
            (["--explain", "webinar-leads", "--format", "csv"], "it goes with"), (["--repo", "nowhere"], "there is no such folder"),
            (["--repo", ".", "--repo", "../team"], "named twice"), (["--format", "sarif"], "there is no such format"),
            (["--format", "json", "--format", "csv"], "Only one format"), (["briefs/nope.md"], "no brief is or was there"),
            (["--config", "nope.yml"], "there is no such file"), (["--progress", "always"], "progress"),
        ])
    func failures(_ arguments: [String], _ sentence: String) throws {
        let team = try ReworkRepository.make("team")
        let result = try Program.run(["rework"] + arguments, in: team.url, environment: team.environment)
        #expect(result.code == 2)
        #expect(result.output == "")
        #expect(result.error.lowercased().contains(sentence.lowercased()), "\(result.error)")
    }

    @Test(
        "a mistake in the config or in the file of outcomes has its place",
        arguments: [
            ("timezone: Europe/Berln\n", "handoff.yml:5:11: timezone: there is no time zone “Europe/Berln”. Did you mean “Europe/Berlin”?"),
            ("timezone: ../../etc/passwd\n", "there is no time zone"), ("timezone: /etc/localtime\n", "there is no time zone"),
            ("outcomes: gone.csv\n", "handoff.yml:5:11: outcomes: “gone.csv” can't be read: there is no such file"),
            ("outcomes: ../x.csv\n", "leads out of the folder"), ("outcomes: README.md\n", "README.md:1:1: "),
            ("rework: {window: 0}\n", "at least 1"), ("people-rates: maybe\n", "true or false"),
        ])
    func mistakes(_ line: String, _ sentence: String) throws {
        let result = try Self.team(line).rework()
        #expect(result.code == 2)
        #expect(result.error.contains(sentence), "\(result.error)")
    }

    @Test func noRepositoryAndNoCommitsAreSaid() throws {
        let none = try Scratch(["a.md": "x"])
        #expect(try Program.run(["rework"], in: none.url).code == 2)
        let unborn = try TestRepository()
        let result = try unborn.rework()
        #expect(result.code == 2)
        #expect(result.error.contains("no commits yet"))
    }

    @Test func aBareRepositoryIsMeasuredLikeAnyOther() throws {
        let team = try ReworkRepository.make("team")
        let bare = try team.clone("team.git", "--bare")
        let files = try [team.url, bare].map { folder in
            try Program.run(["rework", "--format", "csv"], in: folder, environment: team.environment).output
        }
        #expect(files[0] == files[1])
        #expect(files[0].count > 100)
    }

    @Test func aShallowCloneIsRefusedUnlessAllowed() throws {
        let team = try ReworkRepository.make("team")
        let shallow = try team.clone("shallow", "--depth", "5")
        let refused = try team.rework(in: shallow)
        #expect(refused.code == 2)
        #expect(refused.error.contains("--unshallow"))
        let allowed = try team.rework("--allow-shallow", in: shallow)
        #expect(allowed.code == 0)
    }

    @Test func theEnvironmentsRepositoryIsNotThatOfOthers() throws {
        let (team, website) = (try ReworkRepository.make("team"), try ReworkRepository.make("website"))
        let result = try team.rework(
            "--repo", website.url.path, "--format", "csv", environment: ["GIT_DIR": team.url.appending(path: ".git").path])
        let alone = try website.rework("--format", "csv")
        #expect(result.output == alone.output)
    }

    @Test func aClosedPipeIsNoFailure() throws {
        let team = try ReworkRepository.make("team")
        let result = try Program.shell("$HANDOFF rework --format jsonl | head -c 10 >/dev/null; echo ${PIPESTATUS[0]}", in: team.url)
        #expect(result.output == "0\n")
    }
}
