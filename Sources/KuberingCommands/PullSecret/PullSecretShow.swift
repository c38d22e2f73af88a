// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingRegistry
import KuberingSystem
import KuberingWorkflows
import KuberingYAML

/// The command `kubering pull-secret show`.
struct PullSecretShow: KuberingCommand {
    static let examples = [
        Example("pull-secret show secret.yaml", "Which registries and users a manifest holds."),
        Example("pull-secret show secret.yaml --image ghcr.io/team/app", "What a kubelet would try for an image."),
        Example(
            "kubectl get secret regcred -o yaml | kubering pull-secret show -", "The same for a secret of the cluster."),
    ]
    static let configuration = configured(
        "show", "Show which registries and users a pull secret holds, and what is wrong with it.",
        discussion:
            """
            ENDS says when a password ends by itself: what a JSON Web Token or a token of Amazon ECR says, or how long the tokens \
            of that registry live. Ends with status 1 when a kubelet could not use the secret, or has nothing to try for the image. Several secrets of \
            one file are taken for those of one pod, in their order. Passwords are shown only with --reveal.

            The man page lists the problems, and says what JSON output holds.
            """)

    @Argument(
        help: ArgumentHelp("A Secret manifest or a docker config.json; - reads standard input.", valueName: "file"),
        completion: .file())
    var file: String
    @Option(
        help: ArgumentHelp(
            "Show which entries a kubelet would try to pull the image with, in order.", valueName: "reference"))
    var image: String?
    @Flag(help: "Show passwords.")
    var reveal = false
    @Option(name: [.customShort("o", allowingJoined: true), .long], help: "text, json, yaml or name.")
    var output = OutputFormat.text

    func run(_ world: World) throws {
        let wanted = try image.map { text throws(RegistryError) in try ImageName(text) }
        let inspections = try PullSecretInspection.inspections(
            of: try world.readFile(file, limit: PullSecretInspection.maximumSize),
            source: World.sourceName(file))
        let pull = wanted.map { ImagePull(of: $0, with: inspections) }
        switch output {
        case .name:
            let registries = pull?.attempts.map(\.registry) ?? inspections.flatMap(\.registries)
            world.output.write(registries.map { $0.shownServer + "\n" }.joined())
        case .json, .yaml:
            let document = JSONValue.object(present: [
                "secrets": .array(inspections.map { json($0) }), "pull": pull?.json,
            ])
            world.print(document, as: output == .yaml ? .yaml : .json)
        case .text:
            for inspection in inspections { printText(inspection, world) }
            if let pull { world.output.write(pull.text) }
        }
        let isBroken = inspections.contains { inspection in
            inspection.problems.contains { $0.severity != .warning }
                || inspection.registries.contains { $0.problems.contains { $0.severity == .breaksEveryPull } }
        }
        if isBroken || pull?.attempts.isEmpty == true { throw ExitCode(ExitStatus.failed.rawValue) }
    }

    private func printText(_ inspection: PullSecretInspection, _ world: World) {
        if case .secret(let name, let namespace, _) = inspection.subject {
            let place = namespace.map { " in namespace \(OutsideText.escaped($0))" } ?? ""
            world.output.writeLine("secret \(OutsideText.escaped(name ?? "(no name)"))\(place)")
        }
        let rows = inspection.registries.map { ($0, $0.credential.map { RegistryToken($0) }) }
        let hasMail = rows.contains { $0.0.email != nil }
        let hasEnd = rows.contains { $0.1?.end.isEmpty == false }
        var table = TextTable(
            header: ["REGISTRY", "USER", "PASSWORD"] + (hasMail ? ["EMAIL"] : []) + (hasEnd ? ["ENDS"] : []))
        for (registry, token) in rows {
            table.append(
                [RegistryKey.redacted(registry.server), registry.username ?? "", password(of: registry)]
                    + (hasMail ? [registry.email ?? ""] : []) + (hasEnd ? [token?.end ?? ""] : []))
        }
        world.output.write(table.text)
        for problem in inspection.problems { world.warn(problem.description) }
        for registry in inspection.registries {
            let server = registry.shownServer
            for problem in registry.problems { world.warn("\(server): \(problem.description)") }
            if let end = registry.credential.flatMap({ RegistryToken($0).notAfter }), end < world.now() {
                world.warn("\(server): the password has expired at \(end.rfc3339)")
            }
        }
    }

    private func password(of registry: InspectedRegistry) -> String {
        guard registry.hasPassword else { return "none" }
        return reveal ? registry.revealedPassword()?.exposedText ?? "" : "REDACTED"
    }

    private func json(_ inspection: PullSecretInspection) -> JSONValue {
        var (name, namespace, type): (String?, String?, String?) = (nil, nil, nil)
        if case .secret(let a, let b, let c) = inspection.subject { (name, namespace, type) = (a, b, c) }
        return .object(present: [
            "name": name.map(JSONValue.string), "namespace": namespace.map(JSONValue.string),
            "type": type.map(JSONValue.string),
            "registries": .array(
                inspection.registries.map { registry in
                    .object(present: [
                        "server": .string(RegistryKey.redacted(registry.server)),
                        "username": registry.username.map(JSONValue.string),
                        "hasPassword": .bool(registry.hasPassword),
                        "password": reveal ? registry.revealedPassword().map { .string($0.exposedText) } : nil,
                        "email": registry.email.map(JSONValue.string),
                        "token": registry.credential.flatMap { RegistryToken($0).json },
                        "problems": Self.json(registry.problems),
                    ])
                }),
            "problems": Self.json(inspection.problems),
        ])
    }

    private static func json(_ problems: [PullSecretProblem]) -> JSONValue {
        .array(
            problems.map { problem in
                [
                    "id": .string(problem.code.rawValue), "severity": .string(problem.severity.rawValue),
                    "message": .string(problem.description),
                ]
            })
    }
}
