package import Contract

/// What a whole run comes to. Counts are of live and lowered findings.
package struct Summary: Sendable, Hashable {
    /// Judgements: a brief that carries two handoffs counts for each.
    package var briefs = 0
    package var ready = 0
    package var hold = 0
    package var draft = 0
    package var exempt = 0
    package var errors = 0
    package var warnings = 0
    package var infos = 0
    package var allowed = 0
    package var baselined = 0

    package init(_ judgements: [Judgement]) {
        briefs = judgements.count
        for judgement in judgements {
            switch judgement.verdict {
            case .ready: ready += 1
            case .hold: hold += 1
            case .draft: draft += 1
            case .exempt: exempt += 1
            }
            for finding in judgement.findings {
                switch finding.state {
                case .allowed: allowed += 1
                case .baselined: baselined += 1
                case .live, .lowered:
                    switch finding.severity {
                    case .error: errors += 1
                    case .warning: warnings += 1
                    case .info: infos += 1
                    case .off: break
                    }
                }
            }
        }
    }
}
