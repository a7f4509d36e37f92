internal import Cache
internal import Contract
internal import Git
internal import Source
internal import Synchronization
internal import Workspace

/// What is known of briefs by the ids of their blobs, within a run and from one run to the next: a brief that did not change is not read
/// again to see what it means for another.
///
/// Where nothing is kept, every answer is the same and only takes longer.
final class BriefNotes: Sendable {
    struct Note: Sendable, Equatable {
        var isTooLarge = false
        /// Whether it declares a handoff; nil where nobody asked.
        var declares: Bool?
        /// Nil where nobody asked.
        var words: WordFilter?
        var facts: [KnownFacts] = []
    }

    /// What a brief tells the others, by the handoff it has when it declares none.
    struct KnownFacts: Sendable, Equatable {
        var fallback: String?
        /// Nil where it takes more than the text to tell, so that it must be read.
        var values: Values?

        struct Values: Sendable, Equatable {
            var id: String?
            var claims: [Facts.Claim]
        }
    }

    private struct State {
        var file: CacheFile?
        var stored: StoredNotes?
        var fresh: [ObjectID: Note] = [:]
        /// The blobs that were asked for, some several times.
        var asked: [ObjectID] = []

        mutating func load() -> StoredNotes {
            // Most runs on a small team never ask.
            let stored = stored ?? StoredNotes(file?.read() ?? [])
            self.stored = stored
            return stored
        }
    }

    private let state = Mutex(State())

    /// Fewer new notes than these are not worth a file: their briefs are read again in less time.
    private static let fewest = 64

    /// From now on notes are taken from a file, and kept in it.
    func keep(in file: CacheFile) { state.withLock { $0.file = file } }

    /// What is known now; who holds it needs no lock.
    private struct Known: Sendable {
        fileprivate let stored: StoredNotes
        fileprivate let fresh: [ObjectID: Note]

        /// Whether earlier runs left something: here it pays to learn what this run could do without.
        var isKept: Bool { !stored.isEmpty }

        func note(_ id: ObjectID, withFacts: Bool = false) -> Note? { fresh[id] ?? stored.note(id, withFacts: withFacts) }
    }

    private func known() -> Known {
        state.withLock { state in Known(stored: state.load(), fresh: state.fresh) }
    }

    /// Leaves for the next run what this one learnt, and what it used; the rest is dropped, so that the file does not grow for ever.
    func save() {
        let (file, notes) = state.withLock { state -> (CacheFile?, [ObjectID: Note]) in
            guard let file = state.file, state.fresh.count > Self.fewest else { return (nil, [:]) }
            var notes: [ObjectID: Note] = [:]
            for id in state.asked { notes[id] = state.fresh[id] ?? state.stored?.note(id, withFacts: true) }
            return (file, notes)
        }
        file?.write(StoredNotes.bytes(notes))
    }

    // MARK: asking

    /// Whether a file declares a handoff. One that can't be read counts, so that it is reported.
    func declaresHandoff(_ path: String, in files: GitSnapshot) -> Bool {
        do throws(FileProblem) {
            let listed = files.listedBlobs[path]
            let id = if let listed { listed } else { try files.blob(path) }
            var note = state.withLock { state in
                state.asked.append(id)
                return state.fresh[id] ?? state.load().note(id, withFacts: true) ?? Note()
            }
            if let declares = note.declares { return declares }
            let declares = Declaration(head: try files.bytes(at: path, first: Declaration.reach)).isThere
            note.declares = declares
            state.withLock { $0.fresh[id] = note }
            return declares
        } catch {
            return true
        }
    }

