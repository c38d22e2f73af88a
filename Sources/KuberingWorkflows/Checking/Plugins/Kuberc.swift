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

    /// What is wrong with the file.
    struct Problem {
        let position: YAMLPosition?
        let message: String
        /// Whether every command of kubectl fails, or the file just does not count.
        let isFatal: Bool
    }

    /// The file; nil when there is none to be read.
    let path: String?
    private(set) var policy = Policy.all
    private(set) var problem: Problem?
    /// Whether the file was asked for, and is not only looked for.
    private let isNamed: Bool

    /// - Parameters:
    ///   - environment: `KUBERC`, `KUBECTL_KUBERC` and `HOME`.
    ///   - workingDirectory: What a relative `KUBERC` is relative to.
    init(environment: Environment, workingDirectory: String) {
        let named = environment["KUBERC", default: ""]
        isNamed = !named.isEmpty
        guard environment["KUBECTL_KUBERC"] != "false", named != "off" else {
            path = nil
            return
        }
        let path = isNamed ? named : environment.pathInHome(".kube/kuberc")
        self.path = path
        do {
            let bytes = try FileSnapshot.read(LexicalPath.absolute(path, in: workingDirectory), limit: 1_048_576).bytes
            guard let root = try YAMLDocument(parsing: SourceText(bytes)).root, !root.isNull else { return }
            read(root)
        } catch let error as FileError {
            guard isNamed || !error.isMissing else { return }
            problem = Problem(position: nil, message: "\(error)", isFatal: isNamed)
        } catch let error as YAMLError {
            problem = Problem(position: error.position, message: error.problem, isFatal: isNamed)
        } catch {
            problem = Problem(position: nil, message: "\(error)", isFatal: isNamed)
        }
    }

    private mutating func read(_ root: YAMLNode) {
        let group = "kubectl.config.k8s.io/"
        switch root["apiVersion"]?.string {
        case group + "v1beta1": break
        // The older version has no such settings.
        case group + "v1alpha1": return
        default: return misread(root["apiVersion"] ?? root, "its apiVersion must be \(group)v1beta1")
        }
        guard root["kind"]?.string == "Preference" else {
            return misread(root["kind"] ?? root, "its kind must be Preference")
        }
        let (place, list) = (present("credentialPluginPolicy", root), present("credentialPluginAllowlist", root))
        if let place, place.string == nil { return misread(place, "credentialPluginPolicy must be a string") }
        if let list, list.kind != .sequence { return misread(list, "credentialPluginAllowlist must be a list") }
        switch place?.string ?? "" {
        case "Allowlist": readAllowlist(list, place)
        case let name where !["", "AllowAll", "DenyAll"].contains(name):
            refuse(place, "there is no plugin policy \(OutsideText.quoted(name))")
        case let name:
            if name == "DenyAll" { policy = .none }
            if list != nil { refuse(list, "there is an allowlist, and the policy is not Allowlist") }
        }
    }

    private mutating func readAllowlist(_ list: YAMLNode?, _ place: YAMLNode?) {
        guard let list else {
            return refuse(place, "the policy is Allowlist, and there is no credentialPluginAllowlist")
        }
        guard list.count > 0 else { return refuse(list, "the allowlist is empty; the policy for that is DenyAll") }
        var commands: [String] = []
        for item in list.elements {
            let names = ["command", "name"].compactMap { item[$0] }.filter { !$0.isNull }.map(\.text)
            guard Set(names).count < 2 else { return misread(item, "command and name differ") }
            guard let command = names.first, !command.isEmpty else { return refuse(item, "an entry has no command") }
            let cleaned = LexicalPath.cleaned(command)
            guard command == cleaned else {
                return refuse(item, "\(OutsideText.quoted(command)) must be written \(OutsideText.quoted(cleaned))")
            }
            commands.append(command)
        }
        policy = .listed(commands)
    }

    private func present(_ name: String, _ root: YAMLNode) -> YAMLNode? {
        root[name].flatMap { $0.isNull ? nil : $0 }
    }

    /// kubectl fails.
    private mutating func refuse(_ node: YAMLNode?, _ message: String) {
        problem = Problem(position: node?.position, message: message, isFatal: true)
    }

    /// kubectl takes it for no settings at all.
    private mutating func misread(_ node: YAMLNode, _ message: String) {
        problem = Problem(position: node.position, message: message, isFatal: isNamed)
    }
}
