internal import Brief
internal import Source

/// One contract's checks, run on one brief in order.
struct ContractRun {
    let rules: Rules
    let evaluator: Evaluator
    let stage: Stage

    /// Runs only what tells other briefs something; the facts are the evaluator's.
    func collectFacts() {
        var found: [Finding] = []
        for planned in rules.plan where planned.isOfInterestToOthers {
            let severity = planned.severity(in: stage)
            if severity != .off { run(planned, severity, &found) }
        }
    }

    func findings(limit: Int) -> [Finding] {
        var found: [Finding] = []
        for planned in rules.plan where found.count <= limit && !evaluator.isExhausted {
            let severity = planned.severity(in: stage)
            if severity == .off { continue }
            run(planned, severity, &found)
        }
        return found
    }

    private func run(_ planned: Rules.Planned, _ severity: Severity, _ found: inout [Finding]) {
        guard let context = planned.context, !planned.isOfBrief else {
            append(planned, severity, Current([evaluator.wholeBrief]), &found)
            return
        }
        let value = evaluator.binding.value(of: context)
        if value?.fill == .waived { return }
        if planned.field != nil {
            run(planned, severity, field: planned.fieldName, of: value, &found)
        } else if let rows = value?.items, planned.hasRows, planned.check.test?.seesWhole == false {
            guard value?.fill.isValue == true else { return }
            for row in rows where !evaluator.surelyHolds(planned.check, row) { append(planned, severity, Current([row]), &found) }
        } else {
            if evaluator.surelyHolds(planned.check, value) { return }
            append(planned, severity, Current(value.map { [$0] } ?? []), &found)
        }
    }

    private func run(_ planned: Rules.Planned, _ severity: Severity, field: String, of value: Value?, _ found: inout [Finding]) {
        guard let value, value.fill.isValue, let rows = value.items, let test = planned.check.test else { return }
        if test.seesWhole {
            if case .required(true) = test, planned.check.of == nil,
                rows.contains(where: { $0.field(field)?.contains(where: \.fill.isValue) == true })
            {
                return
            }
            append(planned, severity, Current(rows.flatMap { $0.field(field) ?? [] }, around: [value]), &found)
        } else {
            for row in rows {
                let values = row.field(field) ?? []
                if values.allSatisfy({ evaluator.surelyHolds(planned.check, $0) }), !values.isEmpty || planned.check.of == nil { continue }
                append(planned, severity, Current(values, around: [row]), &found)
            }
        }
    }

    // MARK: findings

    private func append(_ planned: Rules.Planned, _ severity: Severity, _ current: Current, _ found: inout [Finding]) {
        for failure in evaluator.failures(planned.check, current, key: planned.key) {
            found.append(finding(planned, severity, failure, current))
        }
    }

    private func finding(_ planned: Rules.Planned, _ severity: Severity, _ failure: Failure, _ current: Current) -> Finding {
        let check = planned.check
        let spec = planned.context.map { rules.contract.contexts[$0] }
        let fieldSpec = spec.flatMap { spec in planned.field.map { spec.fields[$0] } }
        var isMissing = false
        if case .required(true) = check.test { isMissing = true }
        let subject = failure.value ?? current.values.first
        let inside = failure.value.map { current.inside($0) } ?? current
        func text(_ template: Template?) -> String? {
            template.map { evaluator.filled($0, value: subject, inside, title: planned.title) }
        }
        // A context's own lines show how to write it only when there is nothing yet.
        let paste = text(check.paste) ?? (isMissing ? (fieldSpec?.paste ?? spec?.paste)?.source : nil)
        var finding = Finding(
            rule: planned.rule, check: check.id, severity: severity,
            message: evaluator.sentence(check, failure, title: planned.title, inside),
            question: text(check.question ?? fieldSpec?.question ?? spec?.question), paste: paste, context: spec?.id,
            range: place(planned, failure, current))
        finding.isMissing = isMissing
        if severity == .error, stage.isOpen {
            finding.severity = .warning
            finding.state = .lowered
        }
        return finding
    }

    /// The narrowest place known: what the check says, the failing value, the row, the context; the file's start for what is not there.
    private func place(_ planned: Rules.Planned, _ failure: Failure, _ current: Current) -> ByteRange {
        if let place = planned.check.place {
            let inside = failure.value.map { current.inside($0) } ?? current
            if let found = evaluator.select(place, inside).first { return found.range }
        }
        if let value = failure.value { return value.range }
        if let row = current.around.first ?? current.values.first { return ByteRange(row.range.lower, row.range.lower) }
        return .fileStart
    }
}
