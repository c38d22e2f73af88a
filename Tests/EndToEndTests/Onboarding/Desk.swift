// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// An administrator and a user on one machine, with the vault.
final class Desk {
    let home: Home

    init() throws {
        home = try Home()
        home.environment["KUBERING_PASSPHRASE"] = "correct horse battery"
        #expect(try home.kubering("vault", "init").end == .exited(0))
        try succeed("certificate create-ca kubernetes --directory \(home.folder.path)")
    }

    deinit {
        // Nothing may stay in the kernel; what fails here has failed before.
        _ = try? home.kubering("vault", "lock")
    }

    func path(_ name: String) -> String { home.folder.path + "/" + name }

    @discardableResult
    func run(_ line: String) throws -> TestProcess.Outcome {
        try TestProcess.run(
            [Home.kubering] + line.split(separator: " ").map(String.init), environment: home.environment, limit: 300)
    }

    @discardableResult
    func succeed(_ line: String) throws -> TestProcess.Outcome {
        let outcome = try run(line)
        #expect(outcome.end == .exited(0), "\(line): \(outcome.errors)")
        return outcome
    }

    /// Keeps what a command prints.
    func keep(_ name: String, _ line: String) throws {
        try home.folder.write(try succeed(line).output, to: name)
    }

    func sign(_ request: String, _ certificate: String) throws {
        try keep(
            certificate,
            "certificate sign \(path(request)) --ca-certificate \(path("kubernetes.crt")) "
                + "--ca-key \(path("kubernetes.key")) --yes")
    }

    /// The key that kubectl would be given, as openssl knows its public half.
    func servedKey(of user: String, server: String) throws -> String {
        let id = try succeed("credential list -o name").output.split(separator: "\n")
        #expect(id.count == 1)
        let authority = Base64Text.of(
            String(decoding: try FileSnapshot.read(path("kubernetes.crt"), limit: 1 << 20).bytes, as: UTF8.self))
        let outcome = try TestProcess.run(
            [Home.kubering, "credential", "get", String(id.first ?? "")],
            environment: home.environment.merging(OnboardingTests.execInfo(server, authority)))
        #expect(outcome.end == .exited(0), "\(outcome.errors)")
        return outcome.output
    }
}
