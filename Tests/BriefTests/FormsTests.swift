import Brief
import Foundation
import Source
import Testing

/// Every folder under fixtures/forms holds a brief and the named context that the parser must see in it.
@Suite struct FormsTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../fixtures/forms").standardized

    static let cases: [String] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { !$0.contains(".") }.sorted()
    }()

    @Test func thereAreCases() {
        #expect(Self.cases.count > 60)
    }

    /// `HANDOFF_RECORD=1 swift test` writes what the parser sees; the run still fails, so that it can't pass unnoticed.
    @Test(arguments: cases) func parserSeesTheNamedContext(name: String) throws {
        let folder = Self.folder.appending(path: name)
        let bytes = try Data(contentsOf: folder.appending(path: "brief.md"))
        let seen = Self.listing(Brief(SourceText(path: "brief.md", bytes: Array(bytes))))
        let file = folder.appending(path: "expected.txt")
        let expected = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        if seen != expected, ProcessInfo.processInfo.environment["HANDOFF_RECORD"] != nil {
            try seen.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(seen == expected)
    }

    /// `line:column`, form, labels, fill, value: a line for each context, those inside another indented.
    static func listing(_ brief: Brief) -> String {
        let lines = LineTable(brief.source)
        var text = ""
        var ends: [Int] = []
        for (i, context) in brief.contexts.enumerated() {
            while let end = ends.last, end <= i { ends.removeLast() }
            let place = lines.place(context.labelRange)
            let indent = String(repeating: "  ", count: ends.count)
            var value = brief.text(context.content)
            if context.form == .table, case .markdown(let extent) = context.content {
                let table = brief.table(Int(extent.blocks.lowerBound))
                value = "columns: \(table.header.map { brief.text(ofBlock: $0) }.joined(separator: ", ")); rows: \(table.rows.count)"
            }
            value = value.replacing("\n", with: "⏎")
            if value.count > 60 { value = value.prefix(59) + "…" }
            let columns = [
                "\(place.line):\(place.column)", context.form.rawValue, brief.labels(of: context).joined(separator: " | "),
                "\(brief.fill(context.content))", value,
            ]
            text += indent + columns.joined(separator: "\t") + "\n"
            ends.append(context.next)
        }
        return text
    }
}
