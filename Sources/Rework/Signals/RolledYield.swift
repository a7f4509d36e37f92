/// Whole chains: projects of several handoffs that went through without any of them coming back.
///
/// The product of the steps' yields stands beside what was counted: it would be the same if handoffs failed independently of each other.
package struct RolledYield: Sendable, Hashable {
    package var rate = Rate()
    /// From 0 to 1; nil where there is no chain.
    package var product: Double?
    /// Chains with a hand-off too short ago to tell.
    package var younger = 0

    package init(_ subjects: [Subject]) {
        var projects: [[String]: [Subject]] = [:]
        for subject in subjects {
            if let key = subject.projectKey, subject.cohort == .member || subject.cohort == .younger {
                projects[key, default: []].append(subject)
            }
        }
        var steps: [String: Rate] = [:]
        for members in projects.values where Set(members.map(\.timeline.handoff)).count > 1 {
            guard members.allSatisfy({ $0.cohort == .member }) else {
                younger += 1
                continue
            }
            rate.count(members.allSatisfy(\.earlyRework.isEmpty))
            for member in members { steps[member.timeline.handoff, default: Rate()].count(member.earlyRework.isEmpty) }
        }
        guard rate.denominator > 0 else { return }
        product = steps.keys.sorted().reduce(1) { $0 * (steps[$1]?.value ?? 1) }
    }
}
