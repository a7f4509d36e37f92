internal import Report
internal import Workspace

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// The file the page goes to: ours to write over only when it is an earlier report.
enum PageFile {
    /// Our mark stands near the page's beginning.
    private static let reach = 4096

    /// - Throws: `RunFailure` for a file that is somebody else's.
    static func requireOurs(_ file: String) throws {
        guard let kind = Files.kind(file) else {
            // A link that leads nowhere is somebody's, too.
            if Files.isLink(file) { throw RunFailure("\(file): this is a link to a file that is not there; name another file.") }
            return
        }
        guard kind == .file else { throw RunFailure("\(file): this is no file; name one with --output.") }
        let head: [UInt8]
        do throws(FileProblem) {
            head = try Files.read(file, first: reach)
        } catch {
            throw RunFailure("\(file): it can't be told whether this is an earlier report: \(error.sentence).")
        }
        guard String(decoding: head, as: UTF8.self).contains(PageWriter.marker.description) else {
            throw RunFailure("\(file): this file is no report of handoff, so it is not written over. Name another with --output.")
        }
    }

    /// Shows the page with what this machine opens files with.
    static func open(_ path: String) throws {
        #if canImport(Darwin)
            let program = "/usr/bin/open"
        #else
            let program = "xdg-open"
        #endif
        var words: [UnsafeMutablePointer<CChar>?] = [strdup(program), strdup(path), nil]
        defer { for word in words { free(word) } }
        var child = pid_t()
        let failure = posix_spawnp(&child, program, nil, nil, &words, environ)
        guard failure == 0 else {
            throw RunFailure("the page can't be opened: \(program): \(String(cString: strerror(failure))). It is in \(path).")
        }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        if status != 0 { throw RunFailure("the page can't be opened: \(program) found no browser. It is in \(path).") }
    }
}
