// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// kubectl as the judge of what a file means.
enum Kubectl {
    /// What `kubectl config view --raw` prints.
    ///
    /// - Parameters:
    ///   - config: The kubeconfig's text.
    ///   - format: `json` or `yaml`.
    /// - Returns: Standard output.
    /// - Throws: ``KubectlFailure`` when kubectl refuses the file.
    static func view(_ config: String, format: String) throws -> String {
        let folder = try TestFolder()
        try folder.write(config, to: "config")
        let outcome = try TestProcess.run(
            ["kubectl", "--kubeconfig", folder.path + "/config", "config", "view", "--raw", "-o", format],
            environment: ["PATH": World.process().environment["PATH", default: ""], "HOME": folder.path])
        guard outcome.end == .exited(0) else { throw KubectlFailure(message: outcome.errors) }
        return outcome.output
    }

    /// A kubeconfig that holds each text as an extension's value, which may be anything.
    static func kubeconfig(holding texts: [String]) -> String {
        var config = "apiVersion: v1\nkind: Config\nextensions:\n"
        for (index, text) in texts.enumerated() {
            // kubectl sorts them by name.
            config += "- name: e\(1000 + index)\n  extension:\n"
            var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            if lines.last == "" { lines.removeLast() }
            for line in lines {
                config += line.isEmpty ? "\n" : "    \(line)\n"
            }
        }
        return config
    }

    /// The values of a kubeconfig's extensions, as kubectl reads them.
    ///
    /// - Throws: ``KubectlFailure`` when kubectl refuses the file.
    static func extensions(of config: String) throws -> [JSONValue] {
        let output = try view(config, format: "json")
        return try #require(JSONValue(parsing: Array(output.utf8))["extensions"]?.array).map {
            $0["extension"] ?? .null
        }
    }
}

extension JSONValue {
    /// Numbers in one spelling, members in one order.
    var normal: JSONValue {
        switch self {
        case .number(let digits): .number(Double(digits).map { "\($0)" } ?? digits)
        case .array(let elements): .array(elements.map(\.normal))
        case .object(let members): JSONValue.object(members.map { .init($0.name, $0.value.normal) }).sorted
        default: self
        }
    }
}

/// kubectl refused a file.
struct KubectlFailure: Error {
    let message: String
}