    /// What briefs tell the others.
    ///
    /// - Parameter filter: briefs that it rules out need not be known.
    func facts(_ briefs: [BriefFiles.File], in files: GitSnapshot, filter: ClaimFilter?, judge: Judge) -> [Facts] {
        let (known, blobs) = (known(), files.listedBlobs)
        let results = Parallel.map(briefs, tool: Memory.init) { brief, memory -> Asked<Facts>? in
            // What can't be read is the run's trouble, and no fact.
            guard let id = blobs[brief.location] ?? (try? files.blob(brief.location)) else { return nil }
            var note = known.note(id, withFacts: true) ?? Note()
            var facts = Facts()
            facts.path = brief.path
            // It is not read, but others may still name it.
            if note.isTooLarge { return Asked(id, facts) }
            let own = note.facts.first { $0.fallback == brief.fallback }
            if let values = own?.values {
                (facts.id, facts.claims) = (values.id, values.claims)
                return Asked(id, facts)
            }
            let bytes: [UInt8]
            do throws(FileProblem) {
                bytes = try files.contents(id, limit: Judge.largestBrief)
            } catch {
                guard case .tooLarge = error else { return nil }
                note.isTooLarge = true
                return Asked(id, facts, note)
            }
            let isNew = note.words == nil
            if isNew { note.words = WordFilter(bytes) }
            if !known.isKept || own != nil, filter?.mayClaim(bytes) == false { return Asked(id, nil, isNew ? note : nil) }
            facts = judge.facts(SourceText(path: brief.path, bytes: bytes), fallback: brief.fallback, memory: memory)
            guard own == nil else { return Asked(id, facts, isNew ? note : nil) }
            note.facts.append(
                KnownFacts(
                    fallback: brief.fallback,
                    values: facts.areOfTextAlone ? KnownFacts.Values(id: facts.id, claims: facts.claims) : nil))
            return Asked(id, facts, note)
        }
        remember(results)
        return results.compactMap { $0?.answer }
    }

    /// A brief that names some of what was asked for.
    struct Naming: Sendable {
        var brief: BriefFiles.File
        var source: SourceText
        /// Of the names, those that stand in it.
        var names: [Int]
    }

    /// Briefs in which one of the names stands as a word of its own.
    ///
    /// - Parameter names: each in all its spellings.
    func naming(_ names: [[[UInt8]]], _ briefs: [BriefFiles.File], in files: GitSnapshot) -> [Naming] {
        let (known, blobs) = (known(), files.listedBlobs)
        let wanted = names.map { $0.map(WordFilter.Name.init) }
        let results = Parallel.map(briefs) { brief -> Asked<Naming>? in
            // What can't be read is not judged here; it is no part of the change.
            guard let id = blobs[brief.location] ?? (try? files.blob(brief.location)) else { return nil }
            var note = known.note(id) ?? Note()
            if note.isTooLarge { return Asked(id, nil) }
            if let words = note.words, !wanted.contains(where: { $0.contains(where: words.mayHold) }) { return Asked(id, nil) }
            let bytes: [UInt8]
            do throws(FileProblem) {
                bytes = try files.contents(id, limit: Judge.largestBrief)
            } catch {
                guard case .tooLarge = error else { return nil }
                note.isTooLarge = true
                return Asked(id, nil, note)
            }
            let isNew = note.words == nil
            if isNew {
                note = known.note(id, withFacts: true) ?? Note()
                note.words = WordFilter(bytes)
            }
            let standing = names.indices.filter { names[$0].contains { Word.stands($0, in: bytes) } }
            let source = SourceText(path: brief.path, bytes: standing.isEmpty ? [] : bytes)
            return Asked(id, standing.isEmpty ? nil : Naming(brief: brief, source: source, names: standing), isNew ? note : nil)
        }
        remember(results)
        return results.compactMap { $0?.answer }
    }

    /// An answer about a blob, and what was learnt of it on the way.
    private struct Asked<Answer: Sendable>: Sendable {
        var id: ObjectID
        var answer: Answer?
        var learnt: Note?

        init(_ id: ObjectID, _ answer: Answer?, _ learnt: Note? = nil) { (self.id, self.answer, self.learnt) = (id, answer, learnt) }
    }

    private func remember(_ results: [Asked<some Sendable>?]) {
        state.withLock { state in
            for case let asked? in results {
                state.asked.append(asked.id)
                if let note = asked.learnt { state.fresh[asked.id] = note }
            }
        }
    }
}
