// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingRegistry
import KuberingSystem

/// What a kubelet would try to pull an image with, for people and programs.
struct ImagePull {
    let image: ImageName
    /// In the order of the attempts; empty when nothing is tried.
    let attempts: [KubeletKeyring.Attempt]
    private let isBroken: Bool

    /// Looks for the image in the Secrets of one pod.
    init(of image: ImageName, with secrets: [PullSecretInspection]) {
        let keyring = KubeletKeyring(secrets)
        self.image = image
        isBroken = keyring.isBroken
        attempts = keyring.isBroken ? [] : keyring.attempts(for: image)
    }

    /// Why nothing is tried, after the word `for`; nil when something is.
    var reasonForNone: String? {
        if isBroken { return "\(image) a kubelet tries nothing: one of the secrets fails every pull of the pod" }
        return attempts.isEmpty ? "\(image) no entry matches: a kubelet pulls it without a credential" : nil
    }

    /// A table of the attempts, or why there are none.
    var text: String {
        if let reasonForNone { return "For \(reasonForNone).\n" }
        var table = TextTable(header: ["TRY", "REGISTRY", "USER", "SECRET"])
        for (index, attempt) in attempts.enumerated() {
            table.append([
                String(index + 1), RegistryKey.redacted(attempt.registry.server), attempt.registry.username ?? "",
                attempt.secret ?? "",
            ])
        }
        return "For \(image) a kubelet tries:\n" + table.text
    }

    /// The object of JSON output.
    var json: JSONValue {
        [
            "image": .string(image.description),
            "attempts": .array(
                attempts.map { attempt in
                    .object(present: [
                        "server": .string(RegistryKey.redacted(attempt.registry.server)),
                        "username": attempt.registry.username.map(JSONValue.string),
                        "secret": attempt.secret.map(JSONValue.string),
                    ])
                }),
        ]
    }
}
