internal import Brief
internal import Source

/// What one brief tells the others in the first phase.
package struct Facts: Sendable {
    /// A value that no other brief may have.
    package struct Claim: Sendable, Hashable {
        package var key: String
        package var text: String

        package init(key: String, text: String) {
            (self.key, self.text) = (key, text)
        }
    }

    package var path = ""
    package var id: String?
    package var claims: [Claim] = []
    /// A check reached for another brief, so this one must be judged again once all are known.
    package var needsIndex = false
    /// Whether nothing but the brief's text, its handoff and the rules made these what they are: not where it stands, not the day, not
    /// which other files there are. Then they hold for the same text in any other commit.
    package var areOfTextAlone = true

    package init() {}
}

/// All briefs of the tree as the second phase sees them.
package struct BriefIndex: Sendable {
    private let paths: Set<String>
    private let pathOfID: [String: String]
    /// Paths by claim, in path order.
    private let claims: [Facts.Claim: [String]]
    private let tree: Tree

    package init(_ facts: [Facts], tree: Tree) {
        self.tree = tree
        paths = Set(facts.map(\.path))
        var pathOfID: [String: String] = [:]
        var claims: [Facts.Claim: [String]] = [:]
        pathOfID.reserveCapacity(facts.count)
        claims.reserveCapacity(facts.count)
        for facts in facts.sorted(by: { $0.path < $1.path }) {
            if let id = facts.id, pathOfID[id] == nil { pathOfID[id] = facts.path }
            // Most briefs claim one thing: their id.
            let own = facts.claims.count > 1 ? Array(Set(facts.claims)) : facts.claims
            for claim in own { claims[claim, default: []].append(facts.path) }
        }
        self.pathOfID = pathOfID
        self.claims = claims
    }

    /// Whether another brief has a value that this one claims.
    package func isContested(_ facts: Facts) -> Bool {
        facts.claims.contains { (claims[$0]?.count ?? 0) > 1 }
    }

    func other(claiming text: String, key: String, than path: String) -> String? {
        claims[Facts.Claim(key: key, text: text)]?.first { $0 != path }
    }

    /// The brief that an id, a path or a link names; nil when it leads nowhere or out of the tree.
    package func path(of reference: String, from path: String) -> String? {
        if let known = pathOfID[reference] { return known }
        let candidates = RelativePath.candidates(reference, from: path)
        return candidates.first { paths.contains($0) } ?? candidates.first { tree.read($0) != nil }
    }

    func load(_ path: String) -> Brief? {
        tree.read(path).map { Brief($0) }
    }
}

/// Paths that briefs name each other by.
package enum RelativePath {
    /// Relative to the brief's folder, then to the root; with `.md` where none is written. Nothing that leads out of the root.
    package static func candidates(_ reference: String, from path: String) -> [String] {
        var reference = reference
        if let mark = reference.firstIndex(where: { $0 == "#" || $0 == "?" }) { reference = String(reference[..<mark]) }
        guard !reference.isEmpty, !reference.contains("://"), !reference.contains("\0") else { return [] }
        let folder = path.split(separator: "/").dropLast().joined(separator: "/")
        let isRooted = reference.hasPrefix("/")
        let bases = isRooted ? [""] : [folder, ""]
        return bases.compactMap { normalised($0 + "/" + reference) }.flatMap { $0.hasSuffix(".md") ? [$0] : [$0, $0 + ".md"] }
    }

    /// Without `.` and `..`; nil when it climbs out.
    package static func normalised(_ path: String) -> String? {
        var parts: [Substring] = []
        for part in path.split(separator: "/") {
            if part == "." { continue }
            if part == ".." {
                guard parts.popLast() != nil else { return nil }
                continue
            }
            parts.append(part)
        }
        return parts.isEmpty ? nil : parts.joined(separator: "/")
    }
}

/// Contexts taken over from the brief that this one is part of.
package struct Inherited: Sendable {
    private var values: [String: Value] = [:]

    package init() {}

    /// The real values of another brief, by context. They are placed where this brief names the other.
    init(_ parent: Binding, _ contexts: [ContextSpec], at place: ByteRange) {
        for context in contexts where !context.isBriefWide {
            // The team's defaults are the same for both; only what the other brief says itself is taken over.
            guard let theirs = parent.value(ofContext: context.id), theirs.fill.isValue, theirs.label != "team default" else { continue }
            let value = theirs.moved(to: place)
            value.label = "from \(parent.brief.source.path)"
            values[context.id] = value
        }
    }

    var isEmpty: Bool { values.isEmpty }

    func value(of context: String) -> Value? { values[context] }
}

extension Value {
    /// Everything in it placed elsewhere: its own place is in another file.
    func moved(to place: ByteRange) -> Value {
        let moved = copy()
        moved.range = place
        moved.content = nil
        moved.fields = fields.map { Field(name: $0.name, values: $0.values.map { $0.moved(to: place) }) }
        moved.items = items?.map { $0.moved(to: place) }
        return moved
    }
}
