/// The handoff map as a Mermaid flowchart, which GitHub, GitLab and Obsidian draw. Handoffs that no brief uses are dashed.
package struct MapMermaid: Sendable {
    package init() {}

    package func text(_ map: HandoffMap) -> String {
        var lines = ["flowchart LR"]
        for (i, team) in map.teams.enumerated() { lines.append("    team\(i)[\(Self.quoted(team))]") }
        for edge in map.edges {
            let arrow = edge.handoff.briefs > 0 ? "-->" : "-.->"
            let label = "\(edge.handoff.title): \(edge.handoff.counts)"
            lines.append("    team\(edge.from) \(arrow)|\(Self.quoted(label))| team\(edge.to)")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// A text in which Mermaid sees neither its own syntax, nor HTML, Markdown or formulas: all but letters, digits, spaces and a few marks
    /// are written by their numbers, `#35;` (Mermaid, flowchart syntax, “Entity codes to escape characters”).
    static func quoted(_ text: String) -> String {
        var out = ""
        for scalar in text.printable.unicodeScalars {
            let isPlain = scalar.value > 0x7F || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            if isPlain || " ,:()?'".unicodeScalars.contains(scalar) {
                out.unicodeScalars.append(scalar)
            } else {
                out += "#\(scalar.value);"
            }
        }
        return "\"\(out.isEmpty ? " " : out)\""
    }
}
