internal import Brief
internal import Source
internal import YAML

/// One brief on the bench: judged by each of its handoffs, then its allowances settled over all of them.
struct Session {
    let judge: Judge
    let brief: Brief
    let index: BriefIndex?
    let memory: Memory
    private var judgements: [Judgement] = []
    private var facts = Facts()
    /// Of each judgement: where its status stands, and how much it matters that it moved on with errors.
    private var moves: [(place: ByteRange, severity: Severity)] = []

    init(judge: Judge, brief: Brief, index: BriefIndex?, memory: Memory) {
        self.judge = judge
        self.brief = brief
        self.index = index
        self.memory = memory
        facts.path = brief.source.path
    }

    private var path: String { brief.source.path }

    /// What the others must know of this brief, without judging it.
    mutating func collectFacts(_ handoffs: [Rules]) -> Facts {
        for rules in handoffs {
            let evaluator = Evaluator(rules: rules, binding: Binding(rules, brief, memory: memory), index: index, memory: memory)
            let id = evaluator.binding.value(ofContext: "id").flatMap { $0.fill.isValue ? $0.text : nil }
            var ignored: [Finding] = []
            let stage = stage(evaluator, &ignored).stage
            if stage != .cancelled { ContractRun(rules: rules, evaluator: evaluator, stage: stage).collectFacts() }
            facts.id = facts.id ?? id
            facts.claims += evaluator.facts.claims
            facts.areOfTextAlone = facts.areOfTextAlone && evaluator.facts.areOfTextAlone
        }
        return facts
    }

    mutating func judge(_ handoffs: [Rules], builtin: [Finding]) -> Judge.Result {
        var builtin = builtin
        for rules in handoffs {
            judge(by: rules, builtin: builtin)
            builtin = []
        }
        settleAllowances(handoffs)
        for i in judgements.indices { finish(&judgements[i]) }
        return Judge.Result(judgements: judgements, facts: facts)
    }

    private mutating func judge(by rules: Rules, builtin: [Finding]) {
        let binding = Binding(rules, brief, memory: memory)
        binding.inherit(inherited(rules, own: binding))
        let evaluator = Evaluator(rules: rules, binding: binding, index: index, memory: memory)
        var findings = builtin
        let id = evaluator.binding.value(ofContext: "id").flatMap { $0.fill.isValue ? $0.text : nil }
        let (status, stage) = stage(evaluator, &findings)
        let moved = stage == .accepted || stage == .delivered ? rules.plan.severity(of: .movedIncomplete, in: stage) : .off
        moves.append((evaluator.binding.status?.range ?? .fileStart, moved))
        if stage != .cancelled {
            findings += ContractRun(rules: rules, evaluator: evaluator, stage: stage).findings()
            if evaluator.isExhausted {
                findings.append(judge.finding(.text, "This brief is too long to check to its end; split it into several.", .fileStart))
            }
        }
        facts.id = facts.id ?? id
        facts.claims += evaluator.facts.claims
        facts.needsIndex = facts.needsIndex || evaluator.facts.needsIndex
        judgements.append(
            Judgement(
                path: path, id: id, handoff: rules.contract.id, title: rules.contract.name, to: rules.contract.to, status: status,
                stage: stage, verdict: .ready, boundary: rules.contract.boundary?.decision, risk: rules.contract.risk,
                findings: findings))
    }

    private mutating func inherited(_ rules: Rules, own: Binding) -> Inherited {
        guard let reference = own.value(ofContext: "part-of"), reference.fill.isValue else { return Inherited() }
        guard let index else {
            facts.needsIndex = true
            return Inherited()
        }
        guard let path = index.path(of: reference.text, from: path), path != self.path, let parent = index.load(path) else {
            return Inherited()
        }
        return Inherited(Binding(rules, parent, memory: memory), rules.contract.contexts, at: reference.range)
    }

    // MARK: stage

    /// No status means handed; an unknown one is an error and the brief is judged as handed.
    private func stage(_ evaluator: Evaluator, _ findings: inout [Finding]) -> (status: String?, stage: Stage) {
        let lifecycle = judge.rulebook.settings.lifecycle
        guard !lifecycle.isOff, let value = evaluator.binding.status else { return (nil, .handed) }
        let status = value.text
        // A longer text is a sentence about the status, not a status.
        guard Lifecycle.isStatus(status) else { return (nil, .handed) }
        let isAccepted = evaluator.binding.value(ofContext: "accepted-by")?.fill.isValue == true
        func known() -> Stage? { lifecycle.stage(of: status, isAccepted: isAccepted) }
        // “To do” is a hint everywhere but here.
        if value.fill.isValue || !status.contains("["), let stage = isAccepted ? known() : evaluator.shelf.stage(of: status, known) {
            return (status, stage)
        }
        guard value.fill.isValue else { return (nil, .handed) }
        let nearest = String.didYouMean(status, in: lifecycle.words)
        let hint = nearest.isEmpty ? " It can be: \(lifecycle.examples.joined(separator: ", "))." : nearest
        findings.append(judge.finding(.status, "“\(status.shortened)” is no status we know.\(hint)", value.range))
        return (status, .handed)
    }

