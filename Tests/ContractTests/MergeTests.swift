import BuiltinContracts
import Contract
import Source
import Testing

/// `extends`: maps merge by key, checks by id, `off` removes, lists replace, examples are not inherited, inherited contexts keep their ids.
@Suite struct MergeTests {
    static let base = """
        handoff: base
        title: Base
        to: The kitchen
        risk: It burns
        boundary: {decision: Stop, when: unclear}
        standard: {owner: Cook, review: monthly}
        vocabulary: {spices: [thyme], units: [gram]}
        define: {dry: {pattern: ^dry}, wet: {pattern: ^wet}}
        tables: {kind: [{is: A}]}
        severity: {base/thing: warning}
        context:
          thing:
            title: The thing
            labels: [stuff, ingredient]
            more-labels: [goods]
            question: How much?
            paste: "thing: [how much]"
            sample: salt
            scope: brief
            satisfied-by: [other]
            rows: {head: name}
            fields:
              name: {labels: [label], check: [required]}
              unit: {check: [{id: known, one-of: [gram], message: "base says {value}"}]}
            check:
              - required
              - {id: short, length: {max: 5}, severity: warning, message: Too long, question: Shorter?, paste: short}
              - {id: dry, use: dry}
          other: {check: [required]}
          last: {}
        check:
          - {id: keys, of: $keys, pattern: '^[a-z]'}
          - {id: links, of: $links, pattern: x}
        examples: {passes: [{name: one, brief: "x"}], fails: [{name: two, finds: [base/thing], brief: "x"}]}
        """

    static func merged(_ own: String) throws -> Contract {
        var bench = Bench("handoff: own\nextends: shipped/base\n" + own)
        bench.shipped = ["base.yml": base]
        let library = bench.library
        #expect(library.problems.isEmpty, "\(library.problems)")
        return try #require(library.contracts.first { $0.id == "own" })
    }

