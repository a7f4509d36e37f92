/// The closed set of tests. A test the compiler doesn't know cannot reach the engine.
package indirect enum Test: Sendable {
    case required(Bool)
    case type([ValueType])
    case pattern(Pattern)
    case equals(Operand)
    case oneOf(OneOf)
    case range(RangeTest)
    case length(LengthTest)
    case count(CountTest)
    case unique(UniqueScope)
    case order(OrderTest)
    case all([Check])
    case any([Check])
    case not(Check)
    case brief([Check])
    case use(String)

    package enum Name: String, Sendable, CaseIterable {
        case required, type, pattern, equals, oneOf = "one-of", range, length, count, unique, order, all, any, not, brief, use
    }

    package var name: Name {
        switch self {
        case .required: .required
        case .type: .type
        case .pattern: .pattern
        case .equals: .equals
        case .oneOf: .oneOf
        case .range: .range
        case .length: .length
        case .count: .count
        case .unique: .unique
        case .order: .order
        case .all: .all
        case .any: .any
        case .not: .not
        case .brief: .brief
        case .use: .use
        }
    }

    /// These see the selection as a whole; the others every value by itself.
    package var seesWhole: Bool {
        switch self {
        case .required, .count, .unique, .order: true
        default: false
        }
    }
}

/// Something to compare with: a literal or what a selection finds.
package enum Operand: Sendable {
    case literal(Template)
    case of(Selection)
}

/// Where `unique` looks for a second one.
package enum UniqueScope: String, Sendable, CaseIterable {
    case brief, repository
}
