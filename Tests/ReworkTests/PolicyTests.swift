import Rework
import Testing

@Test("A team that configures nothing measures 30 days, and takes commits over 20 briefs for clean-ups")
func policyOfNobody() {
    let policy = ReworkPolicy()
    #expect(policy.window == 30)
    #expect(policy.bulk == 20)
    #expect(policy.bots == ["*[bot]"])
    #expect(policy.scribes.isEmpty)
    #expect(policy.ignoreRevs == ".git-blame-ignore-revs")
}
