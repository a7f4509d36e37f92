#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Why something could not be written, as the end of a sentence: the C library's own words are for those who know it.
enum WriteWords {
    /// - Parameter code: of the call that failed.
    static func sentence(_ code: Int32 = errno) -> String {
        switch code {
        case ENOSPC, EDQUOT: "the disk is full"
        case EFBIG: "no file may become as large here"
        case EACCES, EPERM: "you have no permission to write there"
        case EROFS: "that disk is read-only"
        case ENOENT: "its folder is not there"
        case ENOTDIR: "what should be its folder is a file"
        case EISDIR: "it is a folder"
        case ENAMETOOLONG: "its name is too long"
        case ELOOP: "the links on the way lead in a circle"
        case EBADF: "it is closed"
        case EIO: "the disk reports a fault"
        default: String(cString: strerror(code))
        }
    }
}
