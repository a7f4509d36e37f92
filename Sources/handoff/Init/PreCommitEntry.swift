/// The entry for the pre-commit program, which builds an environment of its own: nobody has to install anything.
struct PreCommitEntry {
    static let path = InitPath(.tree, ".pre-commit-config.yaml")

    var standing: Standing
    /// The repository shows no sign of pre-commit, but somebody asks for it.
    var isWanted: Bool
    /// `--config` for a config that is not at the repository's top; empty otherwise.
    var config: String

    var outcome: InitStep.Outcome {
        .adding(to: Self.path, standing, isWanted: isWanted, whole: "repos:\n" + lines(indent: 2)) { bytes in
            AddedYAML(itemOf: "repos", in: bytes, lines).map(InitStep.Addition.possible)
                ?? .impossible(where: "below “repos:”", lines: lines(indent: 2))
        }
    }

    private func lines(indent: Int) -> String {
        // pre-commit itself puts away what is not staged, so that the files are what is about to be committed.
        let lines = """
            - repo: local
              hooks:
                - id: handoff
                  name: handoff briefs
                  entry: handoff lint\(config)
                  language: python
                  additional_dependencies: ["handoff-lint==\(Version.text)"]
                  types: [markdown]
                  require_serial: true
            """
        return lines.split(separator: "\n").map { String(repeating: " ", count: indent) + $0 + "\n" }.joined()
    }
}
