import Foundation

/// The built program, run as a user would.
enum Program {
    struct Result {
        var output: String
        var error: String
        var code: Int32
    }

    static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized

    /// Beside the test bundle.
    static let binary: URL = Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }.map { $0.deletingLastPathComponent() }
        .map { $0.appending(path: "handoff") } ?? URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "handoff")

    /// - Parameter folder: where it runs; nobody changes the test process's own folder.
    static func run(
        _ arguments: [String], in folder: URL, input: Data = Data(), environment: [String: String] = [:]
    ) throws -> Result {
        let process = Process()
        process.executableURL = binary
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
        reading.wait()
        process.waitUntilExit()
        return Result(output: String(decoding: output, as: UTF8.self), error: String(decoding: error, as: UTF8.self), code: process.terminationStatus)
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

    deinit { try? FileManager.default.removeItem(at: url) }
}
