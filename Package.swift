// swift-tools-version: 6.2
import PackageDescription

// One target is one room; a room's `dependencies` are the only arrows allowed. CI builds with
// --explicit-target-dependency-import-check error, because SwiftPM alone lets a forbidden import through.

let house: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

// Without contraction into fused multiply-add, C rounds the same on every x86-64 machine.
let plainC: [CSetting] = [.unsafeFlags(["-ffp-contract=off"])]

let package = Package(
    name: "flywheel",
    products: [
        .executable(name: "flywheel", targets: ["flywheel"]),
        .executable(name: "flywheel-bench", targets: ["flywheel-bench"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.90.0"),
    ],
    targets: [
        .target(
            name: "CNcurses", cSettings: plainC, linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
        .systemLibrary(name: "CXGBoost"),
        .target(name: "CPlatform", cSettings: plainC, linkerSettings: [.linkedLibrary("crypto")]),

        .target(name: "Domain", swiftSettings: house),
        .target(name: "Learning", dependencies: ["Domain", "CXGBoost"], swiftSettings: house),
        .target(name: "Engine", dependencies: ["Domain", "Learning"], swiftSettings: house),
        .target(
            name: "Tracking",
            dependencies: ["Domain", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: house
        ),
        .target(
            name: "Serving",
            dependencies: [
                "Domain", .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            swiftSettings: house
        ),
        .target(name: "Connectors", dependencies: ["Domain"], swiftSettings: house),
        .target(name: "Simulation", dependencies: ["Domain"], swiftSettings: house),
        .target(name: "Terminal", dependencies: ["CNcurses"], swiftSettings: house),
        .target(name: "Dashboard", dependencies: ["Domain", "Terminal"], swiftSettings: house),
        .executableTarget(
            name: "flywheel",
            dependencies: [
                "CPlatform", "Connectors", "Dashboard", "Domain", "Engine", "Learning", "Serving", "Terminal",
                "Tracking",
                "Yams",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: house
        ),

        .executableTarget(
            name: "flywheel-bench",
            dependencies: [
                "CPlatform", "Connectors", "Dashboard", "Domain", "Learning", "Serving", "Terminal", "Tracking",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            swiftSettings: house
        ),

        .testTarget(name: "DomainTests", dependencies: ["Domain"], swiftSettings: house),
        .testTarget(
            name: "LearningTests",
            dependencies: ["Learning", "Domain", "CXGBoost", "TestSupport"],
            resources: [.copy("Golden")],
            swiftSettings: house
        ),
        .testTarget(
            name: "LearningBatchTests",
            dependencies: ["Learning", "Domain", "CXGBoost", "TestSupport"],
            swiftSettings: house
        ),
        .target(
            name: "TestSupport", dependencies: ["CPlatform", "Domain", "Learning"], path: "Tests/TestSupport",
            swiftSettings: house),
        .testTarget(
            name: "SimulationTests", dependencies: ["Simulation", "Domain", "TestSupport"], swiftSettings: house),
        .testTarget(
            name: "TrackingTests",
            dependencies: ["Tracking", "Domain", "TestSupport", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: house
        ),
        .testTarget(
            name: "EngineTests",
            dependencies: ["Engine", "Learning", "Domain", "Simulation", "TestSupport", "Tracking"],
            swiftSettings: house
        ),
        .testTarget(
            name: "ServingTests", dependencies: ["Serving", "Domain", "TestSupport"],
            exclude: ["Clients/triton_client.py"], swiftSettings: house),
        .testTarget(
            name: "ConnectorsTests", dependencies: ["Connectors", "Domain", "TestSupport", "Tracking"],
            swiftSettings: house),
        .testTarget(name: "TerminalTests", dependencies: ["Terminal"], swiftSettings: house),
        .testTarget(
            name: "DashboardTests",
            dependencies: ["Dashboard", "Domain", "Terminal"],
            exclude: ["Golden"],
            swiftSettings: house
        ),
        .testTarget(
            name: "ConfigurationTests", dependencies: ["flywheel", "Connectors", "Domain", "Serving", "TestSupport"],
            swiftSettings: house),
        .testTarget(
            name: "FlywheelTests",
            dependencies: [
                "flywheel", "Domain", "Engine", "Learning", "Serving", "Simulation", "TestSupport", "Tracking",
            ],
            exclude: ["BadWorkers", "OwnLearners"], swiftSettings: house),
    ],
    swiftLanguageModes: [.v6]
)
