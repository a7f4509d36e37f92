internal import Brief
internal import Source

/// The comment that a brief keeps when it is sent although something is missing: all rules and the one reason.
struct AllowanceComment {
    /// At least one.
    let rules: [String]
    let reason: String

    /// A comment that several rules share is for people to read: not wider than this, in characters.
    private static let width = 100

    /// Behind the brief's last words.
    func edit(_ brief: Brief) -> Edit {
        let end = LineEnds(bytes: brief.source.bytes).end
        let text = brief.source.bytes.trimmed(0..<brief.source.bytes.count)
        return Edit(at: text.upperBound, "\(end)\(end)" + lines.joined(separator: end))
    }

    var lines: [String] {
        // “--” ends a comment for some readers, and an en dash says the same.
        let because = "because \(reason.replacing("--", with: "–")) -->"
        if rules.count == 1 { return ["<!-- handoff: allow \(rules[0]) \(because)"] }
        var lines = ["<!-- handoff: allow"]
        for (i, rule) in rules.enumerated() {
            let word = rule + (i + 1 < rules.count ? "," : "")
            let isFull = lines.count == 1 || lines[lines.count - 1].count + word.count + 1 > Self.width
            if isFull { lines.append("  \(word)") } else { lines[lines.count - 1] += " \(word)" }
        }
        return lines + [because]
    }
}
