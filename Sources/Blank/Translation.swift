package import Contract
package import YAML

/// The shipped contracts' words in another language: a file of rules/languages, read only when somebody asks for that language.
///
/// A text stands in for the English one that it was written for. What a team has put in its own words stays as the team wrote it.
package struct Translation: Sendable {
    /// What a file says of one context.
    package struct Words: Sendable, Hashable {
        package var question: String?
        /// Below the heading, or behind the name in front matter.
        package var hint: String?
    }

    /// By contract.
    package private(set) var titles: [String: String] = [:]
    /// By contract, then by context.
    package private(set) var words: [String: [String: Words]] = [:]
    /// The contracts whose words these are, by id.
    private var english: [String: Contract] = [:]

    /// Into English: nothing changes.
    package init() {}

    /// - Parameter contracts: the shipped ones.
    package init(_ file: YAMLNode, of contracts: [Contract]) {
        english = Dictionary(uniqueKeysWithValues: contracts.map { ($0.id, $0) })
        for contract in file["contracts"]?.entries ?? [] {
            titles[contract.key] = contract.value["title"]?.text
            for context in contract.value["context"]?.entries ?? [] {
                words[contract.key, default: [:]][context.key] = Words(
                    question: context.value["question"]?.text, hint: context.value["hint"]?.text)
            }
        }
    }

    /// What a handoff is called.
    func name(of contract: Contract) -> String {
        guard let title = titles[contract.id], contract.title == english[contract.id]?.title else { return contract.name }
        return title
    }

    /// What the receiver will ask of a context.
    package func question(_ spec: ContextSpec) -> String? {
        guard let text = words[spec.origin]?[spec.id]?.question, spec.question == original(spec)?.question else {
            return spec.question?.outline
        }
        return text
    }

    /// The lines that stand where the answer goes; nil where the contract's own have to do.
    func hint(_ spec: ContextSpec) -> [String]? {
        guard let text = words[spec.origin]?[spec.id]?.hint, spec.paste == original(spec)?.paste else { return nil }
        return text.split(whereSeparator: \.isNewline).map(String.init)
    }

    private func original(_ spec: ContextSpec) -> ContextSpec? { english[spec.origin]?.context(spec.id) }
}
