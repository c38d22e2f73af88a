// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingRegistry
import KuberingSystem

extension WorkflowError {
    static func noAccount(_ registry: String, username: String? = nil, known: [RegistryAccount] = []) -> WorkflowError {
        let user = username.map { " of user \(OutsideText.quoted($0))" } ?? ""
        let others = Set(known.map(\.credential.username)).sorted().map(OutsideText.quoted).joined(separator: ", ")
        let remedy =
            known.isEmpty
            ? "sign in with: kubering registry login \(OutsideText.escaped(registry)) -u USER"
            : "there is one of \(others)"
        return WorkflowError(
            .noAccount, "there is no credential\(user) for registry \(OutsideText.quoted(registry)); \(remedy)",
            exitStatus: .notFound)
    }

    /// kubering keeps nothing for the registry.
    public static func noLogin(_ registry: String, username: String?) -> WorkflowError {
        let user = username.map { " of user \(OutsideText.quoted($0))" } ?? ""
        return WorkflowError(
            .noAccount,
            "kubering keeps no credential\(user) for registry \(OutsideText.quoted(registry)); see: kubering registry list; "
                + "what docker or podman keeps is removed with --from docker or --from podman",
            exitStatus: .notFound)
    }

    static func noConfigurationFile(of program: DockerConfigProgram) -> WorkflowError {
        WorkflowError(
            .missingFile, "nobody knows where the configuration is: \(DockerConfigFiles.variables(of: program))")
    }

    static func ambiguousAccount(_ registry: String, _ accounts: [RegistryAccount]) -> WorkflowError {
        let names = accounts.map { "\(OutsideText.quoted($0.credential.username)) (\(OutsideText.escaped($0.place)))" }
        return WorkflowError(
            .ambiguousAccount,
            "there are several accounts for registry \(OutsideText.quoted(registry)): \(names.joined(separator: ", ")); "
                + "choose one with -u", exitStatus: .usage)
    }
}
