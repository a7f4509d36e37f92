/// Who took a brief over, as far as anybody can tell.
struct Acceptance {
    let policy: ReworkPolicy

    /// Whether its own author or owner accepted a brief: `accepted-by`, else the commit's trailer, else its author. Nil where a machine or
    /// somebody who sets statuses for others did.
    ///
    /// - Parameter author: of the commit that handed it off.
    func isByItself(_ reading: Reading, in step: History.Step, handedBy author: History.Person?) -> Bool? {
        let accepters: [PersonName]
        if let name = reading.acceptedBy {
            accepters = [PersonName(name)]
        } else if !step.acceptedBy.isEmpty {
            accepters = step.acceptedBy.map(PersonName.init)
        } else if policy.isBot(step.author) || policy.isScribe(step.author) {
            return nil
        } else {
            accepters = [PersonName(step.author)]
        }
        func isAny(_ name: String?) -> Bool { name.map(PersonName.init).map { name in accepters.contains { $0.matches(name) } } == true }
        if isAny(reading.owner) { return true }
        if receivers(reading).contains(where: { isAny($0) }) { return false }
        guard let author, !policy.isBot(author), !policy.isScribe(author) else { return false }
        return accepters.contains { $0.matches(author) }
    }

    /// The receiver; of a team its members as well.
    private func receivers(_ reading: Reading) -> [String] {
        guard let receiver = reading.receiver else { return [] }
        let name = receiver.lowercased()
        let members = policy.teams.first { $0.key.lowercased() == name || "@" + $0.key.lowercased() == name }?.value ?? []
        return [receiver] + members
    }
}
