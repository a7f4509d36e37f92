import Rework
import Testing

@Suite struct PersonNameTests {
    static let same = [
        ("Dana", "Dana Okafor"), ("dana okafor", "Okafor, Dana"), ("Dana Okafor <dana@acme.example>", "dana@acme.example"),
        ("Dana Okafor (dana@acme.example)", "DANA@ACME.EXAMPLE."), ("@dana", "dana@acme.example"), ("Zoë Peeters", "zoë"),
        ("Zoë\u{A0}Peeters", "Peeters Zoë"), ("Zoë <zoe@acme.example>", "@zoe"), ("J. R. Moss", "Moss"), ("Team 7", "team-7"),
    ]
    static let others = [
        ("Dana", "Dan"), ("Dana Okafor", "Dana Moss"), ("dana@acme.example", "dana@other.example"), ("Zoë", "Zoe"), ("", ""), ("@", "<>"),
        ("@dana", "dana.okafor@acme.example"),
    ]

    @Test(arguments: same) func onePersonInTwoSpellings(a: String, b: String) {
        #expect(PersonName(a).matches(PersonName(b)) && PersonName(b).matches(PersonName(a)))
    }

    @Test(arguments: others) func twoPersons(a: String, b: String) {
        #expect(!PersonName(a).matches(PersonName(b)) && !PersonName(b).matches(PersonName(a)))
    }
}
