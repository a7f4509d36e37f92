package import Contract
package import Rework

/// All that an audit looks at, read beforehand.
package struct AuditGround: Sendable {
    package var today: CalendarDate
    /// The config's path, also of one that is not there yet.
    package var configFile = "handoff.yml"
    /// All that are in force, by id, abstract ones included.
    package var contracts: [AuditedContract] = []
    /// By path, then handoff. Cancelled ones too.
    package var briefs: [AuditedBrief] = []
    /// By project, `*` for every project: what it goes without, by area.
    package var notNeeded: [String: [HandoffArea: String]] = [:]
    /// Names and handles of teams: none of them is one person.
    package var teams: Set<String> = []
    /// Names and handles of people.
    package var people: Set<String> = []
    /// Only what concerns this one.
    package var project: String?
    /// Nil where there is none to read.
    package var history: AuditedHistory?

    package init(today: CalendarDate) {
        self.today = today
    }

    func contract(_ id: String) -> AuditedContract? { contracts.first { $0.contract.id == id } }

    /// Those that count: not cancelled, and of the project that was asked for.
    var live: [AuditedBrief] { briefs.filter { $0.stage != .cancelled && (project == nil || $0.project == project) } }

    /// Declared by one of these, in the order of their ids.
    var inUse: [AuditedContract] {
        let used = Set(live.map(\.handoff))
        return contracts.filter { used.contains($0.contract.id) }
    }
}

package struct AuditedContract: Sendable {
    package var contract: Contract
    /// Whether the team has written it, and not the program brought it along as it is.
    package var isTeams: Bool
    /// Where the team's lines about it stand, or would stand.
    package var file: String
    /// 1-based; of its beginning.
    package var line = 1
    /// A line for the config where it would not find such a file yet.
    package var configLine: String?
    /// Nil where it never changed.
    package var changed: LastChange?

    package init(_ contract: Contract, isTeams: Bool, file: String, configLine: String? = nil, changed: LastChange? = nil) {
        (self.contract, self.isTeams, self.file, self.configLine, self.changed) = (contract, isTeams, file, configLine, changed)
    }

    /// What to paste to change it.
    func pastes(_ lines: String, config: String) -> [AuditFinding.Paste] {
        if isTeams { return [AuditFinding.Paste(file: file, lines: lines)] }
        let head = "handoff: \(contract.id)\nextends: shipped/\(contract.id)\n"
        let finds = configLine.map { AuditFinding.Paste(file: config, lines: $0) }
        return [finds, AuditFinding.Paste(file: file, lines: head + lines)].compactMap(\.self)
    }
}

/// A brief under one of its handoffs, as it is now.
package struct AuditedBrief: Sendable {
    package var path: String
    package var id: String?
    package var handoff: String
    /// Named in the brief, as `rework` reads it; nil where only its folder could tell.
    package var project: String?
    package var stage: Stage
    package var contexts: [AuditedContext] = []
    /// Of the whole brief; with the first of several handoffs only.
    package var allowances: [AuditedAllowance] = []

    package init(path: String, id: String? = nil, handoff: String, project: String? = nil, stage: Stage) {
        (self.path, self.id, self.handoff, self.project, self.stage) = (path, id, handoff, project, stage)
    }
}

package struct AuditedContext: Sendable, Hashable {
    package enum Answer: Sendable, Hashable {
        /// Case and white space set aside.
        case text(String)
        /// “N/A”, with a reason or without.
        case notApplicable
        case placeholder
    }

    package var id: String
    package var answer: Answer

    package init(_ id: String, _ answer: Answer) {
        (self.id, self.answer) = (id, answer)
    }
}

package struct AuditedAllowance: Sendable, Hashable {
    /// Where its age comes from.
    package enum Since: Sendable, Hashable {
        /// The commit that brought it in.
        case commit(String, CalendarDate)
        /// A date in its own words.
        case written(CalendarDate)
        /// It is not committed yet.
        case uncommitted
        case unknown
    }

    package var rule: String
    package var until: String?
    package var reason: String?
    /// 1-based.
    package var line: Int
    package var since: Since

    package init(rule: String, until: String? = nil, reason: String? = nil, line: Int, since: Since = .unknown) {
        (self.rule, self.until, self.reason, self.line, self.since) = (rule, until, reason, line, since)
    }
}

/// What happened to the briefs, by commits.
package struct AuditedHistory: Sendable {
    package var comebacks: [Comeback]
    /// By the commit's id: committer time in seconds since 1970.
    package var times: [String: Int]
    /// Contexts that ever were a cause, by handoff; whether it was counted or not.
    package var causes: [String: Set<String>]
    package var handOffs: [SignalledHandOff]
    /// The team's day of a time in seconds since 1970.
    package var day: @Sendable (Int) -> CalendarDate

    package init(
        comebacks: [Comeback] = [], times: [String: Int] = [:], causes: [String: Set<String>] = [:], handOffs: [SignalledHandOff] = [],
        day: @escaping @Sendable (Int) -> CalendarDate
    ) {
        (self.comebacks, self.times, self.causes, self.handOffs, self.day) = (comebacks, times, causes, handOffs, day)
    }
}
