/// A person as briefs, trailers and commits name them: `Dana`, `Dana Okafor`, `@dana`, `Dana Okafor <dana@acme.example>`, or the address.
package struct PersonName {
    private var names: [[String]] = []
    private var addresses: Set<String> = []

    package init(_ text: String) {
        var name = ""
        for piece in text.split(whereSeparator: { $0.isWhitespace || $0 == "<" || $0 == ">" || $0 == "(" || $0 == ")" }) {
            if piece.dropFirst().contains("@") {
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
        let words = name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
        if !words.isEmpty { names.append(words) }
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
