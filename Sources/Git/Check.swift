internal import CLibgit2

/// The one gate from libgit2: a negative code becomes an error, with the library's words read before anybody else can change them.
///
/// libgit2 keeps its last error for each thread and never clears it when a call succeeds, so it is read here and nowhere else.
@discardableResult
func check(_ code: Int32, _ doing: @autoclosure () -> String) throws(GitError) -> Int32 {
    guard code < 0 else { return code }
    let last = git_error_last()
    let message = last.flatMap { $0.pointee.message }.map { String(cString: $0) } ?? ""
    let category = last.map { $0.pointee.klass } ?? 0
    git_error_clear()
    throw GitError(code: code, category: category, message: message, doing: doing())
}

extension GitError {
    /// libgit2's answer in plain words, as far as they are known.
    init(code: Int32, category: Int32, message: String, doing: String) {
        self.init(.other, doing: doing, problem: message.isEmpty ? "git's library gave no reason" : Self.sentence(message))
        self.code = code
        self.category = category
        self.message = message
        switch (code, category) {
        case (GIT_ENOTFOUND.rawValue, Int32(GIT_ERROR_ODB.rawValue)):
            kind = .missingObject
        case (_, Int32(GIT_ERROR_OS.rawValue)) where message.hasSuffix("Permission denied"):
            kind = .notAllowed
            problem = "you have no permission to read it"
        case (GIT_EMISMATCH.rawValue, _), (_, Int32(GIT_ERROR_ZLIB.rawValue)), (_, Int32(GIT_ERROR_ODB.rawValue)),
            (_, Int32(GIT_ERROR_OBJECT.rawValue)), (_, Int32(GIT_ERROR_TREE.rawValue)):
            kind = .damaged
            problem = "the repository is damaged there (\(Self.sentence(message)))"
            next = "See what git says: git fsck"
        default: break
        }
    }

    /// The library's words without a full stop, so that they can stand in a sentence.
    private static func sentence(_ message: String) -> String {
        message.hasSuffix(".") ? String(message.dropLast()) : message
    }
}
