internal import Brief
package import Source

/// What a change does to briefs beyond what each says by itself.
extension Judge {
    /// A file that was a brief before the change and is none after it.
    package func noBriefAnyMore(_ path: String, was old: String, because reason: String) -> Judgement {
        let name = old == path ? "This was a brief" : "This was the brief \(old)"
        let message = "\(name) and is none any more: \(reason). Bring that back, or delete the file if the handoff is off."
        var judgement = Judgement(path: path, stage: .handed, verdict: .hold, findings: [finding(.noBrief, message, .fileStart)])
        judgement.findings = judgement.findings.filter(isWanted)
        judgement.findings.finish(LineTable(SourceText(path: path, bytes: [])), brief: path)
        if judgement.findings.isEmpty { judgement.verdict = .ready }
        return judgement
    }

    /// The allowances of a brief that it did not have before the change, for whoever reviews it.
    ///
    /// - Parameters:
    ///   - old: nil for a brief that is new.
    ///   - base: what the change is compared with, such as “main”.
    package func newAllowances(in source: SourceText, since old: SourceText?, base: String) -> [Finding] {
        var known: [String: Int] = [:]
        for allowance in old.map(allowances) ?? [] { known[allowance.key, default: 0] += 1 }
        var found: [Finding] = []
        guard let brief = Self.brief(source) else { return [] }
        for allowance in Allowance.all(in: brief).prefix(Judge.mostFindings) {
            if let count = known[allowance.key], count > 0 {
                known[allowance.key] = count - 1
                continue
            }
            let until = allowance.until.map { " until \($0.shortened)" } ?? ""
            let reason = allowance.reason.map { " because \($0.shortened)" } ?? ""
            var finding = finding(
                .newAllowance, "New since \(base): “allow \(allowance.rule.shortened)\(until)\(reason)”.", allowance.range)
            (finding.severity, finding.declared) = (.info, .info)
            found.append(finding)
        }
        found = found.filter(isWanted)
        found.finish(brief.lines, brief: source.path)
        return found
    }

    private func allowances(_ source: SourceText) -> [Allowance] {
        Self.brief(source).map { Array(Allowance.all(in: $0).prefix(Judge.mostFindings)) } ?? []
    }

    private static func brief(_ source: SourceText) -> Brief? {
        switch source.encodingProblem {
        case .utf16: nil
        case .nul, .invalidUTF8: Brief(source.readable)
        case nil: Brief(source)
        }
    }
}

extension Allowance {
    /// Two that say the same are the same, wherever they stand.
    fileprivate var key: String { "\(rule)\0\(until ?? "")\0\(reason ?? "")" }
}

extension Judgement {
    /// Findings that another place has a right to know of, put where the change was made.
    ///
    /// - Parameters:
    ///   - brief: whose findings they are.
    ///   - path: what was changed or deleted.
    package static func consequences(_ findings: [Finding], in brief: Judgement, of path: String, isGone: Bool) -> [Finding] {
        findings.map { original in
            let does = isGone ? "still needs this" : "needs what changed here"
            var finding = original.saying("\(brief.path) \(does): \(original.message)")
            finding.isMissing = false
            finding.range = .fileStart
            finding.place = .fileStart
            finding.fingerprint = Fingerprint.of(
                "\(original.rule):\(original.check)", brief: "\(path)\0\(brief.id ?? brief.path)\0\(original.fingerprint)", repeat: 0)
            return finding
        }
    }

    /// With further findings, and the verdict that follows.
    package mutating func add(_ more: [Finding]) {
        findings = more + findings
        if verdict != .exempt, findings.contains(where: { $0.counts && $0.severity == .error }) { verdict = .hold }
    }
}
