internal import Brief
internal import Contract
internal import Source
internal import YAML

/// Owner, required input, expected output, review point, failure signal: the five elements without which a handoff is not ready to depend
/// on, and who decides whether an incomplete one is sent back.
enum StandardAudit {
    static func findings(_ ground: AuditGround) -> [AuditFinding] {
        ground.inUse.flatMap { audited in
            [missing(audited, ground), shared(audited, ground), unmeasured(audited, ground)].compactMap(\.self)
        }
    }

    // MARK: what is missing

    private static func missing(_ audited: AuditedContract, _ ground: AuditGround) -> AuditFinding? {
        let contract = audited.contract
        let open = Element.allCases.filter { !$0.isSaid(by: contract) }
        guard !open.isEmpty else { return nil }
        var finding = AuditFinding(
            .standard, .error, handoff: contract.id,
            message: "\(contract.name) does not say \(open.map(\.words).listed).",
            cost: open.map(\.cost).joined(separator: ", ").capitalisedFirst.withFullStop, decision: HandoffSystem.notReady)
        finding.place(audited)
        finding.pastes = audited.pastes(
            "standard:\n" + open.map { "  \($0.rawValue): \($0.hint.yamlValue)\n" }.joined(), config: ground.configFile)
        return finding
    }

    /// By the name it has in a contract.
    private enum Element: String, CaseIterable {
        case owner
        case requiredInput = "required-input"
        case expectedOutput = "expected-output"
        case review
        case failureSignal = "failure-signal"
        case decides

        func isSaid(by contract: Contract) -> Bool {
            let standard = contract.standard
            let text: String?
            switch self {
            case .owner: text = standard.owner
            case .requiredInput: text = standard.requiredInput
            case .expectedOutput: text = standard.expectedOutput
            case .review: text = standard.review
            case .failureSignal: text = standard.failureSignal?.text ?? standard.failureSignal?.signal
            case .decides: text = standard.decides ?? contract.to
            }
            return text.map { Fill.of(text: $0).isValue } ?? false
        }

        var words: String {
            switch self {
            case .owner: "who owns it"
            case .requiredInput: "what has to come in"
            case .expectedOutput: "what comes out"
            case .review: "when it is reviewed"
            case .failureSignal: "how anybody would notice that it fails"
            case .decides: "who accepts a handoff or sends it back"
            }
        }

        var cost: String {
            switch self {
            case .owner: "shared responsibility becomes no responsibility"
            case .requiredInput: "work starts without its context and is done twice"
            case .expectedOutput: "nobody can tell when it is done"
            case .review: "the process becomes outdated"
            case .failureSignal: "recurring friction changes nothing"
            case .decides: "incomplete handoffs move on because nobody may refuse them"
            }
        }

        var hint: String {
            switch self {
            case .owner: "[one person who keeps this handoff usable]"
            case .requiredInput: "[what has to be there before work starts]"
            case .expectedOutput: "[what completed work looks like]"
            case .review: "monthly"
            case .failureSignal: "[how we notice that it does not work]"
            case .decides: "[who accepts it or sends it back]"
            }
        }
    }

    // MARK: who

    /// “One person is accountable”: a team is nobody in particular, and neither is the owner that a shipped contract proposes.
    private static func shared(_ audited: AuditedContract, _ ground: AuditGround) -> AuditFinding? {
        let contract = audited.contract
        guard let owner = contract.standard.owner, Fill.of(text: owner).isValue, !ground.people.contains(owner) else { return nil }
        let isProposal = !audited.isTeams || owner == proposedOwner
        guard isProposal || ground.teams.contains(owner) || Self.isSeveral(owner) else { return nil }
        let why = isProposal ? "that is what the program proposes, and nobody here in person" : "that is no one person"
        var finding = AuditFinding(
            .standard, .warning, handoff: contract.id, message: "\(contract.name) is owned by “\(owner)”; \(why).",
            cost: "Shared responsibility becomes no responsibility.", decision: HandoffSystem.oneOwner)
        finding.place(audited)
        finding.pastes = audited.pastes("standard:\n  owner: \"[name of one person]\"\n", config: ground.configFile)
        return finding
    }

    /// The shipped contracts' own; a name of everyone's in marketing operations.
    static let proposedOwner = "Marketing operations"

    /// “Dana and Lee”
    private static func isSeveral(_ owner: String) -> Bool {
        owner.lowercased().split(separator: " ").contains { ["and", "&", "+", "und", "et", "y", "e", "en"].contains($0) }
    }

    // MARK: whether anybody looks

    /// A signal by a name that nothing here measures never fires.
    private static func unmeasured(_ audited: AuditedContract, _ ground: AuditGround) -> AuditFinding? {
        let contract = audited.contract
        guard let signal = contract.standard.failureSignal?.signal, FailureKind(rawValue: signal) == nil else { return nil }
        let known = FailureKind.allCases.map(\.rawValue)
        let nearest = String.didYouMean(signal, in: known)
        var finding = AuditFinding(
            .standard, .warning, handoff: contract.id,
            message:
                "\(contract.name) goes by a failure signal “\(signal)”, which nobody measures.\(nearest.isEmpty ? " It can be: \(known.joined(separator: ", "))." : nearest)",
            cost: "It never fires, whatever happens.", decision: HandoffSystem.signal)
        finding.place(audited)
        let right = NearestName.of(signal, in: known) ?? "[\(known.joined(separator: ", "))]"
        finding.pastes = audited.pastes("standard:\n  failure-signal:\n    signal: \(right.yamlValue)\n", config: ground.configFile)
        return finding
    }
}

extension AuditFinding {
    /// At the team's contract, where there is one.
    mutating func place(_ audited: AuditedContract) {
        guard audited.isTeams else { return }
        (file, line) = (audited.file, audited.line)
    }
}
