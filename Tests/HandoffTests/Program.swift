import Foundation
import Testing

/// The built program, run as a user would.
enum Program {
    struct Result {
        var output: String
        var error: String
        var code: Int32
        /// Exactly as written.
        var outputBytes: Data
        var errorBytes: Data
    }

    /// Nothing may take as long; whatever does is ended, and its test fails.
    static let patience: TimeInterval = 60

    static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized

    /// Another build than the one beside the test bundle.
    static let namedBinary = ProcessInfo.processInfo.environment["HANDOFF_BINARY"].map { URL(filePath: $0) }

    static let binary: URL =
        namedBinary
        ?? Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }.map { $0.deletingLastPathComponent() }
        .map { $0.appending(path: "handoff") }
        ?? URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "handoff")

    /// - Parameters:
    ///   - folder: where it runs; nobody changes the test process's own folder.
    ///   - executable: another program, to be run under the same guard.
    static func run(
        _ arguments: [String], in folder: URL, input: Data = Data(), environment: [String: String] = [:], executable: URL = binary,
        at location: SourceLocation = #_sourceLocation
    ) throws -> Result {
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.currentDirectoryURL = folder
        var variables = ProcessInfo.processInfo.environment.filter { !["NO_COLOR", "CLICOLOR_FORCE"].contains($0.key) }
        variables.merge(environment) { $1 }
        process.environment = variables
        let (inputPipe, outputPipe, errorPipe) = (Pipe(), Pipe(), Pipe())
        process.standardInput = inputPipe
        process.standardOutput = outputPipe
        process.standardError = errorPipe
        try process.run()
        // Both ends must move at once, or a full pipe stops the program for ever.
        let reading = DispatchGroup()
        nonisolated(unsafe) var output = Data()
        nonisolated(unsafe) var error = Data()
        DispatchQueue.global().async(group: reading) { output = outputPipe.fileHandleForReading.readDataToEndOfFile() }
        DispatchQueue.global().async(group: reading) { error = errorPipe.fileHandleForReading.readDataToEndOfFile() }
        try? inputPipe.fileHandleForWriting.write(contentsOf: input)
        try? inputPipe.fileHandleForWriting.close()
        if reading.wait(timeout: .now() + patience) == .timedOut {
            // A shell's children are in its group and hold the pipes open.
            kill(-process.processIdentifier, SIGKILL)
            kill(process.processIdentifier, SIGKILL)
            Issue.record("did not end within \(Int(patience)) seconds: \(arguments.joined(separator: " "))", sourceLocation: location)
            reading.wait()
        }
        process.waitUntilExit()
        if process.terminationReason == .uncaughtSignal, process.terminationStatus != SIGKILL {
            Issue.record("crashed with signal \(process.terminationStatus): \(arguments.joined(separator: " "))", sourceLocation: location)
        }
        return Result(
            output: String(decoding: output, as: UTF8.self), error: String(decoding: error, as: UTF8.self), code: process.terminationStatus,
            outputBytes: output, errorBytes: error)
    }

    /// A line of shell, for what only a shell can do: closed pipes, redirections, names that are no text. The program is `$HANDOFF`.
    static func shell(_ script: String, in folder: URL, at location: SourceLocation = #_sourceLocation) throws -> Result {
        try run(["-c", script], in: folder, environment: ["HANDOFF": binary.path], executable: URL(filePath: "/bin/bash"), at: location)
    }
}

/// A folder of its own for one test, with files in it; removed with the value.
final class Scratch {
    let url: URL

    init(_ files: [String: String] = [:]) throws {
        url = FileManager.default.temporaryDirectory.appending(path: "handoff-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        for (path, text) in files { try write(path, Data(text.utf8)) }
    }

    func write(_ path: String, _ data: Data) throws {
        let file = url.appending(path: path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: file)
    }

    func write(_ path: String, _ text: String) throws { try write(path, Data(text.utf8)) }

    func link(_ path: String, to target: String) throws {
        let file = url.appending(path: path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: file.path, withDestinationPath: target)
    }

    deinit { try? FileManager.default.removeItem(at: url) }
}
