internal import Brief
internal import Source

/// One contract's checks, run on one brief in order.
struct ContractRun {
    let rules: Rules
    let evaluator: Evaluator
    let stage: Stage

    private let limit = Judge.mostFindings

    /// Runs only what tells other briefs something; the facts are the evaluator's.
    func collectFacts() {
        var found: [Finding] = []
        for planned in rules.plan.ofInterestToOthers {
            guard let context = planned.context, !planned.isOfBrief else {
                append(planned, Current([evaluator.wholeBrief]), &found)
                continue
            }
            guard let value = evaluator.binding.value(of: context), value.fill != .waived else { continue }
            if planned.field == nil {
                append(planned, Current([value]), &found)
            } else {
                append(planned, Current((value.items ?? []).flatMap { $0.field(planned.fieldName) ?? [] }, around: [value]), &found)
            }
        }
    }

    /// At most one more than may be shown for each check that is run.
    func findings() -> [Finding] {
        var found: [Finding] = []
        for planned in rules.plan.ofBrief { append(planned, Current([evaluator.wholeBrief]), &found) }
        for group in rules.plan.ofContexts { run(group, &found) }
        findPlaceholders(&found)
        findContradictions(&found)
        return found
    }

    /// What somebody began to write where nothing is required, as long as no other rule says so. An empty line is nobody's promise.
    private func findPlaceholders(_ found: inout [Finding]) {
        let severity = rules.plan.severity(of: .placeholder, in: stage)
        guard severity != .off else { return }
        for context in rules.contexts.indices where !isFull(found) {
            guard let value = evaluator.binding.value(of: context) else { continue }
            let plan = rules.contexts[context]
            if let rows = value.items, plan.hasRows, value.fill == .real, !value.standsIn {
                findPlaceholders(in: rows, of: plan, severity, &found)
            }
            guard value.fill == .unfilled, !value.text.isEmpty,
                !found.contains(where: { $0.context == plan.spec.id })
            else { continue }
            found.append(placeholder(value, plan.spec, plan, severity))
        }
    }

    private func findContradictions(_ found: inout [Finding]) {
        let severity = rules.plan.severity(of: .contradiction, in: stage)
        guard severity != .off else { return }
        for contradiction in Contradiction.all(in: evaluator.binding) where !isFull(found) {
            let plan = rules.contexts[contradiction.context]
            let finding = Finding(
                rule: BriefRule.contradiction.rule, check: BriefRule.contradiction.rawValue, severity: severity,
                message: "\(plan.name): the brief says “\(contradiction.first.shortened)” and “\(contradiction.second.text.shortened)”.",
                question: "Which of the two holds?", context: plan.spec.id, range: contradiction.second.range)
            found.append(lowered(finding))
        }
    }

    /// The gaps in a context's rows that no rule speaks of.
    private func findPlaceholders(in rows: [Value], of plan: ContextPlan, _ severity: Severity, _ found: inout [Finding]) {
        for row in rows {
            for field in row.ownFields where !isFull(found) {
                guard let gap = field.values.first(where: { $0.fill == .unfilled && $0.text.isGap }),
                    !field.values.contains(where: \.fill.isValue), let spec = plan.spec.field(field.name),
                    !found.contains(where: { $0.context == plan.spec.id && ($0.range == gap.range || $0.rule.hasSuffix(".\(spec.id)")) })
                else { continue }
                found.append(placeholder(gap, spec, plan, severity))
            }
        }
    }

    /// - Parameter spec: the context, or the field of it, that somebody began to write.
    private func placeholder(_ value: Value, _ spec: ContextSpec, _ plan: ContextPlan, _ severity: Severity) -> Finding {
        var finding = Finding(
            rule: BriefRule.placeholder.rule, check: BriefRule.placeholder.rawValue, severity: severity,
            message: evaluator.sentence(missing: spec.name, [value], wanted: true),
            question: (spec.question ?? plan.spec.question).map { evaluator.filled($0, value: value, Current([value]), title: spec.name) },
            paste: spec.paste?.source, context: plan.spec.id, range: value.range)
        finding.isMissing = true
        return lowered(finding)
    }

    /// An error in a brief that is still with its author only warns.
    private func lowered(_ finding: Finding) -> Finding {
        guard finding.severity == .error, stage.isOpen else { return finding }
        var finding = finding
        finding.severity = .warning
        finding.state = .lowered
        return finding
    }

    // MARK: one context

