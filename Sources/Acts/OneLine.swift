internal import Source

extension String {
    /// Somebody's words as one line of a brief: line ends become spaces, and what could do more than be read is refused.
    ///
    /// - Parameter what: how the refusal begins, such as “The question”.
    func asOneLine(_ what: String) throws(ActRefusal) -> String {
        let pieces = split { $0.isNewline || $0 == "\t" }.map { String($0).trimmed }
        let line = pieces.filter { !$0.isEmpty }.joined(separator: " ")
        guard line.unicodeScalars.allSatisfy(\.isOfText) else { throw .notOneLine(what) }
        guard line.contains(where: { $0.isLetter || $0.isNumber }) else { throw .noWords(what) }
        return line
    }

    /// For a paragraph of Markdown: no HTML begins in it, so that nothing of it is hidden. Emphasis, code and links stay what they are.
    var asMarkdownText: String {
        guard contains("<") else { return self }
        let characters = Array(self)
        var (text, isCode) = ("", false)
        for (i, character) in characters.enumerated() {
            if character == "`" { isCode.toggle() }
            let next = i + 1 < characters.count ? characters[i + 1] : " "
            let isTag = character == "<" && (next.isLetter || "!/?".contains(next))
            let isAddress = characters[(i + 1)...].starts(with: "http://") || characters[(i + 1)...].starts(with: "https://")
            if isTag, !isAddress, !isCode, i == 0 || characters[i - 1] != "\\" { text += "\\" }
            text.append(character)
        }
        return text
    }
}

extension Unicode.Scalar {
    /// Joiners belong to words and emoji, a soft hyphen to a word; other marks that nobody sees turn the direction of text.
    fileprivate var isOfText: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: false
        case .format: [0xAD, 0x200C, 0x200D].contains(value)
        default: true
        }
    }
}
