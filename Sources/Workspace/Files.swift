#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Why a file can't be read, in a sentence's words.
package enum FileProblem: Error, Sendable, Hashable {
    case missing
    case folder
    case brokenLink
    case linkCircle
    case notAFile(String)
    case notAllowed
    case tooLarge(bytes: Int)
    case notUTF8
    case other(String)

    package var sentence: String {
        switch self {
        case .missing: "there is no such file or folder"
        case .folder: "this is a folder, not a file"
        case .brokenLink: "this link leads nowhere"
        case .linkCircle: "these links lead in a circle"
        case .notAFile(let kind): "this is \(kind), not a text file"
        case .notAllowed: "you have no permission to read this"
        case .tooLarge(let bytes): "this file has \(bytes) bytes, which is too large to read"
        case .notUTF8: "its name is no UTF-8; rename it"
        case .other(let text): text
        }
    }
}

/// Reading files and folders without ever waiting on a pipe or a device.
package enum Files {
    package enum Kind: Sendable {
        case file, folder, other
    }

    /// The whole of a regular file of at most `limit` bytes.
    package static func read(_ path: String, limit: Int) throws(FileProblem) -> [UInt8] {
        try read(path) { size throws(FileProblem) in
            guard size <= limit else { throw .tooLarge(bytes: size) }
            return size
        }
    }

    /// The first bytes of a regular file of any size.
    package static func read(_ path: String, first count: Int) throws(FileProblem) -> [UInt8] {
        try read(path) { size throws(FileProblem) in min(size, count) }
    }

    /// - Parameter wanted: how many bytes are read of a file that has as many as it is given.
    private static func read(_ path: String, wanted: (Int) throws(FileProblem) -> Int) throws(FileProblem) -> [UInt8] {
        // Without O_NONBLOCK a FIFO would wait for its writer for ever.
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw problem(path) }
        defer { close(descriptor) }
        var info = stat()
        guard fstat(descriptor, &info) == 0 else { throw problem(path) }
        guard info.st_mode & S_IFMT == S_IFREG else { throw notAFile(info.st_mode) }
        let size = try wanted(Int(info.st_size))
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                #if canImport(Glibc)
                    let got = Glibc.read(descriptor, buffer.baseAddress! + count, size - count)
                #else
                    let got = Darwin.read(descriptor, buffer.baseAddress! + count, size - count)
                #endif
                if got < 0, errno == EINTR { continue }
                failed = got < 0
                if got <= 0 { break }
                count += got
            }
        }
        if failed { throw problem(path) }
        return bytes
    }

    /// Follows links. Nil when there is nothing.
    package static func kind(_ path: String) -> Kind? {
        var info = stat()
        guard stat(path, &info) == 0 else { return nil }
        switch info.st_mode & S_IFMT {
        case S_IFREG: return .file
        case S_IFDIR: return .folder
        default: return .other
        }
    }

    package static func isLink(_ path: String) -> Bool {
        var info = stat()
        return lstat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFLNK
    }

    /// The path with all links followed; nil when it leads nowhere.
    package static func real(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }

    package static var currentFolder: String { real(".") ?? "/" }

    /// Why the last call on a path failed.
    package static func problem(_ path: String) -> FileProblem {
        switch errno {
        case ENOENT, ENOTDIR: isLink(path) ? .brokenLink : .missing
        case ELOOP: .linkCircle
        case EACCES, EPERM: .notAllowed
        case ENXIO: .notAFile("a socket")
        case EISDIR: .folder
        default: .other(String(cString: strerror(errno)))
        }
    }

    /// What stands at a path instead of a file or a folder; links are followed, nothing is opened.
    package static func notAFile(_ path: String) -> FileProblem {
        var info = stat()
        return stat(path, &info) == 0 ? notAFile(info.st_mode) : problem(path)
    }

    private static func notAFile(_ mode: mode_t) -> FileProblem {
        switch mode & S_IFMT {
        case S_IFDIR: .folder
        case S_IFIFO: .notAFile("a pipe")
        case S_IFSOCK: .notAFile("a socket")
        default: .notAFile("a device")
        }
    }

    /// An entry of a folder. The name is nil when it is no UTF-8.
    package struct Entry: Sendable {
        package enum Kind: Sendable { case file, folder, link, other }
        package var name: String?
        package var shown: String
        package var kind: Kind
    }

    /// What is in a folder, in no order.
    package static func entries(_ folder: String) throws(FileProblem) -> [Entry] {
        guard let directory = opendir(folder) else { throw problem(folder) }
        defer { closedir(directory) }
        var found: [Entry] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 1) { (String(validatingCString: $0), String(cString: $0)) }
            }
            if name.1 == "." || name.1 == ".." { continue }
            let kind: Entry.Kind
            switch Int32(entry.pointee.d_type) {
            case Int32(DT_REG): kind = .file
            case Int32(DT_DIR): kind = .folder
            case Int32(DT_LNK): kind = .link
            case Int32(DT_UNKNOWN):
                // Some file systems don't say.
                let path = folder + "/" + name.1
                kind = isLink(path) ? .link : Files.kind(path).map { $0 == .folder ? .folder : $0 == .file ? .file : .other } ?? .other
            default: kind = .other
            }
            found.append(Entry(name: name.0, shown: name.1, kind: kind))
        }
        return found
    }
}
