/// What one worker has learnt from the briefs it judged before: nothing that changes an answer, only how soon it is there.
///
/// For one rulebook, and not shared between threads, so that nobody waits.
package final class Memory {
    /// What was learnt under one contract.
    private struct Shelf {
        /// By list of checks: the answers to a text.
        var answers: [[String: UInt64]]
        /// What a label as written names; a name in front matter never names several things.
        var labels: [String: [Rules.Target]] = [:]
        var keys: [String: [Rules.Target]] = [:]
        /// By context: the field that a label as written names, or -1.
        var fields: [[String: Int]]
    }

    private var shelves: [String: Shelf] = [:]
    private var contract = ""
    private var shelf = Shelf(answers: [], fields: [])
    private var count = 0

    /// Beyond this many, further ones are found anew each time; so is what is asked of long texts, which hardly come again.
    private static let most = 16_384
    private static let longest = 120

    package init() {}

    /// What is asked for next is asked under this contract.
    func turn(to rules: Rules) {
        guard contract != rules.contract.id else { return }
        if !contract.isEmpty { shelves[contract] = shelf }
        contract = rules.contract.id
        shelf =
            shelves.removeValue(forKey: contract)
            ?? Shelf(
                answers: Array(repeating: [:], count: rules.plan.textLists), fields: Array(repeating: [:], count: rules.contexts.count))
    }

    func answers(to text: String, list: Int, _ find: () -> UInt64) -> UInt64 {
        guard text.utf8.count <= Self.longest else { return find() }
        if let known = shelf.answers[list][text] { return known }
        let found = find()
        if hasRoom() { shelf.answers[list][text] = found }
        return found
    }

    func targets(of label: String, isKey: Bool, _ find: () -> [Rules.Target]) -> [Rules.Target] {
        guard label.utf8.count <= Self.longest else { return find() }
        if let known = isKey ? shelf.keys[label] : shelf.labels[label] { return known }
        let found = find()
        guard hasRoom() else { return found }
        if isKey { shelf.keys[label] = found } else { shelf.labels[label] = found }
        return found
    }

    func field(_ label: String, of context: Int, _ find: () -> Int?) -> Int? {
        guard label.utf8.count <= Self.longest else { return find() }
        if let known = shelf.fields[context][label] { return known < 0 ? nil : known }
        let found = find()
        if hasRoom() { shelf.fields[context][label] = found ?? -1 }
        return found
    }

    private func hasRoom() -> Bool {
        count += 1
        return count <= Self.most
    }
}
