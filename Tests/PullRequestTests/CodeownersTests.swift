import Source
import Testing
import Workspace

@Suite struct CodeownersTests {
    static let file = """
        # Who approves what
        *       @everyone
        *.js    @js-owner #This is an inline comment.
        docs/*  docs@acme.example
        apps/ @octocat
        /build/logs/ @doctocat
        **/plans @planner
        /briefs/b\\ c.md @Spaces
        /briefs/{x}.md @braces
        !/briefs/a.md @nobody
        /briefs/[a-z].md @nobody
        /open/
        /crm/**/final.md @crm
        #/x @comment
        """

    @Test(
        "The last line that matches, as GitHub documents it",
        arguments: [
            ("a.md", ["@everyone"]), ("x/a.js", ["@js-owner"]), ("docs/a.md", ["docs@acme.example"]), ("docs/x/a.md", ["@everyone"]),
            ("x/docs/a.md", ["@everyone"]), ("x/apps/y/a.md", ["@octocat"]), ("apps", ["@everyone"]), ("build/logs/x/a.md", ["@doctocat"]),
            ("x/build/logs/a.md", ["@everyone"]), ("x/plans/y/a.md", ["@planner"]), ("plans/a.md", ["@planner"]),
            ("briefs/b c.md", ["@Spaces"]), ("briefs/{x}.md", ["@braces"]), ("briefs/x.md", ["@everyone"]), ("briefs/a.md", ["@everyone"]),
            ("open/a.md", []), ("crm/final.md", ["@crm"]), ("crm/a/b/final.md", ["@crm"]), ("CRM/final.md", ["@everyone"]),
        ])
    func owners(_ path: String, _ wanted: [String]) {
        #expect(Codeowners(SourceText(path: "CODEOWNERS", bytes: Array(Self.file.utf8))).owners(of: path) == wanted)
    }

    @Test func handlesOfPeople() {
        let yaml = """
            people:
              - {name: Mira Kowalska, handle: "@mira", role: Web analyst}
              - {name: sam, role: Analytics}
              - Eve
            teams: [{name: Analytics, handle: acme/analytics, members: [Mira Kowalska, eve]}]
            """
        let people = People.read(SourceText(path: "people.yml", bytes: Array(yaml.utf8))).people
        #expect(people.name(ofHandle: "MIRA") == "Mira Kowalska")
        for name in ["Analytics", "analytics", "@acme/analytics", "mira", "Mira Kowalska", "Web analyst"] {
            #expect(people.isOne(handle: "Mira", of: name), "\(name)")
        }
        // A name is no account: anybody can register one of that name.
        for (handle, name) in [("sam", "Analytics"), ("eve", "Analytics"), ("Eve", "Eve"), ("analytics", "Analytics"), ("mira", "Sales")] {
            #expect(!people.isOne(handle: handle, of: name), "\(handle)")
        }
    }
}
