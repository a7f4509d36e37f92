/// The languages that every shipped contract has a title in for each context. Labels may be in any other as well.
package enum Language: String, Sendable, CaseIterable {
    case english = "en"
    case german = "de"
    case french = "fr"
    case spanish = "es"
    case portuguese = "pt"
    case dutch = "nl"
}
