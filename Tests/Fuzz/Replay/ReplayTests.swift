import FuzzChecks
import Testing

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Inputs that once broke something, and the fixtures that fuzzing starts from.
@Suite struct `Fuzzing's invariants` {
    @Test(arguments: Files.under("fuzz/brief") + Files.under("team", ending: ".md") + Files.under("forms", ending: ".md"))
    func `hold for every brief in fixtures`(file: String) throws {
        #expect(Invariants.brokenByBrief(try Files.read(file)) == nil)
    }

    @Test(arguments: Files.under("fuzz/contract") + Files.under("team", ending: ".yml") + Files.under("../rules", ending: ".yml"))
    func `hold for every contract in fixtures`(file: String) throws {
        #expect(Invariants.brokenByContract(try Files.read(file)) == nil)
    }

    @Test func `hold for bytes that no editor writes`() {
        for bytes: [UInt8] in [[], [0], [0xFF, 0xFE, 0x2D, 0], [0xEF, 0xBB, 0xBF], Array("---\r---\r\n# \u{1B}[31m".utf8) + [0xC3]] {
            #expect(Invariants.brokenByBrief(bytes) == nil)
            #expect(Invariants.brokenByContract(bytes) == nil)
        }
    }
}

private enum Files {
    struct Unreadable: Error { var path: String }

    /// From this file, not from the current directory, which belongs to whoever started the tests.
    static let fixtures = #filePath.split(separator: "/").dropLast(4).reduce("") { $0 + "/" + $1 } + "/fixtures"

    /// Paths from fixtures/ of every file in a folder and the folders in it, sorted. A folder that is not there holds none.
    static func under(_ folder: String, ending: String = "") -> [String] {
        guard let stream = opendir(fixtures + "/" + folder) else { return [] }
        defer { closedir(stream) }
        var files: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: $0.pointee)) { String(cString: $0) }
            }
            if name.hasPrefix(".") { continue }
            let path = folder + "/" + name
            var status = stat()
            guard stat(fixtures + "/" + path, &status) == 0 else { continue }
            if status.st_mode & S_IFMT == S_IFDIR {
                files += under(path, ending: ending)
            } else if status.st_mode & S_IFMT == S_IFREG, name.hasSuffix(ending) {
                files.append(path)
            }
        }
        return files.sorted()
    }

    static func read(_ file: String) throws -> [UInt8] {
        guard let stream = fopen(fixtures + "/" + file, "rb") else { throw Unreadable(path: file) }
        defer { fclose(stream) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&buffer, 1, buffer.count, stream)
            if count == 0 { return bytes }
            bytes.append(contentsOf: buffer[..<count])
        }
    }
}
