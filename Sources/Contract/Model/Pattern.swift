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
/// The only file that touches PCRE2. A match stops after a fixed number of steps, so that no pattern and no text can hang a run.
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

    /// Whether what it matches somewhere is matched wherever that stands: nothing in it looks at what is around, at a beginning or an
    /// end, and nothing it took is kept from being given back.
    private static func seesOnlyItsMatch(_ source: String) -> Bool {
        let bytes = Array(source.utf8)
        for (i, byte) in bytes.enumerated() {
            let next = i + 1 < bytes.count ? bytes[i + 1] : 0
            switch byte {
            case 0x5E where i == 0 || bytes[i - 1] != 0x5B: return false  // ^
            case 0x24: return false  // $
            case 0x28 where next == 0x3F || next == 0x2A:
                // Of the special groups only (?: and a leading (?i) are harmless.
                let isHarmless = i + 2 < bytes.count && (bytes[i + 2] == 0x3A || (i == 0 && source.hasPrefix("(?i)")))
                if !isHarmless { return false }
            case 0x5C where !harmlessEscapes.contains(next): return false
            case 0x2B where i > 0 && [0x2A, 0x2B, 0x3F, 0x7D].contains(bytes[i - 1]): return false  // possessive
            default: continue
            }
        }
        return true
    }

    /// After a backslash: classes, and characters that stand for themselves.
    private static let harmlessEscapes = Set("dDwWsStnr.+*?()[]{}|/-\\".utf8)

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

    /// Compiled code: the same for all threads. Freed with the pattern.
    private final class Code: @unchecked Sendable {
        private let code: OpaquePointer
        private let uses = Atomic<Int>(0)
        /// Translating to machine code costs as much as some hundred matches in short texts, so only what is used that often is; a text
        /// counts once for each 64 bytes of it.
        private static let usesBeforeTranslation = 200
        /// 0 interpreted, 1 being translated, 2 translated.
        private let state = Atomic<Int>(0)

        /// Groups in the pattern, the whole match not included.
        let groups: Int
        /// An ASCII character that every match has, in either case; nil where none is known.
        let neededByte: UInt8?

        /// Whether what it matches in a text is matched in all of what surrounds that.
        let seesOnlyItsMatch: Bool

        init(_ code: OpaquePointer, _ source: String) {
            self.code = code
            var count: UInt32 = 0
            pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_CAPTURECOUNT), &count)
            groups = Int(count)
            neededByte = Self.neededByte(code)
            seesOnlyItsMatch = Pattern.seesOnlyItsMatch(source)
        }

        deinit { pcre2_code_free_8(code) }

        private static func neededByte(_ code: OpaquePointer) -> UInt8? {
            for (kind, unit) in [
                (PCRE2_INFO_LASTCODETYPE, PCRE2_INFO_LASTCODEUNIT), (PCRE2_INFO_FIRSTCODETYPE, PCRE2_INFO_FIRSTCODEUNIT),
            ] {
                var isKnown: UInt32 = 0
                var byte: UInt32 = 0
                pcre2_pattern_info_8(code, UInt32(kind), &isKnown)
                pcre2_pattern_info_8(code, UInt32(unit), &byte)
                if isKnown == 1, byte < 0x80 { return UInt8(byte) }
            }
            return nil
        }

        func run(_ text: UnsafeBufferPointer<UInt8>, from start: Int, _ scratch: Scratch) -> Outcome {
            var options = UInt32(PCRE2_NO_UTF_CHECK)
            if state.load(ordering: .acquiring) != 2 {
                // Other threads go on interpreting while one translates.
                options |= UInt32(PCRE2_NO_JIT)
                if uses.add(1 + text.count / 64, ordering: .relaxed).newValue > Self.usesBeforeTranslation,
                    state.compareExchange(expected: 0, desired: 1, ordering: .acquiringAndReleasing).exchanged
                {
                    // Without a translator, or for what it can't translate, matching goes on as before.
                    _ = pcre2_jit_compile_8(code, UInt32(PCRE2_JIT_COMPLETE))
                    state.store(2, ordering: .releasing)
                }
            }
            let result = withUnsafePointer(to: UInt8(0)) { none in
                pcre2_match_8(code, text.baseAddress ?? none, text.count, start, options, scratch.data, scratch.context)
            }
            scratch.matched = Int(result)
            // 0: more groups than there is room for; the match itself is known.
            return result >= 0 ? .match : result == PCRE2_ERROR_NOMATCH ? .noMatch : .tooLong
        }
    }

    /// What a match writes to: one for each thread, since matching is too frequent to allocate for.
    private final class Scratch {
        private static let mostGroups = 32

        let data: OpaquePointer
        let context: OpaquePointer
        /// Groups set by the last match, the whole one included; 0 when there were more than fit.
        var matched = 0

        private init() {
            // Out of memory is the one way these fail, and nothing can be done then.
            data = pcre2_match_data_create_8(UInt32(Self.mostGroups), nil)!
            context = pcre2_match_context_create_8(nil)!
            pcre2_set_match_limit_8(context, Pattern.steps)
            pcre2_set_depth_limit_8(context, Pattern.steps)
            pcre2_set_heap_limit_8(context, Pattern.heap)
        }

        deinit {
            pcre2_match_data_free_8(data)
            pcre2_match_context_free_8(context)
        }

        /// Made when a thread first matches, freed when it ends.
        static var ofThread: Scratch {
            if let known = pthread_getspecific(key) { return Unmanaged<Scratch>.fromOpaque(known).takeUnretainedValue() }
            let made = Unmanaged.passRetained(Scratch())
            pthread_setspecific(key, made.toOpaque())
            return made.takeUnretainedValue()
        }

        private static let key: pthread_key_t = {
            var key = pthread_key_t()
            pthread_key_create(&key) { scratch in
                #if canImport(Darwin)
                    Unmanaged<Scratch>.fromOpaque(scratch).release()
                #else
                    if let scratch { Unmanaged<Scratch>.fromOpaque(scratch).release() }
                #endif
            }
            return key
        }()

        /// The last match with the whole pattern's groups, also those behind the last that took part.
        func match(groups count: Int) -> Match {
            let offsets = pcre2_get_ovector_pointer_8(data)!
            let known = matched == 0 ? Self.mostGroups : matched
            var groups: [Range<Int>?] = []
            for group in 1..<max(1, min(count + 1, Self.mostGroups)) {
                guard group < known else { groups.append(nil); continue }
                let (lower, upper) = (offsets[2 * group], offsets[2 * group + 1])
                groups.append(lower <= upper && upper != Int(bitPattern: UInt.max) ? lower..<upper : nil)
            }
            // \K can put the start behind the end.
            return Match(range: min(offsets[0], offsets[1])..<offsets[1], groups: groups)
        }
    }
}
