import Audit
import BuiltinContracts
import Testing

@testable import Contract

@Suite struct CoverageAuditTests {
    static let shipped = ContractLibrary(Shipped.files).contracts.map {
        AuditedContract($0, isTeams: false, file: "handoffs/\($0.id).yml")
    }
    static let all = [
        "strategy-to-execution", "content-to-design", "website", "campaign-to-analytics", "crm", "marketing-to-sales", "vendor-to-internal",
    ]

    static func ground(_ handoffs: [String], stage: Stage = .handed, more: [AuditedContract] = []) -> AuditGround {
        Sample.ground(shipped + more, handoffs.map { Sample.brief($0, $0, project: "spring", stage: stage) })
    }

    static func missing(_ ground: AuditGround) -> [String] {
        AuditReport(ground, version: "1").coverage.flatMap { project in
            HandoffArea.allCases.filter { project.state($0) == .missing }.map(\.rawValue)
        }
    }

    @Test func theAreasNameHandoffsThatAreThere() {
        let ids = Set(Self.shipped.map(\.contract.id))
        for area in HandoffArea.allCases { #expect(area.handoffs.allSatisfy(ids.contains), "\(area)") }
    }

    @Test(
        "what a project has no brief for is missing",
        arguments: [
            (all, []), (Array(all.dropLast()), ["vendor"]), (all.dropLast() + ["internal-to-vendor"], []),
            (all.dropFirst() + ["creative-to-media"], []), (["website"], ["campaign", "content", "analytics", "crm", "sales", "vendor"]),
        ] as [([String], [String])])
    func areas(_ handoffs: [String], _ expected: [String]) {
        let ground = Self.ground(handoffs)
        #expect(Self.missing(ground) == expected)
        let found = Sample.findings(.coverage, ground)
        #expect(found.count == (expected.isEmpty ? 0 : 1))
        #expect(found.allSatisfy { $0.severity == .warning && $0.project == "spring" && $0.pastes.map(\.file) == ["handoff.yml"] })
    }

    @Test func projectsThatLackTheSameAreToldTogether() {
        func told(_ projects: [(name: String, handoffs: [String])]) -> [AuditFinding] {
            let briefs = projects.flatMap { project in
                project.handoffs.map { Sample.brief("\(project.name)/\($0)", $0, project: project.name, stage: .handed) }
            }
            return AuditReport(Sample.ground(Self.shipped, briefs), version: "1").told.filter { $0.audit == .coverage }
        }
        let (most, few) = (Array(Self.all.dropLast()), Array(Self.all.dropLast(2)))
        let alike = told([("autumn", most), ("spring", most)])
        #expect(
            alike.map(\.message) == ["2 projects have no brief for vendor, and nobody has said why they need none: autumn, spring."])
        #expect(alike.first?.pastes.first?.lines.hasPrefix("projects:\n  \"*\":\n    not-needed:\n      vendor: ") == true)
        let different = told([("autumn", most), ("spring", few), ("winter", most)])
        #expect(different.count == 2)
        #expect(different.first?.pastes.first?.lines.hasPrefix("projects:\n  autumn:\n") == true, "it doesn't hold for spring")
        let many = told((1...10).map { ("p\($0)", most) })
        #expect(many.first?.message.hasSuffix("p1, p10, p2, p3, p4, p5, p6, p7, and 2 more.") == true)
        #expect(told([("spring", most)]).first?.project == "spring")
    }

    @Test func aTeamsContractThatBuildsOnAHandoffCoversIt() {
        let own = Sample.team(Sample.contract("agency") { $0.lineage = ["agency", "vendor-to-internal", "handoff"] })
        #expect(Self.missing(Self.ground(Self.all.dropLast() + ["agency"], more: [own])) == [])
        let alone = Sample.team(Sample.contract("agency"))
        #expect(Self.missing(Self.ground(Self.all.dropLast() + ["agency"], more: [alone])) == ["vendor"])
    }

    @Test func aReasonIsAnAnswer() {
        var ground = Self.ground(Self.all.dropLast(2))
        ground.notNeeded = ["spring": [.vendor: "no agency involved"], "*": [.sales: "self-service", .vendor: "never", .crm: "never"]]
        #expect(Sample.findings(.coverage, ground).isEmpty)
        let states = AuditReport(ground, version: "1").coverage[0].states
        #expect(states[.vendor] == .notNeeded("no agency involved"))
        #expect(states[.sales] == .notNeeded("self-service"))
        #expect(states[.crm] == .present(["crm"]))
    }

    @Test func aReasonForAProjectThatNobodyNamesIsASlip() {
        var ground = Self.ground(Self.all)
        ground.notNeeded = ["sprign": [.vendor: "none"], "*": [.vendor: "none"]]
        let found = Sample.findings(.coverage, ground)
        #expect(
            found.map(\.message) == ["handoff.yml says what “sprign” goes without, and no brief names that project. Did you mean “spring”?"]
        )
        ground.project = "spring"
        #expect(Sample.findings(.coverage, ground).isEmpty)
    }

    @Test func whatIsDeliveredIsLeftInPeace() {
        #expect(Sample.findings(.coverage, Self.ground(["website"], stage: .delivered)).isEmpty)
        #expect(Sample.findings(.coverage, Self.ground(["website"], stage: .cancelled)).isEmpty)
        #expect(Sample.findings(.coverage, Self.ground(["website"], stage: .draft)).count == 1)
    }

    @Test func salesAndCRMAreNotToBeIgnored() {
        let decisions = [["crm"], ["marketing-to-sales"], ["website"]].map { left in
            Sample.findings(.coverage, Self.ground(Self.all.filter { !left.contains($0) })).map(\.decision.source)
        }
        #expect(decisions == [["Common mistakes"], ["Common mistakes"], ["Key takeaways"]])
    }

    @Test func briefsWithoutAProjectAreSaid() {
        let report = AuditReport(Sample.ground(), version: "1")
        #expect(report.coverage.isEmpty)
        #expect(
            report.notes == ["One brief names no project (project: … at the top): which handoffs their projects lack, nobody can tell."])
    }

    @Test func oneProjectAlone() {
        var ground = Self.ground(["website"])
        ground.briefs.append(Sample.brief("x", "crm", project: "autumn"))
        ground.project = "autumn"
        let report = AuditReport(ground, version: "1")
        #expect(report.coverage.map(\.project) == ["autumn"])
        #expect((report.briefs, report.handoffs) == (1, 1))
        #expect(report.findings.allSatisfy { $0.handoff == "crm" || $0.project == "autumn" })
    }
}
