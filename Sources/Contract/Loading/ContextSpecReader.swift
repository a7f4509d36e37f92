internal import Brief
internal import Source
internal import YAML

/// Reads what a contract says of its contexts.
struct ContextSpecReader {
    static let keys = [
        "title", "titles", "labels", "more-labels", "label-patterns", "question", "why", "paste", "sample", "signal", "severity", "scope",
        "boxes", "satisfied-by", "rows", "fields", "check",
    ]

    let reader: NodeReader
    let contract: String

    func contexts(_ node: YAMLNode?, isField: Bool = false) -> [ContextSpec] {
        guard let node, !node.isNull else { return [] }
        guard let entries = node.entries else {
            reader.report("\(isField ? "fields" : "context") needs the contexts by name, not \(node.kindName).", node.range)
            return []
        }
        return entries.compactMap(context)
    }

    private func context(_ entry: YAMLEntry) -> ContextSpec? {
        guard entry.key.isIdentifier else {
            reader.report("“\(entry.key)” can't name a context; use lower case words joined by hyphens.", entry.keyRange)
            return nil
        }
        var context = ContextSpec(id: entry.key, origin: contract, at: reader.located(entry.keyRange))
        if entry.value.text == Severity.off.rawValue {
            context.isRemoved = true
            return context
        }
        if entry.value.isNull { return context }
        let known = reader.entries(entry.value, of: "The context “\(entry.key)”", known: Self.keys + CheckReader.testNames + ["message"])
        let checks = CheckReader(reader: reader, contract: contract)
        func text(_ key: String) -> String? { reader.text(known[key]?.value, key) }
        context.title = text("title")
        context.titles = known["titles"].map { titles($0.value) } ?? []
        context.labels = reader.texts(known["labels"]?.value, "labels")
        context.moreLabels = reader.texts(known["more-labels"]?.value, "more-labels") ?? []
        context.labelPatterns = known["label-patterns"].map { patterns($0.value) }
        context.question = text("question").map(Template.init)
        context.why = text("why")
        context.paste = text("paste").map(Template.init)
        context.sample = known["sample"].flatMap { sample($0.value) }
        context.signal = reader.choice(known["signal"]?.value, "signal", as: Signal.self)
        context.severity = reader.severity(known["severity"]?.value, "severity")
        context.scope = reader.choice(known["scope"]?.value, "scope", as: ContextSpec.Scope.self)
        enum Boxes: String, CaseIterable { case choose, items }
        context.choosesBox = reader.choice(known["boxes"]?.value, "boxes", as: Boxes.self).map { $0 == .choose }
        context.satisfiedBy = reader.texts(known["satisfied-by"]?.value, "satisfied-by")
        context.rows = known["rows"].flatMap { rows($0.value) }
        context.fields = contexts(known["fields"]?.value, isField: true)
        context.checks = checks.checks(known["check"]?.value, unique: true)
        for name in Test.Name.allCases {
            guard let argument = known[name.rawValue]?.value, let check = checks.shorthand(name, argument) else { continue }
            check.message = name == .required ? nil : text("message").map(Template.init)
            if context.checks.contains(where: { $0.id == check.id }) {
                reader.report("“\(check.id)” stands both here and under check; keep one.", argument.range)
            }
            context.checks.append(check)
        }
        if let message = text("message"), context.checks.allSatisfy({ $0.message == nil }), !context.checks.isEmpty {
            context.checks[context.checks.count - 1].message = Template(message)
        }
        return context
    }

    /// Whole labels only: “owner” must not be found in “owner of the budget”.
    private func patterns(_ node: YAMLNode) -> [LabelPattern] {
        (node.items ?? [node]).compactMap { reader.text($0, "label-patterns").map(LabelPattern.init) }
    }

    private func titles(_ node: YAMLNode) -> [(language: Language, text: String)] {
        let known = reader.entries(node, of: "titles", known: Language.allCases.map(\.rawValue))
        return Language.allCases.compactMap { language in
            reader.text(known[language.rawValue]?.value, language.rawValue).map { (language, $0) }
        }
    }

    /// A sample may be a list or a group in front matter; it is kept as written, as if it stood at the start of its lines.
    private func sample(_ node: YAMLNode) -> String? {
        if let text = node.text { return text }
        let bytes = reader.source.bytes
        let lineStart = bytes[..<min(node.range.lower, bytes.count)].lastIndex(of: Byte.lineFeed).map { $0 + 1 } ?? 0
        let lines = reader.source.text(node.range).split(separator: "\n", omittingEmptySubsequences: false)
        return lines.enumerated().map { i, line in
            i == 0 ? line : line.dropFirst(line.prefix(node.range.lower - lineStart).prefix { $0 == " " }.count)
        }.joined(separator: "\n")
    }

    private func rows(_ node: YAMLNode) -> RowsSpec? {
        let known = reader.entries(node, of: "rows", known: ["from", "split", "head", "rest", "at"])
        guard node.entries != nil else { return nil }
        var rows = RowsSpec()
        if let from = known["from"] {
            rows.from = (from.value.items ?? [from.value]).compactMap { reader.choice($0, "from", as: RowsSpec.From.self) }
        }
        rows.split = reader.text(known["split"]?.value, "split")
        rows.head = reader.text(known["head"]?.value, "head")
        rows.at = reader.text(known["at"]?.value, "at")
        rows.rest = reader.text(known["rest"]?.value, "rest")
        return rows
    }
}

extension String {
    /// Lower case words and digits joined by hyphens.
    package var isIdentifier: Bool {
        !isEmpty && first != "-" && last != "-"
            && utf8.allSatisfy { ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2D || $0 == 0x5F }
    }
}
