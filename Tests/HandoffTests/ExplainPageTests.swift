import Audit
import Foundation
import Testing

/// What `explain` says to somebody who sees a rule for the first time.
@Suite struct ExplainPageTests {
    static func page(_ subject: String, in scratch: Scratch) throws -> String {
        let result = try Program.run(["explain", subject], in: scratch.url)
        #expect(result.code == 0, "\(subject): \(result.error)")
        Program.expectForTerminals(result)
        return result.output
    }

    @Test func aRulesPageHasAllThatANewcomerAsks() throws {
        let text = try Self.page("campaign-to-analytics/utm.medium", in: Scratch())
        for part in [
            "The report shows what the links say.", "Analytics will ask: are the links ads, posts, mails, or something else?",
            "What is checked:\n", "What passes:\n  paid-social\n",
            "What fails:\n  A paid ad tagged as organic\n      | linkedin | ads | spring-webinar-2026 |\n    → linkedin / ads looks paid, but GA4 will report it as Organic Social.\n",
            "To relax it for the team, in handoff.yml:\n  severity:\n    \"campaign-to-analytics/utm.medium\": warning\n",
            "To let it be in one brief, with the reason:\n  <!-- handoff: allow campaign-to-analytics/utm.medium because … -->\n",
        ] { #expect(text.contains(part), "\(part)\n\n\(text)") }
    }

    @Test("a context is shown as it would stand in a brief") func passes() throws {
        let scratch = try Scratch()
        #expect(try Self.page("handoff/owner", in: scratch).contains("What passes:\n  owner: Dana Okafor\n"))
        #expect(
            try Self.page("handoff/acceptance-criteria", in: scratch).contains(
                "What passes:\n  ## Acceptance criteria\n  - Each link shows up in the reports with its source and medium\n  - A test"))
        #expect(
            try Self.page("campaign-to-analytics/utm", in: scratch).contains("What passes:\n  ## UTM parameters\n  - source: linkedin\n"))
    }

    @Test("every rule of every shipped contract has a page that says what passes or what fails, and how to relax it") func everyRule()
        throws
    {
        let scratch = try Scratch()
        let catalogue = try Program.run(["contracts", "catalogue"], in: scratch.url).output
        let rules = catalogue.split(separator: "\n").compactMap { line -> String? in
            guard line.hasPrefix("| "), line.hasSuffix("` |"), let start = line.dropLast(3).lastIndex(of: "`") else { return nil }
            return String(line.dropLast(3)[line.index(after: start)...])
        }
        #expect(rules.count > 60)
        let builtin = ["front-matter", "unknown-type", "status", "text", "allowance", "placeholder", "moved-incomplete"].map {
            "handoff/\($0)"
        }
        for rule in rules + builtin {
            let text = try Self.page(rule, in: scratch)
            if !["handoff/handoff"].contains(rule) {
                #expect(text.contains("What passes:") || text.contains("What fails:") || text.contains("To add it:"), "\(rule)")
            }
            #expect(
                text.contains("To relax it for the team, in handoff.yml:\n  severity:\n") || text.contains("can't be switched off"),
                "\(rule)")
        }
    }

    @Test(
        "a status that nobody knows is said to be that, not to be none",
        arguments: [
            ("ready", "handed (status “ready”);"), ("moonlit", "(its status “moonlit” is no word we know, which counts as handed off);"),
            ("waiting for the client’s lawyer", "(its status “waiting for the client’s lawyer” is no word we know, which counts as"),
            ("\"[status]\"", "(no status, which counts as handed off);"), ("{crm: ready}", "handed (status “ready”);"),
            ("{website: moonlit}", "(no status, which counts as handed off);"),
        ])
    func status(_ status: String, _ words: String) throws {
        let text = try Self.page("a.md", in: Scratch(["a.md": "---\nhandoff: crm\nstatus: \(status)\n---\n"]))
        #expect(text.contains(words), "\(text)")
    }

    @Test("every finding of audit has a page", arguments: AuditFinding.Audit.allCases)
    func audits(_ audit: AuditFinding.Audit) throws {
        let scratch = try Scratch()
        let text = try Self.page(audit.rawValue, in: scratch)
        #expect(text.hasPrefix("\(audit.rawValue) — \(audit.title)\n\n"))
        for part in ["\nWhat to do:\n  1. ", "\nTo relax it:\n", "\nThe handoff system says: "] { #expect(text.contains(part), "\(text)") }
        let mistyped = try Program.run(["explain", String(audit.rawValue.dropLast())], in: scratch.url)
        #expect(mistyped.code == 2 && mistyped.error.contains("Did you mean “\(audit.rawValue)”?"), "\(mistyped.error)")
    }

    @Test("what audit does not find is answered with what it does") func noSuchAudit() throws {
        let scratch = try Scratch()
        let result = try Program.run(["explain", "audit/everything"], in: scratch.url)
        #expect(result.code == 2 && result.error.contains("What audit finds: audit/standard, audit/failure-signal, "), "\(result.error)")
        let coverage = try Self.page("audit/coverage", in: scratch)
        #expect(coverage.contains("To relax it:\nFor one project, or with “*” for all of them, in handoff.yml:\n"))
    }

    @Test("the lines of those pages are taken by config and contract")
    func auditLines() throws {
        var config = Kickoff.config
        var contract = Kickoff.contract + "standard:\n"
        for explained in AuditFinding.Audit.allCases.map(\.explained) {
            guard let lines = explained.lines else { continue }
            if explained.file == "handoff.yml" {
                config += lines.replacing("<rule>", with: "kickoff/goal") + "\n"
            } else {
                contract += lines.replacing("standard:\n", with: "") + "\n"
            }
        }
        let team = try Scratch(["handoff.yml": config, "kickoff.yml": contract])
        let result = try Program.run(["contracts", "validate"], in: team.url)
        #expect(result.code == 0, "\(result.output)\(result.error)")
    }

    @Test("a shell offers what there is a page for, and the briefs") func completion() throws {
        let team = try Scratch(["handoff.yml": Kickoff.config, "kickoff.yml": Kickoff.contract, "briefs/a.md": Kickoff.ready])
        let result = try Program.run(
            ["---completion", "explain", "--", "positional@0", "0", "0", ""], in: team.url, environment: ["SAP_SHELL": "fish"])
        let words = result.output.split(separator: "\n").map(String.init)
        for word in ["kickoff", "kickoff/goal", "handoff/status", "audit/coverage", "briefs/a.md"] {
            #expect(words.contains(word), "\(word): \(result.output)\(result.error)")
        }
    }

    @Test("the lines to paste into the config are taken by it") func relaxing() throws {
        let scratch = try Scratch(["a.md": UnwrittenTests.nothing])
        let text = try Self.page("campaign-to-analytics/utm", in: scratch)
        let lines = text.split(separator: "\n")
        let start = try #require(lines.firstIndex { $0.hasPrefix("To relax it") })
        try scratch.write("handoff.yml", lines[(start + 1)...(start + 2)].map { $0.dropFirst(2) }.joined(separator: "\n") + "\n")
        let lint = try Program.lint(["a.md"], in: scratch)
        #expect(lint.findings.first { $0.rule == "campaign-to-analytics/utm" }?.severity == "warning")
    }

    @Test("a handoff's page says how to begin a brief and how to relax it") func handoff() throws {
        let text = try Self.page("marketing-to-sales", in: Scratch())
        #expect(text.contains("To begin a brief of it: handoff new marketing-to-sales\n"))
        #expect(text.contains("  severity:\n    \"marketing-to-sales/"))
        #expect(text.contains("    \"marketing-to-sales/*\": warning\n"))
    }
}
