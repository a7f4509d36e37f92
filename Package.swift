// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
    // Checked in every test; at run time these checks would cost a twentieth of a lint.
    .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release)),
]

// Where Homebrew puts libgit2's headers, on either kind of Mac.
let homebrew = ["-I/opt/homebrew/include", "-I/usr/local/include"]

let package = Package(
    name: "handoff",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "handoff", targets: ["handoff"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
    ],
    targets: [
        // C libraries of the system: a module map and a shim header each.
        .systemLibrary(name: "CMd4c", pkgConfig: "md4c", providers: [.apt(["libmd4c-dev"]), .brew(["md4c"])]),
        .systemLibrary(name: "CLibyaml", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
        // Loaded when a repository is needed, and only then.
        .target(
            name: "CLibgit2", cSettings: [.unsafeFlags(homebrew, .when(platforms: [.macOS]))],
            linkerSettings: [.linkedLibrary("z"), .linkedLibrary("git2", .when(platforms: [.macOS]))]),
        .systemLibrary(name: "CPcre2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"]), .brew(["pcre2"])]),

        // bytes → brief → findings → report, in that order.
        .target(name: "Source", swiftSettings: strict),
        .target(name: "YAML", dependencies: ["CLibyaml", "Source"], swiftSettings: strict),
        .target(name: "Brief", dependencies: ["CMd4c", "YAML", "Source"], swiftSettings: strict),
        .target(name: "Contract", dependencies: ["CPcre2", "Brief", "YAML", "Source"], swiftSettings: strict),
        .target(name: "BuiltinContracts", dependencies: ["Contract", "YAML", "Source"], swiftSettings: strict, plugins: ["EmbedRules"]),
        .target(
            name: "Git", dependencies: ["CLibgit2"],
            swiftSettings: strict + [.unsafeFlags(homebrew.flatMap { ["-Xcc", $0] }, .when(platforms: [.macOS]))]),
        // repository → versions → timelines → signals.
        .target(name: "Rework", dependencies: ["Git", "Cache", "Contract", "Brief", "YAML", "Source"], swiftSettings: strict),
        // What one run leaves for the next, in the repository's own folder.
        .target(name: "Cache", swiftSettings: strict),
        .target(name: "Workspace", dependencies: ["Contract", "YAML", "Source"], swiftSettings: strict),
        // Contracts, briefs and timelines → whether the handoff system is ready to depend on.
        .target(name: "Audit", dependencies: ["Rework", "Contract", "Brief", "YAML", "Source"], swiftSettings: strict),
        .target(
            name: "Report", dependencies: ["Audit", "Rework", "Cache", "Contract", "Brief", "Source"],
            exclude: ["Page/report.css", "Page/report.js"], swiftSettings: strict, plugins: ["EmbedRules"]),
        // The other way: contracts → a brief to fill in.
        .target(name: "Blank", dependencies: ["Contract", "Brief", "YAML", "Source"], swiftSettings: strict),
        // An act and a brief's bytes → the bytes it must change.
        .target(name: "Acts", dependencies: ["Rework", "Contract", "Brief", "YAML", "Source"], swiftSettings: strict),
        // What people say on pull requests → the acts that they ask for.
        .target(name: "PullRequest", dependencies: ["Brief", "Source"], swiftSettings: strict),
        .executableTarget(
            name: "handoff",
            dependencies: [
                "Source", "YAML", "Brief", "Contract", "BuiltinContracts", "Git", "Cache", "Rework", "Audit", "Workspace", "Report",
                "Blank", "Acts", "PullRequest",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),

        // rules/ becomes part of the binary: adding a contract is adding one YAML file.
        .plugin(
            name: "EmbedRules", capability: .buildTool(), dependencies: ["embed-rules"], path: "Sources/EmbedRules"),
        .executableTarget(name: "embed-rules", dependencies: ["YAML", "Source"], swiftSettings: strict),

        // What must hold for any bytes: checked over all fixtures by `make test`, over what libFuzzer thinks of by `make fuzz`.
        .target(
            name: "FuzzChecks", dependencies: ["Source", "YAML", "Brief", "Contract", "BuiltinContracts", "Report"],
            path: "Tests/Fuzz/Checks", swiftSettings: strict),
        .target(name: "SeededRandom", path: "Tests/SeededRandom"),
        .testTarget(name: "BriefTests", dependencies: ["SeededRandom", "Brief", "YAML", "Source"], swiftSettings: strict),
        .testTarget(
            name: "ContractTests",
            dependencies: ["SeededRandom", "Contract", "BuiltinContracts", "Blank", "Brief", "YAML", "Source", "Workspace"],
            swiftSettings: strict),
        .testTarget(
            name: "ActsTests", dependencies: ["Acts", "Contract", "BuiltinContracts", "Brief", "Source"], swiftSettings: strict),
        .testTarget(
            name: "AuditTests", dependencies: ["Audit", "Rework", "Git", "Contract", "BuiltinContracts", "Source"], swiftSettings: strict),
        .testTarget(name: "PullRequestTests", dependencies: ["PullRequest", "Workspace", "Source"], swiftSettings: strict),
        .testTarget(name: "CacheTests", dependencies: ["Cache"], swiftSettings: strict),
        // Real temporary repositories, made with the git command.
        .target(name: "GitFixture", path: "Tests/GitFixture", swiftSettings: strict),
        .testTarget(name: "GitTests", dependencies: ["Git", "GitFixture"], swiftSettings: strict),
        .testTarget(
            name: "ReworkTests", dependencies: ["Rework", "Git", "Cache", "Contract", "BuiltinContracts", "Source", "GitFixture"],
            exclude: ["Oracle"],
            swiftSettings: strict),
        // Runs the built program; also proves README and schemas fresh.
        .testTarget(
            name: "HandoffTests",
            dependencies: ["SeededRandom", "handoff", "Audit", "Contract", "Rework", "Workspace", "Report", "Source", "GitFixture"],
            swiftSettings: strict),
        .testTarget(name: "FuzzReplayTests", dependencies: ["FuzzChecks"], path: "Tests/Fuzz/Replay", swiftSettings: strict),
    ]
)

// `make bench` and `make fuzz` ask for these by environment, so that nobody else builds them.
if Context.environment["HANDOFF_BENCH"] != nil {
    package.targets.append(
        .executableTarget(name: "handoff-bench", dependencies: ["CMd4c", "CLibyaml"], path: "Tests/Bench", swiftSettings: strict))
}
if Context.environment["HANDOFF_FUZZ"] != nil {
    // libFuzzer explores only what was compiled for it. The address sanitizer watches the offsets that cross into C.
    let sanitize = ["-sanitize=fuzzer,address"]
    for target in package.targets where target.type == .regular {
        target.swiftSettings = (target.swiftSettings ?? []) + [.unsafeFlags(sanitize)]
    }
    // It runs while the rest is built, with the watched code in it; the address sanitizer's library has what that code calls.
    for target in package.targets where target.name == "embed-rules" {
        target.linkerSettings = [
            .unsafeFlags(["-sanitize=address"]), .unsafeFlags(["-use-ld=lld"], .when(platforms: [.linux])),
        ]
    }
    package.targets.append(
        .executableTarget(
            name: "handoff-fuzz", dependencies: ["FuzzChecks"], path: "Tests/Fuzz/Driver",
            swiftSettings: strict + [.unsafeFlags(sanitize + ["-parse-as-library"])],
            // Debian's gold cannot link the sanitizer's runtime; lld is part of the Swift toolchain.
            linkerSettings: [.unsafeFlags(sanitize), .unsafeFlags(["-use-ld=lld"], .when(platforms: [.linux]))]))
}
