internal import Audit
internal import Blank
internal import Contract
internal import Report
internal import Source

/// `explain` of a rule: why it is there, what passes, what fails, how to relax it.
struct RulePage {
    /// What the page is made of, so that it can be written for terminals and as Markdown.
    private enum Part {
        case heading(rule: String, title: String?)
        case paragraph(String)
        case line(String)
        case items([String])
        case block(String)
    }

    private let style: Style
    private var parts: [Part] = []
    /// What the rule is about.
    private(set) var title: String
    /// Why the rule is there, in the contract's words.
    private(set) var why: String?

    /// Nil when no rule is called so.
    init?(_ name: String, _ rulebook: Rulebook, style: Style) {
        self.style = style
        title = name
        if let audit = AuditFinding.Audit(rawValue: name) {
            write(audit)
            return
        }
        let base = name.split(separator: ":", maxSplits: 1).first.map(String.init) ?? name
        if let builtin = BuiltinRule.allCases.first(where: { $0.rule == base }) {
            heading(builtin.rule, nil)
            paragraph(builtin.why)
            why = builtin.why
            shown(builtin.shown)
            line(
                builtin == .newAllowance
                    ? "It is for information, and can't be switched off." : "It is an error in every stage and can't be switched off.")
            return
        }
        if let rule = BriefRule.allCases.first(where: { $0.rule == base }) {
            heading(rule.rule, nil)
            paragraph(rule.why)
            why = rule.why
            shown(rule.shown)
            relax(rule.rule, to: "off")
            return
        }
        // The handoff that introduced it comes first, so that an inherited rule is explained in its own words.
        let id = base.split(separator: "/", maxSplits: 1).first.map(String.init) ?? base
        let contracts = rulebook.contracts.filter { $0.id == id } + rulebook.contracts.filter { $0.id != id }
        guard base.contains("/"), let contract = contracts.first(where: { RuleNames.all($0)[base] != nil }) else { return nil }
        write(base, contract, rulebook)
    }

    /// A finding of `audit`, which is about the handoffs themselves and not about a brief.
    private mutating func write(_ audit: AuditFinding.Audit) {
        let explained = audit.explained
        title = audit.title
        heading(audit.rawValue, title)
        why = explained.why
        paragraph(explained.meaning)
        paragraph(explained.why)
        line("What to do:")
        items(explained.steps.enumerated().map { "\($0 + 1). \($1)" })
        line("To relax it:")
        if let lines = explained.lines {
            line("\(explained.relaxing.dropLast()), in \(explained.file):")
            block(lines)
        } else {
            paragraph(explained.relaxing)
        }
        line("The handoff system says: \(explained.decision.text). (\(explained.decision.source))")
    }

    private mutating func write(_ rule: String, _ contract: Contract, _ rulebook: Rulebook) {
        let parts = rule.split(separator: "/", maxSplits: 1)[1].split(separator: ".", maxSplits: 1).map(String.init)
        let context = contract.context(parts[0])
        let field = parts.count > 1 ? context?.field(parts[1]) : nil
        let spec = field ?? context
        title = spec?.name ?? parts[0].split(separator: "-").joined(separator: " ").capitalisedFirst
        heading(rule, title)
        why = spec?.why ?? context?.why
        if let why { paragraph(why) }
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
            items(
                checks.map { check in
                    "\(check.id) (\(Self.words(Self.severity(check, field ?? context))))\(check.message.map { ": " + $0.outline } ?? "")"
                })
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
        if context.isBriefWide, !sample.contains("\n") { return "\(context.id): \(sample)" }
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
            let failing =
                finding.range.upper > 0 && lines.indices.contains(finding.place.line - 1)
                ? "    \(String(lines[finding.place.line - 1]).shortened)\n" : ""
            block(failing + "  → \(finding.message)")
        }
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

    private mutating func heading(_ rule: String, _ title: String?) { parts.append(.heading(rule: rule, title: title)) }
    private mutating func paragraph(_ words: String) { parts.append(.paragraph(words)) }
    private mutating func line(_ words: String) { parts.append(.line(words)) }
    private mutating func items(_ words: [String]) { parts.append(.items(words)) }
    private mutating func block(_ words: String) { parts.append(.block(words)) }

    // MARK: written

    /// For a terminal.
    var text: String { text(style) }

    private func text(_ style: Style) -> String {
        var text = parts.map { part in
            switch part {
            case .heading(let rule, let title): "\(style.bold(rule.printable))\(title.map { " — " + $0.printable } ?? "")\n\n"
            case .paragraph(let words): words.printable + "\n\n"
            case .line(let words): words.printable + "\n"
            case .items(let items): items.map { "  \($0.printable)\n" }.joined() + "\n"
            case .block(let words): Self.lines(words).map { "  \($0.printable)\n" }.joined() + "\n"
            }
        }.joined()
        while text.hasSuffix("\n\n") { text.removeLast() }
        return text
    }

    /// For tools that show a rule beside its findings.
    var help: RuleHelp {
        let markdown = parts.map { part in
            switch part {
            case .heading(let rule, let title): "**\(MarkdownEscape.text(title ?? rule))**\n\n"
            case .paragraph(let words), .line(let words): MarkdownEscape.text(words) + "\n\n"
            case .items(let items): items.map { "- \(MarkdownEscape.text($0))\n" }.joined() + "\n"
            case .block(let words): Self.lines(words).map { "    \($0.printable)\n" }.joined() + "\n"
            }
        }.joined()
        return RuleHelp(title: title, why: why ?? title, text: text(Style(isOn: false)), markdown: markdown)
    }

    private static func lines(_ words: String) -> [String] { words.split(separator: "\n").map(String.init) }
}

extension Contract.Example {
    fileprivate func finds(_ rule: String) -> Bool { finds.contains { $0 == rule || $0.hasPrefix(rule + ":") } }
}
