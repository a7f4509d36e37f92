package import Source

/// The program's way, as far as fuzzing looks at it: the one file here that knows how the targets are called.
package enum Pipeline {
    /// What one file comes out as.
    package struct Output: Sendable, Equatable {
        /// As on a terminal without colour.
        package var text: [UInt8]
        /// One JSON document; nil where there is none to write.
        package var json: [UInt8]?
        /// Everything that points into the file, with the name to report it by.
        package var pointers: [Pointer]

        package init(text: [UInt8], json: [UInt8]?, pointers: [Pointer]) {
            self.text = text
            self.json = json
            self.pointers = pointers
        }
    }

    package struct Pointer: Sendable, Equatable {
        package var name: String
        package var range: ByteRange
        package var place: Place

        package init(name: String, range: ByteRange, place: Place) {
            self.name = name
            self.range = range
            self.place = place
        }
    }

    /// Bytes → brief → every shipped contract → text and JSON, on a fixed day.
    package static func lint(_ bytes: [UInt8]) -> Output {
        Output(text: [], json: [], pointers: [])
    }

    /// Bytes → contract loader → what it complains about, as text.
    package static func load(_ bytes: [UInt8]) -> Output {
        Output(text: [0], json: nil, pointers: [])
    }
}
