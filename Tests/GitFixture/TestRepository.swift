package import Foundation

/// A real repository of its own for one test, made with the git command; removed with the value.
///
/// Nothing of the machine's git shows through: no config, no templates, fixed people; each commit is a minute younger than the last.
package final class TestRepository: @unchecked Sendable {
    /// Everything of this test: the repository, clones, work trees.
    package let folder: URL
    package let url: URL
    private var commits = 0

    /// 2027-01-01T00:00:00Z
    package static let start = 1_798_761_600

    /// - Parameter name: of its folder inside the test's own.
    package init(_ files: [String: String] = [:], name: String = "repo", options: [String] = []) throws {
        let temporary = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
        folder = temporary.appending(path: "handoff-git-\(UUID().uuidString)")
        url = folder.appending(path: name)
        try FileManager.default.createDirectory(at: folder.appending(path: "home"), withIntermediateDirectories: true)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        try git(["init", "-q", "-b", "main", "--template="] + options)
        for (path, text) in files { try write(path, text) }
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    package struct Failure: Error, CustomStringConvertible {
        package var description: String
    }

    /// What git and the program see besides their arguments.
    package var environment: [String: String] {
        let time = "\(Self.start + commits * 60) +0000"
        return [
            "HOME": folder.appending(path: "home").path, "XDG_CONFIG_HOME": folder.appending(path: "home/.config").path,
            "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C",
            "GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "ada@acme.example", "GIT_AUTHOR_DATE": time,
            "GIT_COMMITTER_NAME": "Ben", "GIT_COMMITTER_EMAIL": "ben@acme.example", "GIT_COMMITTER_DATE": time,
        ]
    }

    /// Runs git in the repository, or in another folder of the test; its standard output without the last line end.
    @discardableResult
    package func git(_ arguments: [String], in folder: URL? = nil, input: Data = Data()) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["git", "-c", "protocol.file.allow=always", "-c", "gc.auto=0"] + arguments
        process.currentDirectoryURL = folder ?? url
        let inherited = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("GIT_") }
        process.environment = inherited.merging(environment) { $1 }
        let (inputPipe, output, error) = (Pipe(), Pipe(), Pipe())
        process.standardInput = inputPipe
        process.standardOutput = output
        process.standardError = error
        try process.run()
        let reading = DispatchGroup()
        nonisolated(unsafe) var complaint = Data()
        DispatchQueue.global().async(group: reading) { complaint = error.fileHandleForReading.readDataToEndOfFile() }
        DispatchQueue.global().async(group: reading) {
            try? inputPipe.fileHandleForWriting.write(contentsOf: input)
            try? inputPipe.fileHandleForWriting.close()
        }
        let data = output.fileHandleForReading.readDataToEndOfFile()
        reading.wait()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(description: "git \(arguments.joined(separator: " ")): \(String(decoding: complaint, as: UTF8.self))")
        }
        let text = String(decoding: data, as: UTF8.self)
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }

    @discardableResult
    package func git(_ arguments: String..., in folder: URL? = nil) throws -> String { try git(arguments, in: folder) }

    package func write(_ path: String, _ text: String) throws { try write(path, Data(text.utf8)) }

    package func write(_ path: String, _ data: Data) throws {
        let file = url.appending(path: path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: file)
    }

    package func remove(_ path: String) throws { try FileManager.default.removeItem(at: url.appending(path: path)) }

    package func link(_ path: String, to target: String) throws {
        let file = url.appending(path: path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: file.path, withDestinationPath: target)
    }

    package func stage(_ paths: String...) throws { try git(["add", "-A", "--"] + (paths.isEmpty ? ["."] : paths)) }

    /// Commits everything in the work tree; the commit's id.
    @discardableResult
    package func commit(_ message: String = "work", files: [String: String] = [:]) throws -> String {
        for (path, text) in files { try write(path, text) }
        try stage()
        return try commitStaged(message)
    }

    /// Commits the index; the commit's id.
    @discardableResult
    package func commitStaged(_ message: String = "work") throws -> String {
        commits += 1
        try git("commit", "-q", "--allow-empty", "--no-verify", "-m", message)
        return try git("rev-parse", "HEAD")
    }

    /// A clone beside it.
    package func clone(_ name: String, _ options: String...) throws -> URL {
        let target = folder.appending(path: name)
        try git(["clone", "-q", "--template="] + options + ["file://\(url.path)", target.path])
        return target
    }
}
