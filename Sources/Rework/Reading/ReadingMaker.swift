internal import Brief
package import Contract
internal import Source
internal import YAML

/// Reads what a version of a brief says, as far as history asks.
///
/// Parses once and binds once for each handoff; judges nothing. One for all threads.
package struct ReadingMaker: Sendable {
    private let rulebook: Rulebook
    private let lifecycle: Lifecycle
    /// What every handoff carries: the names by which a document of no known contract says its status, owner, project.
    private let common: Contract?

    package init(rulebook: Rulebook, policy: ReworkPolicy) {
        self.rulebook = rulebook
        lifecycle = policy.lifecycle
        common = rulebook.contract("handoff")
    }

    /// Nil for a file that is no brief: it declares no handoff and there is no fallback.
    ///
    /// - Parameters:
    ///   - fallback: the handoff where the brief declares none; empty where the config calls the file a brief and names none.
    ///   - memory: what was learnt from the versions before; one for each thread.
    package func reading(_ bytes: [UInt8], path: String, fallback: String?, memory: Memory? = nil) -> Reading? {
        let source = SourceText(path: path, bytes: bytes)
        if bytes.count > Judge.largestBrief { return unreadable(.tooLarge, source, fallback) }
        let problem = source.encodingProblem
        if problem == .utf16 { return unreadable(.utf16, source, fallback) }
        let brief = Brief(problem == nil ? source : source.readable)
        guard brief.frontMatter.isReadable else { return unreadable(.frontMatter, source, fallback) }
        guard let contracts = rulebook.handoffs(of: brief, fallback: fallback) else { return nil }
        let memory = memory ?? Memory()
        let ground = Ground(brief)
        var reading = Reading()
        reading.lines = ground.lines
        for contract in contracts { reading.parts.append(part(contract, ground, memory, &reading)) }
        if contracts.isEmpty { reading.parts.append(unknownPart(ground, memory, &reading)) }
        ground.addOwn(to: &reading)
        return reading
    }

    // MARK: parts

    private func part(_ contract: Contract, _ ground: Ground, _ memory: Memory, _ reading: inout Reading) -> Reading.Part {
        let bound = BoundBrief(ground.brief, contract, rulebook: rulebook, memory: memory)
        var rest: [UInt64] = []
        var contents: [Reading.Content] = []
        for context in bound.contexts where context.id != Reading.Content.prose && !Self.isAdministrative(context.id) {
            let content = ContextContent(context, in: ground.brief)
            rest += content.rest
            contents.append(
                Reading.Content(
                    context.id, isRequired: context.isRequired, fill: Self.filling(context.value), rows: content.rows))
        }
        var part = Reading.Part(handoff: contract.id)
        part.contents = withProse(contents, Prose.words(ground.brief, without: bound.places + ground.running) + rest)
        setStatus(of: &part, bound)
        reading.add(bound)
        return part
    }

    /// By its front matter and its prose alone.
    private func unknownPart(_ ground: Ground, _ memory: Memory, _ reading: inout Reading) -> Reading.Part {
        var part = Reading.Part(handoff: "")
        // Of two that a careless author gave one name the first counts.
        var seen: Set<String> = [Reading.Content.prose]
        let contents = ground.brief.frontMatter.entries.compactMap { entry -> Reading.Content? in
            let key = Label.normalised(entry.key)
            guard !key.isEmpty, seen.insert(key).inserted, !RunningSections.isAdministrative(key: key) else { return nil }
            let fill = Fill.of(entry.value)
            let rows = fill.isValue ? ValueNode.rows(entry.value) : []
            return Reading.Content(key, isRequired: false, fill: fill.isValue ? .real : .unfilled, rows: rows)
        }
        var places = ground.running
        if let common {
            let bound = BoundBrief(ground.brief, common, rulebook: rulebook, memory: memory)
            setStatus(of: &part, bound)
            reading.add(bound)
            places += bound.places(of: ["status", "accepted-by", "outcome"])
        }
        part.contents = withProse(contents, Prose.words(ground.brief, without: places))
        return part
    }

    private func setStatus(of part: inout Reading.Part, _ bound: BoundBrief) {
        guard !lifecycle.isOff else { return }
        part.status = bound.status(in: lifecycle)
        part.meaning = part.status.flatMap(lifecycle.meaning)
    }

    /// By id.
    private func withProse(_ contents: [Reading.Content], _ words: [UInt64]) -> [Reading.Content] {
        let prose = Reading.Content(
            Reading.Content.prose, isRequired: true, fill: words.isEmpty ? .unfilled : .real, rows: words.sorted())
        return (contents + [prose]).sorted { $0.context < $1.context }
    }

    /// Where the work stands, not what is handed over.
    private static func isAdministrative(_ context: String) -> Bool {
        ["status", "accepted-by", "outcome", "handoff"].contains(context)
    }

    private static func filling(_ value: Value) -> Reading.Filling {
        switch value.fill {
        case .unfilled, .unexplained: .unfilled
        case .waived: .waived
        case .real: .real
        }
    }

    // MARK: what can't be read

    /// Its lines still tell a renamed brief from another one. A file that says nowhere that it is a brief is none.
    private func unreadable(_ problem: Reading.Problem, _ source: SourceText, _ fallback: String?) -> Reading? {
        guard fallback != nil || Self.mentionsHandoff(source.bytes) else { return nil }
        var reading = Reading()
        reading.problem = problem
        reading.lines = problem == .tooLarge ? [StableHash.of(source.bytes)] : Ground.lines(source)
        return reading
    }

    private static func mentionsHandoff(_ bytes: [UInt8]) -> Bool {
        let word = Array("handoff".utf8)
        // Of UTF-16 what can be said in ASCII.
        let head = bytes.prefix(2 * FrontMatter.largest).filter { $0 != 0 }.map(Byte.lower)
        guard head.count > word.count else { return false }
        return (0..<(head.count - word.count)).contains { head[$0] == word[0] && head[$0...].starts(with: word) }
    }
}
