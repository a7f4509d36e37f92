/// A contract's checks in the order they are run: those of the brief as a whole, then context by context.
struct Plan: Sendable {
    /// The checks of one context and of its fields.
    final class OfContext: Sendable {
        let context: Int
        /// Rows, or fields in one, are read from its value.
        let hasRows: Bool
        /// Of the value as a whole.
        let whole: PlannedChecks
        /// Of each row, or of the value where there are none.
        let each: PlannedChecks
        let fields: [OfField]
        /// Those with something to say when the context is not there.
        let absent: [Planned]

        fileprivate init(context: Int, hasRows: Bool, own: [Planned], fields: [OfField], _ questions: Questions) {
            self.context = context
            self.hasRows = hasRows
            whole = PlannedChecks(own.filter { hasRows && $0.check.test?.seesWhole == true }, questions)
            each = PlannedChecks(own.filter { !hasRows || $0.check.test?.seesWhole == false }, questions)
            self.fields = fields
            absent = own.filter { planned in
                if planned.check.of != nil { return true }
                if case .required(true)? = planned.check.test { return true }
                return false
            }
        }
    }

    /// The checks of one field.
    final class OfField: Sendable {
        let name: String
        /// Of all rows' values together.
        let whole: [Planned]
        /// Of the values in each row.
        let each: PlannedChecks

        fileprivate init(name: String, _ checks: [Planned], _ questions: Questions) {
            self.name = name
            whole = checks.filter { $0.check.test?.seesWhole == true }
            each = PlannedChecks(checks.filter { $0.check.test?.seesWhole == false }, questions)
        }
    }

    private(set) var ofBrief: [Planned] = []
    private(set) var ofContexts: [OfContext] = []
    /// Of the rules that look at what others found, in the order of `BriefRule.allCases`; none where they do not belong to the contract.
    private var briefRules: [SeverityRule] = []
    /// What other briefs must know of.
    private(set) var ofInterestToOthers: [Planned] = []

    init(_ contract: Contract, _ choice: SeverityChoice, _ questions: Questions) {
        func planned(
            _ check: Check, _ rule: String, _ context: Int?, _ field: Int?, _ title: String, _ inherited: SeverityRule?,
            isOfBrief: Bool = false
        ) -> Planned? {
            guard check.test != nil, !check.isRemoved else { return nil }
            let severity = choice.severity(rule: rule, check: check.id, declared: check.severity ?? inherited ?? .always(.error))
            if case .always(.off) = severity { return nil }
            return Planned(
                check, contract, rule: rule, context: context, field: field, title: title, severity: severity, isOfBrief: isOfBrief)
        }
        ofBrief = contract.checks.compactMap { check in
            let rule = RuleNames.ofBriefCheck(check, contract)
            return planned(check, rule.rule, rule.context, nil, rule.title, nil, isOfBrief: true)
        }
        if contract.hasBriefRules {
            briefRules = BriefRule.allCases.map { choice.severity(rule: $0.rule, check: $0.rawValue, declared: .always(.warning)) }
        }
        for (i, context) in contract.contexts.enumerated() {
            let rule = "\(context.origin)/\(context.id)"
            let own = context.checks.compactMap { check in
                let field = RuleNames.placedField(check, context)
                return planned(
                    check, field.map { "\(rule).\($0)" } ?? rule, i, nil, field.flatMap { context.field($0)?.name } ?? context.name,
                    context.severity)
            }
            let fields = context.fields.enumerated().map { j, field in
                OfField(
                    name: field.id,
                    field.checks.compactMap { planned($0, "\(rule).\(field.id)", i, j, field.name, field.severity ?? context.severity) },
                    questions)
            }
            let isAsked = !own.isEmpty || fields.contains { !$0.whole.isEmpty || !$0.each.all.isEmpty }
            guard isAsked else { continue }
            ofContexts.append(
                OfContext(
                    context: i, hasRows: context.rows != nil || !context.fields.isEmpty, own: own,
                    fields: fields.filter { !$0.whole.isEmpty || !$0.each.all.isEmpty }, questions))
        }
        ofInterestToOthers =
            (ofBrief
            + ofContexts.flatMap { group in
                group.whole.all + group.each.all + group.fields.flatMap { $0.whole + $0.each.all }
            }).filter(\.isOfInterestToOthers)
    }

    /// Off where the rule does not belong to the contract.
    func severity(of rule: BriefRule, in stage: Stage) -> Severity {
        briefRules.isEmpty ? .off : briefRules[rule.index].severity(in: stage) ?? .off
    }
}
