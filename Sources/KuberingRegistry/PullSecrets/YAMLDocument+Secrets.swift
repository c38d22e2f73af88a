// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingYAML

extension YAMLDocument {
    /// Where the Secrets of the document are: it is one, or a List of them.
    var secrets: [YAMLPath] {
        switch self[["kind"]]?.text {
        case "Secret": return [[]]
        case "List", "SecretList":
            let isOfSecrets = self[["kind"]]?.text == "SecretList"
            return (0..<(self[["items"]]?.count ?? 0)).map { ["items", .index($0)] }.filter { item in
                let kind = self[item + ["kind"]]?.text
                return kind == "Secret" || (kind == nil && isOfSecrets)
            }
        default: return []
        }
    }

    /// Where the document holds what nobody should see: the values of its Secrets, and kubectl's copy of them.
    var secretFields: [YAMLPath] {
        secrets.flatMap { secret -> [YAMLPath] in
            let values = ["data", "stringData"].flatMap { name -> [YAMLPath] in
                let values = self[secret + [.key(name)]].map { Array($0.entries) } ?? []
                return values.map { secret + [.key(name), .key($0.key.text)] }
            }
            let copy: YAMLPath =
                secret + ["metadata", "annotations", "kubectl.kubernetes.io/last-applied-configuration"]
            return values + (self[copy] == nil ? [] : [copy])
        }
    }
}
