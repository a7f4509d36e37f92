internal import Brief
internal import Source
internal import YAML

/// A contract made ready for judging: labels looked up, severities settled, checks in order. Immutable and shared by all threads.
package final class Rules: Sendable {
    /// What a label names.
    struct Target: Sendable {
        var context: Int
        /// A field whose label says its context as well: `utm_source`.
        var field: Int?
        var isBriefWide: Bool
    }

    /// A check with all that its findings say.
    final class Planned: Sendable {
        let check: Check
        let rule: String
        /// `rule:check`.
        let key: String
        /// Index of the context; nil for checks of the brief as a whole.
        let context: Int?
        /// Index and name of the field.
        let field: Int?
        let fieldName: String
        let title: String
        /// Declared for the brief as a whole, not in a context.
        let isOfBrief: Bool
        let hasRows: Bool
        /// Other briefs must know what it looks at.
        let isOfInterestToOthers: Bool
        private let severities: [Severity]

        init(
            _ check: Check, rule: String, context: Int?, field: Int?, spec: ContextSpec?, title: String, severity: SeverityRule,
            isOfBrief: Bool,
            isOfInterestToOthers: Bool
        ) {
            self.check = check
            self.isOfInterestToOthers = isOfInterestToOthers
            self.rule = rule
            key = "\(rule):\(check.id)"
            self.context = context
            self.field = field
            fieldName = field.flatMap { spec?.fields[$0].id } ?? ""
            self.title = title
            self.isOfBrief = isOfBrief
            hasRows = spec.map { $0.rows != nil || !$0.fields.isEmpty } ?? false
            severities = Stage.allCases.map { severity.severity(in: $0) ?? .error }
        }

        func severity(in stage: Stage) -> Severity { severities[stage.index] }
    }

    /// Checks that others use by name.
    final class Definition: Sendable {
        let number: Int
        let checks: [Check]
        /// Comes to the same wherever in a brief it is used.
        let isFixed: Bool

        init(number: Int, checks: [Check], isFixed: Bool) {
            self.number = number
            self.checks = checks
            self.isFixed = isFixed
        }
    }

    package let contract: Contract
    package let settings: Settings
    let tree: Tree
    let labels: [String: [Target]]
    let contextIndex: [String: Int]
    let contexts: [ContextPlan]
    let plan: [Planned]
    /// Values given by the config, by context.
    let defaults: [Int: Value]
    let defines: [String: Definition]
    /// The contract's tables by name.
    let decisions: [String: Decisions]

    package init(_ contract: Contract, settings: Settings, tree: Tree) {
        let contract = contract.knowing(contract.contexts.flatMap { $0.satisfiedBy ?? [] })
        self.contract = contract
        self.settings = settings
        self.tree = tree
        var labels: [String: [Target]] = [:]
        var fieldLabels: [[String: Int]] = []
        for (i, context) in contract.contexts.enumerated() {
            let names = Set(context.allLabels.map(Label.normalised))
            let isBriefWide = context.isBriefWide == true
            for name in names { labels[name, default: []].append(Target(context: i, field: nil, isBriefWide: isBriefWide)) }
            var ofContext: [String: Int] = [:]
            for (j, field) in context.fields.enumerated() {
                for label in field.allLabels.map(Label.normalised) {
                    ofContext[label] = ofContext[label] ?? j
                    if names.contains(where: { label.hasPrefix($0 + " ") }) {
                        labels[label, default: []].append(Target(context: i, field: j, isBriefWide: isBriefWide))
                    }
                }
                for name in [context.id + "." + field.id, context.id + " " + field.id].map(Label.normalised) {
                    ofContext[name] = ofContext[name] ?? j
                    labels[name, default: []].append(Target(context: i, field: j, isBriefWide: isBriefWide))
                }
            }
            fieldLabels.append(ofContext)
        }
        // A context's own name beats another's field.
        for (label, targets) in labels where targets.count > 1 {
            let contexts = targets.filter { $0.field == nil }
            var seen: Set<Int> = []
            labels[label] = (contexts.isEmpty ? targets : contexts).filter { seen.insert($0.context).inserted }
        }
        self.labels = labels
        let index = Dictionary(contract.contexts.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        contextIndex = index
        contexts = zip(contract.contexts, fieldLabels).map { ContextPlan($0, fieldLabels: $1, index: index) }
        plan = Self.plan(contract, SeverityChoice(config: settings.severities, contract: contract.severities))
        var defaults: [Int: Value] = [:]
        for (name, node) in settings.defaults {
            let label = Label.normalised(name)
            guard let context = index[name] ?? labels[label]?.first(where: { $0.field == nil })?.context else { continue }
            let value = Evaluator.value(of: node, at: .fileStart)
            value.label = "team default"
            defaults[context] = value
        }
        self.defaults = defaults
        decisions = contract.tables.mapValues { Decisions($0, contract) }
        defines = Dictionary(
            uniqueKeysWithValues: contract.defines.enumerated().map { number, define in
                (define.key, Definition(number: number, checks: define.value, isFixed: define.value.allSatisfy(\.isFixed)))
            })
    }

    package var today: CalendarDate { settings.today }

    func vocabulary(_ name: String) -> Vocabulary? { settings.vocabulary[name] ?? contract.vocabulary[name] }

    func isOwn(host: String) -> Bool {
        settings.domains.contains { host == $0.lowercased() || host.hasSuffix("." + $0.lowercased()) }
    }

    /// The evaluator for another brief under the contract it declares, if that is this one's; else under this one.
    func evaluator(for other: Brief, index: BriefIndex, citing: Evaluator) -> Evaluator? {
        Evaluator(rules: self, binding: Binding(self, other), index: index, citing: citing)
    }

    // MARK: the plan

    private static func plan(_ contract: Contract, _ choice: SeverityChoice) -> [Planned] {
        var plan: [Planned] = []
        for check in contract.checks {
            let rule = ruleOfBriefCheck(check, contract)
            add(check, rule: rule.rule, context: rule.context, field: nil, title: rule.title, inherited: nil, isOfBrief: true)
        }
        for (i, context) in contract.contexts.enumerated() {
            let rule = "\(context.origin)/\(context.id)"
            for check in context.checks {
                let field = placedField(check, context)
                add(
                    check, rule: field.map { "\(rule).\($0)" } ?? rule, context: i, field: nil,
                    title: field.flatMap { context.field($0)?.name } ?? context.name, inherited: context.severity)
            }
            for (j, field) in context.fields.enumerated() {
                for check in field.checks {
                    add(
                        check, rule: "\(rule).\(field.id)", context: i, field: j, title: field.name,
                        inherited: field.severity ?? context.severity)
                }
            }
        }
        return plan

        func add(_ check: Check, rule: String, context: Int?, field: Int?, title: String, inherited: SeverityRule?, isOfBrief: Bool = false)
        {
            guard check.test != nil, !check.isRemoved else { return }
            let severity = choice.severity(rule: rule, check: check.id) ?? check.severity ?? inherited ?? .always(.error)
            if case .always(.off) = severity { return }
            plan.append(
                Planned(
                    check, rule: rule, context: context, field: field, spec: context.map { contract.contexts[$0] }, title: title,
                    severity: severity,
                    isOfBrief: isOfBrief, isOfInterestToOthers: contract.comparesRepository(check)))
        }
    }

    /// The field a context's check is placed on.
    private static func placedField(_ check: Check, _ context: ContextSpec) -> String? {
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
    private static func ruleOfBriefCheck(_ check: Check, _ contract: Contract) -> (rule: String, context: Int?, title: String) {
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
    package static func ruleNames(_ contract: Contract) -> [String: [String]] {
        var names: [String: [String]] = [:]
        for check in contract.checks { names[ruleOfBriefCheck(check, contract).rule, default: []].append(check.id) }
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

extension Contract {
    /// With a bare context for each id that only `satisfied-by` names: in another handoff's brief it may well stand there.
    fileprivate func knowing(_ ids: [String]) -> Contract {
        var contract = self
        for id in ids where contract.context(id) == nil { contract.contexts.append(ContextSpec(id: id, origin: self.id, at: at)) }
        return contract
    }
}

extension Check {
    /// Looks at a named context whatever is current; what is nested then starts from there.
    fileprivate var isFixed: Bool {
        guard case .path(let path)? = of, case .context = path.root, when.isEmpty else { return false }
        switch test {
        case .required, .type, .pattern, .length: return true
        case .equals(.literal(let template)): return template.gaps.isEmpty
        case .oneOf(let test):
            if case .of = test.source { return false }
            return true
        default: return false
        }
    }
}

/// Config beats the contract's own map beats the check; an exact key beats a glob, a longer glob a shorter.
struct SeverityChoice {
    let config: [String: SeverityRule]
    let contract: [String: SeverityRule]

    func severity(rule: String, check: String) -> SeverityRule? {
        Self.find(config, rule, check) ?? Self.find(contract, rule, check)
    }

    private static func find(_ map: [String: SeverityRule], _ rule: String, _ check: String) -> SeverityRule? {
        guard !map.isEmpty else { return nil }
        if let exact = map["\(rule):\(check)"] ?? map[rule] { return exact }
        let globs = map.keys.filter { $0.contains("*") && (RuleGlob.matches($0, rule) || RuleGlob.matches($0, "\(rule):\(check)")) }
        return globs.max { ($0.utf8.count, $1) < ($1.utf8.count, $0) }.flatMap { map[$0] }
    }
}

/// `*` in a rule's name stands for any characters.
enum RuleGlob {
    static func matches(_ glob: String, _ name: String) -> Bool {
        let glob = Array(glob.utf8)
        let name = Array(name.utf8)
        var g = 0
        var n = 0
        var star: (g: Int, n: Int)?
        while n < name.count {
            if g < glob.count, glob[g] == 0x2A {
                star = (g, n)
                g += 1
            } else if g < glob.count, glob[g] == name[n] {
                g += 1
                n += 1
            } else if let back = star {
                star = (back.g, back.n + 1)
                g = back.g + 1
                n = back.n + 1
            } else {
                return false
            }
        }
        while g < glob.count, glob[g] == 0x2A { g += 1 }
        return g == glob.count
    }
}
