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
        let whole = lines(stage: nil)
        return .adding(to: Self.path, standing, isWanted: isWanted, whole: whole) { bytes in
            let lines = lines(stage: Self.stage(bytes))
            return AddedYAML(entry: "handoff", lines, in: bytes).map(InitStep.Addition.possible)
                ?? .impossible(where: "at its end", lines: lines)
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
