/// `Name: value` lines at the end of a commit's message.
enum Trailers {
    /// Values of one name, in order. Only the last paragraph has trailers, and never the subject.
    static func values(_ name: String, in message: String) -> [String] {
        let lines = message.split(separator: "\n", omittingEmptySubsequences: false).map { $0.drop { $0 == " " || $0 == "\t" } }
        let text = lines.lastIndex { !$0.allSatisfy(\.isWhitespace) } ?? lines.startIndex
        guard let blank = lines[..<text].lastIndex(where: { $0.allSatisfy(\.isWhitespace) }) else { return [] }
        return lines[(blank + 1)...].compactMap { line in
            guard let colon = line.firstIndex(of: ":"), line[..<colon].lowercased() == name else { return nil }
            let value = line[line.index(after: colon)...].drop(while: \.isWhitespace)
            let end = value.lastIndex { !$0.isWhitespace }.map { value.index(after: $0) } ?? value.startIndex
            return value.startIndex == end ? nil : String(value[..<end])
        }
    }
}
