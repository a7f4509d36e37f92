import FuzzChecks

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

// `handoff-fuzz brief|contract` and libFuzzer's own options: `make fuzz` shows the usual ones.
//
// The driver is called instead of letting libFuzzer bring its `main`, because SwiftPM renames every executable's entry point.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ one: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

@main
enum Fuzz {
    static func main() {
        let mode = CommandLine.arguments.dropFirst().first
        // libFuzzer must not take the mode for a folder of inputs: the program's name moves up over it.
        var arguments = CommandLine.unsafeArgv + 1
        var count = CommandLine.argc - 1
        arguments[0] = CommandLine.unsafeArgv[0]
        switch mode {
        case "brief":
            exit(runDriver(&count, &arguments) { start, count in Fuzz.stop(Invariants.brokenByBrief(Fuzz.bytes(start, count))) })
        case "contract":
            exit(runDriver(&count, &arguments) { start, count in Fuzz.stop(Invariants.brokenByContract(Fuzz.bytes(start, count))) })
        default:
            print("usage: handoff-fuzz brief|contract [libFuzzer's options] [folders of inputs]")
            exit(2)
        }
    }

    private static func bytes(_ start: UnsafePointer<UInt8>?, _ count: Int) -> [UInt8] {
        Array(UnsafeBufferPointer(start: start, count: count))
    }

    private static func stop(_ broken: String?) -> CInt {
        if let broken { fatalError(broken) }
        return 0
    }
}
