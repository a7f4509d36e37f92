extension [UInt8] {
    /// Where the pieces between the places of a separator stand, empty ones too; all of the bytes where there is none, or it is empty.
    ///
    /// - Parameter most: of the places that count, from the left.
    package func pieces(at separator: [UInt8], most: Int = .max) -> [Range<Int>] {
        guard let first = separator.first else { return [indices] }
        var pieces: [Range<Int>] = []
        var start = 0
        var i = 0
        while i + separator.count <= count, pieces.count < most {
            guard self[i] == first, self[i..<(i + separator.count)].elementsEqual(separator) else {
                i += 1
                continue
            }
            pieces.append(start..<i)
            i += separator.count
            start = i
        }
        return pieces + [start..<count]
    }
}

extension String {
    /// What stands between the places of a separator, as `pieces` of its bytes.
    ///
    /// Swift's own `split(separator:)` on a text cuts by characters, at some tens of thousands of instructions for a line.
    package func pieces(at separator: String, most: Int = .max) -> [String] {
        let bytes = Array(utf8)
        return bytes.pieces(at: Array(separator.utf8), most: most).map { String(decoding: bytes[$0], as: UTF8.self) }
    }
}
