/// A CODEOWNERS file: receivers approve the briefs that are handed to them.
///
/// There the last pattern that matches wins, in a config the first; so entries stand in reverse. GitHub and GitLab know neither braces nor
/// a way to write every character; what can't be written, and whom nobody knows, is said in a comment.
package struct MapCodeowners: Sendable {
    package struct Entry: Sendable {
        /// As the config has it.
        package var files: String
        /// One for each alternative in braces, from the repository's top.
        package var patterns: [String]
        /// The handoff's name; nil where each brief says for itself.
        package var handoff: String?
        package var receiver: String?
        /// Handles or addresses, as `people.yml` has them.
        package var accounts: [String]

        package init(files: String, patterns: [String], handoff: String?, receiver: String?, accounts: [String]) {
            (self.files, self.patterns, self.handoff, self.receiver) = (files, patterns, handoff, receiver)
            self.accounts = accounts
        }
    }

    package init() {}

    /// - Parameter entries: in the config's order.
    package func text(_ entries: [Entry]) -> String {
        var lines = ["# Receivers approve the briefs that are handed to them. Written by: handoff map --format codeowners"]
        if entries.isEmpty { lines.append("# handoff.yml names no briefs, so there is nothing to approve by folder.") }
        var hasOwners = false
        for entry in entries.reversed() {
            let owners = entry.accounts.compactMap(Self.owner)
            lines.append("")
            lines.append("# " + Self.reason(entry, isKnown: !owners.isEmpty).printable)
            for pattern in entry.patterns {
                guard let written = Self.pattern(pattern) else {
                    lines.append("# " + "Not written, no CODEOWNERS file can say it: \(pattern)".printable)
                    continue
                }
                // Without owners it only takes from this entry's briefs what a wider pattern above gave them.
                if !owners.isEmpty || hasOwners { lines.append(([written] + owners).joined(separator: " ")) }
            }
            hasOwners = hasOwners || !owners.isEmpty
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func reason(_ entry: Entry, isKnown: Bool) -> String {
        guard let handoff = entry.handoff else { return "\(entry.files): each brief says for itself which handoff it is; nobody is asked." }
        guard let receiver = entry.receiver else { return "\(handoff): the contract doesn’t say who receives; nobody is asked." }
        if isKnown { return "\(handoff), received by \(receiver)" }
        return "\(handoff): people.yml has no handle for \(receiver); nobody is asked."
    }

    /// From the top; nil for what GitHub or GitLab read otherwise than we do.
    static func pattern(_ path: String) -> String? {
        guard !path.isEmpty, path == path.printable,
            !path.unicodeScalars.contains(where: { "[]\\#!\u{85}\u{A0}".unicodeScalars.contains($0) })
        else {
            return nil
        }
        return "/" + path.replacing(" ", with: "\\ ")
    }

    /// `@dana`, `@acme/analytics` or an address; nil for what is none of them.
    static func owner(_ account: String) -> String? {
        func isName(_ text: Substring) -> Bool {
            !text.isEmpty
                && text.utf8.allSatisfy {
                    ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || (0x30...0x39).contains($0) || "-_.".utf8.contains($0)
                }
        }
        let parts = account.split(separator: "@", omittingEmptySubsequences: false)
        if parts.count == 2, !parts[0].isEmpty {
            return isName(parts[0].replacing("+", with: "-")[...]) && isName(parts[1]) && parts[1].contains(".") ? account : nil
        }
        guard parts.count == 1 || (parts.count == 2 && parts[0].isEmpty), let name = parts.last else { return nil }
        let names = name.split(separator: "/", omittingEmptySubsequences: false)
        return names.count <= 10 && names.allSatisfy(isName) ? "@\(name)" : nil
    }
}
