/// The entry for the pre-commit program, which builds an environment of its own: nobody has to install anything.
struct PreCommitEntry {
    static let path = InitPath(.tree, ".pre-commit-config.yaml")

    var standing: Standing
    /// The repository shows no sign of pre-commit, but somebody asks for it.
    var isWanted: Bool
    /// `--config` for a config that is not at the repository's top; empty otherwise.
    var config: String

    var outcome: InitStep.Outcome {
        switch standing {
        case .nothing:
            guard isWanted else { return .notNeeded }
            return .write(InitChange(path: Self.path, kind: .create, text: "repos:\n" + lines(indent: 2)))
        case .other(let what): return .paste(why: "it is left alone: \(what)", lines: "repos:\n" + lines(indent: 2))
        case .file(let bytes, _):
            let text = String(decoding: bytes, as: UTF8.self)
            if text.contains("handoff-lint") || text.contains("handoff lint") { return .there("runs handoff already") }
            guard let added = AddedYAML(itemOf: "repos", in: bytes, lines) else {
                return .paste(why: "it can't be added to without changing other lines; add this below “repos:”", lines: lines(indent: 2))
            }
            return .write(InitChange(path: Self.path, kind: .insert(into: bytes, at: added.offset), text: added.text))
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
