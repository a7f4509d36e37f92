import Blank
import Brief
import BuiltinContracts
import Contract
import Source
import Testing

/// What `new` writes, for every shipped contract: nothing in it counts until somebody has written something.
@Suite struct BlankTests {
    static let contracts = ShippedTests.library.contracts.filter { !$0.isAbstract }
    static let ids = contracts.map(\.id)
    static let rulebook = Rulebook(contracts, settings: Settings(today: CalendarDate(iso: "2026-01-15")!), tree: .empty)

    static func contract(_ id: String) -> Contract { contracts.first { $0.id == id }! }

    /// What a brief with nothing in it is held for.
    static func demanded(_ contract: Contract) -> Set<String> {
        if contract.isAbstract { return Set(contract.contexts.filter(\.isRequired).map(\.id)) }
        let findings = judge("---\nhandoff: \(contract.id)\n---\n").flatMap(\.findings)
        return Set(findings.filter { $0.isMissing && $0.declared == .error && !$0.rule.contains(".") }.compactMap(\.context))
    }

    static func blank(_ contracts: [Contract], language: Language = .english, status: String = "draft") -> String {
        Blank(
            contracts, rulebook: rulebook, language: language, translation: TranslationTests.translation(language), status: status
        ).text
    }

    static func judge(_ text: String) -> [Judgement] {
        let source = SourceText(path: "briefs/new.md", text: text)
        let judge = Judge(rulebook)
        let first = judge.judge(source)
        return judge.judge(source, index: BriefIndex([first.facts], tree: .empty)).judgements
    }

    static func inspection(_ text: String, _ contract: Contract) -> Inspection {
        let brief = Brief(SourceText(path: "briefs/new.md", text: text))
        return Inspection(brief, contract, rulebook: rulebook, index: BriefIndex([], tree: .empty))
    }

    @Test("an untouched brief has started every required context and settled none", arguments: ids, Language.allCases)
    func untouched(id: String, language: Language) throws {
        let contract = Self.contract(id)
        let text = Self.blank([contract], language: language)
        expectUnfilled(text, contract)
        let judgement = try #require(Self.judge(text).first)
        #expect(judgement.verdict == .draft)
        let missing = judgement.findings.filter { $0.isMissing && $0.declared == .error }
        // Names of what else is welcome may call for more, as “form” does.
        let demanded = Self.demanded(contract)
        #expect(demanded.isSubset(of: missing.compactMap(\.context)), "\(text)")
        for finding in missing where demanded.contains(finding.context ?? "") {
            #expect(!finding.message.hasSuffix("missing."), "\(finding.rule) is not started:\n\(text)")
        }
    }

    private func expectUnfilled(_ text: String, _ contract: Contract, at location: SourceLocation = #_sourceLocation) {
        let demanded = Self.demanded(contract)
        for context in Self.inspection(text, contract).contexts where demanded.contains(context.id) {
            #expect(context.value != nil, "\(context.id) is not there:\n\(text)", sourceLocation: location)
            #expect(context.value?.fill == .unfilled, "\(context.id) counts as written:\n\(text)", sourceLocation: location)
        }
        let real = Self.inspection(text, contract).contexts.filter { $0.value?.fill.isValue == true }.map(\.id)
        #expect(real.filter { !["handoff", "status"].contains($0) } == [], "\(text)", sourceLocation: location)
    }

    @Test("filled in, it is ready", arguments: ids, Language.allCases) func filledIn(id: String, language: Language) throws {
        let contract = Self.contract(id)
        let demanded = Self.demanded(contract)
        for context in contract.contexts where demanded.contains(context.id) {
            #expect(context.sample != nil, "\(context.id) has no sample")
        }
        let text = FilledIn(Self.blank([contract], language: language, status: "ready"), [contract]).text
        let judgement = try #require(Self.judge(text).first)
        let errors = judgement.findings.filter { $0.declared == .error }.map { "\($0.rule):\($0.check) \($0.message)" }
        #expect(errors == [], "\(text)")
        #expect(judgement.verdict == .ready)
    }

    @Test("what two handoffs share is asked once", arguments: ids, ids) func severalAtOnce(one: String, other: String) throws {
        guard one < other else { return }
        let contracts = [Self.contract(one), Self.contract(other)]
        let text = Self.blank(contracts)
        for contract in contracts { expectUnfilled(text, contract) }
        let headings = text.split(separator: "\n").filter { $0.hasPrefix("## ") }
        #expect(Set(headings).count == headings.count, "\(headings)")
        #expect(headings.count { $0.hasSuffix("What you hand over") } == 1)
        #expect(Self.judge(text).map(\.handoff) == [one, other])
        let filled = FilledIn(Self.blank(contracts, status: "ready"), contracts).text
        let required = contracts.map(Self.demanded).reduce(into: Set<String>()) { $0.formUnion($1) }
        for judgement in Self.judge(filled) {
            let missing = judgement.findings.filter { $0.isMissing && required.contains($0.context ?? "") }.map(\.rule)
            #expect(missing == [], "\(filled)")
        }
    }
}
