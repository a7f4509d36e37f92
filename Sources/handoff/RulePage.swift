internal import Blank
internal import Contract
internal import Report
internal import Source

/// `explain` of a rule: why it is there, what passes, what fails, how to relax it.
struct RulePage {
    private(set) var text = ""

    /// Nil when no rule is called so.
    init?(_ name: String, _ rulebook: Rulebook, style: Style) {
        let base = name.split(separator: ":", maxSplits: 1).first.map(String.init) ?? name
        if let builtin = BuiltinRule.allCases.first(where: { $0.rule == base }) {
            heading(style.bold(builtin.rule))
            paragraph(builtin.why)
            shown(builtin.shown)
            line("It is an error in every stage and can't be switched off.")
            return
        }
        if let rule = BriefRule.allCases.first(where: { $0.rule == base }) {
            heading(style.bold(rule.rule))
            paragraph(rule.why)
            shown(rule.shown)
            relax(rule.rule, to: "off")
            return
        }
        // The handoff that introduced it comes first, so that an inherited rule is explained in its own words.
        let id = base.split(separator: "/", maxSplits: 1).first.map(String.init) ?? base
        let contracts = rulebook.contracts.filter { $0.id == id } + rulebook.contracts.filter { $0.id != id }
        guard base.contains("/"), let contract = contracts.first(where: { RuleNames.all($0)[base] != nil }) else { return nil }
        write(base, contract, rulebook, style)
    }

    private mutating func write(_ rule: String, _ contract: Contract, _ rulebook: Rulebook, _ style: Style) {
        let parts = rule.split(separator: "/", maxSplits: 1)[1].split(separator: ".", maxSplits: 1).map(String.init)
        let context = contract.context(parts[0])
        let field = parts.count > 1 ? context?.field(parts[1]) : nil
        let spec = field ?? context
        heading("\(style.bold(rule)) — \(spec?.name ?? parts[0].split(separator: "-").joined(separator: " ").capitalisedFirst)")
        if let why = spec?.why ?? context?.why { paragraph(why) }
        if let question = spec?.question ?? context?.question {
            paragraph("\(contract.to ?? "The receiver") will ask: \(question.source.loweredFirst)")
        }
        if let spec { labels(spec) }
        let checks = self.checks(of: rule, contract, context, field)
        // A rule of the brief as a whole has the words of its check.
        if spec == nil, let question = checks.first?.question {
            paragraph("\(contract.to ?? "The receiver") will ask: \(question.source.loweredFirst)")
        }
        if !checks.isEmpty {
            line("What is checked:")
            for check in checks {
                line(
                    "  \(check.id) (\(Self.words(Self.severity(check, field ?? context))))\(check.message.map { ": " + $0.outline } ?? "")")
            }
            line("")
        }
        if let sample = spec?.sample { shown(passes: Self.passing(sample, context, field)) }
        fails(rule, contract, rulebook)
        if let paste = spec?.paste ?? context?.paste ?? (spec == nil ? checks.first?.paste : nil) {
            line(spec == nil ? "To settle it:" : "To add it:")
            block(paste.source)
        }
        let isError = checks.contains { Self.words(Self.severity($0, field ?? context)).contains("error") }
        relax(rule, to: isError || checks.isEmpty ? "warning" : "off")
    }

    // MARK: examples

    /// A sample in the form that a brief would have it in.
    private static func passing(_ sample: String, _ context: ContextSpec?, _ field: ContextSpec?) -> String {
        guard let context, field == nil else { return sample }
        if context.isBriefWide == true, !sample.contains("\n") { return "\(context.id): \(sample)" }
        return "## \(context.name)\n" + SampleLines.markdown(sample).joined(separator: "\n")
    }

