internal import Contract
internal import Report

/// All contracts as one Markdown page: the handoff map, then each with what it must carry. rules/README.md is this page.
struct CataloguePage {
    private(set) var text = ""
    private let rulebook: Rulebook

    init(_ rulebook: Rulebook, refresh: String) {
        self.rulebook = rulebook
        let contracts = rulebook.contracts
        let common = contracts.filter(\.isAbstract)
        let declarable = contracts.filter { !$0.isAbstract }
        line("# Handoffs and what they must carry")
        line("<!-- Written by `\(refresh)` from the contracts; changes here are lost. -->")
        line(
            "A brief says at its top which handoff it is (`handoff: \(declarable.first?.id ?? "…")`). `handoff new` writes one to fill in, and "
                + "`handoff explain` says more of each handoff and each rule below. An error holds a brief once it is handed off; a warning never does."
        )
        line("## Handoff map")
        table(
            ["Handoff", "From", "To", "Required context", "Risk if missing"],
            declarable.map { contract in
                let demanded = rulebook.demanded(by: contract)
                let own = Self.own(contract).filter { demanded.contains($0.id) }.map(\.name)
                return [
                    "[\(contract.name.inCell)](#\(contract.id))", (contract.from ?? "").inCell, (contract.to ?? "").inCell,
                    own.joined(separator: ", ").inCell, (contract.risk ?? "").inCell,
                ]
            })
        if let shared = common.first {
            line("Every one of them also carries what stands under [\(shared.name.inCell)](#\(shared.id)).")
        }
        for contract in common + declarable { write(contract) }
        text.removeLast()
    }

    /// What a contract asks beyond those it extends.
    private static func own(_ contract: Contract) -> [ContextSpec] { contract.contexts.filter { $0.origin == contract.id } }

    private mutating func write(_ contract: Contract) {
        line("<a id=\"\(contract.id)\"></a>")
        line("## \(contract.name.inCell)")
        var sentences: [String] = []
        if !contract.isAbstract, let from = contract.from, let to = contract.to {
            sentences.append("\(from) hands over to \(to.loweredFirst).")
        }
        if let risk = contract.risk { sentences.append("If something is missing: \(risk.loweredFirst).") }
        line(sentences.joined(separator: " ").inCell)
        if let boundary = contract.boundary {
            let when = boundary.when.map { " It is time to look at the handoff itself when: \($0.loweredFirst)." } ?? ""
            line("**What happens now:** \((boundary.decision + "." + when).inCell)")
        }
        let contexts = Self.own(contract)
        let demanded = rulebook.demanded(by: contract)
        table(
            ["Context", "The receiver will ask", "Severity", "Rule"],
            contexts.flatMap { context in
                [row(context, rule: "\(contract.id)/\(context.id)", isDemanded: demanded.contains(context.id))]
                    + context.fields.filter { !$0.checks.isEmpty }.map {
                        row($0, rule: "\(contract.id)/\(context.id).\($0.id)", inside: context)
                    }
            })
        let checks = contract.checks.filter { ($0.origin ?? contract.id) == contract.id }
        if !checks.isEmpty {
            line("Of the brief as a whole:")
            table(
                ["Found", "Severity", "Rule"],
                checks.map { check in
                    [
                        (check.message?.outline ?? "").inCell, RulePage.words(check.severity ?? .always(.error)),
                        "`\(contract.id)/\(check.id)`",
                    ]
                })
        }
        let standard = contract.standard
        let elements = [
            ("Owner of this handoff", standard.owner), ("What you hand over", standard.requiredInput),
            ("What you get back", standard.expectedOutput), ("Reviewed", standard.review),
            ("How we'd notice it went wrong", standard.failureSignal?.text),
        ]
        if elements.contains(where: { $0.1 != nil }) {
            table(["Minimum operating standard", ""], elements.compactMap { name, value in value.map { [name, $0.inCell] } })
        }
    }

    private func row(_ context: ContextSpec, rule: String, inside: ContextSpec? = nil, isDemanded: Bool = false) -> [String] {
        let name = isDemanded ? "**\(context.name.inCell)**" : context.name.inCell
        let severities = Set(
            context.checks.map { RulePage.words(RulePage.severity($0, context.severity == nil ? inside ?? context : context)) })
        let required = context.checks.first { $0.test?.name == .required }
        let words =
            required.map { RulePage.words(RulePage.severity($0, context)) + ($0.when.isEmpty || isDemanded ? "" : ", in some cases") }
            ?? severities.sorted().first.map { "\($0), when there" } ?? "–"
        return [inside == nil ? name : "– \(name)", (context.question?.outline ?? "").inCell, words, "`\(rule)`"]
    }

    // MARK: Markdown

    private mutating func line(_ words: String) { text += words + "\n\n" }

    private mutating func table(_ header: [String], _ rows: [[String]]) {
        guard !rows.isEmpty else { return }
        for cells in [header, header.map { _ in "---" }] + rows { text += "| \(cells.joined(separator: " | ")) |\n" }
        text += "\n"
    }
}

extension String {
    /// One line in which nothing is taken for Markdown.
    fileprivate var inCell: String {
        let line = split(whereSeparator: \.isNewline).joined(separator: " ").printable
        return String(line.flatMap { character in "\\`*_[]<>|".contains(character) ? ["\\", character] : [character] })
    }
}
