internal import Rework

/// A line for each group and signal, for spreadsheets. No cell can become a formula there.
package struct ReworkCSV: Sendable {
    package init() {}

    package func write(_ report: ReworkReport, to write: (String) throws -> Void) throws {
        let measurement = report.measurement
        try write(row([measurement.grouping.rawValue, "signal", "numerator", "denominator", "value", "low", "high", "unit"]))
        for group in measurement.groups { try add(group.key, group.signals, write) }
        try add("(all)", measurement.overall, write)
    }

    private func add(_ key: String, _ signals: Signals, _ write: (String) throws -> Void) throws {
        func rate(_ name: String, _ rate: Rate) throws {
            let numbers = [rate.value, rate.low, rate.high].map(number)
            try write(row([key, name, String(rate.numerator), String(rate.denominator)] + numbers + ["share"]))
        }
        func value(_ name: String, _ value: Double?, of count: Int, _ unit: String) throws {
            try write(row([key, name, "", String(count), number(value), "", "", unit]))
        }
        try rate("rework rate", signals.rework.rate)
        try rate("reopen rate", signals.reopened.rate)
        try rate("right the first time", signals.firstPass.rate)
        try rate("right the first time, accepted by the owner", signals.firstPass.selfAccepted)
        try rate("moved on incomplete", signals.movedIncomplete.rate)
        try rate("rework of complete hand-offs", signals.movedIncomplete.reworkOfComplete)
        try rate("rework of incomplete hand-offs", signals.movedIncomplete.reworkOfIncomplete)
        try rate("projects without rework", signals.rolled.rate)
        try value(
            "waiting for clarification, median", signals.clarification.working.median, of: signals.clarification.count, "working hours")
        try value(
            "waiting for clarification, 85 of 100", signals.clarification.working.most, of: signals.clarification.count, "working hours")
        try value("hand-off to acceptance, median", signals.acceptance.median, of: signals.acceptance.watched, "days")
        try rate("missed deadlines", signals.deadlines.rate)
        try rate("tracking errors", signals.trackingErrors)
        try rate("sales context came back", signals.salesRework)
        guard let sales = signals.salesFollowUp else { return }
        try rate("leads accepted by sales", sales.leads)
        try value("first contact, median", sales.medianHours, of: sales.briefs, "hours")
    }

    private func number(_ value: Double?) -> String { value.map { "\($0.rounded(places: 4))" } ?? "" }

    private func row(_ cells: [String]) -> String { cells.map(Self.cell).joined(separator: ",") + "\n" }

    /// A spreadsheet takes what begins with one of these for a formula (OWASP, CSV injection); after an apostrophe it is text.
    static func cell(_ text: String) -> String {
        let text = text.printable
        let start = text.unicodeScalars.first
        let isFormula = start.map { "=+-@\t\r＝＋－＠".unicodeScalars.contains($0) } ?? false
        let safe = isFormula ? "'" + text : text
        let needsQuotes = isFormula || safe.unicodeScalars.contains { ",;\"".unicodeScalars.contains($0) }
        return needsQuotes ? "\"\(safe.replacing("\"", with: "\"\""))\"" : safe
    }
}

extension TimeToAcceptance {
    /// Briefs whose time was seen, finished or not.
    var watched: Int { accepted + open + cancelled }
}
