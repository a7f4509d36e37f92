import Foundation
import GitFixture
import Testing

/// The README shows what the program really prints.
@Suite struct ReadmeTests {
    static let file = Program.root.appending(path: "README.md")

    /// ```` ```console ```` blocks: a command run in fixtures/team, then its output.
    @Test func transcriptsAreFresh() throws {
        let text = try String(contentsOf: Self.file, encoding: .utf8)
        var fresh: [String] = []
        var lines = text.components(separatedBy: "\n")[...]
        var commands = 0
        while let line = lines.popFirst() {
            fresh.append(line)
            guard line == "```console" else { continue }
            let next = lines.popFirst()
            let command = try #require(next)
            try #require(command.hasPrefix("$ handoff "))
            while let old = lines.first, old != "```" { lines.removeFirst() }
            let arguments = command.dropFirst("$ handoff ".count).split(separator: " ").map(String.init)
            // What asks for history has one of its own.
            let history = arguments.first == "rework" ? try ReworkRepository.make("team") : nil
            let result = try Program.run(arguments, in: history?.url ?? Program.root.appending(path: "fixtures/team"))
            var output = result.output + result.error
            while output.hasSuffix("\n") { output.removeLast() }
            fresh.append(command)
            fresh += output.components(separatedBy: "\n")
            commands += 1
        }
        #expect(commands >= 5)
        let wanted = fresh.joined(separator: "\n")
        if wanted != text, ProcessInfo.processInfo.environment["HANDOFF_RECORD"] != nil {
            try wanted.write(to: Self.file, atomically: true, encoding: .utf8)
        }
        #expect(wanted == text, "README.md is stale: HANDOFF_RECORD=1 swift test --filter ReadmeTests writes it anew; read the difference.")
    }
}
