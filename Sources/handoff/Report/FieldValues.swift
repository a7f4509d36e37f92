internal import Brief
internal import Contract
internal import Git
internal import Report
internal import Rework
internal import Source

/// What the contexts that brought work back said before and after.
struct FieldValues: Sendable {
    /// Events whose briefs are read again, the latest first: it costs as much as judging them.
    private static let most = 1_000
    /// Characters of a value; what is longer is cut.
    private static let longest = 160

    let ground: Ground
    let rulebook: Rulebook

    private struct Item {
        var place: ReportPage.EventPlace
        var time: Int
        var contexts: [String]
        var before: Version
        var after: Version
    }

    /// What has to be read: what follows one event is mostly what comes before the next.
    private struct Version: Hashable {
        var version: Compared.Version
        var handoff: String
    }

    func all(_ subjects: [Subject]) -> [ReportPage.EventPlace: [ReportPage.FieldChange]] {
        var items: [Item] = []
        for (i, subject) in subjects.enumerated() where !subject.timeline.handoff.isEmpty {
            for (j, event) in subject.timeline.events.enumerated() {
                guard let compared = event.compared, event.causes.contains(where: { $0.change != .none }) else { continue }
                let handoff = subject.timeline.handoff
                items.append(
                    Item(
                        place: ReportPage.EventPlace(brief: i, event: j), time: event.time, contexts: event.causes.map(\.context),
                        before: Version(version: compared.before, handoff: handoff),
                        after: Version(version: compared.after, handoff: handoff)))
            }
        }
        items = Array(items.sorted { ($1.time, $0.place.brief) < ($0.time, $1.place.brief) }.prefix(Self.most))
        var contexts: [Version: Set<String>] = [:]
        for item in items { for version in [item.before, item.after] { contexts[version, default: []].formUnion(item.contexts) } }
        let asked = Array(contexts)
        let found = Parallel.map(asked, tool: Memory.init) { item, memory in texts(item.key, item.value, memory) }
        let said = Dictionary(zip(asked.map(\.key), found)) { first, _ in first }
        var values: [ReportPage.EventPlace: [ReportPage.FieldChange]] = [:]
        for item in items {
            guard let before = said[item.before] ?? nil, let after = said[item.after] ?? nil else { continue }
            values[item.place] = item.contexts.map { ReportPage.FieldChange(before: before[$0], after: after[$0]) }
        }
        return values
    }

    /// By context; nil for a version that can't be read.
    private func texts(_ version: Version, _ contexts: Set<String>, _ memory: Memory) -> [String: String]? {
        guard let contract = rulebook.contract(version.handoff), let brief = bound(version.version, contract, memory) else { return nil }
        return Dictionary(contexts.compactMap { id in Self.text(id, brief).map { (id, $0) } }) { first, _ in first }
    }

    /// Nil for what can't be read: the page tells how a context changed all the same.
    private func bound(_ version: Compared.Version, _ contract: Contract, _ memory: Memory) -> BoundBrief? {
        do throws(GitError) {
            let bytes = try ground.pool.use { repository throws(GitError) in try repository.blob(version.blob) }
            guard bytes.count <= Judge.largestBrief else { return nil }
            let source = SourceText(path: version.path, bytes: bytes)
            guard source.encodingProblem == nil else { return nil }
            return BoundBrief(Brief(source), contract, rulebook: rulebook, memory: memory)
        } catch {
            ground.trouble.note(error)
            return nil
        }
    }

    private static func text(_ context: String, _ brief: BoundBrief) -> String? {
        guard context != Reading.Content.prose,
            let text = brief.value(context)?.text.joinedLines, !text.isEmpty
        else { return nil }
        return text.count > longest ? text.prefix(longest - 1) + "…" : text
    }
}

extension String {
    /// Most values are one line; only a byte that begins a line's end is worth going through the characters.
    fileprivate var joinedLines: String {
        func mayEndLine(_ byte: UInt8) -> Bool { (0x0A...0x0D).contains(byte) || byte == 0xC2 || byte == 0xE2 }
        return hasByte(where: mayEndLine) ? split(whereSeparator: \.isNewline).joined(separator: " · ") : self
    }
}
