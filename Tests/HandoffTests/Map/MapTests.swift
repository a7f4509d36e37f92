import Foundation
import Report
import Testing

/// `map`: who hands what to whom.
@Suite struct MapTests {
    static let people = """
        people:
          - {name: Dana Okafor, handle: dana}
          - {name: Sam Carter, handle: "@sam", role: Web team}
          - {name: Eve, handle: "eve\\n* @eve"}
        teams:
          - {name: Delivery, members: [dana]}
          - {name: Sales, handle: acme/sales}
          - {name: CRM, members: [Eve]}

        """

    static func team(_ config: String = Kickoff.config, _ more: [String: String] = [:]) throws -> Scratch {
        let files = [
            "handoff.yml": config, "kickoff.yml": Kickoff.contract, "people.yml": people,
            "briefs/a.md": "---\nstatus: ready\ngoal: x\n---\n", "briefs/b.md": "---\nstatus: cancelled\n---\n",
        ]
        return try Scratch(files.merging(more) { $1 })
    }

    static func map(_ format: String, in team: Scratch, code: Int32 = 0) throws -> String {
        let result = try Program.run(["map", "--today", Program.today, "--format", format], in: team.url)
        Program.expectForTerminals(result)
        #expect(result.code == code, "\(result.error)")
        return result.output
    }

