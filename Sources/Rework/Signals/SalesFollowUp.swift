internal import Contract

/// What became of the leads that briefs passed on, as the CRM has it.
package struct SalesFollowUp: Sendable, Hashable {
    package struct Reason: Sendable, Hashable {
        package var text: String
        package var leads: Int

        package init(text: String, leads: Int) {
            (self.text, self.leads) = (text, leads)
        }
    }

    /// Briefs that the outcomes file knows.
    package var briefs = 0
    /// Leads accepted of leads passed on.
    package var leads = Rate()
    /// Most frequent first.
    package var reasons: [Reason] = []
    /// Hours until somebody called or wrote.
    package var medianHours: Double?
    package var mostHours: Double?

    /// Nil where nobody records it: that is not the same as none.
    package init?(_ subjects: [Subject]) {
        var hours: [Double] = []
        var reasons: [String: Int] = [:]
        for subject in subjects {
            let rows = subject.outcomes
            guard !rows.isEmpty else { continue }
            briefs += 1
            for row in rows {
                leads.numerator += row.accepted
                leads.denominator += row.passed
                if let reason = row.reason, row.rejected > 0 { reasons[reason, default: 0] += row.rejected }
                if let waited = row.hours { hours.append(waited) }
            }
        }
        guard briefs > 0 else { return nil }
        self.reasons = reasons.map { Reason(text: $0.key, leads: $0.value) }.sorted { ($1.leads, $0.text) < ($0.leads, $1.text) }
        medianHours = hours.percentile(0.5)
        mostHours = hours.percentile(0.85)
    }
}

extension Subject {
    /// Rows of the outcomes file about it. A brief that carries several handoffs is in sales' file for the one that sales receives.
    var outcomes: [Outcomes.Row] {
        guard let outcomes = origin.outcomes, facts == nil || facts?.contexts.values.contains(where: { $0.signal == .sales }) == true
        else { return [] }
        return (timeline.id.map(outcomes.rows) ?? []) + outcomes.rows(timeline.path)
    }
}
