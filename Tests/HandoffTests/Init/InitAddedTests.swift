import Foundation
import GitFixture
import Testing

extension InitTests {
    /// Lines in files that are there: no other line changes, and another reader agrees; else the lines are shown.
    @Suite struct Added {
        struct Case: Sendable, CustomTestStringConvertible {
            var path: String
            var text: String
            /// What comes right before the new lines; nil where they are only shown.
            var behind: String?

            var testDescription: String { "\(path): \(text)" }
        }

        static let preCommit = ".pre-commit-config.yaml"
        static let gitLab = ".gitlab-ci.yml"

        static let cases = [
            Case(path: preCommit, text: "repos:\n- repo: a\n  rev: b\n  hooks: []\n", behind: "  hooks: []\n"),
            Case(path: preCommit, text: "repos:\n  -   repo: a\n      hooks: []", behind: "hooks: []\n"),
            Case(path: preCommit, text: "repos:\n  - repo: a\n    hooks:\n      - id: x\n\n# end\n", behind: "# end\n"),
            Case(path: preCommit, text: "repos:\n- repo: a\n\n# about\nfail_fast: true\n", behind: "- repo: a\n"),
            Case(path: preCommit, text: "# c\r\nrepos:\r\n- repo: a\r\nexclude: x\r\n", behind: "- repo: a\r\n"),
            Case(path: preCommit, text: "exclude: |\n  repos:\n   - x\nrepos:\n    - repo: local # ours\n", behind: "# ours\n"),
            Case(path: preCommit, text: "repos: []\n"),
            Case(path: preCommit, text: "repos: [{repo: a, hooks: []}]\n"),
            Case(path: preCommit, text: "repos:\n"),
            Case(path: preCommit, text: "default_stages: [pre-commit]\n"),
            Case(path: preCommit, text: "repos: {\n"),
            Case(path: preCommit, text: ""),
            Case(path: preCommit, text: "{repos: [\n  {repo: a}\n]}\n"),
            Case(path: preCommit, text: "repos:\n- repo: a\n---\nrepos:\n- repo: b\n"),
            Case(path: preCommit, text: "repos:\n- repo: a\n...\n"),
            Case(path: preCommit, text: "repos:\n- repo: a\n- &x\n  repo: b\n- *x\n", behind: "- *x\n"),
            Case(path: gitLab, text: "build:\n  script: [make]\n", behind: "  script: [make]\n\n"),
            Case(path: gitLab, text: "stages: [build, test]\nbuild: {script: make}", behind: "{script: make}\n\n"),
            Case(path: gitLab, text: "include: a.yml\r\n", behind: "a.yml\r\n\r\n"),
            Case(path: gitLab, text: "build:\n  script: |\n    make\n\n\n", behind: "make\n\n\n\n"),
            Case(path: gitLab, text: "handoff:\n  script: [ours]\n"),
            Case(path: gitLab, text: "{build: {script: make}}\n"),
            Case(path: gitLab, text: "spec: {inputs: {}}\n---\nbuild: {script: make}\n"),
            Case(path: gitLab, text: "build: {script: make}\n...\n"),
            Case(path: gitLab, text: "build:\n  script: |+\n    make\n"),
            Case(path: preCommit, text: "repos:\n- repo: a\n  args: |+\n    x\n\n", behind: "    x\n\n"),
            Case(path: preCommit, text: "repos:\n- repo: a\n  args: |+\n    x\n\n# c\nexclude: y\n", behind: nil),
            Case(path: gitLab, text: "a: &a {x: 1}\nb: *a\n", behind: "*a\n\n"),
        ]

        /// Prints the names of the first file's top, the number of the second's `repos`, and whether all else is the same.
        static let reader = """
            import sys, yaml
            old, new = (yaml.safe_load(open(path, encoding="utf-8", newline="")) for path in sys.argv[1:3])
            for key in new:
                if key in old and old[key] != new[key]:
                    assert key == "repos" and new[key][:-1] == old[key], key
                elif key not in old:
                    assert key == "handoff", key
            assert set(old) <= set(new)
            print(len(new), len(new.get("repos", [])))
            """

