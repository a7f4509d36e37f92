internal import Source

/// The handoff map as a table for a terminal.
package struct MapText: Sendable {
    /// Characters of a cell; what is longer is cut.
    private static let widest = 40

    package var style: Style

    package init(style: Style = Style(isOn: false)) {
        self.style = style
    }

    package func text(_ map: HandoffMap) -> String {
        let header = ["Handoff", "From", "To", "Carries", "When something is missing", "Briefs"]
        let rows = map.handoffs.map { handoff in
            [
                handoff.id, handoff.from ?? HandoffMap.unnamed, handoff.to ?? HandoffMap.unnamed, String(handoff.required.count),
                handoff.boundary ?? "not said", String(handoff.briefs),
            ].map(Self.cell)
        }
        let widths = header.indices.map { column in ([header] + rows).map { $0[column].count }.max() ?? 0 }
        func line(_ cells: [String]) -> String {
            let padded = zip(cells, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }.joined(separator: "  ")
            return padded.trimmingEnd
        }
        let lines = [style.bold(line(header))] + rows.map(line)
        let briefs = map.handoffs.reduce(0) { $0 + $1.briefs }
        let used = map.handoffs.count { $0.briefs > 0 }
        let summary = "\(map.handoffs.count.of("handoff", "handoffs")), \(used) in use by \(briefs.of("brief", "briefs"))"
        return lines.joined(separator: "\n") + "\n\n\(summary)\n"
    }

    private static func cell(_ text: String) -> String {
        let text = text.printable
        return text.count > widest ? text.prefix(widest - 1) + "…" : text
    }
}

extension String {
    fileprivate var trimmingEnd: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
