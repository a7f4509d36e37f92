import Foundation
import PackagePlugin

/// Turns rules/*.yml, rules/data/*.yml and rules/languages/*.yml into Swift, so that the binary keeps its contracts when it is moved away from the build folder.
@main
struct EmbedRules: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let work = context.pluginWorkDirectoryURL
        let output = work.appending(path: "EmbeddedRules.swift")
        // SwiftPM plans once and then reuses the plan, so a list of inputs made here would miss the edits of a file that came later.
        // `embed-rules` rewrites this input each time it runs: that makes it run in every build. It takes milliseconds, and it touches
        // its output only when rules/ really changed, so nothing is compiled for it.
        let always = work.appending(path: "always")
        if !FileManager.default.fileExists(atPath: always.path) { try Data().write(to: always) }
        return [
            .buildCommand(
                displayName: "Embedding rules/",
                executable: try context.tool(named: "embed-rules").url,
                arguments: [context.package.directoryURL.appending(path: "rules").path, output.path, always.path],
                inputFiles: [always],
                outputFiles: [output])
        ]
    }
}
