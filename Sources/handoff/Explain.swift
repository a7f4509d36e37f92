internal import ArgumentParser
struct Explain: ParsableCommand { }
struct Contracts: ParsableCommand { }
