internal import ArgumentParser
internal import Report
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Says on a terminal how far a long run is. A short one says nothing.
final class Progress: Sendable {
    enum Choice: String, ExpressibleByArgument, CaseIterable {
        case auto, never
    }

    /// Nanoseconds before the first word, and between one and the next.
    private static let patience: UInt64 = 500_000_000
    private static let pause: UInt64 = 100_000_000

    private let isOn: Bool
    private let start: UInt64
    private let last: Mutex<UInt64>

    init(_ choice: Choice) {
        isOn = choice == .auto && isatty(STDERR_FILENO) == 1
        start = Self.now
        last = Mutex(0)
    }

    func show(_ text: @autoclosure () -> String) {
        guard isOn else { return }
        let now = Self.now
        guard now - start > Self.patience else { return }
        last.withLock { last in
            guard now - last > Self.pause else { return }
            last = now
            write("\r\u{1B}[K" + text().printable)
        }
    }

    /// Takes back what was shown.
    func clear() {
        if isOn, last.withLock({ $0 > 0 }) { write("\r\u{1B}[K") }
    }

    private func write(_ text: String) {
        // That progress can't be shown is no reason to stop.
        try? Console.write(text.utf8, to: STDERR_FILENO)
    }

    private static var now: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
