internal import Dispatch
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Work on many things on all cores.
enum Parallel {
    /// The results in the order of the items. `tool` makes what one core keeps for itself.
    static func map<Item: Sendable, Tool, Result: Sendable>(
        _ items: [Item], tool: @Sendable () -> Tool, _ work: @Sendable (Item, Tool) -> Result
    ) -> [Result] {
        // Small batches keep all cores busy to the end; the lock is taken once for each.
        let batch = 32
        let batches = (items.count + batch - 1) / batch
        let next = Atomic(0)
        let results = Mutex<[[Result]]>(Array(repeating: [], count: batches))
        @Sendable func worker() {
            let tool = tool()
            while true {
                let i = next.add(1, ordering: .relaxed).oldValue
                guard i < batches else { return }
                let done = items[(i * batch)..<min(items.count, (i + 1) * batch)].map { work($0, tool) }
                results.withLock { $0[i] = done }
            }
        }
        let workers = min(batches, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        if workers <= 1 { worker() } else { DispatchQueue.concurrentPerform(iterations: workers) { _ in worker() } }
        return results.withLock { $0.flatMap(\.self) }
    }

    static func map<Item: Sendable, Result: Sendable>(_ items: [Item], _ work: @Sendable (Item) -> Result) -> [Result] {
        map(items, tool: {}, { item, _ in work(item) })
    }

    /// Two things that don't wait for each other.
    static func both<A: Sendable, B: Sendable>(_ first: @Sendable () -> A, _ second: @Sendable () -> B) -> (A, B) {
        let results = Mutex<(A?, B?)>((nil, nil))
        DispatchQueue.concurrentPerform(iterations: 2) { i in
            if i == 0 {
                let result = first()
                results.withLock { $0.0 = result }
            } else {
                let result = second()
                results.withLock { $0.1 = result }
            }
        }
        let (a, b) = results.withLock { $0 }
        // What dispatch left undone, which it never does.
        return (a ?? first(), b ?? second())
    }
}
