internal import Source
internal import YAML

extension AuditReport {
    /// The findings as somebody reads them: projects that lack the same are told together. In JSON each stands by itself.
    package var told: [AuditFinding] {
        var order: [[HandoffArea]] = []
        var alike: [[HandoffArea]: [AuditFinding]] = [:]
        for finding in findings where !finding.lacking.isEmpty {
            if alike[finding.lacking] == nil { order.append(finding.lacking) }
            alike[finding.lacking, default: []].append(finding)
        }
        let together = order.map {
            Self.together(alike[$0] ?? [], isEvery: alike.count == 1 && coverage.filter(\.isRunning).count == alike[$0]?.count)
        }
        guard let first = findings.firstIndex(where: { !$0.lacking.isEmpty }) else { return findings }
        return findings[..<first] + together + findings[first...].filter(\.lacking.isEmpty)
    }

    /// Names of projects that are told; the rest is counted.
    private static let mostNames = 8

    /// - Parameter isEvery: whether no running project is different: then the reason may stand once for all of them.
    private static func together(_ findings: [AuditFinding], isEvery: Bool) -> AuditFinding {
        guard findings.count > 1 else { return findings[0] }
        var finding = findings[0]
        let names = findings.compactMap(\.project)
        finding.project = nil
        finding.message =
            "\(names.count) projects have no brief for \(finding.lacking.map(\.title).listed), and nobody has said why they need none: \(names.prefix(mostNames).map(\.self).and(more: names.count - mostNames).joined(separator: ", "))."
        guard isEvery, let name = names.first?.yamlValue else { return finding }
        finding.pastes = finding.pastes.map {
            AuditFinding.Paste(file: $0.file, lines: $0.lines.replacing("  \(name):\n", with: "  \"*\":\n", maxReplacements: 1))
        }
        return finding
    }
}
