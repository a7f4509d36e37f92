// Inheritance: maps merge by key, checks by id, `off` removes, lists replace, examples are not inherited.

extension Contract {
    /// This contract on top of the one it extends.
    func extending(_ parent: Contract) -> Contract {
        var merged = self
        merged.lineage = [id] + parent.lineage
        merged.title = title ?? parent.title
        merged.from = from ?? parent.from
        merged.to = to ?? parent.to
        merged.risk = risk ?? parent.risk
        merged.boundary = boundary ?? parent.boundary
        merged.standard = standard.extending(parent.standard)
        merged.vocabulary = parent.vocabulary.merging(vocabulary) { $1 }
        merged.defines = parent.defines.merging(defines) { $1 }
        merged.tables = parent.tables.merging(tables) { $1 }
        merged.severities = parent.severities.merging(severities) { $1 }
        merged.contexts = ContextSpec.merged(contexts, over: parent.contexts)
        merged.checks = Check.merged(checks, over: parent.checks)
        let names = contexts.flatMap { context in
            context.isRemoved ? [context.id] : context.fields.filter(\.isRemoved).map { "\(context.id).\($0.id)" }
        }
        merged.removed = parent.removed.union(names)
        return merged
    }

    /// Without what `off` removed and what never was inherited.
    func settled() -> Contract {
        var settled = self
        if settled.lineage.isEmpty { settled.lineage = [id] }
        settled.contexts = ContextSpec.merged(contexts, over: [])
        settled.checks = Check.merged(checks, over: [])
        return settled
    }
}

extension Contract.Standard {
    func extending(_ parent: Contract.Standard) -> Contract.Standard {
        Contract.Standard(
            owner: owner ?? parent.owner, requiredInput: requiredInput ?? parent.requiredInput,
            expectedOutput: expectedOutput ?? parent.expectedOutput,
            review: review ?? parent.review, reviewed: reviewed ?? parent.reviewed, decides: decides ?? parent.decides,
            failureSignal: failureSignal ?? parent.failureSignal)
    }
}

extension ContextSpec {
    /// The parent's contexts in their order, changed and followed by new ones.
    static func merged(_ own: [ContextSpec], over parent: [ContextSpec]) -> [ContextSpec] {
        var merged = parent
        for context in own {
            if let i = merged.firstIndex(where: { $0.id == context.id }) {
                if context.isRemoved { merged.remove(at: i) } else { merged[i] = context.extending(merged[i]) }
            } else if !context.isRemoved {
                var context = context
                context.fields = ContextSpec.merged(context.fields, over: [])
                context.checks = Check.merged(context.checks, over: [])
                merged.append(context)
            }
        }
        return merged
    }

    private func extending(_ parent: ContextSpec) -> ContextSpec {
        var merged = self
        merged.origin = parent.origin
        merged.title = title ?? parent.title
        merged.titles = Language.allCases.compactMap { language in
            (titles.first { $0.language == language } ?? parent.titles.first { $0.language == language })
        }
        merged.labels = labels ?? parent.labels
        merged.labelPatterns = labelPatterns ?? parent.labelPatterns
        merged.moreLabels = (labels == nil ? parent.moreLabels : []) + moreLabels
        merged.question = question ?? parent.question
        merged.why = why ?? parent.why
        merged.paste = paste ?? parent.paste
        merged.sample = sample ?? parent.sample
        merged.signal = signal ?? parent.signal
        merged.scope = scope ?? parent.scope
        merged.choosesBox = choosesBox ?? parent.choosesBox
        merged.satisfiedBy = satisfiedBy ?? parent.satisfiedBy
        merged.rows = rows ?? parent.rows
        merged.fields = ContextSpec.merged(fields, over: parent.fields)
        merged.checks = Check.merged(checks, over: parent.checks)
        // A context that changes its severity changes that of the checks it inherits.
        if let severity {
            for i in merged.checks.indices
            where parent.checks.contains(where: { $0.id == merged.checks[i].id }) && !changes(merged.checks[i].id) {
                merged.checks[i] = merged.checks[i].copy()
                merged.checks[i].severity = severity
            }
        } else {
            merged.severity = parent.severity
        }
        return merged
    }

    private func changes(_ id: String) -> Bool {
        checks.contains { $0.id == id && $0.severity != nil }
    }
}

extension Check {
    static func merged(_ own: [Check], over parent: [Check]) -> [Check] {
        var merged = parent
        for check in own {
            if let i = merged.firstIndex(where: { $0.id == check.id }) {
                if check.isRemoved { merged.remove(at: i) } else { merged[i] = check.extending(merged[i]) }
            } else if !check.isRemoved {
                merged.append(check)
            }
        }
        return merged
    }

    /// A check with a test of its own keeps only the words and the severity of the one it replaces.
    private func extending(_ parent: Check) -> Check {
        let merged = copy()
        if test == nil {
            merged.test = parent.test
            merged.of = of ?? parent.of
            merged.when = when.isEmpty ? parent.when : when
            merged.place = place ?? parent.place
            merged.message = message ?? parent.message
        }
        merged.severity = severity ?? parent.severity
        merged.question = question ?? parent.question
        merged.paste = paste ?? parent.paste
        merged.origin = parent.origin
        return merged
    }
}
