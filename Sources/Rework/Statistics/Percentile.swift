extension Array where Element == Double {
    /// The value below which a share of the values lies, between two values in proportion (R's type 7, the default of R and NumPy: Hyndman
    /// and Fan, The American Statistician 50, 1996). Nil for no values.
    ///
    /// - Parameter share: from 0 to 1.
    package func percentile(_ share: Double) -> Double? {
        guard !isEmpty else { return nil }
        let sorted = sorted()
        let place = share * Double(count - 1)
        let below = Int(place)
        guard below + 1 < count else { return sorted[count - 1] }
        return sorted[below] + (place - Double(below)) * (sorted[below + 1] - sorted[below])
    }
}
