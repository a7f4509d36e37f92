import Source

/// What must hold for any bytes at all.
package enum Invariants {
    /// The first invariant that a brief of these bytes breaks, or nil.
    package static func brokenByBrief(_ bytes: [UInt8]) -> String? { broken(bytes, Pipeline.lint) }

    /// The first invariant that a contract of these bytes breaks, or nil.
    package static func brokenByContract(_ bytes: [UInt8]) -> String? { broken(bytes, Pipeline.load) }

    private static func broken(_ bytes: [UInt8], _ run: ([UInt8]) -> Pipeline.Output) -> String? {
        let output = run(bytes)
        guard let text = String(validating: output.text, as: UTF8.self) else { return "the text is not valid UTF-8" }
        // A brief is somebody else's text: it must not be able to drive the reader's terminal.
        for scalar in text.unicodeScalars where scalar != "\n" && scalar.properties.generalCategory == .control {
            return "the text holds the control character U+\(String(scalar.value, radix: 16))"
        }
        if let json = output.json {
            guard String(validating: json, as: UTF8.self) != nil else { return "the JSON is not valid UTF-8" }
            if let problem = JSONCheck.problem(json) { return "the JSON is broken: \(problem)" }
        }
        let lines = lineWidths(bytes)
        for pointer in output.pointers {
            let (range, place) = (pointer.range, pointer.place)
            guard 0 <= range.lower, range.lower <= range.upper, range.upper <= bytes.count else {
                return "\(pointer.name) covers bytes \(range.lower)..<\(range.upper) of \(bytes.count)"
            }
            guard isInside(place.line, place.column, lines), isInside(place.endLine, place.endColumn, lines) else {
                return "\(pointer.name) stands at \(place.line):\(place.column)–\(place.endLine):\(place.endColumn), outside the file"
            }
            guard (place.line, place.column) <= (place.endLine, place.endColumn) else {
                return "\(pointer.name) ends at \(place.endLine):\(place.endColumn), before it starts at \(place.line):\(place.column)"
            }
        }
        return run(bytes) == output ? nil : "the same bytes gave another output the second time"
    }

    private static func isInside(_ line: Int, _ column: Int, _ widths: [Int]) -> Bool {
        1 <= line && line <= widths.count && 1 <= column && column <= widths[line - 1] + 1
    }

    /// Scalars in each line, counted without the program's own line table, which is what is being checked.
    private static func lineWidths(_ bytes: [UInt8]) -> [Int] {
        // A byte that is no UTF-8 stands for one character of its own; how many there are is the program's to say.
        let isText = String(validating: bytes, as: UTF8.self) != nil
        var widths = [0]
        var previous: UInt8 = 0
        for byte in bytes {
            switch byte {
            case 0x0A where previous == 0x0D: break
            case 0x0A, 0x0D: widths.append(0)
            case 0x80...0xBF where isText: break
            default: widths[widths.count - 1] += 1
            }
            previous = byte
        }
        return widths
    }
}
