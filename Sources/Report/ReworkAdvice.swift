internal import Contract
internal import Rework
internal import Source

/// What came back and why, and what to change.
extension ReworkStory {
    // MARK: what came back and why

    /// Causes shown; the rest is counted.
    static let mostCauses = 12

    /// The most frequent first, and what is as frequent by the names that are shown: the text itself is no “prose” to whoever reads.
    private var asShown: [Comeback] {
        measurement.comebacks.map { comeback -> (comeback: Comeback, name: String) in
            if case .question(let text) = comeback.subject { return (comeback, "?" + text) }
            return (comeback, name(comeback).lowercased())
        }.sorted { a, b in
            (b.comeback.briefs, b.comeback.events, a.comeback.handoff, a.name) < (
                a.comeback.briefs, a.comeback.events, b.comeback.handoff, b.name
            )
        }.map(\.comeback)
    }

    /// By handoff, the worst first.
    var causes: [(handoff: String, comebacks: [Comeback])] {
        var order: [String] = []
        var found: [String: [Comeback]] = [:]
        for comeback in asShown.prefix(Self.mostCauses) {
            if found[comeback.handoff] == nil { order.append(comeback.handoff) }
            found[comeback.handoff, default: []].append(comeback)
        }
        return order.map { ($0, found[$0] ?? []) }
    }

    func name(_ comeback: Comeback) -> String {
        switch comeback.subject {
        case .context(let id): report.title(context: id, of: comeback.handoff)
        case .question(let text): "“\(text)”"
        }
    }

    /// “missing twice, changed once”, “asked 3 times”
    func how(_ comeback: Comeback) -> String {
        if case .question = comeback.subject { return "asked \(ReworkWords.times(comeback.events))" }
        let changes = [Cause.Change.missing, .wrong, .dropped].compactMap { change in
            comeback.changes[change].map { "\(ReworkWords.change(change)) \(ReworkWords.times($0))" }
        }
        return changes.isEmpty ? ReworkWords.times(comeback.events) : changes.joined(separator: ", ")
    }

    func evidence(_ comeback: Comeback) -> String { ReworkWords.evidence(comeback.evidence, isOfSeveral: report.isOfSeveral) }

    // MARK: what to change

    /// A change that a repeated cause calls for, with the boundary it comes from.
    struct Advice {
        var handoff: String
        /// “update the handoff template”
        var decision: String
        /// The row of the handoff system's table of boundaries, or its rule.
        var boundary: String
        var reason: String
        /// What the contract says until it is better.
        var meanwhile: String?
    }

    static let mostAdvice = 5

    var advice: [Advice] {
        asShown.filter { $0.decision != nil }.prefix(Self.mostAdvice).compactMap(advice)
    }

    /// “one of them more than once”: of several briefs not each came back twice.
    private static func repetition(_ comeback: Comeback) -> String {
        let repeated = comeback.evidence.count { $0.commits.count > 1 }
        if comeback.briefs == 1 { return "more than once" }
        if repeated == comeback.briefs { return "each more than once" }
        return "\(repeated == 1 ? "one" : String(repeated)) of them more than once"
    }

    /// Nil for what has not come back twice.
    func advice(_ comeback: Comeback) -> Advice? {
        guard let decision = comeback.decision else { return nil }
        let isTemplate = decision == .template
        let facts = report.facts(comeback.handoff)
        let places = isTemplate ? " of \(comeback.projects.of("project", "projects"))" : ""
        let verb: String
        switch comeback.subject {
        case .context: verb = "brought back"
        case .question: verb = "was asked in"
        }
        let often = isTemplate ? "" : ", \(Self.repetition(comeback))"
        return Advice(
            handoff: report.title(comeback.handoff), decision: decision.rawValue.loweredFirst,
            boundary: isTemplate
                ? "Repeated clarification loops: the same question appears in multiple projects"
                : "A handoff that creates rework more than once: the template, checklist, or ownership rule needs to change",
            reason:
                "\(name(comeback)) \(verb) \(comeback.briefs.of("brief", "briefs"))\(places)\(often): \(evidence(comeback))",
            meanwhile: facts?.decision.map { decision in
                decision.loweredFirst + (facts?.when.map { " when \($0.loweredFirst)" } ?? "")
            })
    }
}