    private func run(_ group: Plan.OfContext, _ found: inout [Finding]) {
        guard let value = evaluator.binding.value(of: group.context) else {
            for planned in group.absent { append(planned, Current(), &found) }
            return
        }
        if value.fill == .waived || value.standsIn { return }
        group.whole.eachOpen(for: value, evaluator) { append($0, Current([value]), &found) }
        guard let rows = value.items, group.hasRows else {
            run(group.each, value, &found)
            return
        }
        guard value.fill.isValue else { return }
        for row in rows where !isFull(found) { run(group.each, row, &found) }
        for field in group.fields { run(field, rows, of: value, &found) }
    }

    private func run(_ checks: PlannedChecks, _ value: Value, _ found: inout [Finding]) {
        checks.eachOpen(for: value, evaluator, .nothing) { append($0, Current([value]), &found) }
    }

    private func run(_ field: Plan.OfField, _ rows: [Value], of value: Value, _ found: inout [Finding]) {
        for planned in field.whole {
            if case .required(true)? = planned.check.test, planned.check.of == nil,
                rows.contains(where: { $0.field(field.name)?.contains(where: \.fill.isValue) == true })
            {
                continue
            }
            append(planned, Current(rows.flatMap { $0.field(field.name) ?? [] }, around: [value]), &found)
        }
        for row in rows where !isFull(found) {
            let values = row.field(field.name) ?? []
            if values.count == 1 {
                field.each.eachOpen(for: values[0], evaluator) { append($0, Current(values, around: [row]), &found) }
                continue
            }
            for planned in field.each.all {
                if values.isEmpty ? planned.check.of == nil : values.allSatisfy({ evaluator.surelyHolds(planned.check, $0) }) { continue }
                append(planned, Current(values, around: [row]), &found)
            }
        }
    }

    private func isFull(_ found: [Finding]) -> Bool { found.count > limit || evaluator.isExhausted }

    // MARK: findings

    private func append(_ planned: Planned, _ current: Current, _ found: inout [Finding]) {
        let severity = planned.severity(in: stage)
        if severity == .off || isFull(found) { return }
        let before = evaluator.timesGivenUp
        var failures: [Failure] = []
        if planned.fixedConditions.isEmpty || evaluator.holds(planned.fixedConditions, Current()) {
            failures = evaluator.failures(planned.check, planned.conditions, current, key: planned.key)
        }
        // Where a pattern gives up in a condition, nobody knows whether the rule is kept.
        if failures.isEmpty, evaluator.timesGivenUp > before {
            failures = [Failure(value: current.values.first, because: Evaluator.givenUp)]
        }
        for failure in failures { found.append(finding(planned, severity, failure, current)) }
    }

    private func finding(_ planned: Planned, _ severity: Severity, _ failure: Failure, _ current: Current) -> Finding {
        let check = planned.check
        let context = planned.context.map { rules.contexts[$0] }
        let field = context.flatMap { context in planned.field.map { context.spec.fields[$0] } }
        var isMissing = false
        if case .required(true) = check.test { isMissing = true }
        let subject = failure.value ?? current.values.first
        let inside = failure.value.map { current.inside($0) } ?? current
        func text(_ template: Template?) -> String? {
            template.map { evaluator.filled($0, value: subject, inside, title: planned.title) }
        }
        // A context's own lines show how to write it only when there is nothing yet.
        let paste = text(check.paste) ?? (isMissing ? (field?.paste ?? context?.spec.paste)?.source : nil)
        var finding = Finding(
            rule: planned.rule, check: check.id, severity: severity,
            message: evaluator.sentence(check, failure, title: planned.title, inside),
            question: text(check.question ?? field?.question ?? context?.spec.question), paste: paste, context: context?.spec.id,
            range: place(planned, failure, current))
        finding.isMissing = isMissing
        return lowered(finding)
    }

    /// The narrowest place known: what the check says, the failing value, the row, the context; the file's start for what is not there.
    private func place(_ planned: Planned, _ failure: Failure, _ current: Current) -> ByteRange {
        if let place = planned.check.place {
            let inside = failure.value.map { current.inside($0) } ?? current
            if let found = evaluator.select(place, inside).first { return found.range }
        }
        if let value = failure.value { return value.range }
        if let row = current.around.first ?? current.values.first { return ByteRange(row.range.lower, row.range.lower) }
        return .fileStart
    }
}

extension String {
    /// A dash in a cell says “nothing”, and “true / false” may be all the values there are; neither is a gap somebody left.
    fileprivate var isGap: Bool {
        contains { $0.isLetter } && (contains("[") || contains("{{") || !contains { $0 == "/" || $0 == "|" })
    }
}