    @Test func theTableSaysWhoHandsWhatToWhom() throws {
        let lines = try Self.map("text", in: try Self.team()).split(separator: "\n")
        let kickoff = try #require(lines.first { $0.hasPrefix("kickoff ") })
        #expect(
            kickoff.split(separator: "  ").map { $0.trimmingCharacters(in: .whitespaces) } == [
                "kickoff", "Sales", "Delivery", "1", "Do not start", "1",
            ])
        #expect(lines.last == "10 handoffs, 1 in use by 1 brief")
    }

    @Test func theJSONFitsItsSchema() throws {
        let scratch = try Scratch()
        try scratch.write("map.json", try Self.map("json", in: try Self.team()))
        #expect(try SchemaTests.mistakes("map.schema.json", [scratch.url.appending(path: "map.json")]) == [])
        try scratch.write("map.json", "{\"handoffs\":[{}],\"schema\":\"handoff.map/1\",\"version\":\"1\"}")
        #expect(try SchemaTests.mistakes("map.schema.json", [scratch.url.appending(path: "map.json")]).isEmpty == false)
    }

    @Test func aFormatGoesIntoAFile() throws {
        let team = try Self.team()
        #expect(try Self.map("dot=map.dot", in: team) == "")
        #expect(try String(contentsOf: team.url.appending(path: "map.dot"), encoding: .utf8).hasPrefix("digraph handoffs {\n"))
        _ = try Self.map("svg", in: team, code: 2)
    }

    @Test func whatCannotBeReadIsMissingFromTheMap() throws {
        let team = try Self.team()
        try team.link("briefs/c.md", to: "/etc/passwd")
        _ = try Self.map("text", in: team, code: 2)
    }

    // MARK: diagrams

    /// The part of Mermaid's flowchart grammar that we write: nodes and edges with quoted texts in which nothing but entities is special.
    static func isMermaid(_ text: String) -> Bool {
        let quoted = "\"(?:[\\p{L}\\p{M}\\p{N} ,:()?']|[^\\x00-\\x7F]|#[0-9]+;)+\""
        let node = "    team[0-9]+\\[\(quoted)\\]\n"
        let edge = "    team[0-9]+ (?:-->|-\\.->)\\|\(quoted)\\| team[0-9]+\n"
        return text.range(of: "^flowchart LR\n(?:\(node))*(?:\(edge))*$", options: .regularExpression) != nil
    }

    static func isDOT(_ text: String) -> Bool {
        let quoted = #""(?:[^"\\\n]|\\["\\])*""#
        let node = "    team[0-9]+ \\[label=\(quoted)\\];\n"
        let edge = "    team[0-9]+ -> team[0-9]+ \\[label=\(quoted), style=(?:solid|dashed)\\];\n"
        let head = "^digraph handoffs \\{\n    charset=\"UTF-8\"; rankdir=LR;\n    node \\[shape=box\\];\n"
        return text.range(of: "\(head)(?:\(node))*(?:\(edge))*\\}\n$", options: .regularExpression) != nil
    }

    @Test func theDiagramsAreWellFormed() throws {
        let team = try Self.team()
        let mermaid = try Self.map("mermaid", in: team)
        #expect(Self.isMermaid(mermaid), "\(mermaid)")
        #expect(mermaid.contains("-->|\"Kick#45;off: 1 thing to carry, 1 brief\"|"))
        #expect(mermaid.contains("-.->"))
        let dot = try Self.map("dot", in: team)
        #expect(Self.isDOT(dot), "\(dot)")
        #expect(!Self.isMermaid("flowchart LR\n    team0[\"a\"b\"]\n"))
        #expect(!Self.isDOT(dot.replacing("Kick-off", with: "Kick\"off")))
    }

    @Test(arguments: BadInputTests.HostileText.payloads)
    func hostileNamesStayNames(_ payload: String) throws {
        let map = HandoffMap(
            version: "1",
            handoffs: [.init(id: "kickoff", title: payload, from: payload, to: "b", boundary: payload, required: [payload], briefs: 1)])
        #expect(Self.isMermaid(MapMermaid().text(map)), "\(MapMermaid().text(map))")
        #expect(Self.isDOT(MapDOT().text(map)), "\(MapDOT().text(map))")
        #expect(MapText().text(map).split(separator: "\n").count == 3)
        let entry = MapCodeowners.Entry(
            files: payload, patterns: [payload, "briefs/*"], handoff: payload, receiver: payload, accounts: [payload, "dana"])
        for line in MapCodeowners().text([entry]).split(separator: "\n") where !line.hasPrefix("# ") {
            #expect(line.hasPrefix("/") && !line.contains("[") && !line.contains("#"))
        }
        #expect(MapCodeowners().text([entry]).hasSuffix("\n/briefs/* @dana\n") || MapCodeowners().text([entry]).hasSuffix(" @dana\n"))
    }

    // MARK: CODEOWNERS

    @Test func receiversApproveTheBriefsHandedToThem() throws {
        let config = """
            briefs:
              - {files: "briefs/own/*.md"}
              - {files: "briefs/{a b,c}/**/*.md", handoff: kickoff}
              - {files: "briefs/web/*.md", handoff: website}
              - {files: "briefs/crm/*.md", handoff: crm}
              - {files: "briefs/[x]/*.md", handoff: marketing-to-sales}
              - {files: "briefs/**", handoff: marketing-to-sales}
              - {files: "design/*.md", handoff: content-to-design}
            contracts: [kickoff.yml]
            people: people.yml

            """
        let text = try Self.map("codeowners", in: try Self.team(config))
        #expect(
            text == """
                # Receivers approve the briefs that are handed to them. Written by: handoff map --format codeowners

                # Content to design: people.yml has no handle for Design; nobody is asked.

                # Marketing to sales, received by Sales
                /briefs/** @acme/sales

                # Marketing to sales, received by Sales
                # Not written, no CODEOWNERS file can say it: briefs/[x]/*.md

                # Marketing to CRM: people.yml has no handle for CRM; nobody is asked.
                /briefs/crm/*.md

                # Marketing to website, received by Web team
                /briefs/web/*.md @sam

                # Kick-off, received by Delivery
                /briefs/a\\ b/**/*.md @dana
                /briefs/c/**/*.md @dana

                # briefs/own/*.md: each brief says for itself which handoff it is; nobody is asked.
                /briefs/own/*.md

                """)
    }

    @Test func pathsInCODEOWNERSCountFromTheRepositorysTop() throws {
        let team = try Self.team()
        let top = try Scratch([
            "sub/handoff.yml": Kickoff.config, "sub/kickoff.yml": Kickoff.contract, ".git/HEAD": "ref: refs/heads/main\n",
        ])
        let result = try Program.run(["map", "--config", "handoff.yml", "--format", "codeowners"], in: team.url)
        #expect(result.output.contains("Kick-off: people.yml has no handle for Delivery"))
        let config = Kickoff.config + "people: people.yml\n"
        try top.write("sub/handoff.yml", config)
        try top.write("sub/people.yml", Self.people)
        let below = try Program.run(["map", "--config", "sub/handoff.yml", "--format", "codeowners"], in: top.url)
        #expect(below.output.contains("\n/sub/briefs/**/*.md @dana\n"), "\(below.output)\(below.error)")
    }
}
