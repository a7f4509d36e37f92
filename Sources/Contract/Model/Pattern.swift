internal import CPcre2
internal import Synchronization

/// A PCRE2 pattern, compiled when first used and shared by all threads.
///
/// The only file that touches PCRE2. A match stops after a fixed number of steps, so that no pattern and no text can hang a run.
package final class Pattern: Sendable {
    package let source: String
    private let compiled = AtomicLazyReference<Code>()

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

    /// Steps of the matcher, and its memory in KiB (PCRE2's match and heap limits).
    private static let steps: UInt32 = 200_000
    private static let heap: UInt32 = 2_048

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
        return (text, source.utf8.prefix(offset).count)
    }

    package func firstMatch(in text: String) -> Outcome {
        guard let code = code() else { return .noMatch }
        var text = text
        return text.withUTF8 { bytes in code.match(bytes, from: 0).0 }
    }

    /// All matches, left to right; at most 10,000.
    package func matches(in text: String) -> [Match] {
        guard let code = code() else { return [] }
        var text = text
        return text.withUTF8 { bytes in
            var found: [Match] = []
            var start = 0
            while start <= bytes.count, found.count < 10_000 {
                guard case (.match, let match?) = code.match(bytes, from: start) else { break }
                found.append(match)
                // An empty match must not be found again: go on at the next character.
                start = match.range.upperBound
                if match.range.isEmpty {
                    start += 1
                    while start < bytes.count, bytes[start] & 0xC0 == 0x80 { start += 1 }
                }
            }
            return found
        }
    }

    private func code() -> Code? {
        if let known = compiled.load() { return known }
        var error: Int32 = 0
        var offset = 0
        guard let code = Self.compile(source, &error, &offset) else { return nil }
        return compiled.storeIfNil(Code(code))
    }

    private static func compile(_ source: String, _ error: inout Int32, _ offset: inout Int) -> OpaquePointer? {
        var source = source
        return source.withUTF8 { bytes in
            // An empty string has no address, and PCRE2 wants one.
            let empty: [UInt8] = [0]
            return empty.withUnsafeBufferPointer { none in
                pcre2_compile_8(
                    bytes.baseAddress ?? none.baseAddress!, bytes.count, UInt32(PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C), &error, &offset,
                    nil)
            }
        }
    }

    /// Compiled code: immutable once made, so that threads may share it. Freed with the pattern.
    private final class Code: @unchecked Sendable {
        private let code: OpaquePointer

        init(_ code: OpaquePointer) {
            self.code = code
        }

        deinit { pcre2_code_free_8(code) }

        func match(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> (Outcome, Match?) {
            let empty: [UInt8] = [0]
            return empty.withUnsafeBufferPointer { none in
                guard let data = pcre2_match_data_create_from_pattern_8(code, nil), let context = pcre2_match_context_create_8(nil) else {
                    return (.tooLong, nil)
                }
                defer {
                    pcre2_match_data_free_8(data)
                    pcre2_match_context_free_8(context)
                }
                pcre2_set_match_limit_8(context, Pattern.steps)
                pcre2_set_depth_limit_8(context, Pattern.steps)
                pcre2_set_heap_limit_8(context, Pattern.heap)
                let result = pcre2_match_8(
                    code, text.baseAddress ?? none.baseAddress!, text.count, start, UInt32(PCRE2_NO_UTF_CHECK), data, context)
                guard result > 0 else { return (result == PCRE2_ERROR_NOMATCH ? .noMatch : .tooLong, nil) }
                let offsets = pcre2_get_ovector_pointer_8(data)!
                var groups: [Range<Int>?] = []
                for group in 1..<max(1, Int(pcre2_get_ovector_count_8(data))) {
                    let lower = offsets[2 * group]
                    groups.append(group < Int(result) && lower != Int.max && lower != -1 ? lower..<offsets[2 * group + 1] : nil)
                }
                // \K can put the start behind the end.
                return (.match, Match(range: min(offsets[0], offsets[1])..<offsets[1], groups: groups))
            }
        }
    }
}
