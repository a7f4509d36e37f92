internal import Workspace

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// A file that was not there before: nothing is ever written over.
enum FreshFile {
    enum Problem: Error {
        case isThere
        /// Why, as the end of a sentence.
        case failed(String)
    }

    /// Makes the folders that are not there yet, then the file.
    ///
    /// - Parameter isExecutable: whether it may be run.
    /// - Returns: the folders that were made, the outermost first.
    @discardableResult
    static func write(_ bytes: [UInt8], to absolute: String, isExecutable: Bool = false) throws(Problem) -> [String] {
        let folders = try makeFolders(absolute)
        // Not even a link that leads nowhere is written through.
        let descriptor = open(absolute, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, isExecutable ? 0o755 : 0o644)
        guard descriptor >= 0 else {
            if errno == EEXIST { throw .isThere }
            throw .failed(WriteWords.sentence())
        }
        defer { close(descriptor) }
        do throws(Console.WriteProblem) {
            try Console.write(bytes, to: descriptor)
        } catch {
            unlink(absolute)
            guard case .failed(let why) = error else { throw .failed("it could not be written to the end") }
            throw .failed(why)
        }
        return folders
    }

    /// Puts new bytes in a file's place, all of them or none; who may read or run it stays as it is.
    ///
    /// - Parameter mayNot: asked when the new file is complete; why not, as the end of a sentence.
    static func replace(
        _ absolute: String, with bytes: [UInt8], mode: mode_t, unless mayNot: () -> String? = { nil }
    ) throws(Problem) {
        let temporary = "\(absolute).\(getpid()).part"
        do throws(Problem) {
            try write(bytes, to: temporary)
        } catch {
            guard case .isThere = error else { throw error }
            throw .failed("\(temporary) is in the way, left by a run that was cut short; delete it")
        }
        func giveUp(_ why: String) -> Problem {
            unlink(temporary)
            return .failed(why)
        }
        guard chmod(temporary, mode & 0o7777) == 0 else { throw giveUp(WriteWords.sentence()) }
        if let why = mayNot() { throw giveUp(why) }
        guard rename(temporary, absolute) == 0 else { throw giveUp(WriteWords.sentence()) }
    }

    private static func makeFolders(_ absolute: String) throws(Problem) -> [String] {
        var made: [String] = []
        var folder = ""
        for part in absolute.split(separator: "/").dropLast() {
            folder += "/" + part
            if Files.kind(folder) == .folder { continue }
            guard mkdir(folder, 0o777) == 0 else {
                if errno == EEXIST, Files.kind(folder) == .folder { continue }
                throw .failed("the folder \(folder) can't be made: \(WriteWords.sentence())")
            }
            made.append(folder)
        }
        return made
    }
}
