internal import Brief

/// What one worker has learnt from the briefs it judged before: nothing that changes an answer, only how soon it is there.
///
/// For one rulebook, and not shared between threads, so that nobody waits.
package final class Memory {
    private var shelves: [String: Shelf] = [:]
    private var latest: Shelf?

    package init() {}

    /// What was learnt under one contract.
    func shelf(_ rules: Rules) -> Shelf {
        if let latest, latest.rules === rules { return latest }
        let shelf = shelves[rules.contract.id] ?? Shelf(rules)
        shelves[rules.contract.id] = shelf
        latest = shelf
        return shelf
    }
}

/// What was learnt under one contract.
final class Shelf {
    let rules: Rules
    private var texts: [String: TextFacts] = [:]
    /// What a label as written names; a name in front matter never names several things.
    private var labels: [String: [Rules.Target]] = [:]
    private var keys: [String: [Rules.Target]] = [:]
    /// By context: the field that a label as written names, or -1.
    private var fields: [[String: Int]]
    private var stages: [String: Stage?] = [:]
    /// By field of a decision table: the classes of texts that look the same to it, by their answers.
    private var classes: [[UInt64: Int32]]
    /// By table: what it came to, by the classes of a row's fields.
    private var results: [[UInt64: String?]]
    private var count = 0

    /// Beyond this many, further ones are found anew each time; so is what is asked of long texts, which hardly come again.
    private static let most = 16_384
    private static let longest = 120

    init(_ rules: Rules) {
        self.rules = rules
        fields = Array(repeating: [:], count: rules.contexts.count)
        classes = Array(repeating: [:], count: rules.tableFields)
        results = Array(repeating: [:], count: rules.decisions.count)
    }

    func facts(of text: String) -> TextFacts {
        guard text.utf8.count <= Self.longest else { return TextFacts(questions: rules.questions.count) }
        if let known = texts[text] { return known }
        let facts = TextFacts(questions: rules.questions.count)
        if hasRoom() { texts[text] = facts }
        return facts
    }

    func targets(of label: String, isKey: Bool, _ find: () -> [Rules.Target]) -> [Rules.Target] {
        guard label.utf8.count <= Self.longest else { return find() }
        if let known = isKey ? keys[label] : labels[label] { return known }
        let found = find()
        guard hasRoom() else { return found }
        if isKey { keys[label] = found } else { labels[label] = found }
        return found
    }

    /// The field of a context that a label as written names.
    func field(_ label: String, of plan: ContextPlan) -> Int? {
        let context = plan.number
        func find() -> Int? { Label.all(label).lazy.compactMap { plan.fieldLabels[$0].first }.first }
        guard label.utf8.count <= Self.longest else { return find() }
        if let known = fields[context][label] { return known < 0 ? nil : known }
        let found = find()
        if hasRoom() { fields[context][label] = found ?? -1 }
        return found
    }

    /// The stage that a status means while nobody accepted the brief.
    func stage(of status: String, _ find: () -> Stage?) -> Stage? {
        guard status.utf8.count <= Self.longest else { return find() }
        if let known = stages[status] { return known }
        let found = find()
        if hasRoom() { stages[status] = .some(found) }
        return found
    }

    /// The number, from 1, of a set of answers that a table's field gives.
    func tableClass(_ field: Int, answers: UInt64) -> Int32 {
        if let known = classes[field][answers] { return known }
        let number = Int32(classes[field].count + 1)
        classes[field][answers] = number
        return number
    }

    func result(of table: Int, _ classes: UInt64, _ decide: () -> String?) -> String? {
        if let known = results[table][classes] { return known }
        let result = decide()
        if hasRoom() { results[table][classes] = .some(result) }
        return result
    }

    private func hasRoom() -> Bool {
        count += 1
        return count <= Self.most
    }
}
