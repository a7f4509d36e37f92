#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Where the lines of a file begin, so that a place costs a binary search and one line's scan, never a rescan of the file.
///
/// A line ends at LF, CRLF or a lone CR.
package struct LineTable: Sendable {
    private let starts: [Int32]
    private let source: SourceText

    package init(_ source: SourceText) {
        self.source = source
        starts = source.bytes.withUnsafeBufferPointer { bytes in
            var starts: [Int32] = [0]
            starts.reserveCapacity(bytes.count / 32 + 8)
            guard let address = bytes.baseAddress else { return starts }
            let text = UnsafeRawPointer(address)
            if memchr(text, 0x0D, bytes.count) == nil {
                var i = 0
                while let end = memchr(text + i, 0x0A, bytes.count - i) {
                    i = UnsafeRawPointer(end) - text + 1
                    starts.append(Int32(i))
                }
                return starts
            }
            var i = 0
            while i < bytes.count {
                let byte = bytes[i]
                i += 1
                if byte == Byte.lineFeed {
                    starts.append(Int32(i))
                } else if byte == Byte.carriageReturn {
                    if i < bytes.count, bytes[i] == Byte.lineFeed { i += 1 }
                    starts.append(Int32(i))
                }
            }
            return starts
        }
    }

    package var lineCount: Int { starts.count }

    /// The bytes of a 1-based line without its line end.
    package func line(_ number: Int) -> ByteRange {
        let start = Int(starts[number - 1])
        var end = number < starts.count ? Int(starts[number]) : source.bytes.count
        while end > start, source.bytes[end - 1] == Byte.lineFeed || source.bytes[end - 1] == Byte.carriageReturn { end -= 1 }
        return ByteRange(start, end)
    }

    /// 1-based line and column of a byte offset. Offsets outside the file are taken to its ends.
    package func position(_ offset: Int) -> (line: Int, column: Int) {
        let offset = min(max(offset, 0), source.bytes.count)
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if Int(starts[middle]) <= offset { low = middle } else { high = middle }
        }
        var start = Int(starts[low])
        if low == 0 { start = min(source.byteOrderMark, offset) }
        var column = 1
        // A scalar begins at every byte that is no UTF-8 continuation; the mark at the file's start is no character.
        for i in start..<max(start, offset) where source.bytes[i] & 0xC0 != 0x80 { column += 1 }
        return (low + 1, column)
    }

    /// 1-based columns of a range's two ends in UTF-8 bytes, as reviewdog counts; the mark at the file's start is no part of its line.
    package func byteColumns(_ range: ByteRange) -> (start: Int, end: Int) {
        (byteColumn(range.lower), byteColumn(max(range.lower, range.upper)))
    }

    private func byteColumn(_ offset: Int) -> Int {
        let offset = min(max(offset, 0), source.bytes.count)
        let line = position(offset).line
        let start = line == 1 ? min(source.byteOrderMark, offset) : Int(starts[line - 1])
        return offset - start + 1
    }

    package func place(_ range: ByteRange) -> Place {
        let (line, column) = position(range.lower)
        let (endLine, endColumn) = position(max(range.lower, range.upper))
        return Place(line: line, column: column, endLine: endLine, endColumn: endColumn)
    }
}
