import Foundation
import PackagePlugin

/// Turns what the binary must keep when it is moved away from the build folder into Swift: for the report its page's style sheet and
/// script, for the contracts rules/*.yml, rules/data/*.yml and rules/languages/*.yml.
@main
struct EmbedRules: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let isPage = target.name == "Report"
        let source = context.package.directoryURL.appending(path: isPage ? "Sources/Report/Page" : "rules")
        let work = context.pluginWorkDirectoryURL
        let output = work.appending(path: isPage ? "EmbeddedPage.swift" : "EmbeddedRules.swift")
        // SwiftPM plans once and then reuses the plan, so a list of inputs made here would miss the edits of a file that came later.
        // `embed-rules` rewrites this input each time it runs: that makes it run in every build. It takes milliseconds, and it touches
        // its output only when the files really changed, so nothing is compiled for it.
        let always = work.appending(path: "always")
        if !FileManager.default.fileExists(atPath: always.path) { try Data().write(to: always) }
        return [
            .buildCommand(
                displayName: isPage ? "Embedding the report's page" : "Embedding rules/",
                executable: try context.tool(named: "embed-rules").url,
                arguments: (isPage ? ["--page"] : []) + [source.path, output.path, always.path],
                inputFiles: [always],
                outputFiles: [output])
        ]
    }
}
