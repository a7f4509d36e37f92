import Brief
import SeededRandom
import Source
import Testing

@Suite struct BytesTests {
    /// Lines and columns counted by walking from the start: slow, and simple enough to be right.
    static func naivePosition(_ bytes: [UInt8], _ offset: Int) -> (line: Int, column: Int) {
        var line = 1
        var column = 1
        var i = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while i < min(offset, bytes.count) {
            if bytes[i] == 0x0A {
                line += 1
                column = 1
            } else if bytes[i] == 0x0D {
                // A place between the two bytes of CRLF still is on the line that they end.
                if i + 1 < bytes.count, bytes[i + 1] == 0x0A {
                    if i + 1 == offset { return (line, column + 1) }
                    i += 1
                }
                line += 1
                column = 1
            } else if bytes[i] & 0xC0 != 0x80 {
                column += 1
            }
            i += 1
        }
        return (line, column)
    }

    static let texts = [
        "", "a", "\n", "\r", "\r\n", "a\nb", "a\rb\r", "a\r\nb\r\n\r\n", "\u{FEFF}", "\u{FEFF}a\nb", "\u{FEFF}\r\n", "é\u{301}🚀\n👩‍💻x\r\n日本",
        "\n\r\n\r\r\n", "שלום: דנה\nab",
        "a\tb\u{0}c\u{B}\u{C}d\u{85}e\u{2028}f",
    ]

    @Test(arguments: texts) func everyOffsetHasThePlaceThatCountingGives(text: String) {
        let bytes = Array(text.utf8)
        let table = LineTable(SourceText(path: "x", bytes: bytes))
        for offset in 0...bytes.count {
            #expect(table.position(offset) == Self.naivePosition(bytes, offset), "at \(offset)")
        }
        #expect(table.position(-5) == (1, 1))
        #expect(table.position(bytes.count + 5) == Self.naivePosition(bytes, bytes.count))
    }

    @Test func randomBytesHaveThePlacesThatCountingGives() {
        var random = SeededRandom(7)
        let pieces: [[UInt8]] = [
            [0x0A], [0x0D], [0x0D, 0x0A], [0x61], [0xC3, 0xA9], [0xF0, 0x9F, 0x9A, 0x80], [0x80], [0xFF], [0xEF, 0xBB, 0xBF], [0x00],
        ]
        for _ in 0..<400 {
            let bytes = (0..<Int.random(in: 0...30, using: &random)).flatMap { _ in pieces.randomElement(using: &random)! }
            let table = LineTable(SourceText(path: "x", bytes: bytes))
            for offset in 0...bytes.count { #expect(table.position(offset) == Self.naivePosition(bytes, offset), "\(bytes) at \(offset)") }
        }
    }

    @Test(arguments: texts) func linesTogetherAreTheFile(text: String) {
        let source = SourceText(path: "x", text: text)
        let table = LineTable(source)
        let lines = (1...table.lineCount).map { source.text(table.line($0)) }
        let expected = text.unicodeScalars.split(omittingEmptySubsequences: false) { $0 == "\n" }.flatMap { part in
            var part = part
            if part.last == "\r", part.endIndex != text.unicodeScalars.endIndex { part.removeLast() }
            return part.split(separator: "\r", omittingEmptySubsequences: false).map { String($0) }
        }
        #expect(lines == expected)
    }

    static let encodings: [([UInt8], EncodingProblem?)] = [
        ([], nil), (Array("Owner: Dána 🚀".utf8), nil), ([0xEF, 0xBB, 0xBF], nil), ([0xFF, 0xFE, 0x61, 0x00], .utf16),
        ([0xFE, 0xFF, 0x00, 0x61], .utf16),
        ([0x61, 0x00, 0x62, 0x00, 0x63, 0x00], .utf16), ([0x00, 0x61, 0x00, 0x62, 0x00], .utf16), ([0x61, 0x62, 0x00, 0x63], .nul(at: 2)),
        ([0x61, 0xFF], .invalidUTF8(at: 1)), ([0xC3], .invalidUTF8(at: 0)), ([0xC0, 0x80], .invalidUTF8(at: 0)),
        ([0xE0, 0x80, 0x80], .invalidUTF8(at: 0)),
        ([0xED, 0xA0, 0x80], .invalidUTF8(at: 0)), ([0xF4, 0x90, 0x80, 0x80], .invalidUTF8(at: 0)),
        ([0xF0, 0x9F, 0x9A], .invalidUTF8(at: 0)),
        ([0x61, 0x80], .invalidUTF8(at: 1)), (Array("Übergabe".unicodeScalars.map { UInt8($0.value) }), .invalidUTF8(at: 0)),
        ([0xF4, 0x8F, 0xBF, 0xBF], nil),
    ]

    @Test(arguments: encodings) func encodingIsJudgedBeforeAnythingIsParsed(bytes: [UInt8], problem: EncodingProblem?) {
        #expect(SourceText(path: "x", bytes: bytes).encodingProblem == problem)
    }

    /// Whether the standard library reads the bytes without replacing any is the second opinion.
    @Test func validityAgreesWithTheStandardLibrary() {
        var random = SeededRandom(11)
        let interesting: [UInt8] = [
            0x61, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3,
            0xF4, 0xF5, 0xFF,
        ]
        for _ in 0..<5_000 {
            let bytes = (0..<Int.random(in: 1...6, using: &random)).map { _ in interesting.randomElement(using: &random)! }
            guard !bytes.starts(with: [0xFF, 0xFE]), !bytes.starts(with: [0xFE, 0xFF]) else { continue }
            #expect(
                (SourceText(path: "x", bytes: bytes).encodingProblem == nil) == (String(validating: bytes, as: UTF8.self) != nil),
                "\(bytes)")
        }
    }
}
