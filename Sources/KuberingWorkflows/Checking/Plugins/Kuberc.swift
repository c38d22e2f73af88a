// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingYAML

/// kubectl's own settings, as far as they say which plugins it runs (kubectl 1.35 and newer).
///
/// Source: kubectl `pkg/config/v1beta1`, type `Preference`, and `pkg/kuberc`.
struct Kuberc {
    /// Which plugins are run.
    enum Policy {
        case all
        case none
        /// Programs by name or path.
        case listed([String])
    }

    /// Why the file cannot be used; every command of kubectl fails then.
    struct Problem {
        let position: YAMLPosition?
        let message: String
    }

    /// The file; nil when there is none to be read.
    let path: String?
    private(set) var policy = Policy.all
    private(set) var problem: Problem?

    init(environment: [String: String]) {
        let named = environment["KUBERC", default: ""]
        guard environment["KUBECTL_KUBERC"] != "false", named != "off" else {
            path = nil
            return
        }
        let path = named.isEmpty ? LexicalPath.cleaned(environment["HOME", default: ""] + "/.kube/kuberc") : named
        self.path = path
        do {
            let bytes = try FileSnapshot.read(path, limit: 1_048_576).bytes
            guard let root = try YAMLDocument(parsing: SourceText(bytes)).root, !root.isNull else { return }
            // The older version has no such settings.
            guard root["apiVersion"]?.text == "kubectl.config.k8s.io/v1beta1" else { return }
            read(root)
        } catch let error as FileError {
            // Only a file that was asked for must be there.
            if !error.isMissing || !named.isEmpty { problem = Problem(position: nil, message: "\(error)") }
        } catch let error as YAMLError {
            problem = Problem(position: error.position, message: error.problem)
        } catch {
            problem = Problem(position: nil, message: "\(error)")
        }
    }

    private mutating func read(_ root: YAMLNode) {
        let list = root["credentialPluginAllowlist"].flatMap { $0.isNull ? nil : $0 }
        let place = root["credentialPluginPolicy"]
        switch place?.isNull == false ? place?.text ?? "" : "" {
        case "", "AllowAll": return
        case "DenyAll":
            policy = .none
            if list != nil { fail(list, "the policy is DenyAll, and there is an allowlist, too") }
        case "Allowlist":
            guard let list, list.kind == .sequence else {
                return fail(place, "the policy is Allowlist, and there is no credentialPluginAllowlist")
            }
            guard list.count > 0 else { return fail(list, "the allowlist is empty; the policy for that is DenyAll") }
            var commands: [String] = []
            for item in list.elements {
                let names = ["command", "name"].compactMap { item[$0] }.filter { !$0.isNull }.map(\.text)
                guard let command = names.first, !command.isEmpty, Set(names).count == 1 else {
                    return fail(item, "an entry of the allowlist must have one command")
                }
                guard command == LexicalPath.cleaned(command) else {
                    return fail(
                        item,
                        "\(OutsideText.quoted(command)) must be written \(OutsideText.quoted(LexicalPath.cleaned(command)))"
                    )
                }
                commands.append(command)
            }
            policy = .listed(commands)
        case let other: fail(place, "there is no plugin policy \(OutsideText.quoted(other))")
        }
    }

    private mutating func fail(_ node: YAMLNode?, _ message: String) {
        problem = Problem(position: node?.position, message: message)
    }
}
