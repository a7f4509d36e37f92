/// Makes a reading of a file's bytes; nil for what is no brief. `fallback` is the handoff of files that declare none.
package typealias ReadingMaking = @Sendable (_ bytes: [UInt8], _ path: String, _ fallback: String?) -> Reading?