    @Test func whatIsNotSaidIsInherited() throws {
        let own = try Self.merged("")
        #expect(own.lineage == ["own", "base"])
        #expect(
            own.title == "Base" && own.to == "The kitchen" && own.risk == "It burns" && own.boundary?.decision == "Stop"
                && own.boundary?.when == "unclear")
        #expect(own.standard.owner == "Cook" && own.standard.review == "monthly")
        #expect(own.contexts.map(\.id) == ["thing", "other", "last"])
        #expect(own.contexts.allSatisfy { $0.origin == "base" })
        #expect(own.checks.map(\.id) == ["keys", "links"])
        #expect(own.examples.isEmpty)
        let thing = try #require(own.context("thing"))
        #expect(thing.allLabels == ["thing", "stuff", "ingredient", "goods"])
        #expect(thing.isBriefWide == true && thing.satisfiedBy == ["other"] && thing.rows?.head == "name" && thing.sample == "salt")
        #expect(thing.checks.map(\.id) == ["required", "short", "dry"])
    }

    @Test func whatIsSaidReplaces() throws {
        let own = try Self.merged(
            """
            title: Own
            boundary: {decision: Wait}
            standard: {review: weekly}
            context:
              thing: {title: My thing, question: Which?, scope: anywhere, satisfied-by: [last], rows: {rest: how}}
              fresh: {check: [required]}
            """)
        #expect(own.title == "Own" && own.to == "The kitchen")
        #expect(own.boundary?.decision == "Wait" && own.boundary?.when == nil)
        #expect(own.standard.owner == "Cook" && own.standard.review == "weekly")
        #expect(own.contexts.map(\.id) == ["thing", "other", "last", "fresh"])
        #expect(own.context("fresh")?.origin == "own")
        let thing = try #require(own.context("thing"))
        #expect(thing.title == "My thing" && thing.question?.source == "Which?" && thing.paste?.source == "thing: [how much]")
        #expect(thing.isBriefWide == false && thing.satisfiedBy == ["last"] && thing.rows?.head == nil && thing.rows?.rest == "how")
        #expect(thing.origin == "base")
    }

    @Test func labelsReplaceAndMoreLabelsAdd() throws {
        #expect(try Self.merged("context: {thing: {labels: [mine]}}").context("thing")?.allLabels == ["thing", "mine"])
        #expect(
            try Self.merged("context: {thing: {more-labels: [mine]}}").context("thing")?.allLabels == [
                "thing", "stuff", "ingredient", "goods", "mine",
            ])
        #expect(
            try Self.merged("context: {thing: {labels: [mine], more-labels: [yours]}}").context("thing")?.allLabels == [
                "thing", "mine", "yours",
            ])
    }

    @Test func mapsMergeByKeyAndListsReplace() throws {
        let own = try Self.merged(
            "vocabulary: {spices: [dill, salt], new: [x]}\ndefine: {dry: {pattern: ^d}}\ntables: {kind: [{is: B}, {is: C}]}\nseverity: {base/other: info}"
        )
        #expect(
            own.vocabulary["spices"]?.words == ["dill", "salt"] && own.vocabulary["units"]?.words == ["gram"]
                && own.vocabulary["new"]?.words == ["x"])
        #expect(Set(own.defines.keys) == ["dry", "wet"])
        #expect(own.tables["kind"]?.map(\.result) == ["B", "C"])
        #expect(own.severities == ["base/thing": .always(.warning), "base/other": .always(.info)])
    }

    /// What others say of it then finds nothing: whoever leaves out the owner need not rewrite the rules that compare it.
    @Test func whatIsTakenOutMayStillBeAskedFor() {
        let base = """
            handoff: base
            abstract: true
            context:
              thing: {rows: {}, fields: {unit: {}}}
              other: {check: [{id: differs, not: {equals: {of: thing}}, message: "{value} is {thing}"}]}
            check:
              - {id: unit, of: thing.unit, pattern: '^g'}
              - {id: none, of: {from: thing}, required: true, severity: info}
            """
        var bench = Bench("handoff: own\nextends: base\ncontext: {thing: off}")
        bench.contracts = ["base.yml": base]
        bench.expect("1️⃣Other: salt\n", finds: ["base/none:none"])
        var fields = Bench("handoff: own\nextends: base\ncontext: {thing: {fields: {unit: off}}}")
        fields.contracts = ["base.yml": base]
        fields.expect("Thing: salt\nOther: sugar\n")
    }

    @Test func offRemoves() throws {
        let own = try Self.merged(
            "context:\n  other: off\n  thing: {check: {short: off}, fields: {unit: off, name: {check: {required: off}}}}\ncheck: {links: off}"
        )
        #expect(own.contexts.map(\.id) == ["thing", "last"])
        #expect(own.context("thing")?.checks.map(\.id) == ["required", "dry"])
        #expect(own.context("thing")?.fields.map(\.id) == ["name"])
        #expect(own.context("thing")?.fields.first?.checks.isEmpty == true)
        #expect(own.checks.map(\.id) == ["keys"])
    }

    @Test func aCheckWithoutATestChangesOnlyWhatItSays() throws {
        let own = try Self.merged(
            "context: {thing: {check: [{id: short, severity: info}], fields: {unit: {check: {known: {message: 'own says {value}'}}}}}}")
        let short = try #require(own.context("thing")?.checks.first { $0.id == "short" })
        #expect(
            short.severity == .always(.info) && short.message?.source == "Too long" && short.question?.source == "Shorter?"
                && short.test?.name == .length)
        #expect(own.context("thing")?.checks.map(\.id) == ["required", "short", "dry"])
        #expect(own.context("thing")?.field("unit")?.checks.first?.test?.name == .oneOf)
    }

    @Test func aCheckWithATestOfItsOwnKeepsTheWordsAround() throws {
        let own = try Self.merged("context: {thing: {check: [{id: short, pattern: ^x}]}}")
        let short = try #require(own.context("thing")?.checks.first { $0.id == "short" })
        #expect(
            short.test?.name == .pattern && short.severity == .always(.warning) && short.question?.source == "Shorter?"
                && short.paste?.source == "short")
        // A message is about its test.
        #expect(short.message == nil)
    }

    @Test func aContextsSeverityIsThatOfTheChecksItInherits() throws {
        let own = try Self.merged("context: {thing: {severity: info, check: [{id: dry, severity: error}, {id: mine, pattern: x}]}}")
        let rules = Dictionary(uniqueKeysWithValues: try #require(own.context("thing")).checks.map { ($0.id, $0.severity) })
        #expect(rules["required"] == .always(.info))
        #expect(rules["short"] == .always(.info))
        #expect(rules["dry"] == .always(.error))
        #expect(own.context("thing")?.severity == .always(.info))
    }

    @Test func theTeamsContractReplacesTheShippedOneAndInheritedContextsKeepTheirIds() throws {
        var bench = Bench(
            "handoff: base\nextends: shipped/base\ncontext: {other: off, fresh: {check: [required]}}\nseverity: {base/thing: off, 'base/*': info}"
        )
        bench.shipped = ["base.yml": Self.base, "child.yml": "handoff: child\nextends: shipped/base\n"]
        #expect(bench.library.contracts.map(\.id) == ["base", "child"])
        bench.expect("1️⃣x\n", finds: ["base/fresh:required"])
        // What extends the shipped one still sees that.
        let child = try #require(bench.library.contracts.first { $0.id == "child" })
        #expect(child.context("fresh") == nil && child.context("other") != nil)
    }

    @Test func aChainOfParentsIsFollowedToItsRoot() throws {
        var bench = Bench("handoff: own\nextends: middle\ncontext: {other: {check: {required: {severity: info}}}}")
        bench.shipped = ["base.yml": Self.base]
        bench.contracts = [
            "middle.yml":
                "handoff: middle\nextends: shipped/base\ncontext: {other: {title: Middle}, added: {}}\nseverity: {base/thing: off}"
        ]
        let own = try #require(bench.library.contracts.first { $0.id == "own" })
        #expect(own.lineage == ["own", "middle", "base"])
        #expect(own.context("added")?.origin == "middle" && own.context("other")?.origin == "base")
        bench.expect("1️⃣x\n", finds: ["base/other:required"], says: ["Middle is missing."])
        #expect(bench.findings("x\n").map(\.severity) == [.info])
    }

    @Test func anAbstractContractIsOnlyExtended() throws {
        var bench = Bench("handoff: own\nextends: other\n")
        bench.contracts = ["other.yml": "handoff: other\nabstract: true\ntitle: Common\n"]
        #expect(bench.library.contracts.map(\.isAbstract) == [true, false])
        let found = bench.findings("---\nhandoff: other\n---\n")
        #expect(found.map(\.rule) == ["handoff/unknown-type"])
    }

    @Test func ofTheShippedContractsATeamOverridesOne() throws {
        let team = ContractLibrary.File(
            SourceText(
                path: "handoffs/analytics.yml",
                text:
                    "handoff: campaign-to-analytics\nextends: shipped/campaign-to-analytics\ncontext: {source-rules: {severity: warning}}\n"
            ),
            isShipped: false, readFile: { _ in nil })
        let library = ContractLibrary(Shipped.files + [team])
        #expect(library.problems.isEmpty)
        let contract = try #require(library.contracts.first { $0.id == "campaign-to-analytics" })
        #expect(contract.at.file == "handoffs/analytics.yml")
        #expect(contract.context("owner")?.origin == "handoff")
        #expect(contract.context("utm")?.origin == "campaign-to-analytics")
        #expect(contract.context("source-rules")?.checks.allSatisfy { $0.severity == .always(.warning) } == true)
    }
}
