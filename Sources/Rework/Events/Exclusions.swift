internal import Contract
package import Git
internal import Source

/// Which events are listed but not counted, by the commit they happened in.
struct Exclusions {
    private let byStep: [Event.Exclusion?]
    private let isBulk: [Bool]

    init(_ history: History, _ policy: ReworkPolicy, ignored: Set<ObjectID>) {
        byStep = history.steps.map { step in
            if ignored.contains(step.commit) { return .ignored }
            return policy.isBot(step.author) ? .bot : nil
        }
        isBulk = history.steps.map { $0.changed > policy.bulk }
    }

    /// In a clean-up only stage changes count.
    func exclusion(_ kind: Event.Kind, in step: Int) -> Event.Exclusion? {
        byStep[step] ?? (kind == .silentRework && isBulk[step] ? .bulk : nil)
    }
}

extension ReworkPolicy {
    /// Whether a commit's author is a machine, by name or address.
    package func isBot(_ person: History.Person) -> Bool {
        let names = [person.name.lowercased(), person.email.lowercased()]
        return bots.contains { glob in names.contains { RuleGlob.matches(glob.lowercased(), $0) } }
    }

    /// Whether this person sets statuses for others.
    package func isScribe(_ person: History.Person) -> Bool {
        scribes.contains { PersonName($0).matches(person) }
    }
}

/// The file that names commits to leave out: an id a line, as `git blame --ignore-revs-file` reads it.
package enum IgnoredRevisions {
    /// Comments and blank lines are skipped, as is any line that is no whole id: a short one may name another commit tomorrow.
    package static func read(_ bytes: [UInt8]) -> Set<ObjectID> {
        var ids: Set<ObjectID> = []
        for line in bytes.split(whereSeparator: { $0 == Byte.lineFeed || $0 == Byte.carriageReturn }) {
            let text = line.prefix { $0 != 0x23 }
            let kept = text.drop(while: Byte.isWhite)
            let word = kept.prefix { !Byte.isWhite($0) }
            guard kept.dropFirst(word.count).allSatisfy(Byte.isWhite) else { continue }
            if let id = ObjectID(hex: word.map(Byte.lower)) { ids.insert(id) }
        }
        return ids
    }
}
