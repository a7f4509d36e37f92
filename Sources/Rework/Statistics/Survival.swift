/// How long something takes when some of it has not happened yet: Kaplan and Meier (JASA 53, 1958).
package struct Survival: Sendable, Hashable {
    /// One that was watched.
    package struct Span: Sendable, Hashable {
        package var length: Double
        /// Whether it happened then; else nobody watched any longer.
        package var happened: Bool

        package init(_ length: Double, happened: Bool) {
            (self.length, self.happened) = (length, happened)
        }
    }

    package var spans: [Span]

    package init(_ spans: [Span] = []) {
        self.spans = spans
    }

    /// The first length after which at most half are still open; nil where more than half still are.
    package var median: Double? {
        var share = 1.0
        var atRisk = spans.count
        var rest = spans.sorted { $0.length < $1.length }[...]
        while let length = rest.first?.length {
            let same = rest.prefix { $0.length == length }
            let happened = same.count(where: \.happened)
            if happened > 0 { share *= 1 - Double(happened) / Double(atRisk) }
            // Sums of thirds and the like are not exact.
            if share <= 0.5 + 1e-12 { return length }
            atRisk -= same.count
            rest = rest.dropFirst(same.count)
        }
        return nil
    }
}
