internal import Cache
internal import Contract
internal import Git

/// The notes of earlier runs, as they are in the file: looked up one by one, never taken apart as a whole.
///
/// How many there are; their ids, in order; where each begins, and where the last one ends; the notes.
struct StoredNotes: Sendable {
    private let bytes: [UInt8]
    private let count: Int

    /// What is in a note is part of the form: raised when a brief is asked something else, or in another way.
    static let form = "briefs 1"

    /// - Parameter bytes: nothing is known where they are none of ours.
    init(_ bytes: [UInt8]) {
        var reader = CacheReader(bytes)
        let count = reader.number().map(Int.init) ?? 0
        let isWhole = bytes.count >= Self.start(count)
        (self.bytes, self.count) = isWhole ? (bytes, count) : ([], 0)
    }

    var isEmpty: Bool { count == 0 }

    private static func start(_ count: Int) -> Int { 4 + count * ObjectID.size + (count + 1) * 4 }

    // MARK: reading

    func note(_ id: ObjectID, withFacts: Bool) -> BriefNotes.Note? {
        guard let range = range(id) else { return nil }
        var reader = CacheReader(bytes, range)
        guard let flags = reader.byte(), let words = reader.slice() else { return nil }
        var note = BriefNotes.Note(isTooLarge: flags & 1 != 0)
        if flags & 2 != 0 { note.declares = flags & 4 != 0 }
        if flags & 8 != 0 { note.words = WordFilter(bits: words) }
        guard withFacts else { return note }
        guard let facts = reader.byte() else { return nil }
        for _ in 0..<facts {
            guard let known = Self.facts(&reader) else { return nil }
            note.facts.append(known)
        }
        return note
    }

    private static func facts(_ reader: inout CacheReader) -> BriefNotes.KnownFacts? {
        guard let fallback = reader.optionalText(), let isKnown = reader.byte() else { return nil }
        guard isKnown == 1 else { return BriefNotes.KnownFacts(fallback: fallback, values: nil) }
        guard let id = reader.optionalText(), let count = reader.number() else { return nil }
        var claims: [Facts.Claim] = []
        for _ in 0..<count {
            guard let key = reader.text(), let text = reader.text() else { return nil }
            claims.append(Facts.Claim(key: key, text: text))
        }
        return BriefNotes.KnownFacts(fallback: fallback, values: BriefNotes.KnownFacts.Values(id: id, claims: claims))
    }

    /// Where the note on a blob stands.
    private func range(_ id: ObjectID) -> Range<Int>? {
        guard count > 0 else { return nil }
        return bytes.withUnsafeBytes { bytes in
            var (low, high) = (0, count)
            while low < high {
                let middle = (low + high) / 2
                let order = id.order(bytes.baseAddress! + 4 + middle * ObjectID.size)
                if order == 0 {
                    func offset(_ i: Int) -> Int {
                        let place = 4 + count * ObjectID.size + i * 4
                        return Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self)))
                    }
                    let (start, end) = (offset(middle), offset(middle + 1))
                    return start <= end && end <= bytes.count ? start..<end : nil
                }
                if order > 0 { low = middle + 1 } else { high = middle }
            }
            return nil
        }
    }

    // MARK: writing

    static func bytes(_ notes: [ObjectID: BriefNotes.Note]) -> [UInt8] {
        let sorted = notes.sorted { $0.key < $1.key }
        var (head, offsets, body) = (CacheWriter(), CacheWriter(), CacheWriter())
        head.write(UInt32(sorted.count))
        let start = start(sorted.count)
        for (id, note) in sorted {
            head.write(raw: id.bytes)
            offsets.write(UInt32(clamping: start + body.bytes.count))
            write(note, to: &body)
        }
        offsets.write(UInt32(clamping: start + body.bytes.count))
        head.write(raw: offsets.bytes)
        head.write(raw: body.bytes)
        return head.bytes
    }

    private static func write(_ note: BriefNotes.Note, to body: inout CacheWriter) {
        let flags: [(Bool, UInt8)] = [
            (note.isTooLarge, 1), (note.declares != nil, 2), (note.declares == true, 4), (note.words != nil, 8),
        ]
        body.write(flags.reduce(UInt8(0)) { $1.0 ? $0 | $1.1 : $0 })
        body.write(note.words?.bits ?? [])
        let facts = note.facts.prefix(Int(UInt8.max))
        body.write(UInt8(facts.count))
        for known in facts {
            body.write(known.fallback)
            body.write(known.values == nil ? UInt8(0) : 1)
            guard let values = known.values else { continue }
            body.write(values.id)
            body.write(UInt32(values.claims.count))
            for claim in values.claims {
                body.write(claim.key)
                body.write(claim.text)
            }
        }
    }
}
