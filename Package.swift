// swift-tools-version: 6.2
import PackageDescription

// Built with `--explicit-target-dependency-import-check error`: this graph is the architecture.
let package = Package(
    name: "limpide",
    products: [
        .executable(name: "limpide", targets: ["LimpideCommand"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    ],
    targets: [
        // C libraries, loaded at run time.
        .target(name: "CArrow"),
        .target(name: "CDuckDB", dependencies: ["CArrow"]),
        .target(name: "CLightGBM", dependencies: ["CArrow"]),
        .target(name: "CPostgreSQL"),
        .target(name: "NativeLibraries"),
        .target(name: "DuckDB", dependencies: ["CDuckDB", "NativeLibraries"]),
        .target(name: "LightGBM", dependencies: ["CArrow", "CLightGBM", "NativeLibraries"]),
        .target(name: "PostgreSQL", dependencies: ["CPostgreSQL", "NativeLibraries"]),

        // Part of every Debian, so linked as usual.
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "Gzip", dependencies: ["CZlib"]),

        // Values and pure functions.
        .target(name: "Spelling"),
        .target(name: "Statistics"),
        .target(name: "Credit"),
        .target(
            name: "Access",
            dependencies: [
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ]
        ),
        .target(name: "StagedFiles"),
        .target(name: "Drift", dependencies: ["Statistics"]),
        .target(name: "DriftDuckDB", dependencies: ["Drift", "DuckDB"]),
        .target(name: "Learning", dependencies: ["Statistics"]),
        .target(name: "Monitoring", dependencies: ["Credit", "Drift", "Statistics"]),
        .target(
            name: "Notifying",
            dependencies: [
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ]
        ),
        .target(name: "Searching", dependencies: ["Spelling", "Statistics"]),
        .target(
            name: "Tracking",
            dependencies: [
                "StagedFiles",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ]
        ),

        // Left to right: catalog, features, model, decision.
        .target(name: "Catalog", dependencies: ["Credit", "Spelling", .product(name: "Yams", package: "Yams")]),
        .target(name: "Features", dependencies: ["Catalog", "Credit", "Spelling", "StagedFiles"]),
        .target(name: "FeatureKernels", dependencies: ["Catalog", "Credit", "Features", "Spelling"]),
        .target(
            name: "FeaturesDuckDB",
            dependencies: ["Catalog", "Credit", "DuckDB", "FeatureKernels", "Features", "Spelling", "StagedFiles"]),
        .target(name: "Synthesis", dependencies: ["StagedFiles", "Statistics"]),
        .target(
            name: "Modeling",
            dependencies: [
                "Catalog", "Credit", "Drift", "Features", "Learning", "LightGBM", "Searching", "Spelling",
                "StagedFiles",
                "Statistics",
                .product(name: "Crypto", package: "swift-crypto"),
            ]
        ),
        .target(
            name: "Explaining",
            dependencies: ["Catalog", "Credit", "FeatureKernels", "Features", "Modeling", "Spelling", "Statistics"]),

        .target(
            name: "Recording",
            dependencies: ["Credit", "Features", .product(name: "Crypto", package: "swift-crypto")]
        ),

        // Serving.
        .target(
            name: "Storage",
            dependencies: [
                "Access", "Credit", "Features", "Monitoring", "Recording",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]
        ),
        .target(
            name: "Watching",
            dependencies: [
                "Credit", "Drift", "Features", "Monitoring", "Notifying", "Recording", "Statistics", "Storage",
            ]
        ),
        .target(
            name: "StoragePostgreSQL",
            dependencies: ["Access", "Credit", "Features", "PostgreSQL", "Recording", "Storage"]),
        .target(name: "Markup"),
        .target(name: "Charts", dependencies: ["Markup"]),
        .target(
            name: "Exploring",
            dependencies: ["Catalog", "Charts", "Credit", "Drift", "Features", "Markup", "Spelling", "Statistics"]),
        .target(
            name: "Reporting",
            dependencies: ["Catalog", "Charts", "Credit", "Features", "Markup", "Modeling", "Statistics"]),
        .target(
            name: "Web",
            dependencies: [
                "Access", "Catalog", "Charts", "Credit", "Explaining", "FeatureKernels", "Features", "Gzip", "Markup",
                "Monitoring", "Recording", "Storage",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ]
        ),
        .executableTarget(
            name: "LimpideCommand",
            dependencies: [
                "Access", "Catalog", "Charts", "Credit", "Drift", "DriftDuckDB", "Explaining", "Exploring",
                "FeatureKernels",
                "Features", "FeaturesDuckDB", "LightGBM", "Markup", "Modeling", "Monitoring", "Notifying", "Recording",
                "Reporting", "Searching", "Spelling", "StagedFiles", "Statistics", "Storage", "StoragePostgreSQL",
                "Synthesis", "Tracking", "Watching", "Web",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ]
        ),
    ]
)

// Tests: one target per target, suites that every implementer runs, and the built binary.
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
package.targets += [
    .target(
        name: "Conformance", dependencies: ["Access", "Credit", "Features", "Monitoring", "Recording", "Storage"],
        path: "Tests/Conformance"),
    .target(name: "Fixtures", dependencies: ["Catalog", "Credit", "Features", "Statistics"], path: "Tests/Fixtures"),
    .executableTarget(
        name: "LogStorm", dependencies: ["Credit", "Features", "Recording", "Storage", "StoragePostgreSQL"],
        path: "Tests/LogStorm"),
    .target(name: "MLflowPeer", dependencies: ["Tracking"], path: "Tests/MLflowPeer"),
    .testTarget(name: "AccessTests", dependencies: ["Access"]),
    .testTarget(name: "CatalogTests", dependencies: ["Catalog", "Credit", "Fixtures"]),
    .testTarget(name: "ChartsTests", dependencies: ["Charts", "Markup"]),
    .testTarget(name: "CreditTests", dependencies: ["Credit"]),
    .testTarget(
        name: "DriftTests", dependencies: ["Drift", "Statistics", "Synthesis"], exclude: ["Golden", "Peers"]),
    .testTarget(name: "DriftDuckDBTests", dependencies: ["Drift", "DriftDuckDB", "DuckDB"]),
    .testTarget(name: "DuckDBTests", dependencies: ["DuckDB"]),
    .testTarget(
        name: "ExplainingTests",
        dependencies: [
            "Catalog", "Credit", "Explaining", "FeatureKernels", "Features", "Fixtures", "Modeling",
            "Statistics",
        ]),
    .testTarget(
        name: "ExploringTests",
        dependencies: ["Catalog", "Credit", "Drift", "Exploring", "Features", "Fixtures", "Markup", "Statistics"]),
    .testTarget(
        name: "FeatureKernelsTests",
        dependencies: ["Catalog", "Credit", "DuckDB", "FeatureKernels", "Features", "Fixtures", "Statistics"]),
    .testTarget(name: "FeaturesTests", dependencies: ["Catalog", "Credit", "Features", "Fixtures"]),
    .testTarget(
        name: "FeaturesDuckDBTests",
        dependencies: [
            "Catalog", "Credit", "DuckDB", "FeatureKernels", "Features", "FeaturesDuckDB", "Fixtures", "Statistics",
        ]),
    .testTarget(name: "GzipTests", dependencies: ["Gzip"]),
    .testTarget(name: "LearningTests", dependencies: ["Learning", "Statistics"]),
    .testTarget(name: "LightGBMTests", dependencies: ["LightGBM"]),
    .testTarget(
        name: "LimpideCommandTests",
        dependencies: [
            "Catalog", "Credit", "Drift", "Explaining", "FeatureKernels", "Features", "FeaturesDuckDB", "Fixtures",
            "LimpideCommand", "MLflowPeer", "Modeling", "Recording", "Storage", "Tracking",
        ]),
    .testTarget(name: "MarkupTests", dependencies: ["Markup"]),
    .testTarget(
        name: "ModelingTests",
        dependencies: [
            "Catalog", "Credit", "Drift", "Features", "Fixtures", "Learning", "LightGBM", "Modeling", "Searching",
            "StagedFiles", "Statistics",
        ]),
    .testTarget(name: "MonitoringTests", dependencies: ["Credit", "Drift", "Monitoring", "Statistics"]),
    .testTarget(
        name: "NotifyingTests",
        dependencies: ["Fixtures", "Notifying", .product(name: "Crypto", package: "swift-crypto")]),
    .testTarget(
        name: "ReportingTests",
        dependencies: [
            "Catalog", "Charts", "Credit", "Features", "Fixtures", "Learning", "Markup", "Modeling", "Reporting",
            "Statistics",
        ]),
    .testTarget(name: "SearchingTests", dependencies: ["Searching", "Statistics"], exclude: ["Golden", "Peers"]),
    .testTarget(name: "SpellingTests", dependencies: ["Spelling"]),
    .testTarget(name: "StagedFilesTests", dependencies: ["StagedFiles"]),
    .testTarget(name: "StatisticsTests", dependencies: ["Statistics"]),
    .testTarget(
        name: "StorageTests",
        dependencies: [
            "Access", "Conformance", "Credit", "Features", "LogStorm", "Monitoring", "Recording", "Storage", grdb,
        ]),
    .testTarget(
        name: "StoragePostgreSQLTests",
        dependencies: [
            "Conformance", "Credit", "Features", "LogStorm", "PostgreSQL", "Recording", "Storage", "StoragePostgreSQL",
        ]),
    .testTarget(name: "SynthesisTests", dependencies: ["StagedFiles", "Statistics", "Synthesis"]),
    .testTarget(name: "TrackingTests", dependencies: ["LightGBM", "MLflowPeer", "Tracking"]),
    .testTarget(
        name: "WatchingTests",
        dependencies: [
            "Credit", "Drift", "Features", "Fixtures", "Monitoring", "Notifying", "Recording", "Statistics", "Storage",
            "Watching",
        ]),
    .testTarget(
        name: "WebTests",
        dependencies: [
            "Access", "Catalog", "Credit", "Explaining", "FeatureKernels", "Features", "Fixtures", "Monitoring",
            "Recording", "Storage", "Web",
            .product(name: "HTTPTypes", package: "swift-http-types"),
            .product(name: "Hummingbird", package: "hummingbird"),
            .product(name: "Logging", package: "swift-log"),
            .product(name: "NIOCore", package: "swift-nio"),
            .product(name: "NIOEmbedded", package: "swift-nio"),
        ]
    ),
]

// One set of settings for every target of ours.
let wrappers: Set<String> = ["DuckDB", "Gzip", "LightGBM", "NativeLibraries", "PostgreSQL"]
for target in package.targets where !["CArrow", "CDuckDB", "CLightGBM", "CPostgreSQL", "CZlib"].contains(target.name) {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .treatAllWarnings(as: .error),
    ]
    if wrappers.contains(target.name) { target.swiftSettings?.append(.strictMemorySafety()) }
}
