internal import Cache
internal import Git

/// Reads what `KnownHistoryWriter` wrote; whatever does not fit makes all of it unknown.
struct KnownHistoryReader {
    /// The bytes say something that can't be.
    private struct Damaged: Error {}

    private var reader: CacheReader
    private var texts: [String] = []
    private var rows: [[UInt64]] = []

    /// Nil when the bytes are no known history.
    static func history(_ bytes: [UInt8]) -> KnownHistory? {
        var reader = KnownHistoryReader(reader: CacheReader(bytes))
        guard let known = try? reader.read(), reader.reader.isAtEnd else { return nil }
        return known
    }

    private mutating func read() throws(Damaged) -> KnownHistory {
        for _ in 0..<(try count()) {
            guard let text = reader.text() else { throw Damaged() }
            texts.append(text)
        }
        for _ in 0..<(try count()) { rows.append(try hashes()) }
        var known = KnownHistory(tip: try id())
        known.commits = try list { (me) throws(Damaged) in try me.id() }
        known.sideCommits = try list { (me) throws(Damaged) in try me.id() }
        known.merges = try number()
        known.clock = Clock(latest: try optionalNumber(), corrections: try number())
        known.writtenAt = try optionalNumber()
        known.future = try list { (me) throws(Damaged) in try me.number() }
        for _ in 0..<(try count()) {
            guard let path = reader.slice() else { throw Damaged() }
            known.unreadable.insert(GitPath(bytes: Array(path)))
        }
        known.steps = try list { (me) throws(Damaged) in try me.step() }
        var versions: [[(step: Int, path: String, slot: Int?)]] = []
        for _ in 0..<(try count()) {
            known.identity.briefs.append(BriefHistory(path: try text(), versions: []))
            known.identity.idOfBrief.append(try optionalText())
            versions.append(
                try list { (me) throws(Damaged) in
                    (Int(try me.number(UInt32.self)), try me.text(), try me.optionalPosition())
                })
        }
        known.identity.briefOfID = try map(below: versions.count)
        known.identity.goneAt = try map(below: versions.count)
        known.identity.duplicates = Set(try list { (me) throws(Damaged) in try me.text() })
        known.readings = try list { (me) throws(Damaged) in
            (ReadingQueue.File(blob: try me.id(), path: try me.text(), fallback: try me.optionalText()), try me.reading())
        }
        for (i, list) in versions.enumerated() {
            guard !list.isEmpty else { throw Damaged() }
            for version in list {
                guard version.step < known.steps.count, version.slot.map({ $0 < known.readings.count }) ?? true else { throw Damaged() }
                let read = version.slot.map { known.readings[$0] }
                known.identity.briefs[i].versions.append(
                    BriefHistory.Version(step: version.step, path: version.path, blob: read?.file.blob, reading: read?.reading))
            }
            known.identity.slots.append(list.map(\.slot))
        }
        return known
    }

    private mutating func step() throws(Damaged) -> History.Step {
        let (commit, time) = (try id(), try number())
        let author = History.Person(name: try text(), email: try text())
        var step = History.Step(commit: commit, time: time, author: author, isMerge: try flag())
        step.acceptedBy = try list { (me) throws(Damaged) in try me.text() }
        return step
    }

    private mutating func reading() throws(Damaged) -> Reading {
        var reading = Reading()
        reading.id = try optionalText()
        reading.title = try optionalText()
        reading.project = try optionalText()
        reading.campaign = try optionalText()
        reading.receiver = try optionalText()
        reading.owner = try optionalText()
        reading.due = try optionalText()
        reading.acceptedBy = try optionalText()
        reading.isAlwaysOn = try flag()
        let problem = try number(UInt8.self)
        if problem != UInt8.max {
            guard let known = Reading.Problem(rawValue: problem) else { throw Damaged() }
            reading.problem = known
        }
        if try flag() { reading.trackingErrors = Double(bitPattern: try number(UInt64.self)) }
        reading.parts = try list { (me) throws(Damaged) in
            var part = Reading.Part(handoff: try me.text())
            part.status = try me.optionalText()
            guard let meaning = MeaningCode.meaning(try me.number(UInt8.self)) else { throw Damaged() }
            part.meaning = meaning
            part.contents = try me.list { (me) throws(Damaged) in try me.content() }
            return part
        }
        reading.questions = try list { (me) throws(Damaged) in
            let (key, text, isAnswered) = (try me.text(), try me.text(), try me.flag())
            let asked = try me.list { (me) throws(Damaged) in try me.text() }
            return Reading.Question(key: key, text: text, asked: asked, isAnswered: isAnswered)
        }
        return reading
    }

    private mutating func content() throws(Damaged) -> Reading.Content {
        let context = try text()
        let code = try number(UInt8.self)
        guard let fill = Reading.Filling(rawValue: code >> 1), let at = try optionalPosition(), rows.indices.contains(at) else {
            throw Damaged()
        }
        return Reading.Content(context, isRequired: code & 1 == 1, fill: fill, rows: rows[at])
    }

    // MARK: pieces

    private mutating func number<Number: FixedWidthInteger>(_ type: Number.Type = Int.self) throws(Damaged) -> Number {
        guard let bytes = reader.raw(MemoryLayout<Number>.size) else { throw Damaged() }
        return bytes.withUnsafeBytes { Number(littleEndian: $0.loadUnaligned(as: Number.self)) }
    }

    private mutating func count() throws(Damaged) -> Int { Int(try self.number(UInt32.self)) }

    private mutating func flag() throws(Damaged) -> Bool {
        switch try number(UInt8.self) {
        case 0: false
        case 1: true
        default: throw Damaged()
        }
    }

    private mutating func optionalNumber() throws(Damaged) -> Int? { try flag() ? try number(Int.self) : nil }

    private mutating func optionalPosition() throws(Damaged) -> Int? {
        let position = try number(UInt32.self)
        return position == KnownHistoryWriter.none ? nil : Int(position)
    }

    private mutating func optionalText() throws(Damaged) -> String? {
        guard let at = try optionalPosition() else { return nil }
        guard texts.indices.contains(at) else { throw Damaged() }
        return texts[at]
    }

    private mutating func text() throws(Damaged) -> String {
        guard let text = try optionalText() else { throw Damaged() }
        return text
    }

    private mutating func id() throws(Damaged) -> ObjectID {
        guard let bytes = reader.raw(ObjectID.size), let id = ObjectID(bytes: bytes) else { throw Damaged() }
        return id
    }

    private mutating func hashes() throws(Damaged) -> [UInt64] {
        let count = try count()
        guard let bytes = reader.raw(count * 8) else { throw Damaged() }
        return bytes.withUnsafeBytes { bytes in
            [UInt64](unsafeUninitializedCapacity: count) { hashes, filled in
                for i in 0..<count { hashes[i] = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: i * 8, as: UInt64.self)) }
                filled = count
            }
        }
    }

    /// A count that the bytes can't hold ends at the first thing that is not there.
    private mutating func list<Thing>(_ thing: (inout Self) throws(Damaged) -> Thing) throws(Damaged) -> [Thing] {
        var things: [Thing] = []
        for _ in 0..<(try count()) { things.append(try thing(&self)) }
        return things
    }

    private mutating func map(below limit: Int) throws(Damaged) -> [String: Int] {
        var map: [String: Int] = [:]
        for _ in 0..<(try count()) {
            let key = try text()
            guard let brief = try optionalPosition(), brief < limit else { throw Damaged() }
            map[key] = brief
        }
        return map
    }
}
