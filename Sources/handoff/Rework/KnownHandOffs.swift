internal import Cache
internal import Contract
internal import Git
internal import Rework

/// What earlier runs found when they judged hand-offs.
///
/// A hand-off is judged by what its own commit holds and by the day it was made on, so that the answer stays whatever config and contracts
/// say later. Only answers are kept: where nobody could say, the next run asks again.
struct KnownHandOffs {
    /// Raised when what is written changes its meaning.
    private static let format = "1"

    private let file: CacheFile
    private let known: [Key: Int]

    /// The commit and the path say which bytes were judged.
    private struct Key: Hashable {
        var commit: ObjectID
        var path: String
        var handoff: String
        var day: CalendarDate

        init(commit: ObjectID, path: String, handoff: String, day: CalendarDate) {
            (self.commit, self.path, self.handoff, self.day) = (commit, path, handoff, day)
        }

        init(_ item: HandOffErrors.Judged) {
            self.init(commit: item.handOff.commit, path: item.handOff.path, handoff: item.handOff.handoff, day: item.day)
        }
    }

    /// - Parameters:
    ///   - gitFolder: the one that all work trees share.
    ///   - folder: the team's.
    ///   - config: its name there.
    init(gitFolder: String, folder: GitPath, config: String?, branch: String) {
        let key = Digest(Self.format, Version.text, folder.shown, config == nil ? "" : "config", config ?? "", branch)
        file = CacheFile(gitFolder: gitFolder, name: "handoffs", key: key)
        known = file.read().flatMap(Self.entries) ?? [:]
    }

    func errors(_ item: HandOffErrors.Judged) -> Int? { known[Key(item)] }

    /// Leaves for the next run what this one used or learnt; the rest is dropped, so that the file does not grow for ever.
    func keep(_ items: [HandOffErrors.Judged], _ counts: [Int?]) {
        var entries: [Key: Int] = [:]
        for case (let item, let count?) in zip(items, counts) { entries[Key(item)] = count }
        guard entries != known else { return }
        file.write(Self.bytes(entries))
    }

    // MARK: bytes

    /// How many texts and the texts; then for each hand-off its commit, the positions of path and handoff among the texts, day and count.
    private static func bytes(_ entries: [Key: Int]) -> [UInt8] {
        var (texts, body) = (CacheWriter(), CacheWriter())
        var numbers: [String: UInt32] = [:]
        func number(_ text: String) -> UInt32 {
            if let known = numbers[text] { return known }
            let number = UInt32(numbers.count)
            numbers[text] = number
            texts.write(text)
            return number
        }
        for (key, count) in entries {
            body.write(raw: key.commit.bytes)
            body.write(number(key.path))
            body.write(number(key.handoff))
            body.write(UInt32(bitPattern: Int32(key.day.dayNumber)))
            body.write(UInt32(clamping: count))
        }
        var whole = CacheWriter()
        whole.write(UInt32(numbers.count))
        whole.write(raw: texts.bytes)
        whole.write(UInt32(entries.count))
        whole.write(raw: body.bytes)
        return whole.bytes
    }

    /// Nil when the bytes are none of ours.
    private static func entries(_ bytes: [UInt8]) -> [Key: Int]? {
        var reader = CacheReader(bytes)
        var texts: [String] = []
        guard let textCount = reader.number() else { return nil }
        for _ in 0..<textCount {
            guard let text = reader.text() else { return nil }
            texts.append(text)
        }
        var entries: [Key: Int] = [:]
        guard let count = reader.number() else { return nil }
        for _ in 0..<count {
            guard let commit = reader.raw(ObjectID.size).flatMap({ ObjectID(bytes: $0) }), let path = reader.number(),
                let handoff = reader.number(), let day = reader.number(), let errors = reader.number(), path < texts.count,
                handoff < texts.count
            else { return nil }
            let date = CalendarDate(dayNumber: Int(Int32(bitPattern: day)))
            entries[Key(commit: commit, path: texts[Int(path)], handoff: texts[Int(handoff)], day: date)] = Int(errors)
        }
        return reader.isAtEnd ? entries : nil
    }
}
