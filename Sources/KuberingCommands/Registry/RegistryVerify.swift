// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingRegistry
import KuberingSystem
import KuberingWorkflows

/// The command `kubering registry verify`.
struct RegistryVerify: KuberingCommand {
    static let examples = [
        Example("registry verify ghcr.io", "Whether the registry takes the credential that is known for it."),
        Example("registry verify ghcr.io --image ghcr.io/team/app:1", "And whether it may pull an image."),
    ]
    static let configuration = configured(
        "verify", "Ask a registry whether it takes a credential.",
        discussion: """
            There are six answers: it works; it works, but not for this image; it works, but there is no such image or tag; it \
            is rejected; it cannot be told, because the registry lets everybody in; the registry cannot be reached. The \
            statuses are 0, 1, 2, 1, 0 and 4.
            """)

    @Argument(
        help: ArgumentHelp("The registry, as docker spells it.", valueName: "server"),
        completion: .custom { _, _, prefix in Candidates.registries(prefix) })
    var server: String
    @OptionGroup var account: AccountOptions
    @Option(help: ArgumentHelp("An image of the registry that is to be pulled.", valueName: "reference"))
    var image: String?
    @OptionGroup var access: RegistryAccessOptions
    @Option(name: [.customShort("o", allowingJoined: true), .long], help: "text, json or yaml.")
    var output = ReportFormat.text

    func validate() throws { try account.check(registries: [server]) }

    func run(_ world: World) throws {
        let access = try access.access(world)
        let reports = try account.credentials(for: [server], allowsTokens: true, world).map { credential in
            try RegistryReport(of: credential, image: image, access, world)
        }
        try RegistryReport.print(reports, as: output, world)
    }
}
