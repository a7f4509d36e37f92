import Foundation
import GitFixture
import Testing

/// `init`: what it finds, writes, keeps and takes back.
@Suite struct InitTests {}

extension TestRepository {
    /// Runs `init` here, or in a folder of the test.
    @discardableResult
    func initialise(
        _ arguments: String..., folder: String = "", in other: URL? = nil, environment: [String: String] = [:],
        at location: SourceLocation = #_sourceLocation
    ) throws -> Program.Result {
        let start = other ?? (folder.isEmpty ? url : url.appending(path: folder))
        let result = try Program.run(
            ["init"] + arguments, in: start, environment: self.environment.merging(environment) { $1 }, at: location)
        Program.expectForTerminals(result, at: location)
        return result
    }

    /// Commits what is staged, hooks and all.
    func commitWithHooks(in other: URL? = nil, environment: [String: String] = [:]) throws -> Program.Result {
        try Program.run(
            ["git", "commit", "-q", "-m", "work"], in: other ?? url, environment: self.environment.merging(environment) { $1 },
            executable: URL(filePath: "/usr/bin/env"))
    }

    /// Everything people see, and the hooks: by path, what is in it and whether it may be run.
    func state(in other: URL? = nil) throws -> [String: String] {
        let root = other ?? url
        var state: [String: String] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: root.path) {
            guard !path.hasPrefix(".git/") || path.hasPrefix(".git/hooks/") || path.hasPrefix(".git/handoff"), path != ".git" else {
                continue
            }
            let file = root.appending(path: path)
            let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
            switch attributes[.type] as? FileAttributeType {
            case .typeDirectory?: state[path] = "folder"
            case .typeSymbolicLink?: state[path] = "→ \(try FileManager.default.destinationOfSymbolicLink(atPath: file.path))"
            default:
                let mode = String((attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0, radix: 8)
                state[path] = "\(mode) \(try Data(contentsOf: file).base64EncodedString())"
            }
        }
        return state
    }

    func text(_ path: String, in other: URL? = nil) throws -> String {
        try String(contentsOf: (other ?? url).appending(path: path), encoding: .utf8)
    }

    func exists(_ path: String, in other: URL? = nil) -> Bool {
        FileManager.default.fileExists(atPath: (other ?? url).appending(path: path).path)
    }

    /// Writes a file that may be run.
    func script(_ path: String, _ text: String) throws {
        try write(path, text)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: url.appending(path: path).path)
    }
}

/// Briefs as marketers leave them lying about: nothing says which handoff they are.
enum PlainBriefs {
    static let analytics = """
        # Spring webinar

        **Owner:** Dana Okafor
        **Receiver:** Mira Kowalska

        ## UTM parameters
        | utm_source | utm_medium | utm_campaign |
        | --- | --- | --- |
        | linkedin | paid-social | spring-webinar |

        ## Conversion events
        - `generate_lead`: the form on /webinar is sent

        """

    static let design = """
        # Trade fair poster

        ## Message hierarchy
        1. We plan routes in minutes
        2. Free for ten lorries

        ## Required sections
        - Headline, body, legal line

        ## Formats
        - A1 poster, PDF

        """

    static let note = "# Lunch\n\nFriday: soup.\n"
}
