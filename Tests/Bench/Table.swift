/// Text in columns: the first left, the others right.
struct Table {
    private var rows: [[String]]

    init(_ header: String...) { rows = [header] }

    mutating func add(_ cells: String...) { rows.append(cells) }

    var text: String {
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let cells = zip(row, widths).enumerated().map { index, cell in
                let space = String(repeating: " ", count: cell.1 - cell.0.count)
                return index == 0 ? cell.0 + space : space + cell.0
            }
            return "  " + cells.joined(separator: "   ") + "\n"
        }.joined()
    }
}

extension Double {
    /// With this many digits after the point, without Foundation's formatters.
    func fixed(_ digits: Int) -> String {
        guard isFinite, magnitude < 1e12 else { return "–" }
        let scale = (0..<digits).reduce(1) { scale, _ in scale * 10 }
        let scaled = Int((magnitude * Double(scale)).rounded())
        let fraction = String(scaled % scale)
        let whole = (self < 0 ? "-" : "") + String(scaled / scale)
        return digits == 0 ? whole : whole + "." + String(repeating: "0", count: digits - fraction.count) + fraction
    }

    var inMilliseconds: String { (self * 1e3).fixed(1) + " ms" }
    var inSeconds: String { fixed(3) + " s" }
    var inMegabytes: String { (self / 1e6).fixed(0) + " MB" }
}
