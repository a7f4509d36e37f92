/// A contract's checks in the order they are run: those of the brief as a whole, then context by context.
struct Plan: Sendable {
    /// The checks of one context and of its fields.
    final class OfContext: Sendable {
        let context: Int
        /// Rows, or fields in one, are read from its value.
        let hasRows: Bool
        /// Of the value as a whole.
        let whole: [Planned]
        /// Of each row, or of the value where there are none.
        let each: [Planned]
        let fields: [OfField]
        /// Those with something to say when the context is not there.
        let absent: [Planned]

        fileprivate init(context: Int, hasRows: Bool, own: [Planned], fields: [OfField]) {
            self.context = context
            self.hasRows = hasRows
            whole = own.filter { hasRows && $0.check.test?.seesWhole == true }
            each = own.filter { !hasRows || $0.check.test?.seesWhole == false }
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
        let each: [Planned]

        fileprivate init(name: String, _ checks: [Planned]) {
            self.name = name
            whole = checks.filter { $0.check.test?.seesWhole == true }
            each = checks.filter { $0.check.test?.seesWhole == false }
        }
    }

    private(set) var ofBrief: [Planned] = []
    private(set) var ofContexts: [OfContext] = []
    /// Of the rules that look at what others found; none where they do not belong to the contract.
    private(set) var briefRules: [BriefRule: SeverityRule] = [:]
    /// What other briefs must know of.
    private(set) var ofInterestToOthers: [Planned] = []

    init(_ contract: Contract, _ choice: SeverityChoice) {
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
        for rule in BriefRule.allCases where contract.hasBriefRules {
            briefRules[rule] = choice.severity(rule: rule.rule, check: rule.rawValue, declared: .always(.warning))
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
                    field.checks.compactMap { planned($0, "\(rule).\(field.id)", i, j, field.name, field.severity ?? context.severity) })
            }
            let isAsked = !own.isEmpty || fields.contains { !$0.whole.isEmpty || !$0.each.isEmpty }
            guard isAsked else { continue }
            ofContexts.append(
                OfContext(
                    context: i, hasRows: context.rows != nil || !context.fields.isEmpty, own: own,
                    fields: fields.filter { !$0.whole.isEmpty || !$0.each.isEmpty }))
        }
        ofInterestToOthers =
            (ofBrief
            + ofContexts.flatMap { group in
                group.whole + group.each + group.fields.flatMap { $0.whole + $0.each }
            }).filter(\.isOfInterestToOthers)
    }
}
