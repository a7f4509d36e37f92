/// How long work waited for answers.
package struct Waiting: Sendable, Hashable {
    /// In hours.
    package struct Hours: Sendable, Hashable {
        package var median: Double?
        /// The 85th percentile: what to promise.
        package var most: Double?
        package var total = 0.0
    }

    package var count = 0
    /// Still waiting: counted with the time until now.
    package var open = 0
    package var working = Hours()
    package var calendar = Hours()
    /// Whether some that are open may yet raise the numbers.
    package var isAtLeast: Bool { open > 0 }

    /// - Parameter waits: of each brief, with the repository whose calendar and “now” hold for them.
    init(_ waits: [(origin: Measured, wait: Timeline.Wait)]) {
        var working: [Double] = []
        var calendar: [Double] = []
        for (origin, wait) in waits {
            let end = wait.to ?? origin.now
            if wait.to == nil { open += 1 }
            working.append(Double(origin.working.seconds(from: wait.from, to: end)) / 3600)
            calendar.append(Double(max(0, end - wait.from)) / 3600)
        }
        count = waits.count
        self.working = Self.hours(working)
        self.calendar = Self.hours(calendar)
    }

    private static func hours(_ values: [Double]) -> Hours {
        Hours(median: values.percentile(0.5), most: values.percentile(0.85), total: values.reduce(0, +))
    }

    /// In the stage `clarify`.
    package static func forClarification(_ subjects: [Subject]) -> Waiting {
        Waiting(subjects.flatMap { subject in subject.waits.map { (subject.origin, $0) } })
    }

    /// For each question that is written under Questions and ticked when answered.
    package static func forAnswers(_ subjects: [Subject]) -> Waiting {
        Waiting(subjects.flatMap { subject in subject.questionWaits.map { (subject.origin, $0) } })
    }
}
