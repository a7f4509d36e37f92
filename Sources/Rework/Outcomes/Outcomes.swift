package import Contract
internal import Source
internal import YAML

/// What the CRM says became of the leads of each brief: a CSV file that somebody exports.
package struct Outcomes: Sendable, Hashable {
    /// Leads of one brief; a brief may have several rows, one for each reason.
    package struct Row: Sendable, Hashable {
        /// An id or a path.
        package var brief: String
        package var passed = 0
        package var accepted = 0
        package var rejected = 0
        package var reason: String?
        package var hours: Double?
        /// 1-based.
        package var line = 1

        package init(brief: String) {
            self.brief = brief
        }
    }

    private let byBrief: [String: [Row]]

    package init(_ rows: [Row]) {
        byBrief = Dictionary(grouping: rows, by: \.brief)
    }

    package func rows(_ brief: String) -> [Row] { byBrief[brief] ?? [] }

    package var briefs: Set<String> { Set(byBrief.keys) }

    // MARK: reading

    private enum Column: String, CaseIterable {
        case brief = "brief id"
        case passed = "leads passed"
        case accepted, rejected, reason
        case hours = "hours to first contact"

        var isRequired: Bool { self == .brief || self == .passed || self == .accepted }

        /// As spreadsheets have it: `brief_id`, `Brief-ID`, `brief`.
        static func named(_ heading: String) -> Column? {
            let words = heading.lowercased().split { !$0.isLetter }.joined(separator: " ")
            switch words {
            case "brief", "id": return .brief
            case "passed", "leads": return .passed
            case "leads accepted": return .accepted
            case "leads rejected": return .rejected
            case "hours": return .hours
            default: return Column(rawValue: words)
            }
        }
    }

    /// - Returns: the rows that can be used, and a problem for each that can't.
    package static func read(_ bytes: [UInt8], file: String) -> (outcomes: Outcomes, problems: [LoadProblem]) {
        var problems: [LoadProblem] = []
        func report(_ line: Int, _ message: String) {
            problems.append(LoadProblem(file: file, place: Place(line: line, column: 1, endLine: line, endColumn: 1), message: message))
        }
        var rows: [CSV.Row] = []
        do throws(CSV.Problem) {
            rows = try CSV.rows(bytes)
        } catch {
            switch error {
            case .notUTF8: report(1, "This file is not in UTF-8; export it once more as “CSV UTF-8”.")
            case .openQuote(let line): report(line, "The quotation mark that opens here is never closed.")
            case .textAfterQuote(let line):
                report(line, "After a closing quotation mark the cell must end; write a quotation mark inside it twice.")
            }
        }
        let names = Column.allCases.map(\.rawValue)
        guard let heading = rows.first else {
            if problems.isEmpty { report(1, "This file is empty; its first line names the columns: \(names.joined(separator: ", ")).") }
            return (Outcomes([]), problems)
        }
        let columns = heading.cells.map(Column.named)
        for (cell, column) in zip(heading.cells, columns) where column == nil {
            report(
                heading.line,
                "No column is called “\(cell)”.\(String.didYouMean(cell.lowercased(), in: names)) It can be: \(names.joined(separator: ", "))."
            )
        }
        for column in Column.allCases {
            let count = columns.count { $0 == column }
            if count > 1 { report(heading.line, "The column “\(column.rawValue)” is there twice.") }
            if count == 0, column.isRequired { report(heading.line, "The column “\(column.rawValue)” is missing.") }
        }
        guard problems.isEmpty else { return (Outcomes([]), problems) }
        let read = rows.dropFirst().compactMap { cells -> Row? in
            guard cells.cells.count == columns.count else {
                report(cells.line, "This line has \(cells.cells.count) cells; the first line has \(columns.count).")
                return nil
            }
            var values: [Column: String] = [:]
            for case (let column?, let cell) in zip(columns, cells.cells) { values[column] = cell.trimmed }
            guard values.values.contains(where: { !$0.isEmpty }) else { return nil }
            return row(values, line: cells.line, report)
        }
        return (Outcomes(read), problems)
    }

    private static func row(_ values: [Column: String], line: Int, _ report: (Int, String) -> Void) -> Row? {
        guard let brief = values[.brief], !brief.isEmpty else {
            report(line, "This line names no brief.")
            return nil
        }
        var row = Row(brief: brief)
        row.line = line
        var isSound = true
        func number(_ column: Column) -> Double? {
            guard let text = values[column], !text.isEmpty else { return nil }
            // Half of Europe writes a decimal comma.
            guard let number = Double(text.replacing(",", with: ".")), number >= 0, number < 1e9 else {
                report(line, "\(column.rawValue): “\(text)” is no number.")
                isSound = false
                return nil
            }
            return number
        }
        func count(_ column: Column) -> Int {
            guard let value = number(column) else { return 0 }
            if value != value.rounded() {
                report(line, "\(column.rawValue): \(values[column] ?? "") is no whole number.")
                isSound = false
            }
            return Int(value)
        }
        (row.passed, row.accepted, row.rejected) = (count(.passed), count(.accepted), count(.rejected))
        row.hours = number(.hours)
        row.reason = values[.reason].flatMap { $0.isEmpty ? nil : $0 }
        if isSound, row.accepted + row.rejected > row.passed {
            report(line, "\(row.accepted) accepted and \(row.rejected) rejected are more than the \(row.passed) leads passed on.")
            isSound = false
        }
        return isSound ? row : nil
    }
}
