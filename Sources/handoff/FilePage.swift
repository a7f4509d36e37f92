internal import Brief
internal import Contract
internal import Report
internal import Source
internal import YAML

/// `explain` of a file: which handoff and why, its stage, and every context found: in which form, on which line, with which value.
struct FilePage {
    private(set) var text = ""

    /// - Parameters:
    ///   - fallback: the handoff when the file declares none.
    ///   - mapped: whether that came from the config, not from `--handoff`.
    init(_ source: SourceText, fallback: String?, mapped: Bool, _ rulebook: Rulebook, _ index: BriefIndex, style: Style) {
        text += style.bold(source.path.printable) + "\n"
        let judgements = Judge(rulebook).judge(source, fallback: fallback, index: index).judgements
        guard source.encodingProblem == nil, judgements.contains(where: { $0.handoff != nil }) else {
            for finding in judgements.flatMap(\.findings) { line("\(finding.place.line):\(finding.place.column)  \(finding.message)") }
            return
        }
        let brief = Brief(source)
        let declared = brief.frontMatter.value("handoff")
        for judgement in judgements {
            guard let id = judgement.handoff, let contract = rulebook.contract(id) else { continue }
            let why: String
            if let declared {
                why = "declared on line \(LineTable(source).place(declared.keyRange).line)"
            } else {
                why = mapped ? "by its folder, as handoff.yml says" : "as --handoff says"
            }
            line("")
            line("\(contract.name) (\(id)), \(why)")
            let inspection = Inspection(brief, contract, rulebook: rulebook, index: index)
            line(Self.stage(judgement, inspection, rulebook.settings.lifecycle))
            show(inspection, contract, style)
        }
    }

    private static func stage(_ judgement: Judgement, _ inspection: Inspection, _ lifecycle: Lifecycle) -> String {
        // A sentence about the status is none to the judge, but it stands among what was found.
        let status = judgement.status ?? inspection.status
        let word: String
        if let status, !lifecycle.isOff {
            let isKnown = judgement.status != nil && lifecycle.meaning(of: status) != nil
            word =
                isKnown
                ? "status “\(status.shortened)”" : "its status “\(status.shortened)” is no word we know, which counts as handed off"
        } else {
            word = "no status, which counts as handed off"
        }
        return "Stage: \(judgement.stage.rawValue) (\(word)); verdict: \(judgement.verdict.rawValue)"
    }

    private mutating func show(_ inspection: Inspection, _ contract: Contract, _ style: Style) {
        let width = inspection.contexts.filter { $0.value != nil }.map(\.title.count).max() ?? 0
        line("")
        for context in inspection.contexts {
            guard let value = context.value else { continue }
            let title = context.title + String(repeating: " ", count: max(0, width - context.title.count))
            text += "  \(Self.place(value))  \(title.printable)  \(Self.value(value, context))\n"
        }
        let missing = inspection.contexts.filter { $0.value == nil && $0.isRequired }
        if !missing.isEmpty {
            line("")
            line("Not found, though the next team needs it:")
            for context in missing {
                line("  \(context.title) — looked for: \(context.labels.dropFirst().prefix(5).joined(separator: ", "))")
            }
        }
        if !inspection.unknownLabels.isEmpty {
            line("")
            let labels = inspection.unknownLabels.prefix(12).map { "\($0.label.shortened) (line \($0.line))" }
            line(
                "Labels that this handoff does not ask for: \(labels.joined(separator: ", "))\(inspection.unknownLabels.count > 12 ? " and more" : "")"
            )
        }
    }

    private static func place(_ found: Inspection.Found) -> String {
        let place = found.place.map { "line \($0.line)" } ?? "–"
        return place.count < 9 ? place + String(repeating: " ", count: 9 - place.count) : place
    }

    private static func value(_ found: Inspection.Found, _ context: Inspection.Context) -> String {
        var words = ""
        switch found.fill {
        case .real:
            words = context.rows.count > 1 ? "\(context.rows.count) rows, the first: \(row(context.rows[0]))" : "“\(found.text.shortened)”"
        case .waived: words = "does not apply: “\(found.text.shortened)”"
        case .unexplained: words = "“\(found.text.shortened)” without a reason"
        case .unfilled: words = found.text.isEmpty ? "still empty" : "still a placeholder: “\(found.text.shortened)”"
        }
        switch found.origin {
        case .own: return (words + (found.form.map { "  [\(form($0)) “\(found.label.shortened)”]" } ?? "")).printable
        case .insteadOf(let label): return (words + "  [from “\(label.shortened)”, which does as well]").printable
        case .inherited(let path): return (words + "  [from \(path)]").printable
        case .teamDefault: return (words + "  [team default]").printable
        }
    }

    private static func row(_ fields: [(field: String, value: String)]) -> String {
        fields.map { "\($0.field) \($0.value.shortened)" }.joined(separator: ", ")
    }

    private static func form(_ form: NamedContext.Form) -> String {
        switch form {
        case .frontMatter: "at the top,"
        case .section: "heading"
        case .bold: "bold label"
        case .list: "list label"
        case .plain: "label"
        case .table: "table,"
        }
    }

    private mutating func line(_ words: String) { text += words.printable + "\n" }
}
