internal import Brief
internal import Contract
internal import Rework
internal import Source
internal import Workspace

/// A brief of a pull request, and whom its handoffs are for.
struct ReviewedBrief {
    struct Handoff {
        var id: String
        /// Who the contract says receives it.
        var to: String?
        var receiver: String?
        var owner: String?
    }

    let file: BriefFiles.File
    /// As the pull request has it.
    let source: SourceText
    let handoffs: [Handoff]

    init(_ file: BriefFiles.File, _ source: SourceText, _ rulebook: Rulebook) {
        (self.file, self.source) = (file, source)
        let brief = Brief(source)
        handoffs = (rulebook.handoffs(of: brief, fallback: file.fallback) ?? []).map { contract in
            let bound = BoundBrief(brief, contract, rulebook: rulebook, memory: Memory())
            return Handoff(
                id: contract.id, to: contract.to, receiver: bound.value("receiver")?.text, owner: bound.value("owner")?.text)
        }
    }
}

/// Who may do what, by the files of the branch that a pull request goes to: no pull request entitles anybody.
struct Entitlement {
    let people: People
    let codeowners: Codeowners
    let login: String
    /// Whether GitHub counts the person among those who work on the repository.
    let isOfTeam: Bool

    /// As briefs name the person.
    var name: String { people.name(ofHandle: login) ?? "@\(login)" }

    /// The handoffs of a brief that the person receives.
    ///
    /// An account that CODEOWNERS names is meant for certain. A handle in people.yml may be a stranger's account on GitHub, so it counts
    /// only for those whom GitHub knows there.
    ///
    /// - Parameter path: from the repository's top.
    func received(_ brief: ReviewedBrief, path: String) -> [ReviewedBrief.Handoff] {
        let owners = codeowners.owners(of: path)
        if owners.contains(where: { $0.lowercased() == "@\(login.lowercased())" }) { return brief.handoffs }
        guard isOfTeam else { return [] }
        if owners.contains(where: { people.isOne(handle: login, of: $0) }) { return brief.handoffs }
        return brief.handoffs.filter { handoff in
            [handoff.to, handoff.receiver].contains { $0.map { people.isOne(handle: login, of: $0) } == true }
        }
    }

    func owns(_ brief: ReviewedBrief) -> Bool {
        brief.handoffs.contains { handoff in
            handoff.owner.map { owner in [login, name].contains { PersonName(owner).matches(PersonName($0)) } } == true
        }
    }

    /// Teams that CODEOWNERS names and whose members nobody here knows.
    func unknownTeams(path: String) -> [String] {
        codeowners.owners(of: path).filter { owner in
            owner.contains("/") && !people.teams.contains { $0.lowercased().drop { $0 == "@" } == owner.lowercased().dropFirst() }
        }
    }
}
