internal import Dispatch
internal import Git
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Reads and parses on the other cores while one walks the mainline: each blob once, and each commit that changed briefs.
///
/// Only the walking thread asks; it may wait for nothing, or for one reading, or in the end for all.
final class ReadingQueue {
    /// Names a reading that was asked for.
    typealias Slot = Int

    /// A blob and where it was first met.
    struct File {
        var blob: ObjectID
        var path: String
        var fallback: String?
    }

    private struct Key: Hashable {
        var blob: ObjectID
        /// Position in `fallbacks`: what a file is can depend on where it stands.
        var fallback: Int
    }

    private let work: Work
    /// The walking thread's own.
    private let repository: Repository
    private let own: Work.Making
    private var slots: [Key: Slot] = [:]
    private(set) var files: [File] = []
    private var fallbacks: [String?: Int] = [:]
    private var commitCount = 0
    /// Not yet handed on.
    private var batch: [Work.Request] = []
    private static let batchSize = 32
    private let group = DispatchGroup()

    init(_ pool: RepositoryPool, _ repository: Repository, _ makers: @escaping ReadingMakers) {
        self.repository = repository
        own = makers()
        let files = PackFiles(of: repository)
        repository.readByHand(files)
        work = Work()
        // The walking thread has a core of its own.
        for _ in 0..<max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)) - 1) {
            DispatchQueue.global().async(group: group) { [work] in
                do throws(GitError) {
                    try pool.use { repository throws(GitError) in
                        repository.readByHand(files)
                        work.run(repository, makers())
                        repository.readByHand(nil)
                    }
                } catch {
                    // No other handle could be opened: the walking thread does the work, in the end.
                }
            }
        }
    }

    func blob(_ slot: Slot) -> ObjectID { files[slot].blob }

    /// Asks for a file's reading, unless the same bytes were asked for before.
    func ask(_ blob: ObjectID, path: String, fallback: String?) -> Slot {
        let key = key(blob, fallback)
        if let slot = slots[key] { return slot }
        let slot = files.count
        slots[key] = slot
        files.append(File(blob: blob, path: path, fallback: fallback))
        hand(.blob(blob, slot: slot, path: path, fallback: fallback))
        return slot
    }

    private func key(_ blob: ObjectID, _ fallback: String?) -> Key {
        let number = fallbacks[fallback] ?? fallbacks.count
        fallbacks[fallback] = number
        return Key(blob: blob, fallback: number)
    }

    /// Readings that are known from another time take the first slots.
    func know(_ known: [(file: File, reading: Reading)]) {
        work.know(known.map(\.reading))
        for (file, _) in known {
            slots[key(file.blob, file.fallback)] = files.count
            files.append(file)
        }
    }

    /// Asks for a whole commit; its position among those asked for.
    func ask(commit id: ObjectID) -> Int {
        hand(.commit(id, position: commitCount))
        commitCount += 1
        return commitCount - 1
    }

    private func hand(_ request: Work.Request) {
        batch.append(request)
        if batch.count >= Self.batchSize { flush() }
    }

    private func flush() {
        work.add(batch)
        batch.removeAll(keepingCapacity: true)
    }

    /// Waits for one; nil for what is no brief.
    func reading(_ slot: Slot) throws(GitError) -> Reading? {
        flush()
        while !work.isDone(slot) {
            // Most likely it is still in the queue, and helping is quicker than waiting.
            if !work.runOnce(repository, own) { sched_yield() }
            try work.check()
        }
        return work.reading(slot)
    }

    /// Waits for all, with the calling thread's help.
    ///
    /// - Throws: what went wrong first, in the order of asking.
    func finish() throws(GitError) -> (readings: [Reading?], commits: [Commit]) {
        flush()
        work.close()
        work.run(repository, own)
        group.wait()
        repository.readByHand(nil)
        try work.check()
        return work.results()
    }

    /// Ends the other threads' work when nobody wants the results any more.
    func abandon() {
        work.abandon()
        group.wait()
        repository.readByHand(nil)
    }

    /// Lines of a file, to see how alike two are. Rare, and so read again rather than kept for all.
    func lines(_ slot: Slot) throws(GitError) -> [UInt64] {
        try work.lines(repository, files[slot], own)
    }
}

/// What the threads share.
private final class Work: Sendable {
    enum Request: Sendable {
        case blob(ObjectID, slot: Int, path: String, fallback: String?)
        case commit(ObjectID, position: Int)
    }

    private enum Result: Sendable {
        case waiting, none
        case reading(Reading)
    }

