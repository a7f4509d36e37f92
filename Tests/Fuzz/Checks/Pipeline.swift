internal import BuiltinContracts
internal import Contract
internal import Report
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
        let source = SourceText(path: "briefs/fuzz.md", bytes: bytes)
        var judgements: [Judgement] = []
        for contract in rulebook.contracts {
            let judge = Judge(rulebook)
            var result = judge.judge(source, fallback: contract.id)
            if result.facts.needsIndex {
                result = judge.judge(source, fallback: contract.id, index: BriefIndex([result.facts], tree: rulebook.tree))
            }
            judgements += result.judgements
        }
        var text = ""
        let report = TextReport(style: Style(isOn: false))
        for judgement in judgements { text += String(decoding: report.text(judgement), as: UTF8.self) }
        var json = ""
        do {
            try JSONReport(version: "0").write(judgements) { json += $0 }
        } catch {
            json = "not written: \(error)"
        }
        let pointers = judgements.flatMap(\.findings).map { Pointer(name: "\($0.rule):\($0.check)", range: $0.range, place: $0.place) }
        return Output(text: Array(text.utf8), json: Array(json.utf8), pointers: pointers)
    }

    /// Bytes → contract loader → what it complains about, as text; a sound contract also judges a brief.
    package static func load(_ bytes: [UInt8]) -> Output {
        let source = SourceText(path: "handoffs/fuzz.yml", bytes: bytes)
        let file = ContractLibrary.File(source, isShipped: false) { _ in nil }
        // The common contract is enough to extend; reading the others each time would leave little time for the file itself.
        let common = Shipped.files.filter { $0.source.path.hasSuffix("/handoff.yml") }
        let library = ContractLibrary(common + [file], withExamples: true)
        var text = library.problems.map { "\($0.place.line):\($0.place.column) \($0.message.printable)\n" }.joined()
        if library.problems.isEmpty {
            let rulebook = Rulebook(library.contracts, settings: settings, tree: .empty)
            for contract in library.contracts where contract.at.file == source.path {
                let result = Judge(rulebook).judge(SourceText(path: "a.md", text: brief), fallback: contract.id)
                let report = TextReport(style: Style(isOn: false))
                text += result.judgements.map { String(decoding: report.text($0), as: UTF8.self) }.joined()
            }
        }
        let pointers = library.problems.filter { $0.file == source.path }.map {
            Pointer(name: $0.message, range: .fileStart, place: $0.place)
        }
        return Output(text: Array(text.utf8), json: nil, pointers: pointers)
    }

    private static let settings = Settings(today: CalendarDate(dayNumber: 20_000))

    private static let rulebook: Rulebook = {
        let contracts = ContractLibrary(Shipped.files).contracts.map { contract in
            var declarable = contract
            declarable.isAbstract = false
            return declarable
        }
        return Rulebook(contracts, settings: settings, tree: .empty)
    }()

    private static let brief = """
        ---
        owner: Dana
        status: ready
        ---
        # A brief
        ## UTM
        - https://acme.example/?utm_source=a&utm_medium=b
        | Event | Trigger |
        | --- | --- |
        | sign_up | the form is sent |
        """
}
