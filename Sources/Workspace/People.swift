package import Contract
package import Source
internal import YAML

/// `people.yml`: names, handles, roles, and teams with their members.
package struct People: Sendable {
    /// Names and handles of people.
    package private(set) var people: [String] = []
    /// Names and handles of teams.
    package private(set) var teams: [String] = []
    /// Names, handles and addresses of the members, by each name and handle of their team.
    package private(set) var members: [String: [String]] = [:]

    /// All names, handles and addresses of each person.
    private var persons: [[String]] = []
    /// Handles, else addresses, of everyone who goes by a name, a handle or a role, in lower case.
    private var accounts: [String: [String]] = [:]

    /// The name of who has a handle, by the handle in lower case.
    private var names: [String: String] = [:]

    package init() {}

    /// The vocabularies `people` and `teams`, which contracts may ask.
    package var vocabulary: [String: Vocabulary] { ["people": Vocabulary(people), "teams": Vocabulary(teams)] }

    /// Handles or addresses by which a team or people of this name, handle or role can be asked, as written; of a team without any, its
    /// members'. Empty where nobody is known.
    package func accounts(of name: String) -> [String] {
        if let own = accounts[name.lowercased()] { return own }
        let team = teams.first { $0.lowercased() == name.lowercased() }
        var seen: Set<String> = []
        return (team.flatMap { members[$0] } ?? []).flatMap { accounts[$0.lowercased()] ?? [] }.filter { seen.insert($0).inserted }
    }

    /// The name of the person with this handle; nil where nobody has it. Names and roles are no handles.
    package func name(ofHandle handle: String) -> String? { names[Self.bare(handle)] }

    /// Whether a person with this handle goes by a name or a role, or is in a team of this name or handle.
    package func isOne(handle: String, of name: String) -> Bool {
        let (handle, name) = (Self.bare(handle), Self.bare(name))
        guard names[handle] != nil else { return false }
        if accounts.contains(where: { Self.bare($0.key) == name && $0.value.contains { Self.bare($0) == handle } }) { return true }
        return members.contains { Self.bare($0.key) == name && $0.value.contains { Self.bare($0) == handle } }
    }

    private static func bare(_ name: String) -> String { String(name.lowercased().drop { $0 == "@" }) }

    package static func read(_ source: SourceText) -> (people: People, problems: [LoadProblem]) {
        let reader = NodeReader(source)
        var result = People()
        guard let root = reader.root("it lists people: and teams:") else { return (result, reader.problems) }
        let known = reader.entries(root, of: "people.yml", known: ["people", "teams"])
        for (key, names) in [("people", ["name", "handle", "role", "email"]), ("teams", ["name", "handle", "members"])] {
            guard let node = known[key]?.value, !node.isNull else { continue }
            guard let items = node.items else {
                reader.report("\(key) needs a list.", node.range)
                continue
            }
            for item in items {
                let found: [String]
                var address: String?
                var members: [String] = []
                var (handle, role): (String?, String?)
                if let name = item.text {
                    found = [name]
                } else {
                    let entries = reader.entries(item, of: "An entry of \(key)", known: names)
                    found = ["name", "handle"].compactMap { reader.text(entries[$0]?.value, $0) }
                    handle = entries["handle"]?.value.text
                    role = entries["role"]?.value.text
                    address = reader.text(entries["email"]?.value, "email")
                    members = reader.texts(entries["members"]?.value, "members") ?? []
                }
                if let account = handle ?? address {
                    for name in Set((found + [role].compactMap(\.self)).map { $0.lowercased() }) {
                        result.accounts[name, default: []].append(account)
                    }
                }
                if key == "people" {
                    result.people += found
                    if let handle { result.names[bare(handle)] = found.first ?? handle }
                    result.persons.append(found + (address.map { [$0] } ?? []))
                } else {
                    result.teams += found
                    for name in found { result.members[name, default: []] += members }
                }
            }
        }
        // A team may name its members by handle or by name; both are they.
        result.members = result.members.mapValues { names in
            names
                + result.persons.filter { person in person.contains { names.contains($0) } }.flatMap(\.self).filter { !names.contains($0) }
        }
        return (result, reader.problems)
    }
}
