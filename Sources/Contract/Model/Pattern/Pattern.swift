internal import CPcre2
internal import Source
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// A PCRE2 pattern, compiled when first used and shared by all threads.
///
/// This folder alone touches PCRE2. A match stops after a fixed number of steps, so that no pattern and no text can hang a run.
package final class Pattern: Sendable {
    package let source: String
    /// The address of the `Code` once compiled, which this pattern owns; 0 before.
    private let compiled = Atomic<UInt>(0)

    package init(_ source: String) {
        self.source = source
    }

    package enum Outcome: Sendable {
        case match, noMatch
        /// The limit on steps was reached.
        case tooLong
    }

    package struct Match: Sendable {
        /// Byte offsets in the text.
        package var range: Range<Int>
        /// Nil for a group that took no part.
        package var groups: [Range<Int>?]
    }

    /// What is wrong with the pattern and at which character of it, or nil.
    package var problem: (message: String, offset: Int)? {
        var code: Int32 = 0
        var offset = 0
        if let compiled = Self.compile(source, &code, &offset) {
            pcre2_code_free_8(compiled)
            return nil
        }
        var buffer = [UInt8](repeating: 0, count: 160)
        _ = pcre2_get_error_message_8(code, &buffer, buffer.count)
        let text = String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self)
        return (text, String(decoding: source.utf8.prefix(offset), as: UTF8.self).unicodeScalars.count)
    }

    package func firstMatch(in text: String) -> Outcome {
        var text = text
        return text.withUTF8 { firstMatch(in: $0) }
    }

    /// - Parameter text: UTF-8 without errors.
    func firstMatch(in text: UnsafeBufferPointer<UInt8>) -> Outcome {
        guard let code = code() else { return .noMatch }
        return code.run(text, from: 0, Scratch.ofThread)
    }

    /// False when no part of a text can have a match.
    func mayMatch(inPartsOf text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let code = code() else { return false }
        if let byte = code.neededByte, !text.contains(byte), !Byte.isLetter(byte) || !text.contains(byte ^ 0x20) { return false }
        guard code.seesOnlyItsMatch else { return true }
        if case .noMatch = code.run(text, from: 0, Scratch.ofThread) { return false }
        return true
    }

    /// All matches, left to right, at most 10,000, and whether the limit on steps let all of them be found.
    package func matches(in text: String) -> (found: [Match], isComplete: Bool) {
        guard let code = code() else { return ([], true) }
        var text = text
        return text.withUTF8 { bytes in
            let scratch = Scratch.ofThread
            var found: [Match] = []
            var start = 0
            while start <= bytes.count, found.count < 10_000 {
                let outcome = code.run(bytes, from: start, scratch)
                guard case .match = outcome else {
                    if case .tooLong = outcome { return (found, false) }
                    break
                }
                let match = scratch.match(groups: code.groups)
                found.append(match)
                // An empty match must not be found again: go on at the next character.
                start = match.range.upperBound
                if match.range.isEmpty {
                    start += 1
                    while start < bytes.count, bytes[start] & 0xC0 == 0x80 { start += 1 }
                }
            }
            return (found, true)
        }
    }

    private func code() -> Code? {
        if let known = Self.code(at: compiled.load(ordering: .acquiring)) { return known }
        var error: Int32 = 0
        var offset = 0
        guard let code = Self.compile(source, &error, &offset) else { return nil }
        let made = Unmanaged.passRetained(Code(code, source))
        let (isFirst, known) = compiled.compareExchange(
            expected: 0, desired: UInt(bitPattern: made.toOpaque()), ordering: .acquiringAndReleasing)
        if isFirst { return made.takeUnretainedValue() }
        made.release()
        return Self.code(at: known)
    }

    private static func code(at address: UInt) -> Code? {
        UnsafeRawPointer(bitPattern: address).map { Unmanaged<Code>.fromOpaque($0).takeUnretainedValue() }
    }

    deinit {
        if let code = UnsafeRawPointer(bitPattern: compiled.load(ordering: .acquiring)) { Unmanaged<Code>.fromOpaque(code).release() }
    }

    private static func compile(_ source: String, _ error: inout Int32, _ offset: inout Int) -> OpaquePointer? {
        var source = source
        return source.withUTF8 { bytes in
            // An empty string has no address, and PCRE2 wants one.
            withUnsafePointer(to: UInt8(0)) { none in
                pcre2_compile_8(
                    bytes.baseAddress ?? none, bytes.count, UInt32(PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C), &error, &offset, nil)
            }
        }
    }
}
