/// What a check comes to for one current value.
enum Outcome {
    case holds
    case fails
    /// Fails at a narrower place than the value tested.
    case failsAt(Value)
    /// Could not be decided, for a reason worth telling.
    case undecided(String)
}

/// Where a check stands while it is evaluated.
struct Current {
    /// What `.` means.
    var values: [Value] = []
    /// What is around the value, innermost first, up to the row: where its siblings are.
    var around: [Value] = []

    init(_ values: [Value] = [], around: [Value] = []) {
        self.values = values
        self.around = around
    }

    func inside(_ value: Value) -> Current {
        // Of several values none is around another; copying them for each would make long lists quadratic.
        Current([value], around: values.count == 1 ? values + around : around)
    }

    /// The parts called `name` of what is current, else of what is around it.
    func parts(_ name: String) -> [Value]? {
        if values.count == 1, let own = values[0].parts(name) { return own }
        let own = values.compactMap { $0.parts(name) }
        if !own.isEmpty { return own.flatMap(\.self) }
        return around.lazy.compactMap { $0.parts(name) }.first
    }
}

/// A check that failed, and where.
struct Failure {
    var value: Value?
    /// Said instead of the check's own message.
    var because: String?
    /// The path of the other brief that has the same value.
    var other: String?
}
