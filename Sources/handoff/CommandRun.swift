internal import ArgumentParser

/// What every command but `lint` does around its work: output, failures, exit codes.
enum CommandRun {
    static func run(_ body: () throws -> (text: String, code: Int32)) throws {
        let result = try failing(body)
        guard Console.show(result.text) else { throw ExitCode(2) }
        if result.code != 0 { throw ExitCode(result.code) }
    }

    /// A run that failed says why, and ends with exit code 2.
    static func failing<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let failure as RunFailure {
            Console.error("handoff: \(failure)")
            throw ExitCode(2)
        }
    }
}
