internal import Brief
internal import Contract
internal import Report
internal import Rework
internal import Source

/// What a brief says by one contract, name by name, in the words it was written in.
struct CardRows {
    private let brief: Brief
    private let inspection: Inspection
    private let written: [String: Content]
    /// What the receiver will ask, by context, of everything that is missing.
    private var questions: [String: String?] = [:]

    init(_ brief: Brief, _ contract: Contract, _ judgement: Judgement?, _ rulebook: Rulebook, _ index: BriefIndex) {
        self.brief = brief
        inspection = Inspection(brief, contract, rulebook: rulebook, index: index)
        let bound = BoundBrief(brief, contract, rulebook: rulebook, memory: Memory())
        var written = bound.contexts.reduce(into: [:]) { $0[$1.id] = $1.value.content }
        // What does for another name stands under its own as well.
        for context in inspection.contexts where context.value != nil && written[context.id] == nil {
            written[context.id] = bound.written(context.id).first { $0.value.fill.isValue }?.value.content
        }
        self.written = written
        for finding in judgement?.findings ?? [] where finding.isMissing && finding.declared == .error && !finding.rule.contains(".") {
            guard let id = finding.context, questions[id] == nil else { continue }
            questions[id] = .some(finding.question ?? contract.context(id)?.question?.outline)
        }
    }

    /// Nil where nothing is said and nothing has to be.
    func row(_ id: String) -> HandoffCard.Row? {
        inspection.contexts.first { $0.id == id }.flatMap(row)
    }

    /// All others, in the contract's order.
    func contexts(besides placed: Set<String>) -> [HandoffCard.Row] {
        var seen: Set<Place> = []
        return inspection.contexts.filter { !placed.contains($0.id) }.compactMap { context in
            // What does for another name as well is shown once.
            if let place = context.value?.place, context.value?.fill.isValue == true, !seen.insert(place).inserted { return nil }
            return row(context)
        }
    }

    private func row(_ context: Inspection.Context) -> HandoffCard.Row? {
        guard let found = context.value, found.fill.isValue || (found.fill == .unexplained && questions[context.id] == nil) else {
            return questions[context.id].map { HandoffCard.Row(context.title, .missing(question: $0)) }
        }
        var lines: [CardLine] = []
        var origin: String?
        switch found.origin {
        case .insteadOf where found.text.contains(where: \.isNewline):
            // A table is shown once, under its own name.
            let own = inspection.contexts.first { $0.value?.place == found.place && $0.value?.origin == .own }
            if let own { lines = [CardLine(.text, ["see \(own.title)"])] }
        case .own, .insteadOf:
            if let content = written[context.id] { lines = WrittenValue.lines(content, in: brief) }
        case .inherited(let path): origin = "from \(path)"
        case .teamDefault: origin = "team default"
        }
        if lines.isEmpty, context.rows.count > 1 {
            lines = context.rows.map { row in CardLine(.item, [row.map { "\($0.field): \($0.value)" }.joined(separator: ", ")]) }
        }
        if lines.isEmpty { lines = WrittenValue.lines(found.text) }
        return HandoffCard.Row(context.title, .given(lines, origin: origin))
    }

    /// Names that the handoff does not ask for, but somebody wrote all the same.
    func others() -> [HandoffCard.Row] {
        let known = Set(inspection.contexts.compactMap { $0.value?.place?.line })
        let unknown = Set(inspection.unknownLabels.map(\.line))
        var rows: [HandoffCard.Row] = []
        var next = 0
        for (i, context) in brief.contexts.enumerated() where i >= next && context.form != .table {
            let line = brief.lines.position(context.labelRange.lower).line
            let labels = brief.labels(of: context)
            guard unknown.contains(line), let label = labels.first, !labels.contains(where: RunningSections.isRunning),
                !RunningSections.isAdministrative(key: label), label != "title"
            else { continue }
            // What stands around known names is their frame.
            let end = brief.range(context.content).map { brief.lines.position(max($0.upper - 1, $0.lower)).line } ?? line
            if known.contains(where: { $0 > line && $0 <= end }) { continue }
            next = context.next
            let lines = WrittenValue.lines(context.content, in: brief)
            if !lines.isEmpty { rows.append(HandoffCard.Row(brief.label(of: context), .given(lines, origin: nil))) }
        }
        return rows
    }
}
