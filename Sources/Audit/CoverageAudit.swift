internal import Contract
internal import Source
internal import YAML

/// One project and the transitions that it should cover.
package struct ProjectCoverage: Sendable {
    package enum State: Sendable, Hashable {
        /// Ids of the handoffs of its briefs.
        case present([String])
        case missing
        /// With the reason.
        case notNeeded(String)
    }

    package var project: String
    /// Whether any of its briefs is still on its way; what is done can't be handed over any more.
    package var isRunning: Bool
    package var states: [HandoffArea: State]

    package func state(_ area: HandoffArea) -> State { states[area] ?? .missing }
}

/// Handoffs that a project has no brief for, and no reason to go without.
enum CoverageAudit {
    static func coverage(_ ground: AuditGround) -> [ProjectCoverage] {
        let projects = Dictionary(grouping: ground.live.filter { $0.project != nil }) { $0.project ?? "" }
        return projects.sorted { $0.key < $1.key }.map { project, briefs in
            let reasons = (ground.notNeeded[project] ?? [:]).merging(ground.notNeeded["*"] ?? [:]) { own, _ in own }
            let handoffs = Set(briefs.map(\.handoff)).sorted()
            let states = HandoffArea.allCases.map { area -> (HandoffArea, ProjectCoverage.State) in
                let present = handoffs.filter { covers($0, area, ground) }
                if !present.isEmpty { return (area, .present(present)) }
                return (area, reasons[area].map(ProjectCoverage.State.notNeeded) ?? .missing)
            }
            return ProjectCoverage(
                project: project, isRunning: briefs.contains { $0.stage != .delivered }, states: Dictionary(uniqueKeysWithValues: states))
        }
    }

    private static func covers(_ handoff: String, _ area: HandoffArea, _ ground: AuditGround) -> Bool {
        let names = [handoff] + (ground.contract(handoff)?.contract.lineage ?? [])
        return area.handoffs.contains(where: names.contains)
    }

    static func findings(_ coverage: [ProjectCoverage], _ ground: AuditGround) -> [AuditFinding] {
        coverage.filter(\.isRunning).compactMap { missing($0, ground) } + strangers(coverage, ground)
    }

    /// Risks that are named; the others are as bad.
    private static let mostRisks = 2

    private static func missing(_ project: ProjectCoverage, _ ground: AuditGround) -> AuditFinding? {
        let open = HandoffArea.allCases.filter { project.state($0) == .missing }
        guard !open.isEmpty else { return nil }
        let risks = open.compactMap { area in ground.contract(area.handoffs[0])?.contract.risk?.loweredFirst }
        let costs =
            risks.isEmpty ? "" : ": " + risks.prefix(mostRisks).joined(separator: "; ") + (risks.count > mostRisks ? "; and so on" : "")
        let forgets = !Set(open).isDisjoint(with: [.sales, .crm])
        var finding = AuditFinding(
            .coverage, .warning, project: project.project,
            message: "\(project.project) has no brief for \(open.map(\.title).listed), and nobody has said why it needs none.",
            cost: "Context that no brief carries gets lost\(costs).",
            decision: forgets && open.count < 3 ? HandoffSystem.notWithoutSales : HandoffSystem.cover)
        let lines = open.map { "      \($0.rawValue): \"[why it needs none; or: handoff new \($0.handoffs[0])]\"\n" }.joined()
        finding.lacking = open
        finding.pastes = [
            AuditFinding.Paste(
                file: ground.configFile, lines: "projects:\n  \(project.project.yamlValue):\n    not-needed:\n\(lines)")
        ]
        return finding
    }

    /// Reasons for a project that no brief names: mostly a slip of the pen.
    private static func strangers(_ coverage: [ProjectCoverage], _ ground: AuditGround) -> [AuditFinding] {
        guard ground.project == nil else { return [] }
        let known = Set(ground.briefs.compactMap(\.project))
        return ground.notNeeded.keys.filter { $0 != "*" && !known.contains($0) }.sorted().map { name in
            var finding = AuditFinding(
                .coverage, .warning, project: name,
                message:
                    "\(ground.configFile) says what “\(name)” goes without, and no brief names that project.\(String.didYouMean(name, in: known.sorted()))",
                cost: "The reason counts for nobody.", decision: HandoffSystem.cover)
            finding.file = ground.configFile
            return finding
        }
    }
}
