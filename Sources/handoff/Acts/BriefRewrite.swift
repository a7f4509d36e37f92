internal import Acts
internal import Contract
internal import Workspace

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Puts new bytes in a brief's place, all of them or none, and only where the brief is still what was read.
enum BriefRewrite {
    static func read(_ location: String) throws(ActRefusal) -> [UInt8] {
        do throws(FileProblem) {
            return try Files.read(location, limit: Judge.largestBrief)
        } catch {
            throw .unreadable("This file can't be read: \(error.sentence).")
        }
    }

    /// A brief is read again before the rename; two acts at once are kept apart by a lock on the file itself.
    static func replace(_ location: String, old: [UInt8], new: [UInt8]) throws(FreshFile.Problem) {
        guard let path = Files.real(location) else { throw .failed("it is not there any more") }
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw .failed(WriteWords.sentence()) }
        defer { close(descriptor) }
        if flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
            throw .failed("another handoff is writing it at this moment; try again")
        }
        var (held, info) = (stat(), stat())
        guard fstat(descriptor, &held) == 0 else { throw .failed(WriteWords.sentence()) }
        guard held.st_mode & 0o222 != 0, access(path, W_OK) == 0 else { throw .failed("it is read-only") }
        try FreshFile.replace(path, with: new, mode: held.st_mode) {
            let now = try? Files.read(path, limit: old.count)
            guard now == old, stat(path, &info) == 0, info.st_ino == held.st_ino, info.st_dev == held.st_dev else {
                return "somebody changed it meanwhile, and it is left as it is; look at it and try again"
            }
            return nil
        }
    }
}
