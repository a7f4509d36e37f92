import Contract
import Source
import Testing

/// Which severity a finding has, in which stage, and what becomes of the brief.
@Suite struct SeverityTests {
    static func severity(
        config: [String: String] = [:], contract: String = "", context: String = "", field: String = "", check: String = "", brief: String
    ) -> [Severity] {
        var bench = Bench(
            """
            handoff: recipe
            severity: {\(contract)}
            context:
              status: {}
              thing:
            \(context.isEmpty ? "" : "    severity: \(context)\n")    fields: {unit: {\(field.isEmpty ? "" : "severity: \(field), ")check: [{pattern: ^g}]}}
                check: [{required: true\(check.isEmpty ? "" : ", severity: \(check)")}]
            """)
        bench.settings.severities = config.mapValues { .always(Severity(rawValue: $0)!) }
        return bench.findings(brief).map(\.severity)
    }

    static let precedence: [(config: [String: String], contract: String, context: String, check: String, Severity?)] = [
        ([:], "", "", "", .error), ([:], "", "info", "", .info), ([:], "", "info", "warning", .warning),
        ([:], "recipe/thing: error", "info", "warning", .error), ([:], "recipe/thing: off", "", "", nil),
        (["recipe/thing": "info"], "recipe/thing: error", "warning", "error", .info),
        (["recipe/thing:required": "info"], "", "", "", .info), (["recipe/thing:pattern": "info"], "", "", "", .error),
        // what is said of the check alone is said more exactly
        (["recipe/thing:required": "info", "recipe/thing": "warning"], "", "", "", .info),
        ([:], "'recipe/thing:required': info, recipe/thing: warning", "", "", .info),
        (["recipe/*": "info"], "recipe/thing: error", "", "error", .info), (["*": "info", "recipe/*": "warning"], "", "", "", .warning),
        (["recipe/*": "info", "recipe/th*": "warning"], "", "", "", .warning),
        (["recipe/thing": "info", "recipe/thing:requ*": "warning"], "", "", "", .info), (["*:required": "warning"], "", "", "", .warning),
        (["other/*": "info"], "", "", "", .error), (["recipe/thin": "info"], "", "", "", .error),
        (["recipe/thing": "off"], "recipe/thing: error", "", "error", nil),
        ([:], "'recipe/*': info, 'recipe/thing': warning", "", "", .warning), ([:], "'*': info", "", "error", .info),
        // a handoff's name alone: nothing weighs more, and whatever says more of the rule counts
        (["recipe": "warning"], "", "", "", .warning), (["recipe": "warning"], "recipe/thing: error", "", "error", .warning),
        (["recipe": "warning"], "", "", "info", .info), (["recipe": "error"], "", "", "warning", .warning),
        (["recipe": "warning", "recipe/thing": "error"], "", "", "", .error), (["recipe": "warning", "*": "error"], "", "", "", .error),
        (["recipe": "off"], "", "", "", nil), (["recip": "warning"], "", "", "", .error),
        (["recipe": "warning"], "recipe/thing: off", "", "", nil),
    ]

