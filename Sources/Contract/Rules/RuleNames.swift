/// What the rules of a contract are called: `<contract>/<context>[.<field>]`, or `<contract>/<check>` for the brief as a whole.
package enum RuleNames {
    /// The field a context's check is placed on.
    static func placedField(_ check: Check, _ context: ContextSpec) -> String? {
        for selection in [check.place, tablePlace(check.of), check.of] {
            guard case .path(let path)? = selection, case .name(let name)? = path.steps.first else { continue }
            if path.root == .current, context.field(name) != nil || context.rows?.head == name || context.rows?.rest == name {
                return context.field(name) == nil ? nil : name
            }
        }
        return nil
    }

    private static func tablePlace(_ selection: Selection?) -> Selection? {
        if case .table(let table)? = selection { return table.place }
        return nil
    }

    /// A check of the brief is named after the context it looks at, else after itself.
    static func ofBriefCheck(_ check: Check, _ contract: Contract) -> (rule: String, context: Int?, title: String) {
        if case .path(let path)? = check.place ?? check.of, case .context(let id) = path.root,
            let i = contract.contexts.firstIndex(where: { $0.id == id })
        {
            let context = contract.contexts[i]
            if case .name(let name)? = path.steps.first, let field = context.field(name) {
                return ("\(context.origin)/\(id).\(name)", i, field.name)
            }
            return ("\(context.origin)/\(id)", i, context.name)
        }
        return ("\(check.origin ?? contract.id)/\(check.id)", nil, check.id.split(separator: "-").joined(separator: " ").capitalisedFirst)
    }

    /// Every rule, with its checks, that this contract can report; `off` included.
    package static func all(_ contract: Contract) -> [String: [String]] {
        var names: [String: [String]] = [:]
        if contract.hasBriefRules {
            for rule in BriefRule.allCases { names[rule.rule] = [rule.rawValue] }
        }
        for check in contract.checks { names[ofBriefCheck(check, contract).rule, default: []].append(check.id) }
        for context in contract.contexts {
            let rule = "\(context.origin)/\(context.id)"
            names[rule, default: []] += []
            for check in context.checks { names[placedField(check, context).map { "\(rule).\($0)" } ?? rule, default: []].append(check.id) }
            for field in context.fields {
                names["\(rule).\(field.id)", default: []] += field.checks.map(\.id)
            }
        }
        return names
    }
}
