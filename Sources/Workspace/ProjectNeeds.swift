internal import Contract
package import Source
internal import YAML

/// What the config says of a project: handoffs that it goes without, and why.
package struct ProjectNeeds: Sendable {
    /// The project that stands for every project.
    package static let everyProject = "*"

    package struct NotNeeded: Sendable {
        /// A part of the work (“vendor”) or a handoff's id.
        package var name: String
        package var reason: String
        /// Of the name.
        package var place: Place
    }

    package var project: String
    package var notNeeded: [NotNeeded]

    /// `projects:` of a config; a reason that nobody wrote is reported.
    static func read(_ node: YAMLNode?, _ reader: NodeReader, _ lines: LineTable) -> [ProjectNeeds] {
        guard let node, !node.isNull else { return [] }
        guard let projects = node.entries else {
            reader.report("projects needs “name: value” lines, not \(node.kindName).", node.range)
            return []
        }
        return projects.map { project in
            let known = reader.entries(project.value, of: "A project", known: ["not-needed"])
            return ProjectNeeds(project: project.key, notNeeded: notNeeded(known["not-needed"]?.value, reader, lines))
        }
    }

    private static func notNeeded(_ node: YAMLNode?, _ reader: NodeReader, _ lines: LineTable) -> [NotNeeded] {
        guard let node, !node.isNull else { return [] }
        guard let entries = node.entries else {
            reader.report("not-needed needs a reason for each handoff, as in  vendor: \"no agency involved\".", node.range)
            return []
        }
        return entries.compactMap { entry in
            guard let reason = entry.value.text?.trimmed, !reason.isEmpty else {
                reader.report(
                    "“\(entry.key)” needs the reason why it is not needed, as in  \(entry.key): \"no agency involved\".", entry.keyRange)
                return nil
            }
            return NotNeeded(name: entry.key, reason: reason, place: lines.place(entry.keyRange))
        }
    }
}
