internal import Contract
internal import Workspace
internal import YAML

/// The config that `init` writes: what the team needs on its first day, and no more.
struct ConfigFile {
    static let about = "what is a brief here, and which handoff holds work up"

    var folders: BriefFolders
    /// The only handoff that holds work up.
    var strict: Contract.Head
    /// All others.
    var others: [Contract.Head]
    /// The file of what is known already; nil where nothing is.
    var baseline: String?

    var text: String {
        """
        # How our briefs are checked. “handoff init” wrote the first version; from here on it is yours.
        # “handoff contracts validate” tells you about a slip of the pen, with its line.

        \(briefs)
        # We begin with one handoff. In the others, missing context is only a warning.
        # When \(strict.id) runs well, take out the line of the next one.
        severity:
        \(others.map { "  \($0.id.yamlValue): warning\n" }.joined())\(known)
        """
    }

    private var known: String {
        guard let baseline else { return "" }
        return """

            # What our older briefs lack is written down here, and holds nothing up. Take out the line to see all of it again.
            baseline: \(baseline.yamlValue)

            """
    }

    private var briefs: String {
        guard !folders.entries.isEmpty else {
            return """
                # Every Markdown file that says at its top which handoff it is gets checked, such as  handoff: \(strict.id)
                # To check a folder whose files don't say it, take away the # from these lines:
                # briefs:
                #   - files: "briefs/**/*.md"
                #     handoff: \(strict.id)

                """
        }
        var text =
            "# These files are briefs. The handoff is for those that don't say it themselves; files elsewhere are not looked at.\nbriefs:\n"
        for entry in entries {
            text += "  - files: \(entry.glob.yamlValue)\n"
            if let handoff = entry.handoff { text += "    handoff: \(handoff.yamlValue)\n" }
        }
        return text + "exclude: [\((["**/README.md"] + folders.exclude).map(\.yamlValue).joined(separator: ", "))]\n"
    }

    /// With a place for new briefs of the strict handoff; in front, as the first that names a file counts.
    private var entries: [BriefFolders.Entry] {
        let hasPlace = folders.entries.contains { ($0.handoff == nil || $0.handoff == strict.id) && $0.glob.hasSuffix("*.md") }
        return (hasPlace ? [] : [BriefFolders.Entry(glob: "briefs/\(strict.id)/**/*.md", handoff: strict.id)]) + folders.entries
    }
}