    // MARK: allowances

    private mutating func settleAllowances(_ handoffs: [Rules]) {
        let allowances = Allowance.all(in: brief).prefix(Judge.mostFindings)
        let names = allowances.isEmpty ? [:] : handoffs.map { RuleNames.all($0.contract) }.reduce(into: [:]) { $0.merge($1) { $0 + $1 } }
        let problems = allowances.map { problem($0, names) }
        var isUsed = allowances.map { _ in false }
        func apply() {
            for (number, allowance) in allowances.enumerated() where problems[number] == nil {
                for i in judgements.indices {
                    for j in judgements[i].findings.indices
                    where !BuiltinRule.names.contains(judgements[i].findings[j].rule) && allowance.covers(judgements[i].findings[j]) {
                        judgements[i].findings[j].state = .allowed
                        isUsed[number] = true
                    }
                }
            }
        }
        apply()
        // What was allowed to be missing was not moved on by mistake; moving on with the rest may be allowed as well.
        for i in judgements.indices { findMovedIncomplete(i) }
        apply()
        let isExempt = judgements.allSatisfy { $0.stage == .cancelled } || (index == nil && facts.needsIndex)
        for (number, allowance) in allowances.enumerated() {
            let unused = isUsed[number] || isExempt ? nil : "Nothing is left for “allow \(allowance.rule)” to allow; delete it."
            guard let problem = problems[number] ?? unused else { continue }
            judgements[0].findings.append(judge.finding(.allowance, problem, allowance.range))
        }
    }

    /// A deadline moved it on, not its content.
    private mutating func findMovedIncomplete(_ i: Int) {
        let (place, severity) = moves[i]
        guard severity != .off else { return }
        let errors = judgements[i].findings.count { $0.counts && $0.severity == .error }
        guard errors > 0 else { return }
        let things = errors == 1 ? "one thing is" : "\(errors) things are"
        judgements[i].findings.append(
            Finding(
                rule: BriefRule.movedIncomplete.rule, check: BriefRule.movedIncomplete.rawValue, severity: severity,
                message: "This moved on as “\(judgements[i].status?.shortened ?? "")” although \(things) still open.",
                question: "Who decided that it may go on like this?", range: place))
    }

    private func problem(_ allowance: Allowance, _ names: [String: [String]]) -> String? {
        let rule = allowance.rule
        if BuiltinRule.names.contains(rule) { return "“\(rule)” cannot be allowed." }
        let parts = rule.split(separator: ":", maxSplits: 1).map(String.init)
        let isKnown = parts.first.flatMap { names[$0] }.map { parts.count == 1 || $0.contains(parts[1]) } ?? false
        if !isKnown {
            return "There is no rule “\(rule.shortened)” for this brief.\(String.didYouMean(rule, in: names.keys.sorted()))"
        }
        if allowance.reason == nil {
            return "An allowance needs a reason: allow \(rule) because …"
        }
        if let until = allowance.until {
            guard let date = CalendarDate(iso: until) else { return "“until \(until.shortened)” is no date; write it as 2027-12-31." }
            if date < judge.rulebook.settings.today { return "This allowance ended on \(until); settle it or give it a new date." }
        }
        return nil
    }

    // MARK: verdict

    private func finish(_ judgement: inout Judgement) {
        judgement.findings = judgement.findings.filter(judge.isWanted)
        if judgement.findings.count > Judge.mostFindings {
            judgement.findings.removeSubrange((Judge.mostFindings - 1)...)
            judgement.findings.append(
                judge.finding(.text, "More than \(Judge.mostFindings) findings in this brief; the rest is not shown.", .fileStart))
        }
        let several = judgements.count > 1
        let name = judgement.id ?? path
        judgement.findings.finish(brief.lines, brief: several ? "\(name)#\(judgement.handoff ?? "")" : name)
        judgement.settleVerdict()
        judgement.unwritten = unwritten(judgement)
    }

    /// From five required contexts on, and two thirds of them: then each for itself says less than all at once.
    private func unwritten(_ judgement: Judgement) -> Judgement.Unwritten? {
        let missing = judgement.findings.filter { $0.counts && $0.isMissing && $0.declared == .error && !$0.rule.contains(".") }
        guard missing.count >= 5, let contract = judgement.handoff.flatMap(judge.rulebook.contract) else { return nil }
        let ids = Set(missing.compactMap(\.context))
        let required = contract.contexts.filter { $0.isRequired || ids.contains($0.id) }
        let unwritten = required.filter { ids.contains($0.id) }
        guard unwritten.count >= 5, unwritten.count * 3 >= required.count * 2 else { return nil }
        return Judgement.Unwritten(
            titles: unwritten.map(\.name), contexts: unwritten.map(\.id), isAll: unwritten.count == required.count)
    }
}
