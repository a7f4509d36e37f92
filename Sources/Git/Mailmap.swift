internal import CLibgit2

/// Who is who: `.mailmap` of a commit's top folder, as git reads it.
package final class Mailmap {
    private let handle: OpaquePointer

    deinit { git_mailmap_free(handle) }

    /// - Parameter text: the file; nil for none.
    package init(_ text: [UInt8]?) throws(GitError) {
        try Library.start()
        var made: OpaquePointer?
        let doing = "reading .mailmap"
        let text = (text ?? []).map { CChar(bitPattern: $0) }
        try check(text.withUnsafeBufferPointer { git_mailmap_from_buffer(&made, $0.baseAddress, $0.count) }, doing)
        guard let made else { throw GitError(.other, doing: doing, problem: "git's library gave no answer") }
        handle = made
    }

    /// The person's proper name and address.
    package func resolve(_ person: Commit.Signature) throws(GitError) -> Commit.Signature {
        // What comes back lives as long as the mailmap or the strings that go in.
        let (code, found) = person.name.withCString { own in
            person.email.withCString { address in
                var (name, email): (UnsafePointer<CChar>?, UnsafePointer<CChar>?)
                let code = git_mailmap_resolve(&name, &email, handle, own, address)
                return (code, (name: name.map { String(cString: $0) }, email: email.map { String(cString: $0) }))
            }
        }
        try check(code, "asking .mailmap")
        return Commit.Signature(name: found.name ?? person.name, email: found.email ?? person.email, time: person.time)
    }
}
