internal import Contract
internal import Source

/// JUnit's XML: a suite for each handoff, a case for each brief, a failure for each error that counts.
package struct JUnitReport: Sendable {
    package init() {}

    package func write(_ report: LintReport, to write: (String) throws -> Void) throws {
        var suites: [(name: String, cases: [Case])] = []
        if !report.remarks.isEmpty { suites.append(("The run itself", report.remarks.map { Case($0, report) })) }
        var places: [String: Int] = [:]
        for judgement in report.judgements {
            let name = judgement.title ?? judgement.handoff ?? "Unknown handoff"
            let key = judgement.handoff ?? ""
            if places[key] == nil {
                places[key] = suites.count
                suites.append((name, []))
            }
            if let place = places[key] { suites[place].cases.append(Case(judgement, report)) }
        }
        let all = suites.flatMap(\.cases)
        try write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        try write(
            "<testsuites name=\"handoff lint\" tests=\"\(all.count)\" failures=\"\(all.count(of: .failure))\" errors=\"\(all.count(of: .error))\">\n"
        )
        for suite in suites {
            try write(
                "  <testsuite name=\"\(XML.attribute(suite.name))\" tests=\"\(suite.cases.count)\" failures=\"\(suite.cases.count(of: .failure))\" errors=\"\(suite.cases.count(of: .error))\" skipped=\"\(suite.cases.count(of: .skipped))\">\n"
            )
            for testCase in suite.cases { try write(testCase.text) }
            try write("  </testsuite>\n")
        }
        try write("</testsuites>\n")
    }
}

private struct Case {
    enum Result: String {
        case passed, failure, error, skipped
    }

    var result: Result
    var text: String

    /// One brief under one handoff. What does not hold it up is its output.
    init(_ judgement: Judgement, _ report: LintReport) {
        let path = report.repositoryPath(judgement.path)
        let errors = judgement.findings.filter { $0.counts && $0.severity == .error }
        let others = judgement.findings.filter { $0.counts && $0.severity != .error }
        var body = ""
        if judgement.verdict == .exempt { body += "      <skipped message=\"cancelled, not checked\"/>\n" }
        for finding in errors {
            body +=
                "      <failure type=\"\(XML.attribute(finding.rule))\" message=\"\(XML.attribute(finding.message))\">\(XML.text(Self.details(finding, judgement, path)))</failure>\n"
        }
        if !others.isEmpty {
            let lines = others.map { "\($0.severity.rawValue): " + Self.details($0, judgement, path) }
            body += "      <system-out>\(XML.text(lines.joined(separator: "\n")))</system-out>\n"
        }
        result = judgement.verdict == .exempt ? .skipped : errors.isEmpty ? .passed : .failure
        text = Self.text(path, classname: judgement.handoff ?? "unknown", body)
    }

    /// What could not be checked is an error, never a pass.
    init(_ remark: RunRemark, _ report: LintReport) {
        let path = remark.path.map(report.repositoryPath) ?? "handoff lint"
        let message = XML.attribute(remark.message)
        let text = XML.text("\(path):\(remark.place.line):\(remark.place.column)\n\(remark.message)")
        let body: String
        switch remark.kind {
        case .failure:
            result = .error
            body = "      <error type=\"\(remark.name)\" message=\"\(message)\">\(text)</error>\n"
        case .gone(isStrict: true):
            result = .failure
            body = "      <failure type=\"\(remark.name)\" message=\"\(message)\">\(text)</failure>\n"
        case .gone(isStrict: false):
            result = .passed
            body = "      <system-out>\(text)</system-out>\n"
        }
        self.text = Self.text(path, classname: remark.name, body)
    }

    private static func text(_ name: String, classname: String, _ body: String) -> String {
        let start =
            "    <testcase name=\"\(XML.attribute(name))\" classname=\"\(XML.attribute(classname))\" file=\"\(XML.attribute(name))\""
        return body.isEmpty ? start + "/>\n" : start + ">\n" + body + "    </testcase>\n"
    }

    private static func details(_ finding: Finding, _ judgement: Judgement, _ path: String) -> String {
        "\(path):\(finding.place.line):\(finding.place.column)\n\(finding.paragraph(judgement))"
    }
}

extension [Case] {
    fileprivate func count(of result: Case.Result) -> Int { count { $0.result == result } }
}
