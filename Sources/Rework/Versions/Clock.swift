/// Times of the mainline's commits, put in order: clocks go wrong, and no commit is older than its parent.
struct Clock {
    /// Seconds.
    private static let hour = 3600

    /// From the year 1 to 9999: a commit may claim any number, and sums of times must not overflow.
    private static let possible = -62_135_596_800...253_402_300_799

    /// Seconds since 1970 of the commits so far, the latest.
    private(set) var latest: Int?
    /// Commits whose time had to be moved by more than an hour.
    private(set) var corrections = 0

    /// The commit's time, not before any earlier commit's.
    mutating func time(_ written: Int) -> Int {
        let written = min(max(written, Self.possible.lowerBound), Self.possible.upperBound)
        let time = max(written, latest ?? written)
        if time - written > Self.hour { corrections += 1 }
        latest = time
        return time
    }
}
