import Testing

/// Whatever it is given: a clear sentence with its place, the exit code of the specification, nothing lost, nothing hung, nothing crashed.
@Suite struct BadInputTests {}
