import Foundation
import Source
import Testing
import YAML

/// `PackedYAML.node` reads what the build wrote into the program; here the bytes of each are written and read again.
@Suite("YAML read beforehand is the same as YAML read now") struct PackedYAMLTests {
    static let texts = [
        "a: 1\n", "a: \"1\"\nb: null\nc: ~\n", "- x\n- [y, z]\n- {k: v}\n", "a: |\n  two\n  lines\nb: >\n  one\n  line\n",
        "a: &x [1, 2]\nb: *x\n", "ä: “ü” \\ \"#\n", "empty: \"\"\nlist: []\ngroup: {}\n",
        "long: \(String(repeating: "word ", count: 3000))\n",
    ]

    @Test(arguments: texts) func roundTrip(_ text: String) throws {
        let node = try #require(try YAMLDocument(SourceText(path: "a.yml", text: text)).root)
        #expect(String(describing: try #require(PackedYAML.node(Array(PackedYAML.text(node).utf8)))) == String(describing: node))
    }

    @Test func everyRuleOfTheProgram() throws {
        let rules = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../rules").standardizedFileURL
        let files = try FileManager.default.contentsOfDirectory(at: rules, includingPropertiesForKeys: nil).filter {
            $0.pathExtension == "yml"
        }
        #expect(files.count >= 10)
        for file in files {
            let source = SourceText(path: file.lastPathComponent, bytes: Array(try Data(contentsOf: file)))
            let node = try #require(try YAMLDocument(source).root)
            #expect(String(describing: try #require(PackedYAML.node(Array(PackedYAML.text(node).utf8)))) == String(describing: node))
        }
    }

    /// Whoever reads it falls back on the text.
    @Test(arguments: texts) func whatIsDamagedIsNothing(_ text: String) throws {
        let packed = Array(PackedYAML.text(try #require(try YAMLDocument(SourceText(path: "a.yml", text: text)).root)).utf8)
        for end in stride(from: 0, to: packed.count, by: max(1, packed.count / 200)) {
            #expect(PackedYAML.node(Array(packed[..<end])).map { _ in 0 } == nil)
        }
        for i in stride(from: 0, to: packed.count, by: max(1, packed.count / 200)) {
            for byte: UInt8 in [0x00, 0x30, 0x4F, 0x6F, 0x6D, 0xFF] {
                var damaged = packed
                damaged[i] = byte
                _ = PackedYAML.node(damaged)
            }
        }
    }
}
