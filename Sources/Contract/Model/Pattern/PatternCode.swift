internal import CPcre2
internal import Source
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

extension Pattern {
    /// Steps of the matcher, and its memory in KiB (PCRE2's match and heap limits).
    private static let steps: UInt32 = 200_000
    private static let heap: UInt32 = 2_048

    /// Compiled code: the same for all threads. Freed with the pattern.
    final class Code: @unchecked Sendable {
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
    final class Scratch {
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
