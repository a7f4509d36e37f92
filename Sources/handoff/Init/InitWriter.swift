internal import Report
internal import Source
internal import Workspace

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Writes what was planned. The record is written first, so that whatever happens then can be taken back.
struct InitWriter {
    let ground: InitGround

    /// - Throws: `RunFailure` at the first file that can't be written; those before it are written.
    func write(_ changes: [InitChange]) throws {
        var record = try InitRecord(ground)
        for change in changes {
            for folder in missingFolders(change.path) { record.add(InitRecord.Entry(kind: .folder, path: folder, text: "")) }
            let kind: InitRecord.Entry.Kind
            switch change.kind {
            case .create: kind = .file
            case .insert: kind = .lines
            case .putBefore(let aside): kind = .before(aside: aside)
            }
            record.add(InitRecord.Entry(kind: kind, path: change.path, text: change.text))
        }
        try record.write(ground)
        for (i, change) in changes.enumerated() {
            do throws(FreshFile.Problem) {
                try write(change)
            } catch {
                let why =
                    switch error {
                    case .isThere: "it is there now, and is left as it is"
                    case .failed(let why): why
                    }
                let before =
                    i == 0
                    ? "Nothing was written."
                    : "\(InitPage.number(i, "file")) before it \(i == 1 ? "was" : "were") written; handoff init --undo takes back what was."
                throw RunFailure("\(ground.shown(change.path)) can't be written: \(why). \(before)")
            }
        }
    }

    /// Folders that have to be made, the outermost first. Git's own are nobody's to take away again.
    private func missingFolders(_ path: InitPath) -> [InitPath] {
        guard path.base == .tree else { return [] }
        let parts = path.path.split(separator: "/").dropLast()
        return parts.indices.map { InitPath(.tree, parts[...$0].joined(separator: "/")) }.filter {
            Files.kind(ground.absolute($0)) == nil
        }
    }

    private func write(_ change: InitChange) throws(FreshFile.Problem) {
        let absolute = ground.absolute(change.path)
        let bytes = Array(change.text.utf8)
        switch change.kind {
        case .create: try FreshFile.write(bytes, to: absolute, isExecutable: change.isExecutable)
        case .insert(let old, let offset):
            guard case .file(old, _) = ground.standing(change.path) else { throw .failed("somebody changed it at this moment") }
            try Self.replace(absolute, with: Array(old[..<offset]) + bytes + old[offset...])
        case .putBefore(let aside):
            let kept = ground.absolute(InitPath(change.path.base, aside))
            // The new file is complete before the old one makes room.
            let temporary = "\(absolute).\(getpid()).part"
            try FreshFile.write(bytes, to: temporary, isExecutable: true)
            guard !Files.isLink(kept), Files.kind(kept) == nil, rename(absolute, kept) == 0 else {
                unlink(temporary)
                throw .failed("what is there could not be kept as \(kept)")
            }
            guard rename(temporary, absolute) == 0 else {
                let why = WriteWords.sentence()
                unlink(temporary)
                rename(kept, absolute)
                throw .failed(why)
            }
        }
    }

    /// All of it or nothing; who may read or run the file stays as it is.
    static func replace(_ absolute: String, with bytes: [UInt8]) throws(FreshFile.Problem) {
        var info = stat()
        guard stat(absolute, &info) == 0 else { throw .failed(WriteWords.sentence()) }
        try FreshFile.replace(absolute, with: bytes, mode: info.st_mode)
    }
}
