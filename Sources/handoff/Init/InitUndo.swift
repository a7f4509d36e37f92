internal import Report
internal import Source
internal import Workspace

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Takes back what `init` wrote, where it is still as it was written.
struct InitUndo {
    /// What would become of one entry.
    struct Step {
        enum Action {
            case delete
            /// The file without the lines.
            case cut([UInt8])
            case putBack(aside: String)
            /// Why it stays, as a sentence's end.
            case keep(String)
            /// It is gone already.
            case nothing
        }

        var entry: InitRecord.Entry
        var action: Action
    }

    let ground: InitGround
    let steps: [Step]
    private var record: InitRecord

    init(_ ground: InitGround) throws {
        self.ground = ground
        record = try InitRecord(ground)
        steps = record.entries.filter { $0.kind != .folder }.map { Step(entry: $0, action: Self.action($0, ground)) }
    }

    var isEmpty: Bool { !steps.contains { if case .nothing = $0.action { false } else { true } } }
    var changesSomething: Bool {
        steps.contains {
            switch $0.action {
            case .delete, .cut, .putBack: true
            case .keep, .nothing: false
            }
        }
    }

    private static func action(_ entry: InitRecord.Entry, _ ground: InitGround) -> Step.Action {
        let bytes: [UInt8]
        switch ground.standing(entry.path) {
        case .nothing: return .nothing
        case .other(let what): return .keep("stays: \(what)")
        case .file(let found, _): bytes = found
        }
        let text = Array(entry.text.utf8)
        switch entry.kind {
        case .file: return bytes == text ? .delete : .keep("stays, as it was edited since")
        case .lines:
            let places = Self.places(of: text, in: bytes)
            guard let place = places.first else { return .keep("stays, as the lines in it were edited since") }
            guard places.count == 1 else { return .keep("stays, as it has the lines more than once") }
            return .cut(Array(bytes[..<place]) + bytes[(place + text.count)...])
        case .before(let aside):
            let path = InitPath(entry.path.base, aside)
            guard bytes == text else { return .keep("stays, as it was edited since; what was there before is beside it as \(aside)") }
            let isKept = Files.isLink(ground.absolute(path)) || ground.standing(path) != .nothing
            return isKept ? .putBack(aside: aside) : .delete
        case .folder: return .nothing
        }
    }

    private static func places(of text: [UInt8], in bytes: [UInt8]) -> [Int] {
        guard !text.isEmpty, bytes.count >= text.count else { return [] }
        return (0...(bytes.count - text.count)).filter { bytes[$0] == text[0] && bytes[$0..<($0 + text.count)].elementsEqual(text) }
    }

    // MARK: showing

    var plan: String {
        let lines = steps.compactMap { step -> String? in
            let path = ground.shown(step.entry.path)
            switch step.action {
            case .delete: return "  delete    \(path)"
            case .cut: return "  take the lines out of  \(path)"
            case .putBack: return "  put back  \(path), as it was before"
            case .keep(let why): return "  \(path) \(why)."
            case .nothing: return nil
            }
        }
        return (["To be taken back:", ""] + lines + [""]).map { $0.printable + "\n" }.joined()
    }

    // MARK: doing

    /// - Throws: `RunFailure` when something can't be taken back.
    mutating func run() throws {
        for step in steps {
            let path = ground.absolute(step.entry.path)
            switch step.action {
            case .delete: try Self.require(unlink(path) == 0, path)
            case .cut(let bytes):
                do throws(FreshFile.Problem) {
                    try InitWriter.replace(path, with: bytes)
                } catch {
                    guard case .failed(let why) = error else { continue }
                    throw RunFailure("\(path) can't be changed: \(why).")
                }
            case .putBack(let aside): try Self.require(rename(ground.absolute(InitPath(step.entry.path.base, aside)), path) == 0, path)
            case .keep: continue
            case .nothing: break
            }
            record.entries.removeAll { $0 == step.entry }
        }
        // The innermost first; what has other files in it stays.
        for folder in record.entries.filter({ $0.kind == .folder }).sorted(by: { $0.path.path.utf8.count > $1.path.path.utf8.count }) {
            rmdir(ground.absolute(folder.path))
            if Files.kind(ground.absolute(folder.path)) == nil || record.entries.allSatisfy({ $0.kind == .folder }) {
                record.entries.removeAll { $0 == folder }
            }
        }
        try record.write(ground)
    }

    private static func require(_ isDone: Bool, _ path: String) throws {
        if !isDone { throw RunFailure("\(path) can't be taken back: \(String(cString: strerror(errno))).") }
    }
}
