import Foundation
import Testing

/// Which briefs a shell offers behind an act.
@Suite struct CompletionTests {
    static func team(_ more: [String: String] = [:]) throws -> Scratch {
        var files = ["handoff.yml": "briefs: [{files: \"briefs/*.md\", handoff: crm}]\n", "notes.md": "status: ready\n"]
        for stage in ["draft", "ready", "needs info", "returned", "accepted", "delivered", "cancelled"] {
            files["briefs/\(stage.split(separator: " ").joined(separator: "-")).md"] = "---\nstatus: \(stage)\n---\n"
        }
        files["briefs/unsaid.md"] = "# Leads\n"
        return try Scratch(files.merging(more) { $1 })
    }

    /// What bash offers for the last of these words, by the script it loads; each a line of its own.
    static func bash(_ words: [String], in folder: URL) throws -> [String] {
        let result = try Program.shell(
            """
            set -u; mkdir -p ../bin-$$; trap 'rm -rf ../bin-$$' EXIT; ln -s "$HANDOFF" ../bin-$$/handoff; PATH=$PWD/../bin-$$:$PATH
            eval "$(handoff --generate-completion-script bash)"
            COMP_WORDS=(\(words.map { "'\($0)'" }.joined(separator: " "))); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMPREPLY=()
            COMP_LINE="${COMP_WORDS[*]}"; COMP_POINT=${#COMP_LINE}
            _handoff handoff "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
            printf '%s\\n' ${COMPREPLY[@]+"${COMPREPLY[@]}"}
            """, in: folder)
        #expect(result.code == 0 && result.error == "", "\(result.error)")
        return result.output.split(separator: "\n").map(String.init)
    }

    @Test(
        "each act, the briefs that it can be done to",
        arguments: [
            ("accept", ["ready", "unsaid"]), ("deliver", ["accepted"]), ("send", ["draft", "needs-info", "returned"]),
            ("return", ["accepted", "delivered", "needs-info", "ready", "unsaid"]),
            ("ask", ["accepted", "delivered", "needs-info", "ready", "unsaid"]),
        ])
    func stages(_ act: String, _ names: [String]) throws {
        let team = try Self.team()
        #expect(try Self.bash(["handoff", act, "b"], in: team.url) == names.map { "briefs/\($0).md" })
        #expect(
            try Self.bash(["handoff", act, ""], in: team.url.appending(path: "briefs")).filter { $0.hasPrefix("../briefs") }
                == names.map { "../briefs/\($0).md" })
    }

    @Test func theBeginningOfAName() throws {
        let team = try Self.team()
        #expect(try Self.bash(["handoff", "send", "briefs/re"], in: team.url) == ["briefs/returned.md"])
        #expect(try Self.bash(["handoff", "send", "briefs/x"], in: team.url) == [])
    }

    @Test func hostileNamesAreNames() throws {
        let names = [
            "with space.md", "$(touch injected).md", "`touch injected`.md", "it's.md", "\"q\".md", "a;b&c|d.md", "*.md", "{a,b}.md",
            "back\\slash.md",
            "$HOME.md", "~root.md", "a:b.md", "é😀.md", "new\nline.md", "tab\there.md", "esc\u{1B}[31m.md", "!x.md",
        ]
        let team = try Scratch(["handoff.yml": "briefs: [{files: \"briefs/*.md\", handoff: crm}]\n"])
        for name in names { try team.write("briefs/\(name)", "---\nstatus: ready\n---\n") }
        let offered = try Self.bash(["handoff", "accept", ""], in: team.url).filter { $0.hasPrefix("briefs/") }
        let lines = names.filter { name in !name.unicodeScalars.contains { $0.value < 0x20 } }
        #expect(Set(offered) == Set(lines.map { "briefs/\($0)" }) && offered.count == lines.count)
        let left = try FileManager.default.contentsOfDirectory(atPath: team.url.path)
        #expect(!left.contains("injected"))
        // What another shell's script is given: for zsh a colon begins a description, and a backslash keeps what follows.
        let arguments = ["---completion", "accept", "--", "positional@0", "2", "0", "handoff", "accept", ""]
        let zsh = try Program.run(arguments, in: team.url, environment: ["SAP_SHELL": "zsh"]).output.split(separator: "\n")
        #expect(zsh.contains("briefs/a\\:b.md") && zsh.contains("briefs/back\\\\slash.md") && zsh.contains("briefs/with space.md"))
        let fish = try Program.run(arguments, in: team.url, environment: ["SAP_SHELL": "fish"]).output.split(separator: "\n")
        #expect(Set(fish.map(String.init)) == Set(lines.map { "briefs/\($0)" }))
    }

    @Test func aTeamWithMistakesIsOfferedNothing() throws {
        let team = try Self.team(["handoff.yml": "briefs: [\n"])
        #expect(try Self.bash(["handoff", "accept", "b"], in: team.url) == [])
        let silent = try Self.team(["handoff.yml": "briefs: [{files: \"briefs/*.md\", handoff: crm}]\nlifecycle: none\n"])
        #expect(try Self.bash(["handoff", "accept", "b"], in: silent.url) == [])
    }

    @Test("each shell's script asks for them", arguments: ["bash", "zsh", "fish"])
    func scripts(_ shell: String) throws {
        let script = try Program.run(["--generate-completion-script", shell], in: Program.root)
        #expect(script.code == 0)
        for act in ["send", "ask", "return", "accept", "deliver"] {
            #expect(script.output.contains("---completion \(act) -- positional@0"), "\(act)")
        }
    }
}
