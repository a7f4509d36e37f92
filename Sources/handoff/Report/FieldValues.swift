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

    private struct Item: Sendable {
        var place: ReportPage.EventPlace
        var time: Int
        var handoff: String
        var contexts: [String]
        var compared: Compared
    }

    func all(_ subjects: [Subject]) -> [ReportPage.EventPlace: [ReportPage.FieldChange]] {
        var items: [Item] = []
        for (i, subject) in subjects.enumerated() where !subject.timeline.handoff.isEmpty {
            for (j, event) in subject.timeline.events.enumerated() {
                guard let compared = event.compared, event.causes.contains(where: { $0.change != .none }) else { continue }
                items.append(
                    Item(
                        place: ReportPage.EventPlace(brief: i, event: j), time: event.time, handoff: subject.timeline.handoff,
                        contexts: event.causes.map(\.context), compared: compared))
            }
        }
        items = Array(items.sorted { ($1.time, $0.place.brief) < ($0.time, $1.place.brief) }.prefix(Self.most))
        let found = Parallel.map(items, tool: Memory.init) { item, memory in changes(item, memory) }
        return Dictionary(zip(items.map(\.place), found).compactMap { place, changes in changes.map { (place, $0) } }) { first, _ in first }
    }

    private func changes(_ item: Item, _ memory: Memory) -> [ReportPage.FieldChange]? {
        guard let contract = rulebook.contract(item.handoff), let before = bound(item.compared.before, contract, memory),
            let after = bound(item.compared.after, contract, memory)
        else { return nil }
        return item.contexts.map { ReportPage.FieldChange(before: Self.text($0, before), after: Self.text($0, after)) }
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
            let text = brief.value(context)?.text.split(whereSeparator: \.isNewline).joined(separator: " · "),
            !text.isEmpty
        else { return nil }
        return text.count > longest ? text.prefix(longest - 1) + "…" : text
    }
}
