/// The handoff map in Graphviz's language. Handoffs that no brief uses are dashed.
package struct MapDOT: Sendable {
    package init() {}

    package func text(_ map: HandoffMap) -> String {
        var lines = ["digraph handoffs {", "    charset=\"UTF-8\"; rankdir=LR;", "    node [shape=box];"]
        for (i, team) in map.teams.enumerated() { lines.append("    team\(i) [label=\(Self.quoted(team))];") }
        for edge in map.edges {
            let label = "\(Self.quoted(edge.handoff.title + ": " + edge.handoff.counts))"
            let style = edge.handoff.briefs > 0 ? "solid" : "dashed"
            lines.append("    team\(edge.from) -> team\(edge.to) [label=\(label), style=\(style)];")
        }
        return lines.joined(separator: "\n") + "\n}\n"
    }

    /// Escape sequences such as `\N` and entities such as `&lt;` mean something in a label; here nothing does.
    static func quoted(_ text: String) -> String {
        var out = ""
        for scalar in text.printable.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "&": out += "&amp;"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return "\"\(out)\""
    }
}