    @Test(arguments: precedence.indices) func theMostExactWordCounts(index: Int) {
        let (config, contract, context, check, severity) = Self.precedence[index]
        #expect(
            Self.severity(config: config, contract: contract, context: context, check: check, brief: "x\n") == (severity.map { [$0] } ?? [])
        )
    }

    @Test func aFieldTakesItsContextsSeverityUnlessItHasItsOwn() {
        let brief = "---\nthing: {unit: cup}\n---\n"
        #expect(Self.severity(brief: brief) == [.error])
        #expect(Self.severity(context: "info", brief: brief) == [.info])
        #expect(Self.severity(context: "info", field: "warning", brief: brief) == [.warning])
        #expect(Self.severity(config: ["recipe/thing": "info"], brief: brief) == [.error])
        #expect(Self.severity(config: ["recipe/thing.unit": "info"], brief: brief) == [.info])
        #expect(Self.severity(config: ["recipe/thing*": "info"], brief: brief) == [.info])
    }

    /// By status: the severity of an error, a warning and of `{draft: off, handed: error}`.
    static let stages: [(status: String, error: Severity?, warning: Severity?, map: Severity?)] = [
        ("draft", .warning, .warning, nil), ("returned", .warning, .warning, nil), ("needs info", .warning, .warning, nil),
        ("ready", .error, .warning, .error), ("accepted", .error, .warning, .error),
        ("done", .error, .warning, .error), ("cancelled", nil, nil, nil),
    ]

    @Test(arguments: stages.indices) func severityFollowsTheStage(index: Int) {
        let (status, error, warning, map) = Self.stages[index]
        let brief = "---\nstatus: \(status)\n---\n"
        #expect(Self.severity(brief: brief) == (error.map { [$0] } ?? []))
        #expect(Self.severity(check: "warning", brief: brief) == (warning.map { [$0] } ?? []))
        #expect(Self.severity(check: "{draft: off, handed: error}", brief: brief) == (map.map { [$0] } ?? []))
    }

    static let maps: [(SeverityRule, [Stage: Severity?])] = [
        (
            .byStage([.draft: .off, .handed: .error]),
            [.draft: .off, .clarify: .off, .reopened: .off, .handed: .error, .accepted: .error, .delivered: .error]
        ),
        (
            .byStage([.clarify: .info, .delivered: .off, .handed: .warning]),
            [.draft: .none, .clarify: .info, .reopened: .none, .handed: .warning, .accepted: .warning, .delivered: .off]
        ),
        (.always(.info), [.draft: .info, .handed: .info, .delivered: .info]),
        (.byStage([:]), [.draft: .none, .handed: .none]),
    ]

    @Test func aHandoffsNameAloneHoldsInEachStage() {
        let rule = SeverityRule.byStage([.draft: .off, .handed: .error])
        let cases: [(SeverityRule, SeverityRule, Stage, Severity?)] = [
            (rule, .always(.warning), .handed, .warning), (rule, .always(.warning), .draft, .off), (rule, .always(.off), .handed, .off),
            (.always(.warning), rule, .handed, .warning), (.always(.info), .byStage([.draft: .off]), .clarify, .off),
            (.always(.info), .byStage([.draft: .off]), .accepted, .info),
        ]
        for (own, most, stage, severity) in cases { #expect(own.atMost(most).severity(in: stage) == severity) }
    }

    @Test(arguments: maps.indices) func anUnnamedStageTakesItsNeighbours(index: Int) {
        for (stage, severity) in Self.maps[index].1 { #expect(Self.maps[index].0.severity(in: stage) == severity, "\(stage)") }
    }

    @Test func loweringRemembersWhatWasDeclared() throws {
        let bench = Bench(
            "handoff: recipe\ncontext:\n  status: {}\n  thing: {check: [required, {id: more, of: status, severity: warning, pattern: x}, {id: info, of: status, severity: info, pattern: x}]}\n"
        )
        let judgement = try #require(bench.judge("---\nstatus: draft\n---\n").first)
        #expect(
            Set(judgement.findings.map { "\($0.check) \($0.severity) \($0.declared) \($0.state)" }) == [
                "required warning error lowered", "more warning warning live", "info info info live",
            ])
        #expect(judgement.errors == 1)
        #expect(judgement.findings.count { !$0.counts } == 0)
    }

    // MARK: stages

    static let words: [(String, taken: Stage?, notTaken: Stage?)] = [
        ("draft", .draft, .draft), ("WIP", .draft, .draft), ("to-do", .draft, .draft), ("Handed_off", .handed, .handed),
        ("✅ Ready", .handed, .handed), ("Ready (v2)", .handed, .handed), ("needs-info", .clarify, .clarify),
        ("Question?", .clarify, .clarify),
        ("changes requested", .reopened, .reopened), ("Returned.", .reopened, .reopened), ("approved", .accepted, .accepted),
        ("shipped", .delivered, .delivered), ("Canceled", .cancelled, .cancelled), ("superseded", .cancelled, .cancelled),
        // depends on whether the receiver took it
        ("in progress", .accepted, .draft), ("In Design", .accepted, .draft), ("in review", .accepted, .handed),
        ("archived", .delivered, .cancelled), ("on hold", .accepted, .handed), ("blocked", .accepted, .handed),
        ("doing", .accepted, .draft),
        ("reddy", nil, nil), ("", nil, nil), ("drafty", nil, nil),
    ]

    @Test(arguments: words.indices) func statusWordsMeanStages(index: Int) {
        let (word, taken, notTaken) = Self.words[index]
        let lifecycle = Lifecycle()
        #expect(lifecycle.stage(of: word, isAccepted: true) == taken)
        #expect(lifecycle.stage(of: word, isAccepted: false) == notTaken)
    }

    @Test func aTeamsWordsReplaceAStagesAndWinOverDefaults() {
        let lifecycle = Lifecycle(replacing: [.handed: ["go", "live"]])
        #expect(lifecycle.stage(of: "go", isAccepted: false) == .handed)
        #expect(lifecycle.stage(of: "LIVE", isAccepted: false) == .handed)
        #expect(lifecycle.stage(of: "ready", isAccepted: false) == nil)
        #expect(lifecycle.stage(of: "draft", isAccepted: false) == .draft)
    }

    static let bench = Bench(
        "handoff: recipe\ntitle: Recipe\nboundary: {decision: Stop}\ncontext:\n  status: {scope: brief}\n  accepted-by: {}\n  thing: {check: [required]}\n"
    )

    /// Status lines, and what becomes of a brief that has nothing and of one that has the thing.
    static let verdicts: [(String, Stage, empty: Verdict, full: Verdict)] = [
        ("", .handed, .hold, .ready), ("status: ready", .handed, .hold, .ready), ("status: draft", .draft, .draft, .draft),
        ("status: needs info", .clarify, .draft, .draft), ("status: returned", .reopened, .draft, .draft),
        ("status: accepted", .accepted, .hold, .ready),
        ("status: done", .delivered, .hold, .ready), ("status: cancelled", .cancelled, .exempt, .exempt),
        ("status: in progress", .draft, .draft, .draft), ("status: in progress\naccepted-by: Dana", .accepted, .hold, .ready),
        ("status: TBD", .handed, .hold, .ready),
        ("status: waiting for the printer to call", .handed, .hold, .ready),
        ("status: Returned (second review, see the forum thread)", .reopened, .draft, .draft),
        ("status: Accepted (subject to what legal says) on Monday afternoon", .handed, .hold, .ready),
        ("status: {recipe: draft, other: ready}", .draft, .draft, .draft), ("status: {other: draft}", .handed, .hold, .ready),
        ("status.recipe: draft\nstatus: ready", .draft, .draft, .draft),
    ]

    @Test(arguments: verdicts.indices) func theStageAndTheErrorsMakeTheVerdict(index: Int) throws {
        let (status, stage, empty, full) = Self.verdicts[index]
        let without = try #require(Self.bench.judge("---\n\(status)\n---\n").first)
        let with = try #require(Self.bench.judge("---\n\(status)\nthing: salt\n---\n").first)
        #expect(without.stage == stage && with.stage == stage)
        #expect(without.verdict == empty && with.verdict == full)
        #expect(without.boundary == (empty == .hold ? "Stop" : nil))
    }

    /// A contract of the team's own need not name the contexts that say how far a brief has come.
    @Test(arguments: verdicts.indices) func aStatusCountsWhereTheContractHasNone(index: Int) throws {
        let (status, stage, empty, full) = Self.verdicts[index]
        let bench = Bench("handoff: recipe\ntitle: Recipe\nboundary: {decision: Stop}\ncontext:\n  thing: {check: [required]}\n")
        let without = try #require(bench.judge("---\n\(status)\n---\n").first)
        let with = try #require(bench.judge("---\n\(status)\nthing: salt\n---\n").first)
        #expect(without.stage == stage && with.stage == stage)
        #expect(without.verdict == empty && with.verdict == full)
    }

    @Test func theTeamsOwnWordsAreOffered() throws {
        var bench = Self.bench
        bench.settings.lifecycle = Lifecycle(replacing: [.handed: ["Review", "Last Call"], .cancelled: ["Withdrawn"]])
        let judgement = try #require(bench.judge("---\nstatus: xyzzy\nthing: salt\n---\n").first)
        #expect(
            judgement.findings.map(\.message) == [
                "“xyzzy” is no status we know. It can be: draft, Review, needs info, returned, accepted, done, Withdrawn."
            ])
    }

    @Test func anUnknownStatusIsAnErrorOfItsOwn() throws {
        let marked = Marked("---\nstatus: 1️⃣reddy\nthing: salt\n---\n")
        let judgement = try #require(Self.bench.judge(marked.text).first)
        #expect(judgement.stage == .handed && judgement.verdict == .hold)
        #expect(judgement.findings.map { "\($0.rule):\($0.check)@\($0.range.lower)" } == ["handoff/status:status@\(marked.offsets[0])"])
        #expect(judgement.findings.first?.message == "“reddy” is no status we know. Did you mean “ready”?")
    }

    @Test func withoutALifecycleBriefsAreHanded() throws {
        var bench = Self.bench
        bench.settings.lifecycle.isOff = true
        let judgement = try #require(bench.judge("---\nstatus: draft\n---\n").first)
        #expect(judgement.stage == .handed && judgement.status == nil && judgement.verdict == .hold)
    }

    @Test func warningsDoNotHold() throws {
        var bench = Self.bench
        bench.settings.severities = ["recipe/thing": .always(.warning)]
        let judgement = try #require(bench.judge("x\n").first)
        #expect(judgement.verdict == .ready && judgement.findings.count == 1)
    }

    @Test func valuesGivenByTheConfigCountUntilTheBriefHasItsOwn() {
        var bench = Row("check: [required, {pattern: ^s}]", "").bench
        bench.settings.defaults = [("thing", YAMLText.node("pepper"))]
        bench.expect("1️⃣x\n", finds: ["recipe/thing:pattern"])
        bench.expect("Thing: salt\n")
        bench.expect("1️⃣Thing: TBD\n", finds: ["recipe/thing:pattern"])
    }

    @Test func aBoldLineAloneInASectionIsItsValueUnlessItNamesSomething() {
        let bench = Bench("handoff: recipe\ncontext: {thing: {check: [required]}, spice: {check: [{pattern: ^s}]}}\n")
        bench.expect("## Thing\n\n**Dana Okafor**\n\n## Next\n\nx\n")
        bench.expect("## Thing\n\n**1️⃣Spice**\n", finds: ["recipe/thing:required"])
        bench.expect("## Thing\n\n**1️⃣Dana:**\n", finds: ["recipe/thing:required"])
        bench.expect("## Thing\n\n**1️⃣TBD**\n", finds: ["recipe/thing:required"])
    }

    @Test func theFieldsOfAValueGivenByTheConfigAreCheckedLikeAnyOther() {
        var bench = Bench(
            "handoff: recipe\ncontext: {thing: {fields: {kind: {check: [required, {pattern: ^s}]}, size: {check: [required]}}}}\n")
        bench.settings.defaults = [("thing", YAMLText.node("{kind: pepper, size: 1}"))]
        bench.expect("1️⃣x\n", finds: ["recipe/thing.kind:pattern"])
        bench.expect("---\nthing: {kind: salt, size: 2}\n---\n")
        bench.settings.defaults = [("thing", YAMLText.node("[{kind: salt}, {kind: sage}]"))]
        bench.expect("1️⃣x\n", finds: ["recipe/thing.size:required"])
    }

    @Test func aBriefThatIsPartOfAnotherTakesOverItsContext() {
        var bench = Bench(
            "handoff: recipe\ncontext:\n  part-of: {scope: brief}\n  owner: {scope: brief, check: [required]}\n  thing: {check: [required, {pattern: ^s}]}\n"
        )
        bench.files = ["proposals/menu.md": "Owner: Dana\nThing: salt\n", "proposals/bad.md": "Owner: Dana\nThing: pepper\n"]
        // What speaks for a brief alone is not taken over.
        bench.expect("1️⃣---\npart-of: menu.md\n---\n", finds: ["recipe/owner:required"])
        bench.expect("---\nowner: Mira\npart-of: 1️⃣bad.md\n---\n", finds: ["recipe/thing:pattern"])
        bench.expect("---\nowner: Mira\npart-of: bad.md\nthing: sugar\n---\n")
        bench.expect("1️⃣---\nowner: Mira\npart-of: none.md\n---\n", finds: ["recipe/thing:required"])
    }

    @Test func severalHandoffsAreJudgedEachByItsContract() {
        var bench = Bench("handoff: recipe\ntitle: Recipe\ncontext: {status: {}, thing: {check: [required]}}\n")
        bench.contracts = ["menu.yml": "handoff: menu\ntitle: The menu\ncontext: {status: {}, dish: {check: [required]}}\n"]
        let judgements = bench.judge("---\nhandoff: [recipe, The menu, recipe]\nstatus: {recipe: draft, the menu: ready}\n---\n")
        #expect(judgements.map(\.handoff) == ["recipe", "menu"])
        #expect(judgements.map(\.stage) == [.draft, .handed])
        #expect(judgements.map { $0.findings.map(\.rule) } == [["recipe/thing"], ["menu/dish"]])
        #expect(
            bench.judge("---\nhandoff: recpie\n---\n").flatMap(\.findings).map(\.message) == [
                "There is no handoff called “recpie”. Did you mean “recipe”?"
            ])
    }

    @Test func findingsAreInOrderAndTheirFingerprintsStayWhenLinesMove() {
        let bench = Bench("handoff: recipe\ncontext: {thing: {check: [{id: a, of: '*', pattern: x}, {id: b, of: '*', pattern: y}]}}\n")
        let first = bench.findings("---\nthing: [p, q]\n---\n")
        let moved = bench.findings("---\n# a comment\n\nother: z\nthing: [p, q]\n---\n")
        #expect(first.map(\.check) == ["a", "b", "a", "b"])
        #expect(Set(first.map(\.fingerprint)).count == 4)
        #expect(first.map(\.fingerprint) == moved.map(\.fingerprint))
    }
}
