internal import Audit
internal import Brief
internal import Contract
internal import Rework
internal import Source
internal import Workspace

/// Reads all of the team's briefs and contracts as they are now, as far as an audit asks.
struct BriefSurvey {
    private let team: Team
    private let rulebook: Rulebook
    private let changes: RuleChanges
    private var briefs: [AuditedBrief] = []
    /// Files that could not be read: the run fails with exit code 2 after the others have been looked at.
    private(set) var unreadable: [(path: String, problem: FileProblem)] = []
    /// Files that say of no handoff that is known that they are its brief, or that say it in no way that can be read.
    private var unclear = 0
    /// What was looked for, to be said when there was nothing.
    let lookedFor: String

    /// - Throws: `RunFailure` where history can't be read.
    init(_ team: Team, _ rulebook: Rulebook, _ past: AuditedPast) throws {
        (self.team, self.rulebook) = (team, rulebook)
        changes = try past.changes(of: team)
        let files = BriefFiles.all(team, handoff: nil)
        lookedFor = files.lookedFor
        unreadable = files.unreadable
        var policy = ReworkPolicy()
        policy.lifecycle = team.config.lifecycle
        let reader = BriefReader(rulebook: rulebook, maker: ReadingMaker(rulebook: rulebook, policy: policy))
        let found = Parallel.map(files.files, tool: Memory.init) { [team] file, memory -> Result<[AuditedBrief], FileProblem> in
            do throws(FileProblem) {
                let bytes = try team.files.bytes(at: file.location, limit: Judge.largestBrief)
                return .success(reader.briefs(bytes, path: file.path, fallback: file.fallback, memory))
            } catch {
                return .failure(error)
            }
        }
        for (file, result) in zip(files.files, found) {
            switch result {
            case .success(let some):
                briefs += some
                if some.isEmpty { unclear += 1 }
            case .failure(let problem): unreadable.append((file.path, problem))
            }
        }
        briefs = try past.dated(briefs, team)
    }

    /// A sentence about what could not be looked at.
    var note: String? {
        guard unclear > 0 else { return nil }
        let files = unclear == 1 ? "One file is a brief" : "\(unclear) files are briefs"
        return "\(files) of no handoff that is known, or can’t be read: left out here. handoff lint says which and why."
    }

    func ground(_ today: CalendarDate) -> AuditGround {
        var ground = AuditGround(today: today)
        ground.configFile = team.configPath ?? Config.fileName
        ground.contracts = contracts
        ground.briefs = briefs
        ground.people = Set(team.people.people)
        ground.teams = Set(team.people.teams)
        for needs in team.config.projects {
            ground.notNeeded[needs.project] = ground.notNeeded[needs.project] ?? [:]
            // What is left of the lines to paste is no reason.
            for item in needs.notNeeded where Fill.of(text: item.reason).isValue {
                guard let area = HandoffArea(named: item.name, lineage: team.library.contract(item.name)?.lineage ?? []) else { continue }
                ground.notNeeded[needs.project, default: [:]][area] = item.reason
            }
        }
        return ground
    }

    private var contracts: [AuditedContract] {
        let own = team.library.teamIDs
        return rulebook.contracts.map { contract in
            guard own.contains(contract.id) else {
                let place = ContractPlace(contract.id, team.config)
                return AuditedContract(
                    contract, isTeams: false, file: place.file, configLine: place.configLine, changed: changes.last(of: contract, team))
            }
            return AuditedContract(contract, isTeams: true, file: contract.at.file, changed: changes.last(of: contract, team))
        }
    }
}

/// One brief as an audit looks at it, by each of its handoffs.
private struct BriefReader: Sendable {
    let rulebook: Rulebook
    let maker: ReadingMaker

    func briefs(_ bytes: [UInt8], path: String, fallback: String?, _ memory: Memory) -> [AuditedBrief] {
        guard let reading = maker.reading(bytes, path: path, fallback: fallback, memory: memory), reading.problem == nil else { return [] }
        let source = SourceText(path: path, bytes: bytes)
        let brief = Brief(source.encodingProblem == nil ? source : source.readable)
        let contracts = rulebook.handoffs(of: brief, fallback: fallback) ?? []
        return contracts.enumerated().map { i, contract in
            let bound = BoundBrief(brief, contract, rulebook: rulebook, memory: memory)
            let lifecycle = rulebook.settings.lifecycle
            let stage = lifecycle.isOff ? nil : bound.stage(in: lifecycle)
            var audited = AuditedBrief(
                path: path, id: reading.id, handoff: contract.id, project: reading.project ?? reading.campaign, stage: stage ?? .handed)
            audited.contexts = bound.contexts.map { AuditedContext($0.id, Self.answer($0.value)) }
            audited.allowances = i > 0 ? [] : Self.allowances(brief)
            return audited
        }
    }

    private static func answer(_ value: Value) -> AuditedContext.Answer {
        switch value.fill {
        case .unfilled: .placeholder
        case .unexplained, .waived: .notApplicable
        case .real: .text(value.text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " "))
        }
    }

    private static func allowances(_ brief: Brief) -> [AuditedAllowance] {
        Allowance.all(in: brief).prefix(1_000).filter { !$0.rule.isEmpty }.map { allowance in
            AuditedAllowance(
                rule: allowance.rule, until: allowance.until, reason: allowance.reason, line: brief.lines.place(allowance.range).line)
        }
    }
}