        @Test("what is there stays, line for line", arguments: cases)
        func added(_ given: Case) throws {
            let team = try TestRepository([given.path: given.text])
            let result = try team.initialise("--yes", "--with", "gitlab", "--without", "config", "--without", "example")
            #expect(result.code == 0, "\(result.error)")
            let text = try String(decoding: Data(contentsOf: team.url.appending(path: given.path)), as: UTF8.self)
            guard let behind = given.behind else {
                #expect(text.utf8.elementsEqual(given.text.utf8))
                #expect(result.output.contains("can't be added to without changing other lines"), "\(result.output)")
                #expect(result.output.contains("handoff-lint=="))
                return
            }
            let new = Array(text.utf8)
            let old = Array(given.text.utf8)
            let start = new.indices.first { $0 >= old.count || new[$0] != old[$0] } ?? 0
            #expect((0...start).contains { new.starts(with: old[..<$0]) && new.reversed().starts(with: old[$0...].reversed()) })
            #expect(String(decoding: new, as: UTF8.self).replacing("\r\n", with: "⏎\n").contains(behind.replacing("\r\n", with: "⏎\n")))
            if given.text.contains("\r\n") { #expect(!text.replacing("\r\n", with: "").contains("\n")) }
            try team.write("before.yml", given.text)
            let read = try Program.run(
                ["-c", Self.reader, "before.yml", given.path], in: team.url, executable: URL(filePath: "/usr/bin/python3"))
            #expect(read.code == 0, "\(read.error)")
        }

        @Test(
            "a job goes into a stage that there is",
            arguments: [
                ("stages: [build, deploy]\nx: {stage: build, script: y}\n", "  stage: build\n"),
                ("stages: [\"no: 1\"]\nx: {stage: \"no: 1\", script: y}\n", "  stage: \"no: 1\"\n"),
                ("stages: [build, test]\nx: {script: y}\n", ""), ("x: {script: y}\n", ""),
            ])
        func stages(text: String, line: String) throws {
            let team = try TestRepository([".gitlab-ci.yml": text])
            try team.initialise("--yes")
            #expect(try team.text(".gitlab-ci.yml").contains("\nhandoff:\n\(line)  image: python:3.12\n"))
        }

        /// What colleagues' machines run, run here: the steps' own lines, with the program where pip would put it.
        @Test func theServersLinesWork() throws {
            let team = try GitTeam.make(["briefs/a.md": Kickoff.ready])
            try team.initialise("--yes", "--with", "github", "--with", "gitlab")
            try team.commit("init")
            let base = try team.git("rev-parse", "HEAD")
            try team.git("update-ref", "refs/remotes/origin/main", base)
            try team.git("checkout", "-q", "-b", "change")
            try team.commit(
                "weaker rules", files: ["briefs/a.md": Kickoff.empty, "handoff.yml": Kickoff.config + "severity: {\"*\": off}\n"])
            let lines = """
                import sys, yaml
                text = open(sys.argv[1], encoding="utf-8").read()
                data = yaml.safe_load(text)
                print(data["jobs"]["briefs"]["steps"][2]["run"] if "jobs" in data else data["handoff"]["script"][1])
                """
            let bin = team.folder.appending(path: "handoff/bin")
            try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
            try FileManager.default.createSymbolicLink(at: bin.appending(path: "handoff"), withDestinationURL: Program.binary)
            let environment = team.environment.merging([
                "RUNNER_TEMP": team.folder.path, "BASE": "main", "CI_MERGE_REQUEST_DIFF_BASE_SHA": base,
                "PATH": "\(bin.path):/usr/bin:/bin", "GITHUB_STEP_SUMMARY": team.folder.appending(path: "summary.md").path,
            ]) { $1 }
            for (path, says) in [(".github/workflows/handoff.yml", "::error file=briefs/a.md"), (".gitlab-ci.yml", "Goal is missing")] {
                let script = try Program.run(["-c", lines, path], in: team.url, executable: URL(filePath: "/usr/bin/python3")).output
                let run = try Program.run(
                    ["-e", "-c", script], in: team.url, environment: environment, executable: URL(filePath: "/bin/bash"))
                #expect(run.code == 1, "\(script)\(run.error)")
                #expect(run.output.contains(says), "\(run.output)")
            }
            #expect(try String(contentsOf: team.folder.appending(path: "summary.md"), encoding: .utf8).contains("briefs/a.md"))
            #expect(team.exists("handoff.json"))
        }
    }
}
