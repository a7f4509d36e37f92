import Foundation
import Testing

@Suite struct LintTests {
    @Test func theSampleTeamHasTwoBriefsOnHold() throws {
        let result = try Program.run(["lint", "--today", "2026-12-01"], in: Program.root.appending(path: "fixtures/team"))
        #expect(result.code == 1)
        #expect(result.output.contains("2 on hold"))
        #expect(result.error == "")
    }
}
