internal import Brief
package import Source
internal import YAML

/// Judges one brief by every handoff it carries. The first phase knows the brief alone; the second knows the others.
package struct Judge: Sendable {
    /// A brief over this many bytes is not read.
    package static let largestBrief = 1 << 20
    /// Findings in one brief beyond which the rest is cut.
    static let mostFindings = 10_000

    package let rulebook: Rulebook
    /// Narrow the run to rules that match one of these (`rule`, `rule:check`, globs).
    package var only: [String] = []

    package init(_ rulebook: Rulebook, only: [String] = []) {
        self.rulebook = rulebook
        self.only = only
    }

    package struct Result: Sendable {
        package var judgements: [Judgement]
        package var facts: Facts

        package init(judgements: [Judgement], facts: Facts) {
            self.judgements = judgements
            self.facts = facts
        }
    }

    /// - Parameters:
    ///   - fallback: the handoff when the brief declares none: from the command line or the config.
    ///   - memory: what the briefs judged before have taught; one for each thread.
    package func judge(_ source: SourceText, fallback: String? = nil, index: BriefIndex? = nil, memory: Memory = Memory()) -> Result {
        var builtin: [Finding] = []
        guard let readable = readable(source, &builtin) else { return refused(source, builtin) }
        let brief = Brief(readable)
        for problem in brief.frontMatter.problems {
            builtin.append(finding(.frontMatter, problem.problem.sentence, problem.range))
        }
        guard brief.frontMatter.isReadable else { return refused(source, builtin) }
        let declared = types(of: brief, fallback: fallback, &builtin)
        guard !declared.isEmpty else { return refused(source, builtin) }
        var session = Session(judge: self, brief: brief, index: index, memory: memory)
        return session.judge(declared, builtin: builtin)
    }

    /// What the other briefs must know of this one: its id and what may stand in no other. Costs little more than parsing.
    package func facts(_ source: SourceText, fallback: String? = nil, memory: Memory = Memory()) -> Facts {
        var facts = Facts()
        facts.path = source.path
        var ignored: [Finding] = []
        guard let readable = readable(source, &ignored) else { return facts }
        let brief = Brief(readable)
        guard brief.frontMatter.isReadable else { return facts }
        var session = Session(judge: self, brief: brief, index: nil, memory: memory)
        return session.collectFacts(types(of: brief, fallback: fallback, &ignored))
    }

    /// A brief that is too large to be read.
    package func tooLarge(_ path: String, bytes: Int) -> Judgement {
        let size = "This file has \(bytes / (1 << 20)) MiB; a brief is at most 1 MiB of text. Is it the right file?"
        return refused(SourceText(path: path, bytes: []), [finding(.text, size, .fileStart)]).judgements[0]
    }

    private func refused(_ source: SourceText, _ findings: [Finding]) -> Result {
        var findings = findings.filter(isWanted)
        findings.finish(LineTable(source), brief: source.path)
        let verdict: Verdict = findings.isEmpty ? .ready : .hold
        var facts = Facts()
        facts.path = source.path
        return Result(judgements: [Judgement(path: source.path, stage: .handed, verdict: verdict, findings: findings)], facts: facts)
    }

    func isWanted(_ finding: Finding) -> Bool {
        only.isEmpty
            || only.contains { RuleGlob.matches($0, finding.rule) || RuleGlob.matches($0, "\(finding.rule):\(finding.check)") }
    }

    func finding(_ rule: BuiltinRule, _ message: String, _ range: ByteRange) -> Finding {
        Finding(rule: rule.rule, check: rule.rawValue, severity: .error, message: message, range: range)
    }

    // MARK: bytes

    /// The text with unreadable bytes replaced one for one, so that places stay; nil when there is no use in reading on.
    private func readable(_ source: SourceText, _ findings: inout [Finding]) -> SourceText? {
        switch source.encodingProblem {
        case nil: return source
        case .utf16:
            findings.append(finding(.text, "This file is saved as UTF-16; save it as UTF-8.", .fileStart))
            return nil
        case .nul(let at):
            findings.append(
                finding(.text, "There is a NUL byte here; this may not be a text file. Save it as UTF-8 text.", ByteRange(at, at + 1)))
            return source.readable
        case .invalidUTF8(let at):
            findings.append(finding(.text, "There are letters here that are no UTF-8; save the file as UTF-8.", ByteRange(at, at + 1)))
            return source.readable
        }
    }

    // MARK: which handoff

    private func types(of brief: Brief, fallback: String?, _ findings: inout [Finding]) -> [Rules] {
        guard let entry = brief.frontMatter.value("handoff"), !Fill.of(entry.value).isUnset else {
            guard let fallback else {
                findings.append(
                    finding(
                        .unknownType,
                        "Cannot tell which handoff this is. Say so at the top: handoff: \(rulebook.declarable.first?.id ?? "…")",
                        brief.frontMatter.value("handoff")?.keyRange ?? .fileStart))
                return []
            }
            return rules(fallback, at: .fileStart, &findings).map { [$0] } ?? []
        }
        var found: [Rules] = []
        for node in entry.value.items ?? [entry.value] {
            guard let name = node.text else {
                findings.append(
                    finding(
                        .unknownType,
                        "“handoff:” names one handoff or a list of them, such as handoff: \(rulebook.declarable.first?.id ?? "…")",
                        node.range))
                continue
            }
            guard let rules = rules(name, at: node.range, &findings) else { continue }
            if !found.contains(where: { $0 === rules }) { found.append(rules) }
        }
        return found
    }

    private func rules(_ name: String, at range: ByteRange, _ findings: inout [Finding]) -> Rules? {
        if let known = rulebook.declaredRules(name.trimmed) { return known }
        let names = rulebook.declarable.map(\.id)
        let nearest = String.didYouMean(name, in: names + rulebook.declarable.compactMap(\.title))
        findings.append(
            finding(
                .unknownType,
                "There is no handoff called “\(name.shortened)”.\(nearest.isEmpty ? " It can be: \(names.joined(separator: ", "))." : nearest)",
                range))
        return nil
    }
}

extension Fill {
    fileprivate var isUnset: Bool { self == .unfilled }
}
