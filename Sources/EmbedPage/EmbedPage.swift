import Foundation
import PackagePlugin

/// Turns the style sheet and the script of the report's page into Swift, so that the binary keeps them when it is moved away.
@main
struct EmbedPage: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let work = context.pluginWorkDirectoryURL
        let output = work.appending(path: "EmbeddedPage.swift")
        // As in EmbedRules: an input that is rewritten each time makes the tool run in every build.
        let always = work.appending(path: "always")
        if !FileManager.default.fileExists(atPath: always.path) { try Data().write(to: always) }
        return [
            .buildCommand(
                displayName: "Embedding the report's page",
                executable: try context.tool(named: "embed-rules").url,
                arguments: [
                    "--page", context.package.directoryURL.appending(path: "Sources/Report/Page").path, output.path, always.path,
                ],
                inputFiles: [always],
                outputFiles: [output])
        ]
    }
}
