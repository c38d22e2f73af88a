// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingSystem
import KuberingWorkflows

/// The options that describe a program which gives credentials.
struct PluginOptions: ParsableArguments {
    private static let versions = ["v1", "v1beta1"].map { "client.authentication.k8s.io/" + $0 }

    /// Whether the program may ask the user.
    enum InteractiveMode: String, ExpressibleByArgument, CaseIterable {
        case never = "Never"
        case ifAvailable = "IfAvailable"
        case always = "Always"
    }

    @Option(help: ArgumentHelp("A program that gives credentials: a path, or looked up in PATH.", valueName: "command"))
    var execCommand: String?
    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp("An argument for it; may be repeated.", valueName: "argument"))
    var execArg: [String] = []
    @Option(help: ArgumentHelp("A variable for it; may be repeated.", valueName: "name=value"))
    var execEnv: [String] = []
    @Option(help: ArgumentHelp("The version of its answer.", valueName: "version"), completion: .list(Self.versions))
    var execApiVersion = "client.authentication.k8s.io/v1"
    @Option(help: "Whether it may ask the user.")
    var execInteractiveMode = InteractiveMode.ifAvailable
    @Flag(help: "Tell it about the cluster.")
    var execProvideClusterInfo = false

    func validate() throws {
        if execCommand == nil, !execArg.isEmpty || !execEnv.isEmpty || execProvideClusterInfo {
            throw ValidationError("the other --exec options need --exec-command")
        }
        if execCommand?.isEmpty == true { throw ValidationError("--exec-command needs the name of a program") }
        if !Self.versions.contains(execApiVersion) {
            throw ValidationError("--exec-api-version must be \(Self.versions.joined(separator: " or "))")
        }
        for variable in execEnv where variable.hasPrefix("=") || !variable.contains("=") {
            throw ValidationError("--exec-env needs NAME=VALUE")
        }
    }

    /// The program; nil when none is named.
    ///
    /// A path is made absolute: relative ones would be looked for beside the kubeconfig.
    func plugin(workingDirectory: String) -> UserFields.Plugin? {
        guard let execCommand else { return nil }
        let environment = execEnv.compactMap { variable in
            variable.firstIndex(of: "=").map {
                (name: String(variable[..<$0]), value: String(variable[variable.index(after: $0)...]))
            }
        }
        return UserFields.Plugin(
            command: execCommand.contains("/")
                ? LexicalPath.absolute(execCommand, in: workingDirectory) : execCommand, apiVersion: execApiVersion,
            arguments: execArg, environment: environment,
            interactiveMode: execInteractiveMode.rawValue, isGivenCluster: execProvideClusterInfo)
    }
}
