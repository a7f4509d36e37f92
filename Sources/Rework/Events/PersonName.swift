internal import Source

/// A person as briefs, trailers and commits name them: `Dana`, `Dana Okafor`, `@dana`, `Dana Okafor <dana@acme.example>`, or the address.
package struct PersonName {
    private var names: [[String]] = []
    private var addresses: Set<String> = []

    package init(_ text: String) {
        var name = ""
        for piece in Self.pieces(text) {
            if piece.utf8.dropFirst().contains(UInt8(ascii: "@")) {
                addresses.insert(piece.lowercased().trimmingMarks)
            } else {
                name += " " + piece
            }
        }
        add(name: name)
    }

    init(_ person: History.Person) {
        add(name: person.name)
        addresses = [person.email.lowercased()]
    }

    private mutating func add(name: String) {
        let words = Self.words(name.lowercased())
        if !words.isEmpty { names.append(words) }
    }

    // Every acceptance of a history is compared with three names or four. Most are plain ASCII, where bytes tell what characters would.

    private static func pieces(_ text: String) -> [String] {
        guard text.isASCII else {
            return text.split { $0.isWhitespace || $0 == "<" || $0 == ">" || $0 == "(" || $0 == ")" }.map(String.init)
        }
        return text.utf8.split { Byte.isWhite($0) || $0 == 0x3C || $0 == 0x3E || $0 == 0x28 || $0 == 0x29 }.map { String(Substring($0)) }
    }

    private static func words(_ name: String) -> [String] {
        guard name.isASCII else { return name.split { !$0.isLetter && !$0.isNumber }.map(String.init) }
        return name.utf8.split { !Byte.isLetter($0) && !Byte.isDigit($0) }.map { String(Substring($0)) }
    }

    /// “Dana” and “Dana Okafor” are one person, as are a handle and the address it begins.
    package func matches(_ other: PersonName) -> Bool {
        if !addresses.isDisjoint(with: other.addresses) { return true }
        if names.contains(where: { a in other.names.contains { Self.agree(a, $0) } }) { return true }
        return isHandle(of: other) || other.isHandle(of: self)
    }

    func matches(_ person: History.Person) -> Bool { matches(PersonName(person)) }

    private static func agree(_ a: [String], _ b: [String]) -> Bool {
        let (short, long) = a.count <= b.count ? (a, b) : (b, a)
        return short.allSatisfy(long.contains)
    }

    /// `dana` is who writes from `dana@…`.
    private func isHandle(of other: PersonName) -> Bool {
        names.contains { words in
            words.count == 1 && other.addresses.contains { $0.prefix { $0 != "@" } == words[0] }
        }
    }
}
