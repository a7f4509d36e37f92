package import Contract

/// The baseline's file: `handoff.baseline/1`, a finding a line, sorted, so that changes can be read and merged line by line.
package struct BaselineReport: Sendable {
    package init() {}

    package func write(_ baseline: Baseline, to write: (String) throws -> Void) throws {
        let json = JSONLine()
        try write("{\"findings\":")
        try json.writeList(baseline.entries, to: write) { entry in
            EntryRecord(
                check: entry.check, fingerprint: Fingerprint.text(entry.fingerprint), handoff: entry.handoff, id: entry.id,
                path: entry.path, rule: entry.rule)
        }
        try write(",\"schema\":\(json.text(Baseline.schema))}\n")
    }

    private struct EntryRecord: Encodable {
        var check: String
        var fingerprint: String
        var handoff: String?
        var id: String?
        var path: String
        var rule: String
    }
}