    /// The contract's own examples: the line that fails, and what is said of it.
    private mutating func fails(_ rule: String, _ contract: Contract, _ rulebook: Rulebook) {
        guard contract.examples.contains(where: { $0.finds(rule) }) else { return }
        line("What fails:")
        let results = ExampleRunner(rulebook.contracts, settings: Settings(today: rulebook.settings.today)).run(contract)
        for result in results.filter({ $0.example.finds(rule) }).prefix(3) {
            line("  \(result.example.name.capitalisedFirst)")
            guard let finding = result.judgement?.findings.first(where: { $0.rule == rule }) else { continue }
            let lines = result.example.brief.split(separator: "\n", omittingEmptySubsequences: false)
            if finding.range.upper > 0, lines.indices.contains(finding.place.line - 1) {
                line("      \(String(lines[finding.place.line - 1]).shortened)")
            }
            line("    → \(finding.message)")
        }
        line("")
    }

    private mutating func shown(_ shown: (passes: String, fails: String)) {
        self.shown(passes: shown.passes)
        line("What fails:")
        block(shown.fails)
    }

    private mutating func shown(passes: String) {
        line("What passes:")
        block(passes)
    }

    private mutating func relax(_ rule: String, to severity: String) {
        line("To relax it for the team, in handoff.yml:")
        block("severity:\n  \"\(rule)\": \(severity)")
        line("To let it be in one brief, with the reason:")
        block("<!-- handoff: allow \(rule) because … -->")
        text.removeLast()
    }

    private mutating func labels(_ spec: ContextSpec) {
        let labels = spec.allLabels
        guard labels.count > 1 else { return }
        let more = labels.count > 13 ? " and \(labels.count - 13) more" : ""
        paragraph(
            "It counts under any of these names, as a heading, a label or in a table: \(labels.dropFirst().prefix(12).joined(separator: ", "))\(more)."
        )
    }

    private func checks(of rule: String, _ contract: Contract, _ context: ContextSpec?, _ field: ContextSpec?) -> [Check] {
        let ids = RuleNames.all(contract)[rule] ?? []
        // A field's own check comes before one of its context's that has the same name.
        let all = (field?.checks ?? []) + (context?.checks ?? []) + contract.checks
        var seen: Set<String> = []
        return all.filter { ids.contains($0.id) && seen.insert($0.id).inserted }
    }

    static func severity(_ check: Check, _ spec: ContextSpec?) -> SeverityRule {
        check.severity ?? spec?.severity ?? .always(.error)
    }

    /// “error”, or “warning when accepted or delivered”.
    static func words(_ rule: SeverityRule) -> String {
        guard case .byStage = rule else { return (rule.severity(in: .handed) ?? .error).rawValue }
        let kinds = [Severity.error, .warning, .info].compactMap { severity -> String? in
            let stages = Stage.allCases.filter { $0 != .cancelled && (rule.severity(in: $0) ?? .error) == severity }
            return stages.isEmpty ? nil : "\(severity.rawValue) when \(stages.map(\.rawValue).joined(separator: " or "))"
        }
        return kinds.isEmpty ? "off" : kinds.joined(separator: ", ")
    }

    private mutating func heading(_ words: String) { text += words.printableLines + "\n\n" }
    private mutating func paragraph(_ words: String) { text += words.printableLines + "\n\n" }
    private mutating func line(_ words: String) { text += words.printableLines + "\n" }
    private mutating func block(_ words: String) {
        for line in words.split(separator: "\n", omittingEmptySubsequences: false) where !line.isEmpty {
            text += "  " + line.printableLines + "\n"
        }
        text += "\n"
    }
}

extension Contract.Example {
    fileprivate func finds(_ rule: String) -> Bool { finds.contains { $0 == rule || $0.hasPrefix(rule + ":") } }
}

extension StringProtocol {
    /// Safe for a terminal, colour of our own kept.
    fileprivate var printableLines: String {
        String(self).split(separator: "\u{1B}", omittingEmptySubsequences: false).enumerated().map { i, part in
            i == 0
                ? String(part).printable
                : part.hasPrefix("[1m") || part.hasPrefix("[0m") ? "\u{1B}" + String(part).printable : String(part).printable
        }.joined()
    }
}
