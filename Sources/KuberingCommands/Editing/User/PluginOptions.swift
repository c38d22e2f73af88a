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

    @Option(
        help: ArgumentHelp("A program that gives credentials: a path, or looked up in PATH.", valueName: "command"),
        completion: .custom { _, _, _ in [Candidates.programs] })
    var execCommand: String?
    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp("An argument for it; may be repeated.", valueName: "argument"))
    var execArg: [String] = []
    @Option(help: ArgumentHelp("A variable for it, or name- to remove one; may be repeated.", valueName: "name=value"))
    var execEnv: [String] = []
    @Option(
        help: ArgumentHelp("The version of its answer; a new one gets v1.", valueName: "version"),
        completion: .list(Self.versions))
    var execApiVersion: String?
    @Option(help: "Whether it may ask the user; a new one gets IfAvailable.")
    var execInteractiveMode: InteractiveMode?
    @Flag(inversion: .prefixedNo, help: "Whether it is told about the cluster.")
    var execProvideClusterInfo: Bool?

    var isGiven: Bool {
        execCommand != nil || !execArg.isEmpty || !execEnv.isEmpty || execApiVersion != nil
            || execInteractiveMode != nil
            || execProvideClusterInfo != nil
    }

    func validate() throws {
        if execCommand?.isEmpty == true { throw ValidationError("--exec-command needs the name of a program") }
        if let execApiVersion, !Self.versions.contains(execApiVersion) {
            throw ValidationError("--exec-api-version must be \(Self.versions.joined(separator: " or "))")
        }
        guard execEnv.allSatisfy({ NamedValue($0) != nil }) else {
            throw ValidationError("--exec-env needs NAME=VALUE, or NAME- to remove it")
        }
    }

    /// What the plugin gets; nil when nothing is said of it.
    ///
    /// A path is made absolute: relative ones would be looked for beside the kubeconfig.
    func fields(workingDirectory: String) -> PluginFields? {
        guard isGiven else { return nil }
        var fields = PluginFields()
        fields.command = execCommand.map { command in
            command.contains("/") ? LexicalPath.absolute(command, in: workingDirectory) : command
        }
        (fields.apiVersion, fields.interactiveMode) = (execApiVersion, execInteractiveMode?.rawValue)
        fields.arguments = execArg.isEmpty ? nil : execArg
        for variable in execEnv.compactMap(NamedValue.init) {
            // Said twice, the last one counts.
            let place = fields.environment.firstIndex { $0.name.isExactly(variable.name) }
            if let place { fields.environment[place].value = variable.value }
            if place == nil { fields.environment.append((variable.name, variable.value)) }
        }
        fields.isGivenCluster = execProvideClusterInfo
        return fields
    }
}
