/// The rules that look at a brief before any contract can: errors in every stage, but for what is told for information; never switched off.
package enum BuiltinRule: String, Sendable, CaseIterable {
    case frontMatter = "front-matter"
    case unknownType = "unknown-type"
    case status
    case text
    case allowance
    /// `lint --staged` and `lint --since`: a file that was a brief is none any more.
    case noBrief = "no-brief"
    /// `lint --staged` and `lint --since`: what the change allows itself. For information.
    case newAllowance = "new-allowance"

    package var rule: String { "handoff/\(rawValue)" }

    static let names = Set(allCases.map(\.rule))

    package var why: String {
        switch self {
        case .frontMatter:
            "The lines between --- at the top say which handoff a brief is and who owns it. When they can't be read, nothing in them counts."
        case .unknownType: "Without a handoff nobody can say what the next team needs, so nothing would be checked."
        case .status: "The status says whether the brief has left its author. A word nobody knows counts as handed off."
        case .text: "A brief must be readable by every tool in the chain: UTF-8 text of at most 1 MiB."
        case .noBrief:
            "A brief that is moved out of the briefs' folders, or whose “handoff:” line is deleted, would not be checked any more. When it is done with, set its status; when it should be gone, delete it."
        case .newAllowance:
            "An allowance takes effect at once. Whoever reviews the change should see it, so it is listed; it holds nobody up."
        case .allowance: "An exception is a decision: it names a rule, gives a reason, and goes when it is no longer needed."
        }
    }
}
