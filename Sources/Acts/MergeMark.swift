internal import Source

extension [UInt8] {
    /// Where the first of two versions begins that git left in a file, if it did: a line of `<<<<<<< `, one of `=======`, one of `>>>>>>> `.
    var mergeMark: Int? {
        let marks: [[UInt8]] = ["<<<<<<< ", "=======", ">>>>>>> "].map { Array($0.utf8) }
        var first: Int?
        var (found, start) = (0, 0)
        while start < count {
            if self[start...].starts(with: marks[found]) {
                first = first ?? start
                found += 1
                if found == marks.count { return first }
            }
            while start < count, !LineEnds.isEnd(self[start]) { start += 1 }
            start += 1
        }
        return nil
    }
}
