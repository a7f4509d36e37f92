internal import Source

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Who knows what is ignored.
package protocol IgnoreRules: Sendable {
    /// Called when a name is first met that a rule may mean, and once on a walk; the answer is for paths from the team's folder.
    func open() -> (_ path: String, _ isFolder: Bool) -> Bool
}

/// Tells quickly which names no ignore rule can mean, so that git is only asked about the others: asking it costs more than a small lint.
///
/// Of each pattern the last part is looked at alone, and what is hard in it is taken for anything. A path is ignored when a pattern means it
/// or a folder it is in; then the last part of the pattern fits the name of one of these, and that name is not passed here.
struct IgnoreHints {
    private var endings: [[UInt8]] = []
    private var meansAnything = false

    /// Those of all ignore files that hold in a folder, without the ones in it and below.
    ///
    /// - Parameter folder: absolute. Outside a repository nothing is ignored: nil.
    init?(above folder: String) {
        guard let top = Self.repository(around: folder) else { return nil }
        for file in Self.filesForAll(top) { add(file: file) }
        var here = top
        for part in folder.dropFirst(top.count).split(separator: "/") {
            add(file: here + "/.gitignore")
            here += "/" + part
        }
    }

    mutating func add(file path: String) {
        guard let bytes = try? Files.read(path, limit: 1 << 20) else {
            // An ignore file that is there and can't be read is git's to judge.
            if Files.kind(path) != nil { meansAnything = true }
            return
        }
        for line in bytes.split(whereSeparator: { $0 == Byte.lineFeed || $0 == Byte.carriageReturn }) { add(line) }
    }

    private mutating func add(_ line: ArraySlice<UInt8>) {
        // What is taken back by `!` was ignored by another line.
        guard line.first != 0x23, line.first != 0x21 else { return }
        let rule = line[line.trimmed(line.startIndex..<line.endIndex)]
        guard var ending = rule.split(separator: 0x2F).last else { return }
        if let hard = ending.firstIndex(where: { $0 == 0x5B || $0 == 0x5C }) { ending = ending[..<hard] + [0x2A] }
        if ending.allSatisfy({ $0 == 0x2A }) { meansAnything = true }
        endings.append(ending.map(Byte.lower))
    }

    func mayMean(_ name: String) -> Bool {
        if meansAnything { return true }
        guard !endings.isEmpty else { return false }
        let name = name.utf8.map(Byte.lower)
        return name.withUnsafeBufferPointer { name in
            endings.contains { ending in
                // Most rules end in letters that the name does not end in.
                if let last = ending.last, last != 0x2A, last != 0x3F, last != name.last { return false }
                return Glob.match(segment: ending, name)
            }
        }
    }

    // MARK: where ignore files are

    private static func repository(around folder: String) -> String? {
        var folder = folder
        while Files.kind(folder + "/.git") == nil {
            guard folder != "/", let slash = folder.lastIndex(of: "/") else { return nil }
            folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
        }
        return folder
    }

    /// Beside those in the work tree: `info/exclude` of the repository, and what the user leaves out everywhere.
    private static func filesForAll(_ top: String) -> [String] {
        let common = commonFolder(top + "/.git")
        var files = [common + "/info/exclude"]
        let home = Environment.value("HOME") ?? ""
        let settings = Environment.value("XDG_CONFIG_HOME").flatMap { $0.isEmpty ? nil : $0 } ?? home + "/.config"
        files.append(settings + "/git/ignore")
        for config in [common + "/config", home + "/.gitconfig", settings + "/git/config", "/etc/gitconfig"] {
            files += excludesFiles(config, home: home)
        }
        return files
    }

    /// A linked work tree or a submodule has a file `.git` that names its folder, which may name the one that all work trees share.
    private static func commonFolder(_ path: String) -> String {
        guard Files.kind(path) == .file else { return path }
        let own = pointer(path, after: "gitdir:", from: path.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }) ?? path
        return pointer(own + "/commondir", after: "", from: own) ?? own
    }

    private static func pointer(_ file: String, after word: String, from folder: String) -> String? {
        guard let bytes = try? Files.read(file, limit: 1 << 16), case let text = String(decoding: bytes, as: UTF8.self),
            text.hasPrefix(word)
        else { return nil }
        let path = text.dropFirst(word.count).trimmed
        return path.hasPrefix("/") ? path : folder + "/" + path
    }

    /// `excludesFile = ~/.gitignore`
    private static func excludesFiles(_ config: String, home: String) -> [String] {
        guard let bytes = try? Files.read(config, limit: 1 << 20) else { return [] }
        return bytes.split(whereSeparator: { $0 == Byte.lineFeed }).compactMap { line in
            let text = String(decoding: line, as: UTF8.self)
            guard let equals = text.firstIndex(of: "="), text[..<equals].trimmed.lowercased().hasSuffix("excludesfile") else { return nil }
            let path = text[text.index(after: equals)...].trimmed.split(separator: "\"").joined()
            return path.hasPrefix("~/") ? home + path.dropFirst(1) : path
        }
    }
}

/// The process's environment, which nobody changes.
enum Environment {
    static func value(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
