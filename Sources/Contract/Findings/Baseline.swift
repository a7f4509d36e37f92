/// Findings that a team knows of and has put off: they count no more, until they are gone.
///
/// Entries name findings by their fingerprints, which know no line numbers. What keeps a brief from being looked at is never taken for
/// known, or the brief would pass without anybody having looked.
package struct Baseline: Sendable, Hashable {
    package struct Entry: Sendable, Hashable {
        /// Where the brief was when this was written; for people, and for briefs without an id.
        package var path: String
        package var id: String?
        package var handoff: String?
        package var rule: String
        package var check: String
        package var fingerprint: UInt64

        package init(path: String, id: String?, handoff: String?, rule: String, check: String, fingerprint: UInt64) {
            self.path = path
            self.id = id
            self.handoff = handoff
            self.rule = rule
            self.check = check
            self.fingerprint = fingerprint
        }
    }

    /// What a baseline and a run have to do with each other.
    package struct Match: Sendable, Hashable {
        /// Entries whose finding is there.
        package var known: [Entry] = []
        /// Entries whose finding is gone from a brief that was looked at.
        package var gone: [Entry] = []
        /// Entries that this run can say nothing of: other briefs, other rules, briefs that are drafts at the moment or can't be read.
        package var unseen: [Entry] = []
    }

    /// The shape of the file it is kept in.
    package static let schema = "handoff.baseline/1"

    package private(set) var entries: [Entry]

    /// Each entry once, by path, rule and check.
    package init(_ entries: [Entry] = []) {
        var seen: Set<Entry> = []
        self.entries = entries.filter { seen.insert($0).inserted }.sorted { $0.order < $1.order }
    }

    /// Marks what is known, and judges anew the briefs that had it.
    ///
    /// An entry stands for one finding: a copy of a brief under the same id is not known because its original is.
    ///
    /// - Parameter isWanted: whether this run looks for a rule's check at all.
    package func apply(to judgements: inout [Judgement], isWanted: (_ rule: String, _ check: String) -> Bool = { _, _ in true }) -> Match {
        guard !entries.isEmpty else { return Match() }
        var open = Dictionary(grouping: entries.indices, by: { entries[$0].fingerprint })
        var isUsed = entries.map { _ in false }
        // The brief that is still where it was comes first.
        for samePath in [true, false] {
            for i in judgements.indices {
                var isChanged = false
                for j in judgements[i].findings.indices {
                    let finding = judgements[i].findings[j]
                    guard finding.canBeKnown, finding.state != .baselined, let candidates = open[finding.fingerprint] else { continue }
                    let entry = candidates.first {
                        entries[$0].names(finding) && (!samePath || entries[$0].path == judgements[i].path)
                    }
                    guard let entry else { continue }
                    open[finding.fingerprint] = candidates.filter { $0 != entry }
                    isUsed[entry] = true
                    guard finding.counts else { continue }
                    judgements[i].findings[j].state = .baselined
                    isChanged = true
                }
                if isChanged { judgements[i].settleVerdict() }
            }
        }
        return match(isUsed, judgements, isWanted)
    }

    private func match(_ isUsed: [Bool], _ judgements: [Judgement], _ isWanted: (String, String) -> Bool) -> Match {
        var lookedAt: Set<Name> = []
        var notYet: Set<Name> = []
        for judgement in judgements {
            if judgement.isLookedAtWhole { lookedAt.insert(Name(judgement)) } else { notYet.insert(Name(judgement)) }
        }
        var match = Match()
        for (entry, isUsed) in zip(entries, isUsed) {
            let name = Name(entry)
            if isUsed {
                match.known.append(entry)
            } else if lookedAt.contains(name), !notYet.contains(name), isWanted(entry.rule, entry.check) {
                match.gone.append(entry)
            } else {
                match.unseen.append(entry)
            }
        }
        return match
    }

    /// The baseline that makes these findings known: all that count in briefs that are handed off, and what was known of them before.
    ///
    /// What a draft is missing holds nobody up, so it is not written: handed off, the draft would pass with nothing in it.
    ///
    /// - Parameters:
    ///   - judgements: as `apply` left them.
    ///   - isWhole: whether these are all of the team's briefs, so that others are none any more.
    package func updated(_ match: Match, _ judgements: [Judgement], isWhole: Bool) -> Baseline {
        var kept = match.unseen
        if isWhole {
            let names = Set(judgements.map(Name.init))
            kept.removeAll { !names.contains(Name($0)) }
        }
        for judgement in judgements {
            for finding in judgement.findings where finding.canBeKnown {
                guard finding.state == .baselined || (finding.state == .live && judgement.isLookedAtWhole) else { continue }
                kept.append(
                    Entry(
                        path: judgement.path, id: judgement.id, handoff: judgement.handoff, rule: finding.rule, check: finding.check,
                        fingerprint: finding.fingerprint))
            }
        }
        return Baseline(kept)
    }
}

/// What a brief is known by: its id, else its path.
private enum Name: Hashable {
    case id(String)
    case path(String)

    init(_ judgement: Judgement) { self = judgement.id.map(Name.id) ?? .path(judgement.path) }
    init(_ entry: Baseline.Entry) { self = entry.id.map(Name.id) ?? .path(entry.path) }
}

extension Baseline.Entry {
    fileprivate func names(_ finding: Finding) -> Bool {
        rule == finding.rule && check == finding.check
    }

    fileprivate var order: (String, String, String, UInt64, String) { (path, rule, check, fingerprint, id ?? "") }
}

extension Finding {
    /// Whether a brief with it was looked at all the same.
    fileprivate var canBeKnown: Bool {
        switch BuiltinRule.allCases.first(where: { $0.rule == rule }) {
        case .frontMatter, .unknownType, .text, .noBrief, .newAllowance: false
        case .status, .allowance, nil: true
        }
    }
}

extension Judgement {
    /// Whether everything was looked for: some of it is not in drafts, and nothing in what is cancelled or can't be read.
    fileprivate var isLookedAtWhole: Bool {
        handoff != nil && stage != .cancelled && !stage.isOpen
    }
}
