package import Source

/// A CODEOWNERS file as GitHub reads it: whom it asks for each path.
package struct Codeowners: Sendable {
    private struct Line: Sendable {
        var globs: [Glob]
        var owners: [String]
    }

    private var lines: [Line] = []

    /// Where GitHub looks, in this order; the first that is there counts.
    package static let places = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"]

    package init() {}

    package init(_ source: SourceText) {
        for line in source.text(ByteRange(source.byteOrderMark, source.bytes.count)).split(whereSeparator: \.isNewline) {
            var words = Self.words(line)
            guard !words.isEmpty else { continue }
            let globs = Self.globs(words.removeFirst())
            // GitHub skips a line that it can't read.
            if let globs { lines.append(Line(globs: globs, owners: words)) }
        }
    }

    /// Who owns a path, from the repository's top: `@dana`, `@acme/analytics`, an address. The last line that matches counts.
    package func owners(of path: String) -> [String] {
        lines.last { $0.globs.contains { $0.matches(path) } }?.owners ?? []
    }

    /// Words up to a comment; a space behind a backslash belongs to its word.
    private static func words(_ line: Substring) -> [String] {
        var words: [String] = []
        var word = ""
        var isEscaped = false
        for character in line {
            if isEscaped {
                word += character == " " ? " " : "\\\(character)"
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character.isWhitespace {
                if !word.isEmpty { words.append(word) }
                word = ""
            } else if character == "#", word.isEmpty {
                return words
            } else {
                word.append(character)
            }
        }
        if isEscaped { word += "\\" }
        return word.isEmpty ? words : words + [word]
    }

    /// Nil for what GitHub does not know: `!`, `[a-z]`, `\`.
    private static func globs(_ pattern: String) -> [Glob]? {
        guard !pattern.hasPrefix("!"), !pattern.contains("["), !pattern.contains("\\") else { return nil }
        let isFolder = pattern.hasSuffix("/")
        var name = pattern[...]
        if isFolder { name = name.dropLast() }
        let isAnchored = name.contains("/")
        if name.first == "/" { name = name.dropFirst() }
        let start = isAnchored ? String(name) : "**/\(name)"
        // A pattern is a file's or a folder's; `docs/*` alone means files directly in it.
        let inside = Glob(plain: start + "/**")
        if isFolder { return [Glob(plain: start + "/**/*")] }
        return isAnchored && name.hasSuffix("/*") ? [Glob(plain: start)] : [Glob(plain: start), inside]
    }
}
