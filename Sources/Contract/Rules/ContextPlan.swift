/// A context of a contract with everything that reading its values asks for, looked up once.
final class ContextPlan: Sendable {
    /// Its place among the contract's contexts.
    let number: Int
    let spec: ContextSpec
    let name: String
    let fieldIDs: [String]
    /// Field by normalised label.
    let fieldLabels: LabelTable<Int>
    let labelPatterns: [LabelPattern]
    /// By field.
    let isFieldRequired: [Bool]
    /// Fields, or rows without any, are read from the value.
    let hasRows: Bool
    let rows: RowsSpec
    let readsLinks: Bool
    let isRequired: Bool
    /// Contexts that may stand for this one.
    let satisfiedBy: [Int]

    init(_ spec: ContextSpec, number: Int, fieldLabels: LabelTable<Int>, index: [String: Int]) {
        self.spec = spec
        self.number = number
        name = spec.name
        fieldIDs = spec.fields.map(\.id)
        self.fieldLabels = fieldLabels
        labelPatterns = spec.labelPatterns ?? []
        isFieldRequired = spec.fields.map { $0.isRequired || $0.checks.contains { $0.test?.name == .required } }
        hasRows = spec.rows != nil || !spec.fields.isEmpty
        rows = spec.rows ?? RowsSpec()
        readsLinks = rows.from.contains(.links)
        isRequired = spec.isRequired
        satisfiedBy = (spec.satisfiedBy ?? []).filter { $0 != spec.id }.compactMap { index[$0] }
    }
}
