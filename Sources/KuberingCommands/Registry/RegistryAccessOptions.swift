// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingRegistry
import KuberingSystem

/// How a registry is reached.
struct RegistryAccessOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Certificates of the authorities to trust instead of the system's, PEM.", valueName: "file"),
        completion: .file())
    var certificateAuthority: String?
    @Flag(help: "Do not check the registry's certificate.")
    var insecureSkipTLSVerify = false
    @Flag(name: .customLong("plain-http"), help: "Speak HTTP without TLS; on this machine that is found out.")
    var isPlainHTTP = false
    @Option(
        help: ArgumentHelp(
            "A host that may be sent the credential when the registry names it as its token server; may be repeated.",
            valueName: "host"))
    var tokenServer: [String] = []

    func access(_ world: World) throws -> RegistryAccess {
        var access = RegistryAccess(environment: world.environment)
        access.authorities = try certificateAuthority.map { try world.readFile($0, limit: 1 << 20) }
        access.skipsVerification = insecureSkipTLSVerify
        access.isPlainHTTP = isPlainHTTP
        access.tokenServers = tokenServer
        return access
    }
}
