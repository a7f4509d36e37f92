import CLibyaml
import CMd4c

/// What reading the files, md4c and libyaml each take of one core: the floor that the linter is measured against.
struct ParserTimes {
    var read: Double
    var md4c: Double
    var libyaml: Double

    var parsing: Double { md4c + libyaml }

    /// Processor seconds over the files of a folder; medians of `rounds`.
    static func measure(_ folder: String, rounds: Int) throws -> ParserTimes {
        var read: [Double] = []
        var md4c: [Double] = []
        var libyaml: [Double] = []
        for _ in 0..<rounds {
            var files: [[UInt8]] = []
            read.append(
                try cpu {
                    for path in try Disk.files(under: folder + "/briefs") { files.append(try Disk.read(path)) }
                })
            let halves = files.map(split)
            files = []
            md4c.append(try cpu { for half in halves { try parseMarkdown(half.body) } })
            libyaml.append(try cpu { for half in halves { try parseYAML(half.frontMatter) } })
        }
        return ParserTimes(read: median(read), md4c: median(md4c), libyaml: median(libyaml))
    }

    private static func cpu(_ work: () throws -> Void) rethrows -> Double {
        let start = processorTime()
        try work()
        return processorTime() - start
    }

    private static func split(_ file: [UInt8]) -> (frontMatter: [UInt8], body: [UInt8]) {
        guard file.starts(with: "---\n".utf8) else { return ([], file) }
        var lineStart = 4
        while lineStart < file.count {
            let lineEnd = file[lineStart...].firstIndex(of: 0x0A) ?? file.count
            if file[lineStart..<lineEnd].elementsEqual("---".utf8) {
                return (Array(file[4..<lineStart]), Array(file[min(lineEnd + 1, file.count)...]))
            }
            lineStart = lineEnd + 1
        }
        return ([], file)
    }

    private static func parseMarkdown(_ text: [UInt8]) throws {
        // MD_DIALECT_GITHUB, which is a macro of a kind that Swift does not see.
        let links = MD_FLAG_PERMISSIVEEMAILAUTOLINKS | MD_FLAG_PERMISSIVEURLAUTOLINKS | MD_FLAG_PERMISSIVEWWWAUTOLINKS
        let github = links | MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS
        var parser = MD_PARSER()
        parser.flags = UInt32(github)
        parser.enter_block = { _, _, _ in 0 }
        parser.leave_block = { _, _, _ in 0 }
        parser.enter_span = { _, _, _ in 0 }
        parser.leave_span = { _, _, _ in 0 }
        parser.text = { _, _, _, _ in 0 }
        let result = text.withUnsafeBytes { md_parse($0.bindMemory(to: CChar.self).baseAddress, MD_SIZE($0.count), &parser, nil) }
        if result != 0 { throw Failure("md4c refused a file") }
    }

    private static func parseYAML(_ text: [UInt8]) throws {
        var parser = yaml_parser_t()
        guard yaml_parser_initialize(&parser) == 1 else { throw Failure("libyaml has no memory") }
        defer { yaml_parser_delete(&parser) }
        try text.withUnsafeBufferPointer { text in
            yaml_parser_set_input_string(&parser, text.baseAddress, text.count)
            while true {
                var event = yaml_event_t()
                guard yaml_parser_parse(&parser, &event) == 1 else { throw Failure("libyaml refused a front matter") }
                let type = event.type
                yaml_event_delete(&event)
                if type == YAML_STREAM_END_EVENT { return }
            }
        }
    }
}

func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return .nan }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
