// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

// swift-tools-version: 6.2
import PackageDescription

/// The house settings, the same for every Swift target.
let houseSettings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("ImmutableWeakCaptures"),
    .treatAllWarnings(as: .error),
]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "kubering",
    products: [
        .executable(name: "kubering", targets: ["kubering"]),
        .executable(name: "render-docs", targets: ["render-docs"]),
        .library(name: "KuberingConfig", targets: ["KuberingConfig"]),
        .library(name: "KuberingSecrets", targets: ["KuberingSecrets"]),
        .library(name: "KuberingWorkflows", targets: ["KuberingWorkflows"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    ],
    targets: [
        // The command line, from the process down. Imports only point down this list.
        .executableTarget(
            name: "kubering", dependencies: ["KuberingCommands", "KuberingSystem"], swiftSettings: houseSettings),
        .executableTarget(
            name: "render-docs", dependencies: ["KuberingCommands", "KuberingSystem"], swiftSettings: houseSettings),
        .target(
            name: "KuberingCommands",
            dependencies: [
                "KuberingWorkflows", "KuberingShell", "KuberingRegistry", "KuberingSecrets", "KuberingCertificates",
                "KuberingConfig", "KuberingYAML", "KuberingSystem", argumentParser,
            ],
            swiftSettings: houseSettings),
        .target(
            name: "KuberingWorkflows",
            dependencies: [
                "KuberingShell", "KuberingRegistry", "KuberingSecrets", "KuberingCertificates", "KuberingConfig",
                "KuberingYAML", "KuberingSystem",
            ],
            swiftSettings: houseSettings),
        .target(
            name: "KuberingShell", dependencies: ["KuberingConfig", "KuberingYAML", "KuberingSystem"],
            swiftSettings: houseSettings),
        .target(
            name: "KuberingRegistry",
            dependencies: [
                "KuberingYAML", "KuberingSystem", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            swiftSettings: houseSettings),
        .target(
            name: "KuberingSecrets",
            dependencies: [
                "KuberingCertificates", "KuberingSystem", "CSecretService",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ],
            swiftSettings: houseSettings),
        .target(
            name: "KuberingCertificates",
            dependencies: [
                "KuberingSystem",
                .product(name: "X509", package: "swift-certificates"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            swiftSettings: houseSettings),
        .target(
            name: "KuberingConfig", dependencies: ["KuberingYAML", "KuberingSystem"], swiftSettings: houseSettings),
        .target(
            name: "KuberingYAML", dependencies: ["CLibYAML", "KuberingSystem"], swiftSettings: houseSettings),
        .target(name: "KuberingSystem", dependencies: ["CPlatform"], swiftSettings: houseSettings),

        // C: what Swift cannot import, or must not link.
        .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        .target(name: "CSecretService"),
        .target(name: "CPlatform"),

        // Tests: one target for each room, then the commands and the built binary.
        .target(
            name: "KuberingTestSupport", dependencies: ["KuberingSystem"], swiftSettings: houseSettings),
        // One operation on a store in a process of its own: libsecret keeps the session bus of its process for good, and a
        // process can be killed while it writes.
        .executableTarget(
            name: "StoreProbe", dependencies: ["KuberingSecrets", "KuberingSystem"],
            path: "Tests/StoreProbe", swiftSettings: houseSettings),
        .testTarget(
            name: "KuberingSystemTests", dependencies: ["KuberingSystem", "KuberingTestSupport"],
            swiftSettings: houseSettings),
        .testTarget(
            name: "KuberingYAMLTests", dependencies: ["KuberingYAML", "KuberingSystem", "KuberingTestSupport"],
            swiftSettings: houseSettings),
        .testTarget(
            name: "KuberingConfigTests",
            dependencies: ["KuberingConfig", "KuberingYAML", "KuberingSystem", "KuberingTestSupport"],
            swiftSettings: houseSettings),
        .testTarget(
            name: "KuberingCertificatesTests",
            dependencies: ["KuberingCertificates", "KuberingSystem", "KuberingTestSupport"],
            swiftSettings: houseSettings),
        .testTarget(
            name: "KuberingSecretsTests",
            dependencies: [
                "KuberingSecrets", "CSecretService", "KuberingSystem", "KuberingTestSupport", "StoreProbe",
            ],
            exclude: ["SecretService/HeaderCheck"], swiftSettings: houseSettings),
        .testTarget(
            name: "KuberingRegistryTests",
            dependencies: ["KuberingRegistry", "KuberingYAML", "KuberingSystem", "KuberingTestSupport"],
            swiftSettings: houseSettings),
        .testTarget(
            name: "KuberingShellTests",
            dependencies: ["KuberingShell", "KuberingConfig", "KuberingSystem", "KuberingTestSupport"],
            swiftSettings: houseSettings),
        .testTarget(
            name: "KuberingWorkflowsTests",
            dependencies: [
                "KuberingWorkflows", "KuberingSecrets", "KuberingConfig", "KuberingSystem", "KuberingTestSupport",
            ],
            swiftSettings: houseSettings),
        .testTarget(
            name: "CommandTests",
            dependencies: [
                "KuberingCommands", "KuberingWorkflows", "KuberingConfig", "KuberingYAML", "KuberingSystem",
                "KuberingTestSupport", "kubering", argumentParser,
            ],
            swiftSettings: houseSettings),
        .testTarget(
            name: "EndToEndTests", dependencies: ["KuberingSystem", "KuberingTestSupport"],
            swiftSettings: houseSettings),
    ]
)

// Everything has to be compiled for libFuzzer, so only `make fuzz` knows of it.
if Context.environment["KUBERING_FUZZ"] != nil {
    package.targets += [
        .systemLibrary(name: "CLibFuzzer", path: "Tests/Fuzz/CLibFuzzer"),
        .executableTarget(
            name: "Fuzz", dependencies: ["KuberingCertificates", "KuberingSystem", "CLibFuzzer"],
            path: "Tests/Fuzz/Fuzz", swiftSettings: houseSettings),
    ]
}
