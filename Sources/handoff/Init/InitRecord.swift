internal import Contract
internal import Source
internal import Workspace
internal import YAML

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// What `init` wrote, so that `init --undo` takes back exactly that.
///
/// It is a file in git's own folder, with the whole of every text that was written: what can't be mistaken needs no marks in the files
/// themselves, whatever becomes of their contents, and nothing of it reaches colleagues. Only who may write hooks can write it. Outside git
/// there is no such place, and `init` says instead which files are to be deleted.
struct InitRecord {
    struct Entry: Equatable {
        enum Kind: Equatable {
            /// A file with this text and nothing else.
            case file
            /// These lines in somebody's file.
            case lines
            /// A file with this text, in the place of one that is now called otherwise.
            case before(aside: String)
            case folder
        }

        var kind: Kind
        var path: InitPath
        var text: String
    }

    static let path = InitPath(.git, "handoff/init")
    private static let largest = 8 << 20

    var entries: [Entry] = []

    // MARK: reading

    /// Empty where nothing was ever written.
    ///
    /// - Throws: `RunFailure` when the record can't be read.
    init(_ ground: InitGround) throws {
        guard ground.gitFolder != nil else { return }
        let file = ground.absolute(Self.path)
        let bytes: [UInt8]
        do throws(FileProblem) {
            bytes = try Files.read(file, limit: Self.largest)
        } catch {
            if error == .missing { return }
            throw RunFailure("\(file), where init keeps what it wrote, can't be read: \(error.sentence).")
        }
        guard let items = try? YAMLDocument(SourceText(path: file, bytes: bytes)).root?.items, let entries = Self.entries(items) else {
            throw RunFailure(
                "\(file), where init keeps what it wrote, is damaged. Take back by hand what you don't want; then delete this file.")
        }
        self.entries = entries
    }

    private static func entries(_ items: [YAMLNode]) -> [Entry]? {
        let entries = items.map { item -> Entry? in
            guard let base = item["in"]?.text.flatMap(InitPath.Base.init), let path = item["path"]?.text,
                // Nothing outside the two folders is ever taken away.
                RelativePath.normalised(path) == path, let kind = item["kind"]?.text
            else { return nil }
            let text = item["text"]?.text ?? ""
            let place = InitPath(base, path)
            switch kind {
            case "file": return Entry(kind: .file, path: place, text: text)
            case "lines": return Entry(kind: .lines, path: place, text: text)
            case "before":
                guard let aside = item["aside"]?.text, RelativePath.normalised(aside) == aside else { return nil }
                return Entry(kind: .before(aside: aside), path: place, text: text)
            case "folder": return Entry(kind: .folder, path: place, text: "")
            default: return nil
            }
        }
        return entries.contains { $0 == nil } ? nil : entries.compactMap(\.self)
    }

    // MARK: writing

    /// With another entry, which takes the place of an older one for the same file.
    mutating func add(_ entry: Entry) {
        entries.removeAll { $0.path == entry.path && ($0.kind == .folder) == (entry.kind == .folder) }
        entries.append(entry)
    }

    /// Replaces the file in one go; takes it away when there is nothing left to say.
    ///
    /// - Throws: `RunFailure` when it can't be written.
    func write(_ ground: InitGround) throws {
        guard ground.gitFolder != nil else { return }
        let file = ground.absolute(Self.path)
        if entries.isEmpty {
            unlink(file)
            // Other things of ours may be in it; then it stays.
            rmdir(String(file.dropLast("/init".count)))
            return
        }
        let text =
            "# What “handoff init” wrote here; “handoff init --undo” takes back what is unchanged.\n"
            + entries.map(Self.line).joined()
        let folder = String(file.dropLast("/init".count))
        mkdir(folder, 0o777)
        do {
            try OutputFile(file: file).write { write in try write(Array(text.utf8)) }
        } catch {
            guard case .failed(let why)? = error as? Console.WriteProblem else { return }
            throw RunFailure("nothing was written, as it could not be noted for --undo: \(why).")
        }
    }

    private static func line(_ entry: Entry) -> String {
        var fields = [("in", entry.path.base.rawValue), ("path", entry.path.path)]
        switch entry.kind {
        case .file: fields += [("kind", "file"), ("text", entry.text)]
        case .lines: fields += [("kind", "lines"), ("text", entry.text)]
        case .before(let aside): fields += [("kind", "before"), ("aside", aside), ("text", entry.text)]
        case .folder: fields += [("kind", "folder")]
        }
        return "- {\(fields.map { "\($0): \($1.yamlValue)" }.joined(separator: ", "))}\n"
    }
}
