internal import Brief
internal import Contract
internal import Source
internal import YAML

/// Context that is written down again and again and says nothing: the same text, N/A or an allowance in most briefs, and never what brought
/// work back.
enum PaperworkAudit {
    /// Briefs below which sameness is chance.
    static let fewest = 10
    /// In percent.
    static let share = 80

    static func findings(_ ground: AuditGround) -> [AuditFinding] {
        guard let history = ground.history, ground.project == nil else { return [] }
        return ground.inUse.flatMap { audited -> [AuditFinding] in
            let briefs = ground.live.filter { $0.handoff == audited.contract.id && $0.stage != .draft }
            guard briefs.count >= fewest else { return [] }
            // The minimum standard itself is no paperwork, and the same owner in every brief is none either.
            return audited.contract.contexts.filter { $0.origin != "handoff" }.compactMap { context in
                guard history.causes[audited.contract.id]?.contains(context.id) != true else { return nil }
                return finding(context, audited, briefs, ground)
            }
        }
    }

    private static func finding(
        _ context: ContextSpec, _ audited: AuditedContract, _ briefs: [AuditedBrief], _ ground: AuditGround
    ) -> AuditFinding? {
        let rule = "\(context.origin)/\(context.id)"
        var texts: [String: Int] = [:]
        var (waived, allowed) = (0, 0)
        for brief in briefs {
            switch brief.contexts.first(where: { $0.id == context.id })?.answer {
            case .text(let text)?: texts[text, default: 0] += 1
            case .notApplicable?: waived += 1
            case .placeholder?, nil:
                if brief.allowances.contains(where: { $0.rule == rule || $0.rule.hasPrefix(rule + ":") }) { allowed += 1 }
            }
        }
        let same = texts.max { ($0.value, $1.key) < ($1.value, $0.key) }
        let repeated = same.map { $0.value > 1 ? $0.value : 0 } ?? 0
        guard (repeated + waived + allowed) * 100 >= briefs.count * share else { return nil }
        let parts = [
            repeated > 0 ? "the same text in \(repeated)" : nil, waived > 0 ? "N/A in \(waived)" : nil,
            allowed > 0 ? "allowed in \(allowed)" : nil,
        ].compactMap(\.self)
        let isAlways = repeated == briefs.count
        let says =
            isAlways
            ? "is the same text in all \(briefs.count.of("brief", "briefs"))"
            : "says nothing new in \(briefs.count.of("brief", "briefs")) (\(parts.joined(separator: ", ")))"
        var finding = AuditFinding(
            .paperwork, .info, handoff: audited.contract.id,
            message:
                "\(audited.contract.name): \(context.name) \(says), and it never was what brought work back.",
            cost: "Everybody who writes a brief fills it in, and nobody works by it.", decision: HandoffSystem.paperwork)
        finding.place(audited)
        if repeated > waived + allowed, let text = same?.key {
            finding.pastes = [
                AuditFinding.Paste(
                    file: ground.configFile,
                    lines: "defaults:\n  \(context.id): \(text.count > 200 ? "\"[what every brief says]\"" : text.yamlValue)\n")
            ]
        } else {
            finding.pastes = audited.pastes("context:\n  \(context.id): off\n", config: ground.configFile)
        }
        return finding
    }
}
