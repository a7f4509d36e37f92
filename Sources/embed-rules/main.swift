// embed-rules RULES OUTPUT ALWAYS: writes every YAML file of RULES, RULES/data and RULES/languages as Swift string literals to OUTPUT: as it
// is, and read.
// It runs in every build (see EmbedRules.swift), so it uses no Foundation, which would cost more time than the work itself.

internal import Source
internal import YAML

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

func fail(_ message: String) -> Never {
    // Through the descriptor: `stderr` itself is a mutable global, which Swift 6 lets nobody read.
    let line = Array("embed-rules: \(message)\n".utf8)
    _ = write(2, line, line.count)
    exit(1)
}

func failure(_ path: String) -> Never { fail("\(path): \(String(cString: strerror(errno)))") }

func yamlFiles(in folder: String) -> [String] {
    guard let stream = opendir(folder) else {
        // A folder that isn't there holds nothing; any other reason must not pass for "no contracts".
        if errno == ENOENT { return [] }
        failure(folder)
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
            $0.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: $0.pointee)) { String(cString: $0) }
        }
        // Editors leave hidden files beside the real ones.
        if name.hasSuffix(".yml"), !name.hasPrefix(".") { names.append(name) }
    }
    return names
}

func contents(of path: String) -> [UInt8]? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
        let count = fread(&buffer, 1, buffer.count, file)
        if count == 0 { break }
        bytes.append(contentsOf: buffer[..<count])
    }
    return ferror(file) == 0 ? bytes : nil
}

func write(_ bytes: [UInt8], to path: String) {
    guard let file = fopen(path, "wb") else { failure(path) }
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count, fclose(file) == 0 else { failure(path) }
}

/// A literal that is `text` byte for byte.
func literal(_ text: String) -> String {
    // One more `#` than any run in the text: then nothing in it can end the literal or start an escape.
    var longest = 0
    var run = 0
    for byte in text.utf8 {
        run = byte == UInt8(ascii: "#") ? run + 1 : 0
        longest = max(longest, run)
    }
    let hashes = String(repeating: "#", count: longest + 1)
    var literal = hashes + "\"\"\"\n"
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\n", "\t": literal.unicodeScalars.append(scalar)
        // The compiler would read CR as LF, and warns about or refuses other control characters and a byte order mark.
        case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FEFF}": literal += "\\\(hashes)u{\(String(scalar.value, radix: 16))}"
        default: literal.unicodeScalars.append(scalar)
        }
    }
    return literal + "\n\"\"\"" + hashes
}

/// The lines of a contract that begin in the first column with a name: their names, values and places.
func topLines(_ text: String) -> [(name: Substring, value: Substring, at: Int)] {
    var lines: [(Substring, Substring, Int)] = []
    var at = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        if let first = line.utf8.first, (0x61...0x7A).contains(first), let colon = line.firstIndex(of: ":") {
            lines.append((line[..<colon], line[line.index(after: colon)...].drop { $0 == " " }, at))
        }
        at += line.utf8.count + 1
    }
    return lines
}

/// A YAML text as the program reads it.
func packed(_ bytes: [UInt8], _ path: String) -> String {
    let source = SourceText(path: path, bytes: bytes)
    do throws(YAMLProblem) {
        let document = try YAMLDocument(source)
        // The whole file is checked by `contracts validate`; here nothing must get lost.
        if let twice = document.duplicates.first { throw twice }
        guard let root = document.root else { fail("\(path): there is nothing in it") }
        return PackedYAML.text(root)
    } catch {
        let place = LineTable(source).place(error.range)
        fail("\(path):\(place.line):\(place.column): \(error.sentence)")
    }
}

/// Rewrites the output only when something changed, and the input that makes this run in every build.
func finish(_ swift: String, _ output: String, _ always: String) {
    let new = Array(swift.utf8)
    if contents(of: output) != new { write(new, to: output) }
    write([], to: always)
}

// embed-rules --page FOLDER OUTPUT ALWAYS: the style sheet and the script of the report's page, byte for byte.
if CommandLine.arguments.count == 5, CommandLine.arguments[1] == "--page" {
    let (folder, output, always) = (CommandLine.arguments[2], CommandLine.arguments[3], CommandLine.arguments[4])
    var page = "// Made from report.css and report.js by embed-rules.\n\nenum EmbeddedPage {\n"
    for (name, file) in [("style", "report.css"), ("script", "report.js")] {
        let path = folder + "/" + file
        guard let bytes = contents(of: path) else { failure(path) }
        guard let text = String(validating: bytes, as: UTF8.self) else { fail("\(path): not valid UTF-8") }
        page += "static let \(name): StaticString = \(literal(text))\n"
    }
    finish(page + "}\n", output, always)
    exit(0)
}

guard CommandLine.arguments.count == 4 else { fail("usage: embed-rules RULES OUTPUT ALWAYS") }
let (rules, output, always) = (CommandLine.arguments[1], CommandLine.arguments[2], CommandLine.arguments[3])

// Sorted by bytes, so that the same files give the same program on every machine.
let files = (yamlFiles(in: rules) + ["data/", "languages/"].flatMap { folder in yamlFiles(in: rules + "/" + folder).map { folder + $0 } })
    .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }

var swift = """
    // Made from rules/ by embed-rules.

    package enum EmbeddedRules {
        /// Names relative to rules/, and the files byte for byte. A `StaticString` stays where the linker put it: start-up copies nothing.
        /// What tells contracts apart stands beside them, and what was read of them: without their examples, which mostly nobody asks for.
        package static let files: [(name: String, title: String, isAbstract: Bool, text: StaticString, packed: StaticString)] = [

    """
for file in files {
    let path = rules + "/" + file
    guard let bytes = contents(of: path) else { failure(path) }
    guard let text = String(validating: bytes, as: UTF8.self) else { fail("\(path): not valid UTF-8") }
    let lines = topLines(text)
    let title = lines.first { $0.name == "title" }.map { String($0.value) } ?? ""
    let isAbstract = lines.contains { $0.name == "abstract" && $0.value == "true" }
    let examplesAt = lines.last.flatMap { $0.name == "examples" ? $0.at : nil } ?? bytes.count
    swift += "(\nname: \(literal(file)),\ntitle: \(literal(title)),\n"
    swift += "isAbstract: \(isAbstract),\ntext: \(literal(text)),\n"
    swift += "packed: \(literal(packed(Array(bytes[..<examplesAt]), path)))\n),\n"
}
swift += "    ]\n}\n"

finish(swift, output, always)
