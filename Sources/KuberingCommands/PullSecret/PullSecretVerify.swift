// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingRegistry
import KuberingSystem

/// The command `kubering pull-secret verify`.
struct PullSecretVerify: KuberingCommand {
    static let examples = [
        Example("pull-secret verify secret.yaml", "Ask each registry of a manifest whether its credential works."),
        Example(
            "kubectl get secret regcred -o yaml | kubering pull-secret verify -",
            "The same for a secret of the cluster."),
    ]
    static let configuration = configured(
        "verify", "Ask each registry of a pull secret whether its credential works.",
        discussion: """
            The answers and their statuses are those of kubering registry verify. What keeps a registry from being asked is said, \
            too, and the status is 1 then.
            """)

    @Argument(
        help: ArgumentHelp("A Secret manifest or a docker config.json; - reads standard input.", valueName: "file"),
        completion: .file())
    var file: String
    @Option(help: ArgumentHelp("An image that is to be pulled; only its registry is asked.", valueName: "reference"))
    var image: String?
    @OptionGroup var access: RegistryAccessOptions
    @Option(name: [.customShort("o", allowingJoined: true), .long], help: "text, json or yaml.")
    var output = ReportFormat.text

    func run(_ world: World) throws {
        let access = try access.access(world)
        let bytes = try world.readFile(file, limit: PullSecretInspection.maximumSize)
        let inspections = try PullSecretInspection.inspections(of: bytes, source: World.sourceName(file))
        let pull = try image.map { text in ImagePull(of: try ImageName(text), with: inspections) }
        let registries = pull?.attempts.map(\.registry) ?? inspections.flatMap(\.registries)
        var problems: [JSONValue] = []
        func tell(_ id: String, _ message: String, of server: String? = nil) {
            world.warn(message)
            problems.append(
                .object(present: [
                    "id": .string(id), "server": server.map(JSONValue.string), "message": .string(message),
                ]))
        }
        for problem in inspections.flatMap(\.problems) where problem.severity != .warning {
            tell(problem.code.rawValue, problem.description)
        }
        if let reason = pull?.reasonForNone { tell("nothing-tried", "for \(reason)") }
        let credentials = registries.compactMap { registry -> RegistryCredential? in
            guard let credential = registry.credential, !credential.isIdentityToken, !registry.isNeverMatched else {
                let problem = registry.problems.first
                let reason = problem.map { ": \($0.description)" } ?? ""
                tell(
                    problem?.code.rawValue ?? "not-asked", "registry \(registry.shownServer) is not asked\(reason)",
                    of: RegistryKey.redacted(registry.server))
                return nil
            }
            return credential
        }
        let reports = try credentials.map { try RegistryReport(of: $0, image: image, access, world) }
        try RegistryReport.print(reports, problems: problems, as: output, world)
        if credentials.count < registries.count || reports.isEmpty { throw ExitCode(ExitStatus.failed.rawValue) }
    }
}
