/// The check of pull requests on GitHub.
struct GitHubWorkflow {
    static let path = InitPath(.tree, ".github/workflows/handoff.yml")

    var standing: Standing
    /// A remote on GitHub, a folder `.github`, or somebody who asks for it.
    var isWanted: Bool
    /// `--config` for a config that is not at the repository's top; empty otherwise.
    var config: String

    var outcome: InitStep.Outcome {
        switch standing {
        case .nothing:
            isWanted ? .write(InitChange(path: Self.path, kind: .create, text: text)) : .notNeeded
        case .file: .there("is there already")
        case .other(let what): .paste(why: "it is left alone: \(what)", lines: text)
        }
    }

    /// Reads the repository and nothing more. The only text of strangers in it, the name of the branch, goes through the environment.
    private var text: String {
        """
        # Checks the briefs that a pull request changes, by the rules of the branch it goes to. Written by “handoff init”.
        name: handoff
        on: pull_request
        permissions:
          contents: read
        jobs:
          briefs:
            name: Briefs
            runs-on: ubuntu-24.04
            timeout-minutes: 10
            steps:
              - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0
                with:
                  fetch-depth: 0 # the branch it goes to is compared with
                  persist-credentials: false
              - name: Install handoff
                run: |
                  python3 -m venv "$RUNNER_TEMP/handoff"
                  "$RUNNER_TEMP/handoff/bin/pip" install "handoff-lint==\(Version.text)"
              - name: Check the briefs
                env:
                  BASE: ${{ github.base_ref }}
                run: |
                  "$RUNNER_TEMP/handoff/bin/handoff" lint --since "origin/$BASE" --rules-from "origin/$BASE" --format github\(config)

        """
    }
}
