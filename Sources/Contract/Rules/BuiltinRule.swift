/// The rules that look at a brief before any contract can: errors in every stage, never switched off.
package enum BuiltinRule: String, Sendable, CaseIterable {
    case frontMatter = "front-matter"
    case unknownType = "unknown-type"
    case status
    case text
    case allowance

    package var rule: String { "handoff/\(rawValue)" }

    package var why: String {
        switch self {
        case .frontMatter:
            "The lines between --- at the top say which handoff a brief is and who owns it. When they can't be read, nothing in them counts."
        case .unknownType: "Without a handoff nobody can say what the next team needs, so nothing would be checked."
        case .status: "The status says whether the brief has left its author. A word nobody knows counts as handed off."
        case .text: "A brief must be readable by every tool in the chain: UTF-8 text of at most 1 MiB."
        case .allowance: "An exception is a decision: it names a rule, gives a reason, and goes when it is no longer needed."
        }
    }
}
