internal import Contract
internal import Report

/// `explain` of a handoff: who, what, why, and every context in order.
struct HandoffPage {
    private(set) var text = ""

    init(_ contract: Contract, _ rulebook: Rulebook, style: Style) {
        text = style.bold(contract.name.printable) + " (\(contract.id))\n"
        if let from = contract.from, let to = contract.to { line("\(from) hands over to \(to).") }
        if let risk = contract.risk { line("If something is missing: \(risk.loweredFirst)") }
        if let boundary = contract.boundary {
            line("What happens then: \(boundary.decision.loweredFirst)\(boundary.when.map { ", when: " + $0.loweredFirst } ?? "")")
        }
        standard(contract.standard)
        let demanded = rulebook.demanded(by: contract)
        let required = contract.contexts.filter { demanded.contains($0.id) }
        section("It must carry", required)
        section(
            "Better with",
            contract.contexts.filter { context in !demanded.contains(context.id) && context.checks.contains { $0.test?.name == .required } }
        )
        section(
            "Checked when there",
            contract.contexts.filter { context in
                !demanded.contains(context.id) && !context.checks.isEmpty && !context.checks.contains { $0.test?.name == .required }
            })
        line("")
        if contract.isAbstract {
            line("Every other handoff builds on this one; a brief can't declare it.")
        } else {
            line("To begin a brief of it: handoff new \(contract.id)")
            line("A brief declares it at the top, between --- and ---: handoff: \(contract.id)")
            if let rule = required.last.map({ "\($0.origin)/\($0.id)" }) {
                line("")
                line("What is too strict for your team can be relaxed in handoff.yml, one by one or all at once:")
                line("  severity:")
                line("    \"\(rule)\": warning")
                line("    \"\(contract.id)/*\": warning")
                line("")
            }
        }
        line("“handoff explain <rule>” says more of each.")
    }

    private mutating func standard(_ standard: Contract.Standard) {
        let elements = [
            ("Owner of this handoff", standard.owner), ("What you hand over", standard.requiredInput),
            ("What you get back", standard.expectedOutput),
            ("Reviewed", standard.review), ("How we'd notice it went wrong", standard.failureSignal?.text),
        ]
        for (name, value) in elements { if let value { line("\(name): \(value)") } }
    }

    private mutating func section(_ title: String, _ contexts: [ContextSpec]) {
        guard !contexts.isEmpty else { return }
        line("")
        line("\(title):")
        for context in contexts {
            line("  \(context.name)\(context.question.map { " — " + $0.source } ?? "")")
            line("    \(context.origin)/\(context.id)")
        }
    }

    private mutating func line(_ words: String) { text += words.printable + "\n" }
}
