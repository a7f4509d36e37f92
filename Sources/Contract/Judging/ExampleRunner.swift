internal import Brief
internal import Source
internal import YAML

/// Runs the examples that contracts bring along: documentation and test at once.
package struct ExampleRunner {
    package struct Result: Sendable {
        package var example: Contract.Example
        /// What went otherwise than the example says; nil when all is as it should be.
        package var problem: String?
        package var judgement: Judgement?
    }

    private let contracts: [Contract]
    private let settings: Settings

    package init(_ contracts: [Contract], settings: Settings) {
        self.contracts = contracts
        self.settings = settings
    }

    package func run(_ contract: Contract) -> [Result] {
        var settings = self.settings
        settings.defaults = Self.header(for: contract, among: contracts)
        var judged = contract
        // The common contract can't be declared by a brief, but its examples are briefs of nothing else.
        judged.isAbstract = false
        let rulebook = Rulebook(contracts.filter { $0.id != contract.id } + [judged], settings: settings, tree: .empty)
        let judge = Judge(rulebook)
        return contract.examples.map { run($0, contract, judge) }
    }

    private func run(_ example: Contract.Example, _ contract: Contract, _ judge: Judge) -> Result {
        let source = SourceText(path: "briefs/example.md", text: example.brief)
        var result = judge.judge(source, fallback: contract.id)
        if result.facts.needsIndex {
            result = judge.judge(source, fallback: contract.id, index: BriefIndex([result.facts], tree: judge.rulebook.tree))
        }
        let judgements = result.judgements.filter { $0.handoff == contract.id }
        let findings = (judgements.isEmpty ? result.judgements : judgements).flatMap(\.findings).filter(\.counts)
        return Result(example: example, problem: Self.problem(example, findings), judgement: result.judgements.first)
    }

    private static func problem(_ example: Contract.Example, _ findings: [Finding]) -> String? {
        func text(_ findings: [Finding]) -> String {
            findings.map { "\($0.place.line):\($0.place.column) \($0.rule):\($0.check) — \($0.message)" }.joined(separator: "; ")
        }
        if example.passes {
            let errors = findings.filter { $0.declared == .error }
            return errors.isEmpty ? nil : "found \(text(errors))"
        }
        let missing = example.finds.filter { wanted in
            !findings.contains { $0.rule == wanted || "\($0.rule):\($0.check)" == wanted }
        }
        guard !missing.isEmpty else { return nil }
        return "did not find \(missing.joined(separator: ", ")); found \(findings.isEmpty ? "nothing" : text(findings))"
    }

    /// The samples of every inherited context that is required: a complete common header, so that examples show only what is theirs.
    private static func header(for contract: Contract, among contracts: [Contract]) -> [(context: String, node: YAMLNode)] {
        guard let root = contract.lineage.last, root != contract.id else { return [] }
        return contract.contexts.compactMap { context in
            guard context.origin == root, let sample = context.sample, context.checks.contains(where: { $0.isRequired }) else { return nil }
            let bytes = Array(sample.utf8)
            guard let node = (try? YAMLDocument(bytes, in: 0..<bytes.count))?.root else { return nil }
            return (context.id, node)
        }
    }
}

extension Check {
    var isRequired: Bool {
        if case .required(true)? = test { return true }
        return false
    }
}
