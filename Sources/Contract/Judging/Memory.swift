/// What one worker has learnt from the briefs it judged before: nothing that changes an answer, only how soon it is there.
///
/// Not shared between threads, so that nobody waits.
package final class Memory {
    /// By contract, then by list of checks: the answers to a text.
    private var lists: [String: [[String: UInt64]]] = [:]
    private var contract = ""
    private var current: [[String: UInt64]] = []
    private var count = 0

    /// Beyond this many answers, further ones are found anew each time; so are those to long texts, which hardly come again.
    private static let most = 16_384
    private static let longest = 120

    package init() {}

    /// The answers asked for next are this contract's.
    func turn(to rules: Rules) {
        guard contract != rules.contract.id else { return }
        if !contract.isEmpty { lists[contract] = current }
        contract = rules.contract.id
        current = lists.removeValue(forKey: contract) ?? Array(repeating: [:], count: rules.plan.textLists)
    }

    func answers(to text: String, list: Int, _ find: () -> UInt64) -> UInt64 {
        guard text.utf8.count <= Self.longest else { return find() }
        if let known = current[list][text] { return known }
        let found = find()
        if count < Self.most {
            count += 1
            current[list][text] = found
        }
        return found
    }
}
