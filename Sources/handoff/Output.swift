internal import ArgumentParser

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never

    /// NO_COLOR beats CLICOLOR_FORCE beats what the terminal can do (no-color.org).
    var isOn: Bool {
        switch self {
        case .always: return true
        case .never: return false
        case .auto:
            if Console.environment("NO_COLOR")?.isEmpty == false { return false }
            if let force = Console.environment("CLICOLOR_FORCE"), force != "0" { return true }
            return Console.outputIsTerminal && Console.environment("TERM") != "dumb"
        }
    }
}

/// What a command can write, by the names that `--format` knows.
protocol OutputFormat: RawRepresentable<String>, CaseIterable, Sendable, Equatable {
    static var text: Self { get }
}

extension OutputFormat {
    static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }

    static var help: ArgumentHelp {
        ArgumentHelp("\(names). With =FILE it goes into a file. May be repeated.", valueName: "format[=file]")
    }
}

/// `--format json=findings.json`: one report and where it goes.
struct Output<Format: OutputFormat> {
    var format: Format
    var target: OutputFile

    static func parse(_ options: [String]) throws -> [Output] {
        let outputs = try options.map { option in
            let parts = option.split(separator: "=", maxSplits: 1).map(String.init)
            guard let format = parts.first.flatMap(Format.init) else {
                throw RunFailure("--format \(option): there is no such format. It can be: \(Format.names).")
            }
            if parts.count == 1, option.hasSuffix("=") { throw RunFailure("--format \(option): the file's name is missing.") }
            return Output(format: format, target: OutputFile(file: parts.count > 1 ? parts[1] : nil))
        }
        if outputs.count(where: { $0.target.file == nil }) > 1 {
            throw RunFailure("Only one format can go to standard output; give the others a file, as in --format json=findings.json.")
        }
        let files = outputs.compactMap(\.target.file)
        if let twice = files.first(where: { file in files.count { $0 == file } > 1 }) {
            throw RunFailure("Only one format can go to \(twice); give each a file of its own.")
        }
        return outputs.isEmpty ? [Output(format: .text, target: OutputFile(file: nil))] : outputs
    }
}

/// Where a report goes.
struct OutputFile {
    /// Nil for standard output.
    var file: String?

    /// Collects pieces and writes them in large blocks. A file is replaced only when all of it has been written.
    func write(_ body: (([UInt8]) throws -> Void) throws -> Void) throws {
        var buffer: [UInt8] = []
        var descriptor = STDOUT_FILENO
        let temporary = file.map { "\($0).\(getpid()).part" }
        if let temporary {
            descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
            guard descriptor >= 0 else { throw Console.WriteProblem.failed("\(file ?? ""): \(WriteWords.sentence())") }
        }
        defer { if descriptor != STDOUT_FILENO { close(descriptor) } }
        do {
            try body { piece in
                buffer += piece
                if buffer.count > 1 << 16 {
                    try Console.write(buffer, to: descriptor)
                    buffer.removeAll(keepingCapacity: true)
                }
            }
            try Console.write(buffer, to: descriptor)
            if let temporary, let file, rename(temporary, file) != 0 {
                throw Console.WriteProblem.failed("\(file): \(WriteWords.sentence())")
            }
        } catch {
            if let temporary { unlink(temporary) }
            throw error
        }
    }

    /// Adds to the end of a file that belongs to somebody else.
    static func append(_ bytes: [UInt8], to file: String) throws {
        let descriptor = open(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Console.WriteProblem.failed("\(file): \(WriteWords.sentence())") }
        defer { close(descriptor) }
        try Console.write(bytes, to: descriptor)
    }

    /// Whoever closed the pipe has seen enough; the exit code stays what it is.
    static func taking(_ body: () throws -> Void) throws {
        do {
            try body()
        } catch let problem as Console.WriteProblem {
            if case .failed(let why) = problem { throw RunFailure(output: why) }
        }
    }
}
