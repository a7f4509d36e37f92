import Foundation
import Testing

/// The program on a terminal where somebody types.
enum Terminal {
    /// Plays a terminal: what is to be typed waits there before the program asks.
    private static let script = """
        import os, pty, sys
        typed, command = sys.argv[1], sys.argv[2:]
        pid, terminal = pty.fork()
        if pid == 0:
            os.execv(command[0], command)
        os.write(terminal, typed.encode())
        shown = b''
        while True:
            try:
                piece = os.read(terminal, 4096)
            except OSError:
                break
            if not piece:
                break
            shown += piece
        sys.stdout.buffer.write(shown.replace(b'\\r\\n', b'\\n'))
        sys.stdout.flush()
        sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
        """

    /// End of what somebody types.
    static let end = "\u{4}"

    /// - Returns: all that is shown, what was typed included, in `output`.
    static func run(_ arguments: [String], typing: String, in folder: URL, environment: [String: String] = [:]) throws -> Program.Result {
        let result = try Program.run(
            ["python3", "-c", script, typing, Program.binary.path] + arguments, in: folder, environment: environment,
            executable: URL(filePath: "/usr/bin/env"))
        #expect(result.error == "")
        return result
    }
}
