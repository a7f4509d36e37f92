internal import Cache
internal import Contract
internal import Git

/// Writes a known history as bytes. Each text and each list of hashes stands there once.
struct KnownHistoryWriter {
    private var body = CacheWriter()
    private var texts = CacheWriter()
    private var rows = CacheWriter()
    private var textNumbers: [String: UInt32] = [:]
    private var rowNumbers: [SharedRows.Rows: UInt32] = [:]
    /// Slots that versions use, in the order of their first use.
    private var slotNumbers: [ReadingQueue.Slot: UInt32] = [:]

    /// Stands for what is not there.
    static let none = UInt32.max

    static func bytes(_ known: KnownHistory) -> [UInt8] {
        var writer = KnownHistoryWriter()
        writer.write(known)
        return writer.whole()
    }

    private func whole() -> [UInt8] {
        var all = CacheWriter()
        all.write(UInt32(textNumbers.count))
        all.write(raw: texts.bytes)
        all.write(UInt32(rowNumbers.count))
        all.write(raw: rows.bytes)
        all.write(raw: body.bytes)
        return all.bytes
    }

    private mutating func write(_ known: KnownHistory) {
        body.write(raw: known.tip.bytes)
        write(known.commits)
        write(known.sideCommits)
        put(known.merges)
        write(known.clock.latest)
        put(known.clock.corrections)
        write(known.writtenAt)
        count(known.future)
        for time in known.future { put(time) }
        count(known.unreadable)
        for path in known.unreadable.sorted() {
            count(path.bytes)
            body.write(raw: path.bytes)
        }
        count(known.steps)
        for step in known.steps { write(step) }
        write(known.identity)
        let used = slotNumbers.sorted { $0.value < $1.value }.map(\.key)
        count(used)
        for slot in used {
            let (file, reading) = known.readings[slot]
            body.write(raw: file.blob.bytes)
            text(file.path)
            text(file.fallback)
            write(reading)
        }
    }

    private mutating func write(_ step: History.Step) {
        body.write(raw: step.commit.bytes)
        put(step.time)
        text(step.author.name)
        text(step.author.email)
        put(UInt8(step.isMerge ? 1 : 0))
        count(step.acceptedBy)
        for name in step.acceptedBy { text(name) }
    }

    private mutating func write(_ identity: Identity.Known) {
        count(identity.briefs)
        for (i, brief) in identity.briefs.enumerated() {
            text(brief.path)
            text(identity.idOfBrief[i])
            count(brief.versions)
            for (version, slot) in zip(brief.versions, identity.slots[i]) {
                put(UInt32(version.step))
                text(version.path)
                guard let slot else {
                    put(Self.none)
                    continue
                }
                let number = slotNumbers[slot] ?? UInt32(slotNumbers.count)
                slotNumbers[slot] = number
                put(number)
            }
        }
        for map in [identity.briefOfID, identity.goneAt] {
            count(map)
            for (key, brief) in map.sorted(by: { $0.key < $1.key }) {
                text(key)
                put(UInt32(brief))
            }
        }
        count(identity.duplicates)
        for id in identity.duplicates.sorted() { text(id) }
    }

    private mutating func write(_ reading: Reading) {
        for value in [
            reading.id, reading.title, reading.project, reading.campaign, reading.receiver, reading.owner, reading.due, reading.acceptedBy,
        ] { text(value) }
        put(UInt8(reading.isAlwaysOn ? 1 : 0))
        put(reading.problem.map { $0.rawValue } ?? UInt8.max)
        put(UInt8(reading.trackingErrors == nil ? 0 : 1))
        if let errors = reading.trackingErrors { put(errors.bitPattern) }
        count(reading.parts)
        for part in reading.parts {
            text(part.handoff)
            text(part.status)
            put(MeaningCode.code(part.meaning))
            count(part.contents)
            for content in part.contents {
                text(content.context)
                put(UInt8(content.fill.rawValue << 1 | (content.isRequired ? 1 : 0)))
                write(content.rows)
            }
        }
        count(reading.questions)
        for question in reading.questions {
            text(question.key)
            text(question.text)
            put(UInt8(question.isAnswered ? 1 : 0))
            count(question.asked)
            for name in question.asked { text(name) }
        }
    }

    // MARK: pieces

    private mutating func put(_ byte: UInt8) { body.write(byte) }

    private mutating func put(_ number: UInt32) { body.write(number) }

    private mutating func put(_ number: UInt64) { body.write(number) }

    private mutating func put(_ number: Int) { body.write(UInt64(bitPattern: Int64(number))) }

    private mutating func count(_ things: some Collection) { put(UInt32(things.count)) }

    private mutating func write(_ ids: [ObjectID]) {
        count(ids)
        for id in ids { body.write(raw: id.bytes) }
    }

    private mutating func write(_ number: Int?) {
        put(UInt8(number == nil ? 0 : 1))
        if let number { put(number) }
    }

    private mutating func text(_ text: String?) {
        guard let text else { return put(Self.none) }
        if let number = textNumbers[text] { return put(number) }
        let number = UInt32(textNumbers.count)
        textNumbers[text] = number
        texts.write(text)
        put(number)
    }

    private mutating func write(_ hashes: [UInt64]) {
        let key = SharedRows.Rows(rows: hashes)
        if let number = rowNumbers[key] { return put(number) }
        let number = UInt32(rowNumbers.count)
        rowNumbers[key] = number
        rows.write(UInt32(hashes.count))
        for hash in hashes { rows.write(hash) }
        put(number)
    }
}

/// A status's meaning as a number.
enum MeaningCode {
    private static let others: [StatusMeaning] = [.working, .reviewing, .archived, .pausing]
    private static let all: [StatusMeaning] = Stage.allCases.map { .stage($0) } + others

    static func code(_ meaning: StatusMeaning?) -> UInt8 {
        meaning.flatMap { all.firstIndex(of: $0) }.map { UInt8($0 + 1) } ?? 0
    }

    /// The outer nil is for a number that stands for nothing.
    static func meaning(_ code: UInt8) -> StatusMeaning?? {
        if code == 0 { return .some(nil) }
        return all.indices.contains(Int(code) - 1) ? .some(all[Int(code) - 1]) : nil
    }
}
