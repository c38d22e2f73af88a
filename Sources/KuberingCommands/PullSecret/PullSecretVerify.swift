// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingRegistry
import KuberingSystem

/// The command `kubering pull-secret verify`.
struct PullSecretVerify: ContextCommand {
    static let examples = [
        Example("pull-secret verify secret.yaml", "Ask each registry of a manifest whether its credential works."),
        Example(
            "kubectl get secret regcred -o yaml | kubering pull-secret verify -",
            "The same for a secret of the cluster."),
    ]
    static let configuration = configured(
        "verify", "Ask each registry of a pull secret whether its credential works.",
        discussion: "The answers and their statuses are those of kubering registry verify.")

    @Argument(
        help: ArgumentHelp("A Secret manifest or a docker config.json; - reads standard input.", valueName: "file"),
        completion: .file())
    var file: String
    @Option(help: ArgumentHelp("An image that is to be pulled; only its registry is asked.", valueName: "reference"))
    var image: String?
    @OptionGroup var access: RegistryAccessOptions
    @Option(name: [.customShort("o", allowingJoined: true), .long], help: "text, json or yaml.")
    var output = ReportFormat.text

    func run(_ context: CommandContext) throws {
        let access = try access.access(context)
        let bytes = try context.readFile(file, limit: PullSecretInspection.maximumSize)
        let inspections = try PullSecretInspection.inspections(of: bytes, source: CommandContext.sourceName(file))
        var registries = inspections.flatMap(\.registries)
        if let image { registries = KubeletKeyring(inspections).attempts(for: try ImageName(image)).map(\.registry) }
        let credentials = registries.compactMap { registry -> RegistryCredential? in
            guard let credential = registry.credential, !credential.isIdentityToken, !registry.isNeverMatched else {
                let problem = registry.problems.first.map { ": \($0.description)" } ?? ""
                context.warn("registry \(OutsideText.escaped(registry.server)) is not asked\(problem)")
                return nil
            }
            return credential
        }
        let reports = try credentials.map { try RegistryReport(of: $0, image: image, access, context) }
        try RegistryReport.print(reports, as: output, context)
        if credentials.count < registries.count || reports.isEmpty { throw ExitCode(ExitStatus.failed.rawValue) }
    }
}
