/// So many of so many, with the interval in which the true share lies in 95 of 100 such samples (E. B. Wilson, JASA 22, 1927).
package struct Rate: Sendable, Hashable {
    package var numerator: Int
    package var denominator: Int

    /// Below it, a percentage would pretend to know more than anyone does.
    package static let fewest = 10
    /// The 97.5th percentile of the normal distribution.
    private static let z = 1.959963984540054

    package init(_ numerator: Int = 0, of denominator: Int = 0) {
        (self.numerator, self.denominator) = (numerator, denominator)
    }

    package mutating func count(_ isOne: Bool) {
        denominator += 1
        if isOne { numerator += 1 }
    }

    /// From 0 to 1; nil where there is nothing to count.
    package var value: Double? { denominator == 0 ? nil : Double(numerator) / Double(denominator) }

    package var low: Double? { bounds?.low }
    package var high: Double? { bounds?.high }

    /// Whether a percentage may be shown.
    package var isEnough: Bool { denominator >= Self.fewest }

    private var bounds: (low: Double, high: Double)? {
        guard let p = value else { return nil }
        let n = Double(denominator)
        let z = Self.z
        let middle = p + z * z / (2 * n)
        let spread = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
        let scale = 1 + z * z / n
        // Rounding must not push the bounds of none and of all out of place.
        return (numerator == 0 ? 0 : (middle - spread) / scale, numerator == denominator ? 1 : (middle + spread) / scale)
    }
}
