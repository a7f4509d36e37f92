/// A half-open range of byte offsets in one file.
///
/// 32 bits are enough: a file over 1 MiB is refused before anything is parsed.
@usableFromInline package struct ByteRange: Sendable, Hashable {
    @usableFromInline package var start: Int32
    /// Exclusive.
    @usableFromInline package var end: Int32

    @inlinable package init(_ start: Int, _ end: Int) {
        self.start = Int32(truncatingIfNeeded: start)
        self.end = Int32(truncatingIfNeeded: max(start, end))
    }

    @inlinable package var lower: Int { Int(start) }
    @inlinable package var upper: Int { Int(end) }
    @inlinable package var isEmpty: Bool { start >= end }

    /// The beginning of a file: where a finding about something absent points.
    package static let fileStart = ByteRange(0, 0)

    @inlinable package func contains(_ other: ByteRange) -> Bool {
        start <= other.start && other.end <= end
    }

    /// Nil when they have nothing in common.
    @inlinable package func intersection(_ other: ByteRange) -> ByteRange? {
        let (from, to) = (max(lower, other.lower), min(upper, other.upper))
        return from < to ? ByteRange(from, to) : nil
    }

    @inlinable package func union(_ other: ByteRange) -> ByteRange {
        ByteRange(min(lower, other.lower), max(upper, other.upper))
    }
}
