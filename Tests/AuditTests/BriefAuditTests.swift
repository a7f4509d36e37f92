import Audit
import Testing

@testable import Contract

/// What briefs tell: allowances and paperwork.
@Suite struct BriefAuditTests {
    // MARK: allowances

    static func allowed(_ allowances: [AuditedAllowance], stage: Stage = .handed) -> [AuditFinding] {
        var brief = Sample.brief(stage: stage)
        brief.allowances = allowances
        return Sample.findings(.allowances, Sample.ground([Sample.team(Sample.contract())], [brief]))
    }

    static let ages: [(AuditedAllowance, Severity, String)] = [
        (
            .init(
                rule: "kickoff/goal", until: "2027-12-31", reason: "we know", line: 3,
                since: .commit("abcdef1234567", Sample.day("2027-06-01"))),
            .info, "kickoff/goal is allowed here, for 14 days now (commit abcdef1234), until 2027-12-31, because we know."
        ),
        (
            .init(rule: "kickoff/goal", until: "2027-06-14", reason: "x", line: 3, since: .written(Sample.day("2027-06-01"))),
            .warning, "kickoff/goal is allowed here, by its own words for 14 days now, ended on 2027-06-14, because x."
        ),
        (
            .init(rule: "kickoff/goal", reason: "x", line: 3, since: .commit("abc", Sample.day("2027-03-17"))), .info,
            "kickoff/goal is allowed here, for 90 days now (commit abc), without an end, because x."
        ),
        (
            .init(rule: "kickoff/goal", reason: "x", line: 3, since: .commit("abc", Sample.day("2027-03-16"))), .warning,
            "kickoff/goal is allowed here, for 91 days now (commit abc), without an end, because x."
        ),
        (
            .init(rule: "kickoff/goal", line: 3, since: .uncommitted), .info,
            "kickoff/goal is allowed here, not committed yet, without an end, without a reason."
        ),
        (
            .init(rule: "kickoff/goal", reason: "x", line: 3, since: .unknown), .warning,
            "kickoff/goal is allowed here, since when, nobody can tell, without an end, because x."
        ),
    ]

    @Test("its age, its end, its reason", arguments: ages.indices)
    func age(_ i: Int) throws {
        let (allowance, severity, message) = Self.ages[i]
        let finding = try #require(Self.allowed([allowance]).first)
        #expect(finding.message == message)
        #expect(finding.severity == severity)
        #expect(finding.cost == "Without it, the rule would be: do not start.")
        #expect((finding.file, finding.line) == ("briefs/a.md", 3))
    }

    @Test func oldestFirstAndBeforeThemThoseThatNobodyCanDate() {
        let found = Self.allowed([
            .init(rule: "a", line: 1, since: .uncommitted), .init(rule: "b", line: 2, since: .commit("x", Sample.day("2027-05-01"))),
            .init(rule: "c", line: 3, since: .written(Sample.day("2027-04-01"))), .init(rule: "d", line: 4, since: .unknown),
        ])
        #expect(found.map { $0.message.prefix(1) } == ["d", "c", "b", "a"])
    }

    @Test func whatIsCancelledAllowsNothing() {
        #expect(Self.allowed([.init(rule: "a", line: 1)], stage: .cancelled).isEmpty)
    }

    // MARK: paperwork

    /// Briefs whose goal is “same”, N/A, allowed, missing or something of its own: `s`, `n`, `a`, `-`, `.`
    static func briefs(_ answers: String, context: String = "goal") -> [AuditedBrief] {
        answers.enumerated().map { i, answer in
            var brief = Sample.brief("\(i)")
            switch answer {
            case "s": brief.contexts = [AuditedContext(context, .text("same"))]
            case "n": brief.contexts = [AuditedContext(context, .notApplicable)]
            case "a": brief.allowances = [AuditedAllowance(rule: "kickoff/\(context)", line: 1)]
            case "-": break
            case "h": brief.contexts = [AuditedContext(context, .placeholder)]
            default: brief.contexts = [AuditedContext(context, .text("own \(i)"))]
            }
            return brief
        }
    }

    static func suspects(_ briefs: [AuditedBrief], causes: [String: Set<String>] = [:], _ change: (inout Contract) -> Void = { _ in })
        -> [AuditFinding]
    {
        var ground = Sample.ground([Sample.team(Sample.contract("kickoff", change))], briefs)
        ground.history = Sample.history(causes: causes)
        return Sample.findings(.paperwork, ground)
    }

    @Test(
        "the same text, N/A or an allowance in eight of ten",
        arguments: [
            ("ssssssss..", "the same text in 8"), ("sssssss...", nil), ("nnnnnnnn--", "N/A in 8"),
            ("ssssnnaa..", "the same text in 4, N/A in 2, allowed in 2"),
            ("sssssssss", nil), ("..........", nil), ("----------", nil), ("hhhhhhhhhh", nil), ("aaaaaaaaaa", "allowed in 10"),
            ("ssssssssssss...", "the same text in 12"), ("sssssssssss....", nil),
        ] as [(String, String?)])
    func suspects(_ answers: String, _ parts: String?) {
        let found = Self.suspects(Self.briefs(answers))
        #expect(
            found.map(\.message)
                == [parts].compactMap(\.self).map {
                    "Kick-off: Goal says nothing new in \(answers.count) briefs (\($0)), and it never was what brought work back."
                })
        #expect(found.allSatisfy { $0.severity == .info && $0.decision.text == "A handoff should not create unnecessary paperwork" })
    }

    @Test func theSameTextEverywhereIsSaidShortly() {
        #expect(
            Self.suspects(Self.briefs("ssssssssss")).map(\.message)
                == ["Kick-off: Goal is the same text in all 10 briefs, and it never was what brought work back."])
    }

    @Test func whatBroughtWorkBackIsNoPaperwork() {
        #expect(Self.suspects(Self.briefs("ssssssssss"), causes: ["kickoff": ["goal"]]).isEmpty)
        #expect(Self.suspects(Self.briefs("ssssssssss"), causes: ["kickoff": ["budget"], "other": ["goal"]]).count == 1)
    }

    @Test func theMinimumStandardIsNoPaperwork() {
        let briefs = Self.briefs("ssssssssss", context: "owner")
        func owner(from origin: String) -> [AuditFinding] {
            Self.suspects(briefs) { $0.contexts = [ContextSpec(id: "owner", origin: origin, at: $0.at)] }
        }
        #expect(owner(from: "handoff").isEmpty)
        #expect(owner(from: "kickoff").count == 1)
    }

    @Test func draftsAndCancelledBriefsAreNotCounted() {
        for stage in [Stage.draft, .cancelled] {
            var briefs = Self.briefs("ssssssssss")
            briefs[0].stage = stage
            #expect(Self.suspects(briefs).isEmpty, "\(stage)")
        }
    }

    @Test func nobodyCanTellWithoutHistory() {
        var ground = Sample.ground([Sample.team(Sample.contract())], Self.briefs("ssssssssss"))
        ground.history = nil
        #expect(Sample.findings(.paperwork, ground).isEmpty)
    }

    @Test func whatIsAlwaysTheSameIsAnsweredOnceAndWhatIsNeverAnsweredIsDropped() {
        #expect(Self.suspects(Self.briefs("ssssssssss")).first?.pastes.map(\.lines) == ["defaults:\n  goal: same\n"])
        #expect(Self.suspects(Self.briefs("nnnnnnnnnn")).first?.pastes.map(\.lines) == ["context:\n  goal: off\n"])
    }
}
