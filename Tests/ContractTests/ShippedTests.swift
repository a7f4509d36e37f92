import BuiltinContracts
import Contract
import Source
import Testing

@Suite struct ShippedTests {
    static let library = ContractLibrary(Shipped.files, withExamples: true, checkShipped: true)

    @Test func shippedContractsHaveNoMistakes() {
        #expect(Self.library.problems.isEmpty, "\(Self.library.problems)")
    }

    @Test(arguments: library.contracts.map(\.id)) func examplesAreAsTheyShouldBe(id: String) throws {
        let contract = try #require(Self.library.contracts.first { $0.id == id })
        let today = try #require(CalendarDate(iso: "2026-01-15"))
        let results = ExampleRunner(Self.library.contracts, settings: Settings(today: today)).run(contract)
        #expect(results.count { $0.example.passes } >= 8)
        #expect(results.count { !$0.example.passes } >= 8)
        for result in results { #expect(result.problem == nil, "\(result.example.name)") }
    }
}
