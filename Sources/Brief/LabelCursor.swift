internal import Source

/// Walks the labels inside a context beside its text, both in document order, so that a label never counts as a value.
struct LabelCursor {
    private let contexts: [NamedContext]
    private var next: Int
    private let end: Int

    init(_ contexts: [NamedContext], _ range: Range<Int32>) {
        self.contexts = contexts
        next = Int(range.lowerBound)
        end = Int(range.upperBound)
    }

    /// The label that overlaps these bytes; calls must come in order.
    mutating func label(over bytes: Range<Int>) -> ByteRange? {
        while next < end {
            let context = contexts[next]
            if context.form == .section || context.form == .table || context.labelRange.upper <= bytes.lowerBound {
                next += 1
                continue
            }
            return context.labelRange.lower < bytes.upperBound ? context.labelRange : nil
        }
        return nil
    }
}

extension RandomAccessCollection where Index == Int {
    /// The first index whose element satisfies a predicate that holds for a whole tail of the collection.
    package func partitioningIndex(_ belongsToTail: (Element) -> Bool) -> Int {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = (low + high) / 2
            if belongsToTail(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
