import Audit
import Rework
import Source

@testable import Contract

/// A team with one handoff, “kickoff”, that nothing can be said against.
enum Sample {
    static func day(_ text: String) -> CalendarDate {
        guard let day = CalendarDate(iso: text) else { fatalError("\(text) is no day") }
        return day
    }

    static let today = day("2027-06-15")

    static func contract(_ id: String = "kickoff", _ change: (inout Contract) -> Void = { _ in }) -> Contract {
        var contract = Contract(id: id, at: Located(file: "handoffs/\(id).yml", range: .fileStart))
        contract.title = id == "kickoff" ? "Kick-off" : nil
        contract.to = "Delivery"
        contract.risk = "The project starts blind"
        contract.boundary = Contract.Boundary(decision: "Do not start", when: nil)
        contract.lineage = [id]
        contract.standard.owner = "Dana Okafor"
        contract.standard.requiredInput = "Goal and budget"
        contract.standard.expectedOutput = "A plan"
        contract.standard.review = "monthly"
        contract.standard.reviewed = "2027-06-01"
        contract.standard.failureSignal = Contract.FailureSignal(text: "Somebody asks what it is for", signal: nil, above: nil, of: nil)
        contract.contexts = ["goal", "budget"].map { ContextSpec(id: $0, origin: id, at: contract.at) }
        change(&contract)
        return contract
    }

    static func team(_ contract: Contract, changed: LastChange? = nil) -> AuditedContract {
        AuditedContract(contract, isTeams: true, file: contract.at.file, changed: changed)
    }

    static func brief(
        _ name: String = "a", _ handoff: String = "kickoff", project: String? = nil, stage: Stage = .handed
    ) -> AuditedBrief {
        AuditedBrief(path: "briefs/\(name).md", handoff: handoff, project: project, stage: stage)
    }

    static func ground(_ contracts: [AuditedContract] = [team(contract())], _ briefs: [AuditedBrief] = [brief()]) -> AuditGround {
        var ground = AuditGround(today: today)
        (ground.contracts, ground.briefs) = (contracts, briefs)
        ground.history = history()
        return ground
    }

    /// Seconds since 1970 of a day's noon.
    static func time(_ text: String) -> Int { day(text).dayNumber * 86_400 + 43_200 }

    static func history(
        _ comebacks: [Comeback] = [], times: [String: Int] = [:], causes: [String: Set<String>] = [:], handOffs: [SignalledHandOff] = []
    ) -> AuditedHistory {
        AuditedHistory(comebacks: comebacks, times: times, causes: causes, handOffs: handOffs) { time in
            CalendarDate(dayNumber: time / 86_400)
        }
    }

    static func findings(_ audit: AuditFinding.Audit, _ ground: AuditGround) -> [AuditFinding] {
        AuditReport(ground, version: "1").findings.filter { $0.audit == audit }
    }
}
