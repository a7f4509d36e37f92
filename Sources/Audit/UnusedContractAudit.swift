internal import Contract

/// The team's contracts that no brief declares and no other contract builds on.
enum UnusedContractAudit {
    static func findings(_ ground: AuditGround) -> [AuditFinding] {
        guard ground.project == nil else { return [] }
        let declared = Set(ground.briefs.map(\.handoff))
        let extended = Set(ground.contracts.flatMap { $0.contract.lineage.dropFirst() })
        return ground.contracts.filter { audited in
            audited.isTeams && !declared.contains(audited.contract.id) && !extended.contains(audited.contract.id)
        }.map { audited in
            let contract = audited.contract
            var finding = AuditFinding(
                .unusedContract, .info, handoff: contract.id,
                message: "\(contract.name): no brief goes by this contract, and no other contract builds on it.",
                cost: "It has to be kept right for nobody; or this handoff happens without a brief.", decision: HandoffSystem.lightweight)
            finding.place(audited)
            return finding
        }
    }
}
