internal import Contract
internal import Rework
internal import Source

/// Decisions to let something be missing, oldest first: those that nobody can date stand before all others.
enum AllowanceAudit {
    /// Days after which one without an end has become a habit.
    static let habit = 90

    static func findings(_ ground: AuditGround) -> [AuditFinding] {
        let all = ground.live.flatMap { brief in brief.allowances.map { (brief, $0) } }
        return all.sorted { a, b in
            let (first, second) = (begin(a.1, ground), begin(b.1, ground))
            if first != second { return first < second }
            return (a.0.path, a.1.line) < (b.0.path, b.1.line)
        }.map { finding($0, $1, ground) }
    }

    private static func begin(_ allowance: AuditedAllowance, _ ground: AuditGround) -> Int {
        switch allowance.since {
        case .commit(_, let day), .written(let day): day.dayNumber
        case .uncommitted: ground.today.dayNumber
        case .unknown: Int.min
        }
    }

    private static func finding(_ brief: AuditedBrief, _ allowance: AuditedAllowance, _ ground: AuditGround) -> AuditFinding {
        let end = allowance.until.flatMap { CalendarDate(iso: $0) }
        let isOver = end.map { $0 < ground.today } ?? false
        var (since, age): (CalendarDate?, String)
        switch allowance.since {
        case .commit(let commit, let day): (since, age) = (day, "\(days(from: day, ground.today)) (commit \(commit.prefix(10)))")
        case .written(let day): (since, age) = (day, "by its own words \(days(from: day, ground.today))")
        case .uncommitted: (since, age) = (nil, "not committed yet")
        case .unknown: (since, age) = (nil, "since when, nobody can tell")
        }
        if since.map({ $0 > ground.today }) ?? false { since = nil }
        let isHabit = end == nil && (since.map { ground.today.dayNumber - $0.dayNumber > habit } ?? (allowance.since == .unknown))
        let last = end.map { isOver ? "ended on \($0.text)" : "until \($0.text)" } ?? "without an end"
        let reason = allowance.reason.map { ", because \($0)" } ?? ", without a reason"
        let boundary = ground.contract(brief.handoff)?.contract.boundary?.decision.loweredFirst
        var finding = AuditFinding(
            .allowances, isOver || isHabit ? .warning : .info, handoff: brief.handoff, project: brief.project,
            message: "\(allowance.rule) is allowed here, \(age), \(last)\(reason).",
            cost: boundary.map { "Without it, the rule would be: \($0)." } ?? "Without it, the brief would have been held.",
            decision: HandoffSystem.incomplete)
        (finding.file, finding.line, finding.since) = (brief.path, allowance.line, since)
        if case .commit(let commit, _) = allowance.since {
            finding.evidence = [.init(brief: brief.id ?? brief.path, repository: "", commits: [commit], project: [])]
        }
        return finding
    }

    private static func days(from day: CalendarDate, _ today: CalendarDate) -> String {
        let count = today.dayNumber - day.dayNumber
        return count > 0 ? "for \(count.of("day", "days")) now" : "since today"
    }
}
