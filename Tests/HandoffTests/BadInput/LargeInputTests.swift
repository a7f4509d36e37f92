import Foundation
import Testing

/// The largest brief there may be, of what parsers and rules like least. It takes a release build, which `HANDOFF_BINARY` names.
///
/// One after the other: each needs a core for itself.
@Suite(.serialized, .enabled(if: Program.namedBinary != nil, "HANDOFF_BINARY names no release build")) struct LargeInputTests {
    typealias Size = BadInputTests.Size

    @Test("1 MiB of anything ends in a verdict", arguments: Size.cases)
    func endsInAVerdict(_ big: Size.Case) throws {
        let bytes = big.bytes(Size.limit)
        #expect(bytes.count > Size.limit - 64)
        try Size.expectVerdict(bytes)
    }

    @Test func aThousandListsInListsEndInAVerdict() throws {
        try Size.expectVerdict(Size.listsInLists(Size.limit))
    }

    @Test func invalidUTF8EndsInAVerdict() throws {
        try Size.expectVerdict(Size.invalidUTF8(Size.limit))
    }
}
