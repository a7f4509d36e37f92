/// A check with all that running it and telling of it asks for, looked up once.
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
    /// Other briefs must know what it looks at.
    let isOfInterestToOthers: Bool
    /// Its conditions that come to the same wherever in a brief they are asked, and the others.
    let fixedConditions: [Check]
    let conditions: [Check]
    private let severities: [Severity]

    init(
        _ check: Check, _ contract: Contract, rule: String, context: Int?, field: Int?, title: String, severity: SeverityRule,
        isOfBrief: Bool
    ) {
        self.check = check
        self.rule = rule
        key = "\(rule):\(check.id)"
        self.context = context
        self.field = field
        fieldName = context.flatMap { context in field.map { contract.contexts[context].fields[$0].id } } ?? ""
        self.title = title
        self.isOfBrief = isOfBrief
        isOfInterestToOthers = contract.comparesRepository(check)
        fixedConditions = check.when.filter { contract.isFixedUse($0) }
        conditions = fixedConditions.isEmpty ? check.when : check.when.filter { !contract.isFixedUse($0) }
        severities = Stage.allCases.map { severity.severity(in: $0) ?? .error }
    }

    func severity(in stage: Stage) -> Severity { severities[stage.index] }
}
