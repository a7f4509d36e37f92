internal import Contract
internal import Rework
internal import Source
internal import YAML

/// The same cause of rework more than once, as long as the contract has not changed since.
enum RepeatedFailureAudit {
    static func findings(_ ground: AuditGround) -> [AuditFinding] {
        guard let history = ground.history else { return [] }
        let inUse = Set(ground.inUse.map(\.contract.id))
        return history.comebacks.compactMap { comeback in
            guard let decision = comeback.decision, let audited = ground.contract(comeback.handoff) else { return nil }
            if ground.project != nil, !inUse.contains(comeback.handoff) { return nil }
            let times = comeback.evidence.flatMap(\.commits).compactMap { history.times[$0] }
            guard let first = times.min(), let last = times.max() else { return nil }
            if let changed = audited.changed, changed.time >= last { return nil }
            return finding(comeback, decision, audited, ground, (history.day(first), history.day(last)))
        }
    }

    private static func finding(
        _ comeback: Comeback, _ decision: Comeback.Decision, _ audited: AuditedContract, _ ground: AuditGround,
        _ days: (first: CalendarDate, last: CalendarDate)
    ) -> AuditFinding {
        let contract = audited.contract
        let isTemplate = decision == .template
        let often =
            isTemplate
            ? "in \(comeback.briefs.of("brief", "briefs")) of \(comeback.projects.of("project", "projects"))"
            : comeback.events == 2 ? "twice" : "\(comeback.events) times"
        let what: String
        switch comeback.subject {
        case .context(let id): what = "\(contract.title(of: id)) brought work back \(often)"
        case .question(let text): what = "“\(text)” was asked \(often)"
        }
        let period = days.first == days.last ? "on \(days.first.text)" : "between \(days.first.text) and \(days.last.text)"
        let contractState: String
        if let changed = audited.changed, let history = ground.history {
            contractState = "the contract last changed on \(history.day(changed.time).text), before the last time"
        } else if audited.isTeams {
            contractState = "the contract has not changed since"
        } else {
            contractState = "the contract is still as it was shipped"
        }
        var finding = AuditFinding(
            .repeatedFailure, .error, handoff: contract.id, message: "\(contract.name): \(what), \(period); \(contractState).",
            cost: contract.risk.map { "\($0), every time it happens again." }
                ?? "The same work is done twice, every time it happens again.",
            decision: isTemplate ? HandoffSystem.template : HandoffSystem.checklist)
        finding.since = days.first
        finding.evidence = comeback.evidence
        finding.place(audited)
        finding.pastes = audited.pastes(lines(comeback, contract), config: ground.configFile)
        return finding
    }

    /// What makes the template ask better: for a person to fill in.
    private static func lines(_ comeback: Comeback, _ contract: Contract) -> String {
        let decides = "standard:\n  decides: \"[who sends it back when this is missing]\"\n"
        switch comeback.subject {
        case .context(let id):
            guard let context = contract.context(id.prefix { $0 != "." }.description) else { return decides }
            var lines = "context:\n  \(context.id):\n"
            if !context.isRequired { lines += "    severity: error\n    required: true\n" }
            lines += "    question: \"[what was asked each time, in the receiver’s words]\"\n"
            lines += "    sample: \"[an answer that would have been enough]\"\n"
            return decides + lines
        case .question(let text):
            let words = text.lowercased().split { !$0.isASCII || (!$0.isLetter && !$0.isNumber) }.prefix(4).map { $0.prefix(20) }
            let id = words.isEmpty ? "open-question" : words.joined(separator: "-")
            return "context:\n  \(id):\n    title: \"[a short name for it]\"\n    question: \(text.yamlValue)\n    required: true\n"
        }
    }
}

extension Contract {
    /// A context as people call it, also where a cause names one of its fields.
    func title(of id: String) -> String {
        let parts = id.split(separator: ".").map(String.init)
        guard let context = parts.first.flatMap({ self.context($0) }) else { return id }
        return parts.count > 1 ? context.field(parts[1]).map { "\(context.name): \($0.name)" } ?? context.name : context.name
    }
}
