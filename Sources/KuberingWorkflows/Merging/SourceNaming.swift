// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// What tells an incoming kubeconfig from others, in words that can be part of a name.
struct SourceNaming {
    /// The file's name without folder and extension.
    let file: String
    private let host: String

    /// - Parameters:
    ///   - path: The file, as spelled.
    ///   - server: The address of its first cluster; empty when it has none.
    init(_ path: String, server: String) {
        let name = LexicalPath.lastComponent(path)
        let stem = Self.extensions.first { name.hasSuffix($0) }.map { String(name.dropLast($0.count)) } ?? name
        file = stem.isEmpty ? name : stem
        host = Self.host(of: server)
    }

    /// What can be put behind a name that is taken, the best first, without end.
    ///
    /// The file's name if it tells something, else the server's host; where that is taken, too, with a number.
    ///
    /// - Parameter names: The names that are taken; a suffix that they end in already tells nothing.
    /// - Returns: The suffixes, without the dash before them.
    func suffixes(for names: [String]) -> some Sequence<String> {
        let isUnusual = { (scalar: Unicode.Scalar) in
            !scalar.properties.isAlphabetic && !("0"..."9").contains(scalar) && !"._-".unicodeScalars.contains(scalar)
        }
        let words = [file, host].filter { word in
            !word.isEmpty && !Self.commonNames.contains(word.lowercased())
                && !word.unicodeScalars.contains(where: isUnusual)
                && !names.contains { $0 == word || $0.hasSuffix("-" + word) }
        }
        let numbered = words.first.map { $0 + "-" } ?? ""
        return sequence(state: 0) { step -> String? in
            step += 1
            return step <= words.count ? words[step - 1] : "\(numbered)\(step - words.count + 1)"
        }
    }

    /// The host of an address, without brackets and port.
    static func host(of server: String) -> String {
        let start = server.firstRange(of: "://")?.upperBound ?? server.startIndex
        let authority = URLRedaction.withoutUser(String(server[start...])).prefix { !"/?#".contains($0) }
        if authority.hasPrefix("[") { return String(authority.dropFirst().prefix { $0 != "]" }) }
        return String(authority.prefix { $0 != ":" })
    }

    private static let extensions = [".kubeconfig.yaml", ".yaml", ".yml", ".json", ".conf", ".kubeconfig", ".config"]

    /// Names that files of every cluster have.
    private static let commonNames: Set = [
        "config", "kubeconfig", "kubectl", "kube", "admin", "super-admin", "kubelet", "client", "cluster", "default",
        "k3s",
        "standard input", "value", "values", "download", "new", "tmp", "out", "output", "merged",
    ]
}
