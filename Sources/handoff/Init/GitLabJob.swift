internal import Source
internal import YAML

/// The check of merge requests on GitLab.
struct GitLabJob {
    static let path = InitPath(.tree, ".gitlab-ci.yml")

    var standing: Standing
    /// A remote on GitLab, or somebody who asks for it.
    var isWanted: Bool
    /// `--config` for a config that is not at the repository's top; empty otherwise.
    var config: String

    var outcome: InitStep.Outcome {
        switch standing {
        case .nothing:
            guard isWanted else { return .notNeeded }
            return .write(InitChange(path: Self.path, kind: .create, text: lines(stage: nil)))
        case .other(let what): return .paste(why: "it is left alone: \(what)", lines: lines(stage: nil))
        case .file(let bytes, _):
            let text = String(decoding: bytes, as: UTF8.self)
            if text.contains("handoff-lint") || text.contains("handoff lint") { return .there("runs handoff already") }
            let lines = lines(stage: Self.stage(bytes))
            guard let added = AddedYAML(entry: "handoff", lines, in: bytes) else {
                return .paste(why: "it can't be added to without changing other lines; add this at its end", lines: lines)
            }
            return .write(InitChange(path: Self.path, kind: .insert(into: bytes, at: added.offset), text: added.text))
        }
    }

    /// A job is in the stage `test` unless it says another; where there is none, it goes into the first one.
    private static func stage(_ bytes: [UInt8]) -> String? {
        let document = try? YAMLDocument(SourceText(path: "", bytes: bytes))
        guard let stages = document?.root?["stages"]?.items?.compactMap(\.text), !stages.contains("test") else { return nil }
        return stages.first
    }

    /// What a merge request is compared with is a commit id, so that no name of a branch reaches the shell.
    private func lines(stage: String?) -> String {
        """
        # Checks the briefs that a merge request changes, by the rules from before it. Written by “handoff init”.
        handoff:
        \(stage.map { "  stage: \($0.yamlValue)\n" } ?? "")  image: python:3.12
          rules:
            - if: $CI_PIPELINE_SOURCE == "merge_request_event"
          variables:
            GIT_DEPTH: "0" # all of the history, to compare with
          script:
            - pip install --quiet "handoff-lint==\(Version.text)"
            - >-
              handoff lint --since "$CI_MERGE_REQUEST_DIFF_BASE_SHA" --rules-from "$CI_MERGE_REQUEST_DIFF_BASE_SHA"
              --format text --format gitlab=handoff.json\(config)
          artifacts:
            when: always
            reports:
              codequality: handoff.json

        """
    }
}
