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
    case byStage(ByStage)

    /// What a contract or config says of some stages.
    package struct ByStage: Sendable, Hashable, ExpressibleByDictionaryLiteral {
        /// In the order of `Stage.allCases`.
        private var severities: [Severity?] = Stage.allCases.map { _ in nil }

        package init(dictionaryLiteral elements: (Stage, Severity)...) {
            for (stage, severity) in elements { self[stage] = severity }
        }

        package subscript(stage: Stage) -> Severity? {
            get { severities[stage.index] }
            set { severities[stage.index] = newValue }
        }
    }

    /// An unnamed open stage takes `draft`, the others `handed`; nil where neither is named.
    package func severity(in stage: Stage) -> Severity? {
        switch self {
        case .always(let severity): severity
        case .byStage(let severities): severities[stage] ?? severities[stage.isOpen ? .draft : .handed]
        }
    }

    /// In each stage the smaller of the two.
    package func atMost(_ other: SeverityRule) -> SeverityRule {
        if case .always(let a) = self, case .always(let b) = other { return .always(min(a, b)) }
        var smaller: ByStage = [:]
        for stage in Stage.allCases { smaller[stage] = min(severity(in: stage) ?? .error, other.severity(in: stage) ?? .error) }
        return .byStage(smaller)
    }
}
