internal import Source

extension Rulebook {
    /// What a handoff demands: the contexts whose absence holds a brief in which nothing is written, under this team's settings.
    ///
    /// Asked of the judge, not of the contract: what is required only where nothing else in the brief says it is demanded all the same.
    /// Of a contract that no brief can declare, what it requires in so many words.
    package func demanded(by contract: Contract) -> Set<String> {
        guard !contract.isAbstract else { return Set(contract.contexts.filter(\.isRequired).map(\.id)) }
        return Set(missing(contract).filter { $0.declared == .error }.compactMap(\.context))
    }

    /// What the next team would like to know besides.
    package func welcome(by contract: Contract) -> Set<String> {
        guard !contract.isAbstract else { return [] }
        return Set(missing(contract).compactMap(\.context)).subtracting(demanded(by: contract))
    }

    private func missing(_ contract: Contract) -> [Finding] {
        let nothing = SourceText(path: "nothing.md", text: "---\nhandoff: \(contract.id)\n---\n")
        let judgements = Judge(strict(contract)).judge(nothing).judgements.filter { $0.handoff == contract.id }
        return judgements.flatMap(\.findings).filter { $0.isMissing && !$0.rule.contains(".") }
    }

    /// A handoff that only warns for now still asks for the same.
    private func strict(_ contract: Contract) -> Rulebook {
        var settings = self.settings
        guard settings.severities.removeValue(forKey: contract.id) != nil else { return self }
        return Rulebook([contract], settings: settings, tree: tree)
    }
}
