// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
public import KuberingSystem

extension ImagePullSecret {
    /// The manifest with the members in the order kubectl's JSON has them: kind, apiVersion, metadata, data, type.
    ///
    /// It holds the passwords, in base64.
    public var manifest: JSONValue {
        .object(present: [
            "kind": "Secret",
            "apiVersion": "v1",
            "metadata": metadata.json(name: name, namespace: namespace),
            "data": .object([JSONValue.Member(format.dataKey, .string(encodedContent))]),
            "type": .string(format.type),
        ])
    }

    /// The manifest as `kubectl -o yaml` prints it, with its final newline.
    public var yamlText: String { ManifestText.yaml(manifest) }

    /// The manifest as `kubectl -o json` prints it, indented by four, with its final newline.
    public var jsonText: String { manifest.jsonText(indent: 4, escaping: .likeGo) + "\n" }

    var encodedContent: String {
        content.withExposedBytes { Data($0).base64EncodedString() }
    }
}
