/// How many briefs have how many of something: a mean would hide the few that went round and round.
package struct Spread: Sendable, Hashable {
    /// Briefs by number.
    package private(set) var briefs: [Int: Int] = [:]

    package init(_ numbers: some Sequence<Int>) {
        for number in numbers { briefs[number, default: 0] += 1 }
    }

    /// Hand-offs that each brief needed.
    package static func rounds(_ subjects: [Subject]) -> Spread {
        Spread(subjects.filter { $0.isHandedOff && !$0.timeline.isWithoutStatus }.map(\.handOffs.count))
    }

    /// How often each was sent back.
    package static func reopens(_ subjects: [Subject]) -> Spread {
        Spread(subjects.filter { $0.isHandedOff && !$0.timeline.isWithoutStatus }.map(\.reopens.count))
    }

    package var total: Int { briefs.values.reduce(0, +) }
}