    private struct State {
        var requests: [[Request]] = []
        var next = 0
        var isClosed = false
        var readings: [Result] = []
        var commits: [Commit?] = []
        /// With the position of the batch, so that every run gives the same error.
        var error: (batch: Int, error: GitError)?
        var shared = SharedRows()

        mutating func note(_ answer: Answer) {
            switch answer {
            case .blob(let slot, var result):
                while readings.count <= slot { readings.append(.waiting) }
                if case .reading(var reading) = result {
                    shared.share(&reading)
                    result = .reading(reading)
                }
                readings[slot] = result
            case .commit(let position, let commit):
                while commits.count <= position { commits.append(nil) }
                commits[position] = commit
            }
        }
    }

    private enum Answer: Sendable {
        case blob(Int, Result)
        case commit(Int, Commit)
    }

    private let state = Mutex(State())
    /// Counts batches, and once for each thread when there will be no more.
    private let ready = DispatchSemaphore(value: 0)
    typealias Making = ([UInt8], String, String?) -> Reading?

    /// In bytes. A brief is far smaller, and nothing larger is even read.
    static let largest = 32 << 20

    func add(_ batch: [Request]) {
        guard !batch.isEmpty else { return }
        state.withLock { $0.requests.append(batch) }
        ready.signal()
    }

    func close() {
        state.withLock { $0.isClosed = true }
        ready.signal()
    }

    func abandon() {
        state.withLock { state in
            state.isClosed = true
            state.next = state.requests.count
        }
        ready.signal()
    }

    /// Until all is done and there will be no more.
    func run(_ repository: Repository, _ make: Making) {
        while true {
            ready.wait()
            if runOnce(repository, make) { continue }
            guard state.withLock({ $0.isClosed && $0.next >= $0.requests.count }) else { continue }
            // The next one wakes up in its turn.
            ready.signal()
            return
        }
    }

    /// False when there was nothing to do.
    func runOnce(_ repository: Repository, _ make: Making) -> Bool {
        let taken = state.withLock { state -> (Int, [Request])? in
            guard state.next < state.requests.count else { return nil }
            let batch = state.requests[state.next]
            state.requests[state.next] = []
            state.next += 1
            return (state.next - 1, batch)
        }
        guard let (position, batch) = taken else { return false }
        do throws(GitError) {
            var answers: [Answer] = []
            for request in batch { answers.append(try answer(request, repository, make)) }
            state.withLock { state in
                for answer in answers { state.note(answer) }
            }
        } catch {
            state.withLock { state in
                if state.error.map({ position < $0.batch }) ?? true { state.error = (position, error) }
            }
        }
        return true
    }

    private func answer(_ request: Request, _ repository: Repository, _ make: Making) throws(GitError) -> Answer {
        switch request {
        case .commit(let id, let position): return .commit(position, try repository.commit(id))
        case .blob(let id, let slot, let path, let fallback):
            guard let bytes = try repository.blob(id, limit: Self.largest) else {
                guard fallback != nil else { return .blob(slot, .none) }
                var reading = Reading()
                reading.problem = .tooLarge
                return .blob(slot, .reading(reading))
            }
            guard var reading = make(bytes, path, fallback) else { return .blob(slot, .none) }
            reading.lines = []
            return .blob(slot, .reading(reading))
        }
    }

    func isDone(_ slot: Int) -> Bool {
        state.withLock { state in
            guard slot < state.readings.count else { return false }
            if case .waiting = state.readings[slot] { return false }
            return true
        }
    }

    func reading(_ slot: Int) -> Reading? {
        state.withLock { if case .reading(let reading) = $0.readings[slot] { reading } else { nil } }
    }

    func check() throws(GitError) {
        if let error = state.withLock({ $0.error?.error }) { throw error }
    }

    func lines(_ repository: Repository, _ file: ReadingQueue.File, _ make: Making) throws(GitError) -> [UInt64] {
        guard let bytes = try repository.blob(file.blob, limit: Self.largest) else { return [] }
        return make(bytes, file.path, file.fallback)?.lines ?? []
    }

    func results() -> (readings: [Reading?], commits: [Commit]) {
        state.withLock { state in
            let readings = state.readings.map { result -> Reading? in
                if case .reading(let reading) = result { reading } else { nil }
            }
            state.readings = []
            return (readings, state.commits.compactMap(\.self))
        }
    }

    func know(_ known: [Reading]) {
        state.withLock { state in
            // What they share they shared when they were kept.
            state.readings = known.map { .reading($0) }
        }
    }
}
