/// What is wrong with a file's bytes before anything is parsed.
package enum EncodingProblem: Sendable, Hashable {
    case utf16
    case invalidUTF8(at: Int)
    case nul(at: Int)
}

extension SourceText {
    /// The first problem with the encoding, or nil for clean UTF-8. A NUL is reported only in valid UTF-8.
    package var encodingProblem: EncodingProblem? {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return .utf16 }
        return bytes.withUnsafeBufferPointer { bytes in
            var nul: Int?
            var i = 0
            while i < bytes.count {
                // Most text is ASCII: eight bytes at a time, as long as none of them is anything else.
                while i + 8 <= bytes.count {
                    let word = UnsafeRawPointer(bytes.baseAddress! + i).loadUnaligned(as: UInt64.self)
                    let hasNul = (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080 != 0
                    if word & 0x8080_8080_8080_8080 != 0 || hasNul { break }
                    i += 8
                }
                guard i < bytes.count else { break }
                let byte = bytes[i]
                if byte < 0x80 {
                    if byte == 0, nul == nil { nul = i }
                    i += 1
                    continue
                }
                let length = Self.scalarLength(bytes, at: i)
                if length == 0 {
                    // UTF-16 without a mark: every second byte of plain text is NUL.
                    return nul.map { $0 <= 1 } == true ? .utf16 : .invalidUTF8(at: i)
                }
                i += length
            }
            guard let nul else { return nil }
            return nul <= 1 && bytes.count > 3 && bytes[nul + 2 < bytes.count ? nul + 2 : nul] == 0 ? .utf16 : .nul(at: nul)
        }
    }

    /// Each byte that belongs to no character as `?`, each NUL as a space, so that places stay.
    package var readable: SourceText {
        var out = bytes
        out.withUnsafeMutableBufferPointer { out in
            var i = 0
            while i < out.count {
                let length = out[i] < 0x80 ? 1 : Self.scalarLength(UnsafeBufferPointer(out), at: i)
                if length == 0 { out[i] = 0x3F } else if out[i] == 0 { out[i] = Byte.space }
                i += max(1, length)
            }
        }
        return SourceText(path: path, bytes: out)
    }

    /// Bytes of the well-formed UTF-8 scalar at `i`, or 0 (Unicode, table 3-7: no overlong forms, no surrogates).
    private static func scalarLength(_ bytes: UnsafeBufferPointer<UInt8>, at i: Int) -> Int {
        func follows(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
            i + offset < bytes.count && range.contains(bytes[i + offset])
        }
        switch bytes[i] {
        case 0xC2...0xDF: return follows(1) ? 2 : 0
        case 0xE0: return follows(1, 0xA0...0xBF) && follows(2) ? 3 : 0
        case 0xE1...0xEC, 0xEE, 0xEF: return follows(1) && follows(2) ? 3 : 0
        case 0xED: return follows(1, 0x80...0x9F) && follows(2) ? 3 : 0
        case 0xF0: return follows(1, 0x90...0xBF) && follows(2) && follows(3) ? 4 : 0
        case 0xF1...0xF3: return follows(1) && follows(2) && follows(3) ? 4 : 0
        case 0xF4: return follows(1, 0x80...0x8F) && follows(2) && follows(3) ? 4 : 0
        default: return 0
        }
    }
}
