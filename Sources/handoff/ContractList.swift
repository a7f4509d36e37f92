internal import Contract
internal import Report

/// `contracts list`: a line for each handoff and what it must carry.
enum ContractList {
    static func text(_ contracts: [Contract], _ rulebook: Rulebook) -> String {
        var lines: [String] = []
        for contract in contracts {
            var heading = contract.id
            if let from = contract.from, let to = contract.to { heading += " — \(from) to \(to)" }
            lines.append(heading.printable)
            let own = contract.contexts.filter { $0.origin == contract.id }
            let demanded = rulebook.demanded(by: contract)
            let required = own.filter { demanded.contains($0.id) }.map(\.name)
            let asked = own.filter { !demanded.contains($0.id) && $0.checks.contains { $0.test?.name == .required } }.map(\.name)
            if !required.isEmpty { lines.append("  must carry: \(required.joined(separator: ", "))".printable) }
            if !asked.isEmpty { lines.append("  better with: \(asked.joined(separator: ", "))".printable) }
            if let decision = contract.boundary?.decision {
                lines.append("  when something is missing: \(decision.loweredFirst)".printable)
            }
            lines.append("")
        }
        lines.append(
            "“handoff explain <handoff>” says more of one. A brief declares it at the top, between --- and ---: handoff: \(contracts.first?.id ?? "…")"
        )
        return lines.joined(separator: "\n") + "\n"
    }
}
