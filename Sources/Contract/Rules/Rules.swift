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
        var scope: ContextSpec.Scope
        var isBriefWide: Bool { scope != .anywhere }
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
    /// What the contract is called, as labels are compared.
    let names: Set<String>
    private let labels: LabelTable<Target>
    let contextIndex: [String: Int]
    let contexts: [ContextPlan]
    let plan: Plan
    /// What the config answers once for all briefs, by context.
    let defaults: [Int: YAMLNode]
    let defines: [String: Definition]
    /// The contract's tables by name.
    let decisions: [String: Decisions]
    /// How many fields the tables have, all together.
    let tableFields: Int
    let questions: Questions

    /// - Parameter common: contexts that every brief may have, whether its contract names them or not.
    init(_ contract: Contract, common: [ContextSpec], settings: Settings, tree: Tree) {
        let contract = contract.knowing(contract.contexts.flatMap { $0.satisfiedBy ?? [] }, common)
        self.contract = contract
        self.settings = settings
        self.tree = tree
        names = Set([contract.id, contract.name].map(Label.normalised))
        var labels = LabelTable<Target>(capacity: contract.contexts.reduce(0) { $0 + $1.labelCount })
        var fieldLabels: [LabelTable<Int>] = []
        for (i, context) in contract.contexts.enumerated() {
            let scope = context.scope ?? .anywhere
            for label in context.allLabels { labels.add(Label.normalised(label), Target(context: i, field: nil, scope: scope)) }
            func isName(_ label: Substring) -> Bool { labels[String(label)].contains { $0.context == i && $0.field == nil } }
            var ofContext = LabelTable<Int>(capacity: context.fields.reduce(0) { $0 + $1.labelCount + 2 })
            for (j, field) in context.fields.enumerated() {
                for label in field.allLabels.map(Label.normalised) {
                    ofContext.add(label, j)
                    if label.beginsWithWords(isName) { labels.add(label, Target(context: i, field: j, scope: scope)) }
                }
                for name in [context.id + "." + field.id, context.id + " " + field.id].map(Label.normalised) {
                    ofContext.add(name, j)
                    labels.add(name, Target(context: i, field: j, scope: scope))
                }
            }
            fieldLabels.append(ofContext)
        }
        self.labels = labels
        let index = Dictionary(contract.contexts.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        contextIndex = index
        contexts = contract.contexts.indices.map {
            ContextPlan(contract.contexts[$0], number: $0, fieldLabels: fieldLabels[$0], index: index)
        }
        questions = Questions(contract)
        plan = Plan(contract, SeverityChoice(config: settings.severities, contract: contract), questions)
        var defaults: [Int: YAMLNode] = [:]
        for (name, node) in settings.defaults {
            let label = Label.normalised(name)
            guard let context = index[name] ?? labels[label].first(where: { $0.field == nil })?.context else { continue }
            defaults[context] = node
        }
        self.defaults = defaults
        var tableFields = 0
        var decisions: [String: Decisions] = [:]
        for (number, name) in contract.tables.keys.sorted().enumerated() {
            decisions[name] = Decisions(contract.tables[name] ?? [], number: number, firstField: &tableFields, contract)
        }
        self.decisions = decisions
        self.tableFields = tableFields
        defines = Dictionary(
            uniqueKeysWithValues: contract.defines.enumerated().map { number, define in
                (
                    define.key,
                    Definition(number: number, checks: define.value, isFixed: define.value.allSatisfy { contract.isFixed($0) })
                )
            })
    }

    package var today: CalendarDate { settings.today }

    func vocabulary(_ name: String) -> Vocabulary? { settings.vocabulary[name] ?? contract.vocabulary[name] }

    /// What a label names: the whole of it, else its parts.
    func targets(_ labels: [String]) -> [Target] {
        guard let whole = labels.first else { return [] }
        let known = targets(named: whole)
        if !known.isEmpty { return known }
        let ofParts = labels.dropFirst().flatMap(targets(named:))
        if !ofParts.isEmpty { return ofParts }
        let listed = targets(listed: whole)
        return listed.isEmpty ? targets(like: whole) : listed
    }

    /// What has this very label, each context once. A context's own name beats another's field.
    private func targets(named label: String) -> [Target] {
        let found = labels[label]
        guard found.count > 1 else { return found }
        let contexts = found.filter { $0.field == nil }
        var seen: Set<Int> = []
        return (contexts.isEmpty ? found : contexts).filter { seen.insert($0.context).inserted }
    }

    /// Whether a label is one of those that the contract lists.
    func lists(_ label: String) -> Bool { !labels[label].isEmpty }

    /// The first context that knows the label by a pattern: no list holds all that people write.
    private func targets(like label: String) -> [Target] {
        let plan = LabelPattern.first(contexts, matching: label) { $0.labelPatterns }
        return plan.map { [Target(context: $0.number, field: nil, scope: $0.spec.scope ?? .anywhere)] } ?? []
    }

    /// “Scope and access”, “Fonts, photos, rights”: several names at once only when we know each of them; else it is one name, or prose.
    private func targets(listed label: String) -> [Target] {
        let words = label.split(separator: " ")
        guard words.count >= 2, words.count <= 8 else { return [] }
        var names: [[Substring]] = [[]]
        for word in words {
            if Self.listing.contains(word) {
                names.append([])
                continue
            }
            let endsName = word.last == ","
            names[names.count - 1].append(endsName ? word.dropLast() : word)
            if endsName { names.append([]) }
        }
        names.removeAll(where: \.isEmpty)
        guard names.count >= 2 else { return [] }
        let known = names.map { targets(named: $0.joined(separator: " ")) }
        return known.allSatisfy { !$0.isEmpty } ? known.flatMap(\.self) : []
    }

    private static let listing: Set<Substring> = ["and", "und", "et", "y", "e", "en", "a", "or"]

    func isOwn(host: String) -> Bool {
        settings.domains.contains { host == $0.lowercased() || host.hasSuffix("." + $0.lowercased()) }
    }

    /// The evaluator for another brief under the contract it declares, if that is this one's; else under this one.
    func evaluator(for other: Brief, index: BriefIndex, citing: Evaluator) -> Evaluator? {
        Evaluator(rules: self, binding: Binding(self, other, memory: citing.memory), index: index, memory: citing.memory, citing: citing)
    }
}

extension Contract {
    /// With a bare context for each id that only `satisfied-by` names: in another handoff's brief it may well stand there. And with the
    /// common ones that it has not.
    fileprivate func knowing(_ ids: [String], _ common: [ContextSpec]) -> Contract {
        var contract = self
        contract.contexts += common.filter { context($0.id) == nil }
        for id in ids where contract.context(id) == nil { contract.contexts.append(ContextSpec(id: id, origin: self.id, at: at)) }
        return contract
    }
}

extension String {
    /// Whether a name, and a space after it, is how this begins.
    fileprivate func beginsWithWords(_ isName: (Substring) -> Bool) -> Bool {
        utf8.indices.contains { utf8[$0] == 0x20 && isName(self[..<$0]) }
    }
}
