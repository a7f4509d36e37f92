import Foundation
import GitFixture
import Testing

extension InitTests {
    /// `--undo`: exactly what was written, where it is as it was written.
    @Suite struct Undo {
        static let files = [
            "briefs/a.md": PlainBriefs.analytics, "briefs/b.md": PlainBriefs.analytics, ".gitlab-ci.yml": "stages: [build] # ours\n",
            ".pre-commit-config.yaml": "repos:\n- repo: local\n  hooks: []", ".github/CODEOWNERS": "* @acme\n",
        ]

        @Test func everythingIsAsItWas() throws {
            let team = try TestRepository(Self.files)
            try team.script(".git/hooks/pre-commit", "#!/bin/sh\ntrue")
            let state = try team.state()
            let result = try team.initialise("--yes", "--with", "hook", "--with", "gitlab")
            #expect(result.output.contains("7 files written."), "\(result.output)")
            #expect(try team.state().count > state.count)
            let undo = try team.initialise("--undo", "--yes")
            #expect(undo.code == 0)
            #expect(undo.output.hasSuffix("Taken back.\n"))
            #expect(try team.state() == state)
            let again = try team.initialise("--undo", "--yes")
            #expect(again.code == 0)
            #expect(again.output == "There is nothing to take back: init wrote nothing here, or it is gone already.\n")
        }

        @Test func whatWasEditedSinceStaysAndIsNamed() throws {
            let team = try TestRepository(Self.files)
            try team.initialise("--yes", "--with", "hook", "--with", "gitlab")
            for path in ["handoff.yml", ".github/workflows/handoff.yml", "briefs/example.md"] {
                try team.write(path, try team.text(path) + "# mine\n")
            }
            // Beside the lines, not in them; and in them.
            try team.write(".pre-commit-config.yaml", "# mine\n" + team.text(".pre-commit-config.yaml"))
            try team.write(".gitlab-ci.yml", team.text(".gitlab-ci.yml").replacing("python:3.12", with: "python:3.13"))
            let state = try team.state()
            let undo = try team.initialise("--undo", "--yes")
            #expect(undo.code == 0)
            for line in [
                "  handoff.yml stays, as it was edited since.", "  .github/workflows/handoff.yml stays, as it was edited since.",
                "  briefs/example.md stays, as it was edited since.", "  .gitlab-ci.yml stays, as the lines in it were edited since.",
                "  take the lines out of  .pre-commit-config.yaml", "  delete    .git/hooks/pre-commit",
            ] {
                #expect(undo.output.contains("\(line)\n"), "\(line): \(undo.output)")
            }
            #expect(try team.text(".pre-commit-config.yaml") == "# mine\n" + Self.files[".pre-commit-config.yaml"]!)
            for path in ["handoff.yml", ".github/workflows/handoff.yml", "briefs/example.md", ".gitlab-ci.yml"] {
                #expect(try team.state()[path] == state[path])
            }
            let again = try team.initialise("--undo", "--yes")
            #expect(again.output.hasSuffix("Nothing was taken back.\n"))
            #expect(again.output.contains("  handoff.yml stays, as it was edited since.\n"))
        }

        @Test func aHookThatWasEditedKeepsWhatItCalls() throws {
            let team = try TestRepository()
            try team.script(".git/hooks/pre-commit", "#!/usr/bin/env python3\n")
            try team.initialise("--yes")
            try team.script(".git/hooks/pre-commit", try team.text(".git/hooks/pre-commit") + "true\n")
            let undo = try team.initialise("--undo", "--yes")
            #expect(
                undo.output.contains(
                    "  .git/hooks/pre-commit stays, as it was edited since; what was there before is beside it as hooks/pre-commit.before-handoff.\n"
                ))
            #expect(team.exists(".git/hooks/pre-commit.before-handoff"))
        }

        @Test func foldersWithOthersFilesStay() throws {
            let team = try TestRepository()
            try team.initialise("--yes", "--with", "github")
            try team.write(".github/workflows/other.yml", "on: push\n")
            try team.initialise("--undo", "--yes")
            #expect(team.exists(".github/workflows/other.yml"))
            #expect(!team.exists("briefs"))
        }

        @Test func afterACommitItWorksAsWell() throws {
            let team = try TestRepository()
            try team.initialise("--yes")
            try team.commit()
            try team.initialise("--undo", "--yes")
            #expect(try team.git("status", "--short") == " D briefs/campaign-to-analytics/example.md\n D handoff.yml")
        }

        @Test func withoutATerminalItOnlyShows() throws {
            let team = try TestRepository()
            try team.initialise("--yes")
            let state = try team.state()
            let undo = try team.initialise("--undo")
            #expect(undo.code == 0)
            #expect(undo.output.hasPrefix("To be taken back:\n\n  delete    handoff.yml\n"))
            #expect(undo.output.hasSuffix("Nothing was taken back. To do it: handoff init --undo --yes\n"))
            #expect(try team.state() == state)
        }

        @Test func twoRunsAreTakenBackTogether() throws {
            let team = try TestRepository()
            let state = try team.state()
            try team.initialise("--yes")
            try team.initialise("--yes", "--with", "gitlab", "--with", "example", "--handoff", "crm")
            #expect(team.exists(".gitlab-ci.yml") && team.exists("briefs/crm/example.md"))
            try team.initialise("--undo", "--yes")
            #expect(try team.state() == state)
        }

        @Test(
            "a record that somebody changed takes away nothing else",
            arguments: [
                "- {in: tree, path: \"../other\", kind: file, text: x}\n", "- {in: tree, path: \"/etc/passwd\", kind: file, text: x}\n",
                "- {in: tree, path: a, kind: before, aside: \"../../other\", text: x}\n", "- {in: home, path: a, kind: file, text: x}\n",
                "- {in: tree, path: a, kind: disk, text: x}\n", "{", "x",
            ])
        func damaged(record: String) throws {
            let team = try TestRepository()
            try Data("x".utf8).write(to: team.folder.appending(path: "other"))
            try team.write(".git/handoff/init", record)
            let undo = try team.initialise("--undo", "--yes")
            #expect(undo.code == 2)
            #expect(undo.error.contains(".git/handoff/init, where init keeps what it wrote, is damaged."), "\(undo.error)")
            #expect(FileManager.default.fileExists(atPath: team.folder.appending(path: "other").path))
        }

        @Test func aLinkThatStandsThereNowIsNotFollowed() throws {
            let team = try TestRepository()
            try team.initialise("--yes")
            let outside = try Scratch(["handoff.yml": try team.text("handoff.yml")])
            try team.remove("handoff.yml")
            try team.link("handoff.yml", to: outside.url.appending(path: "handoff.yml").path)
            try team.initialise("--undo", "--yes")
            #expect(FileManager.default.fileExists(atPath: outside.url.appending(path: "handoff.yml").path))
        }
    }
}
