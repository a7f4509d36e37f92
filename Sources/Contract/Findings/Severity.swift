/// How much a finding matters.
package enum Severity: String, Sendable, CaseIterable, Comparable {
    case off, info, warning, error

    package static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }

    private var rank: Int {
        switch self {
        case .off: 0
        case .info: 1
        case .warning: 2
        case .error: 3
        }
    }
}

/// A severity, or one for each stage.
package enum SeverityRule: Sendable, Hashable {
    case always(Severity)
    case byStage([Stage: Severity])

    /// An unnamed open stage takes `draft`, the others `handed`; nil where the map says nothing.
    package func severity(in stage: Stage) -> Severity? {
        switch self {
        case .always(let severity): severity
        case .byStage(let map): map[stage] ?? map[stage.isOpen ? .draft : .handed]
        }
    }

    /// In each stage the smaller of the two.
    package func atMost(_ other: SeverityRule) -> SeverityRule {
        if case .always(let a) = self, case .always(let b) = other { return .always(min(a, b)) }
        let pairs = Stage.allCases.map { ($0, min(severity(in: $0) ?? .error, other.severity(in: $0) ?? .error)) }
        return .byStage(Dictionary(uniqueKeysWithValues: pairs))
    }
}
