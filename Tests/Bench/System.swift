#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

struct Failure: Error {
    var message: String

    init(_ message: String) { self.message = message }

    /// The reason the C library gave for its last failure.
    static func last(_ what: String) -> Failure { Failure("\(what): \(String(cString: strerror(errno)))") }
}

/// Seconds on a clock that nobody sets.
func now() -> Double { seconds(CLOCK_MONOTONIC) }

/// Seconds of processor time, user and system, of this process.
func processorTime() -> Double { seconds(CLOCK_PROCESS_CPUTIME_ID) }

private func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// What one run of another program took.
struct Run {
    var wall: Double
    /// User and system.
    var cpu: Double
    /// Bytes.
    var peak: Double
    /// The exit code, or 128 and the signal that ended it.
    var code: Int
    /// Standard output, when it was asked for.
    var output: [UInt8] = []

    /// `posix_spawn` and `wait4`, because only `wait4` tells what exactly this child used.
    ///
    /// - Parameter input: a file for standard input.
    static func program(_ path: String, _ arguments: [String], in folder: String, input: String? = nil, keepOutput: Bool = false) throws
        -> Run
    {
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
        #else
            var actions = posix_spawn_file_actions_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        var pipe: [CInt] = [-1, -1]
        if keepOutput {
            guard Self.pipe(&pipe) == 0 else { throw Failure.last("pipe") }
            posix_spawn_file_actions_adddup2(&actions, pipe[1], 1)
            posix_spawn_file_actions_addclose(&actions, pipe[0])
        } else {
            posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        }
        posix_spawn_file_actions_addopen(&actions, 0, input ?? "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        // The C library's own action for this is hidden from Swift, and this program has one thread.
        guard chdir(folder) == 0 else { throw Failure.last(folder) }

        let words = ([path] + arguments).map { strdup($0) } + [nil]
        let environment: [UnsafeMutablePointer<CChar>?] =
            ["PATH", "HOME", "TMPDIR"].compactMap { (name: String) in getenv(name).map { strdup("\(name)=\(String(cString: $0))") } } + [
                nil
            ]
        defer { for word in words + environment { free(word) } }
        var child = pid_t()
        let start = now()
        let error = posix_spawn(&child, path, &actions, nil, words, environment)
        if keepOutput { close(pipe[1]) }
        guard error == 0 else { throw Failure("\(path): \(String(cString: strerror(error)))") }
        var output: [UInt8] = []
        if keepOutput {
            output = readAll(pipe[0])
            close(pipe[0])
        }
        var status: CInt = 0
        var usage = rusage()
        while wait4(child, &status, 0, &usage) < 0 { if errno != EINTR { throw Failure.last("wait4") } }
        let wall = now() - start

        let cpu = [usage.ru_utime, usage.ru_stime].reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
        // Kilobytes on Linux, bytes on macOS.
        #if canImport(Darwin)
            let peak = Double(usage.ru_maxrss)
        #else
            let peak = Double(usage.ru_maxrss) * 1024
        #endif
        let signal = status & 0x7F
        return Run(wall: wall, cpu: cpu, peak: peak, code: Int(signal == 0 ? (status >> 8) & 0xFF : 128 + signal), output: output)
    }

    private static func pipe(_ ends: inout [CInt]) -> CInt {
        #if canImport(Darwin)
            Darwin.pipe(&ends)
        #else
            Glibc.pipe(&ends)
        #endif
    }
}

private func readAll(_ descriptor: CInt) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
        let count = read(descriptor, &buffer, buffer.count)
        if count <= 0 { return bytes }
        bytes.append(contentsOf: buffer[..<count])
    }
}

enum Disk {
    static func read(_ path: String) throws -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure.last(path) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Failure.last(path) }
        let size = Int(status.st_size)
        return try [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
            while filled < size {
                #if canImport(Darwin)
                    let count = Darwin.read(descriptor, buffer.baseAddress! + filled, size - filled)
                #else
                    let count = Glibc.read(descriptor, buffer.baseAddress! + filled, size - filled)
                #endif
                if count < 0 { throw Failure.last(path) }
                if count == 0 { break }
                filled += count
            }
        }
    }

    static func write(_ text: String, to path: String) throws {
        guard let file = fopen(path, "wb") else { throw Failure.last(path) }
        var text = text
        let written = text.withUTF8 { fwrite($0.baseAddress, 1, $0.count, file) }
        guard fclose(file) == 0, written == text.utf8.count else { throw Failure.last(path) }
    }

    /// Makes a folder and those above it.
    static func makeFolder(_ path: String) throws {
        if mkdir(path, 0o777) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex else { throw Failure.last(path) }
        try makeFolder(String(path[..<slash]))
        try makeFolder(path)
    }

    static func temporaryFolder() throws -> String {
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        let template = strdup("\(parent)/handoff-bench-XXXXXX")
        defer { free(template) }
        guard let template, mkdtemp(template) != nil else { throw Failure.last(parent) }
        return String(cString: template)
    }

    /// The files of a folder and of the folders in it, in no order: the walk that every linter has to do.
    static func files(under folder: String) throws -> [String] {
        guard let stream = opendir(folder) else { throw Failure.last(folder) }
        defer { closedir(stream) }
        var files: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: $0.pointee)) { String(cString: $0) }
            }
            if name == "." || name == ".." { continue }
            if Int(entry.pointee.d_type) == Int(DT_DIR) {
                files += try Self.files(under: folder + "/" + name)
            } else {
                files.append(folder + "/" + name)
            }
        }
        return files
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    static func absolute(_ path: String) throws -> String {
        guard let real = realpath(path, nil) else { throw Failure.last(path) }
        defer { free(real) }
        return String(cString: real)
    }

    /// Where a shell would find a program.
    static func program(_ name: String) -> String? {
        let folders = getenv("PATH").map { String(cString: $0).split(separator: ":").map(String.init) } ?? []
        return folders.map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
    }

    /// Whether the file is a program of this system rather than a script that starts one.
    static func isNative(_ path: String) -> Bool {
        guard access(path, X_OK) == 0, let file = fopen(path, "rb") else { return false }
        defer { fclose(file) }
        var magic = [UInt8](repeating: 0, count: 4)
        guard fread(&magic, 1, 4, file) == 4 else { return false }
        return [[0x7F, 0x45, 0x4C, 0x46], [0xCF, 0xFA, 0xED, 0xFE], [0xCA, 0xFE, 0xBA, 0xBE]].contains(magic)
    }

    static func remove(_ folder: String) {
        _ = try? Run.program("/bin/rm", ["-rf", folder], in: "/")
    }
}
