/// Makes a reading of a file's bytes; nil for what is no brief. `fallback` is the handoff of files that declare none.
package typealias ReadingMaking = @Sendable (_ bytes: [UInt8], _ path: String, _ fallback: String?) -> Reading?

/// Makes what one thread makes readings with, so that it can remember things from one to the next.
package typealias ReadingMakers = @Sendable () -> (_ bytes: [UInt8], _ path: String, _ fallback: String?) -> Reading?
