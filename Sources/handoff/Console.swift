internal import Contract
internal import Report

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Standard output and error.
enum Console {
    /// Why output could not be written.
    enum WriteProblem: Error {
        /// Whoever read it has gone: nothing to complain about.
        case closed
        case failed(String)
    }

    /// Writes all bytes.
    static func write(_ bytes: some Collection<UInt8>, to descriptor: Int32 = STDOUT_FILENO) throws(WriteProblem) {
        let bytes = Array(bytes)
        var start = 0
        while start < bytes.count {
            let written = bytes.withUnsafeBytes { buffer in
                #if canImport(Glibc)
                    Glibc.write(descriptor, buffer.baseAddress! + start, bytes.count - start)
                #else
                    Darwin.write(descriptor, buffer.baseAddress! + start, bytes.count - start)
                #endif
            }
            if written < 0 {
                if errno == EINTR { continue }
                throw errno == EPIPE ? .closed : .failed(WriteWords.sentence())
            }
            start += written
        }
    }

    /// Writes a text to standard output. Whoever closed the pipe has seen enough, and the exit code stays what it is.
    ///
    /// - Returns: false after saying why it can't be written.
    static func show(_ text: String) -> Bool {
        do throws(WriteProblem) {
            try write(text.utf8)
        } catch {
            guard case .failed(let why) = error else { return true }
            self.error("handoff: the output can't be written: \(why).")
            return false
        }
        return true
    }

    /// One line to standard error. That it could not be written can't be told to anyone.
    static func error(_ message: String) {
        let text = message.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).printable }.joined(separator: "\n")
        try? write((text.hasSuffix("\n") ? text : text + "\n").utf8, to: STDERR_FILENO)
    }

    /// A closed pipe, and a file that may not grow, must end in an error code of `write`, not in the end of the process.
    static func ignoreSignalsOfWriting() {
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
    }

    static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    /// Somebody sits there who can be asked.
    static var isConversation: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

    /// One line of somebody's answer; nil when they have nothing more to say.
    static func ask(_ question: String) -> String? {
        try? write(question.printable.utf8, to: STDERR_FILENO)
        return readLine()
    }

    static func environment(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }

    /// Everything on standard input, at most `limit` bytes and one more.
    static func readInput(limit: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while bytes.count <= limit {
            #if canImport(Glibc)
                let got = Glibc.read(STDIN_FILENO, &buffer, buffer.count)
            #else
                let got = Darwin.read(STDIN_FILENO, &buffer, buffer.count)
            #endif
            if got < 0, errno == EINTR { continue }
            if got <= 0 { break }
            bytes += buffer[..<got]
        }
        return bytes
    }

    /// Seconds since 1970.
    static var now: Int { Int(time(nil)) }

    /// Today in the machine's time zone.
    static var today: (year: Int, month: Int, day: Int) {
        var now = time(nil)
        var parts = tm()
        localtime_r(&now, &parts)
        return (Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday))
    }
}

/// The run could not do its work: a sentence for standard error, exit code 2.
struct RunFailure: Error, CustomStringConvertible {
    var description: String
    /// Where in config and contracts the mistakes are, when it is these.
    var problems: [LoadProblem] = []
    /// Whether reports could not be written: then there is no use in writing one that says so.
    var isOfOutput = false

    init(_ description: String) {
        self.description = description
    }

    init(_ problems: [LoadProblem]) {
        self.init(problems.map(Team.text).joined(separator: "\n"))
        self.problems = problems
    }

    init(output problem: String) {
        self.init("the output can't be written: \(problem).")
        isOfOutput = true
    }
}
