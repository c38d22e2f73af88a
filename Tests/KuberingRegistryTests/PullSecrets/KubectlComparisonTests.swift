// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingRegistry
import KuberingSystem
import Testing

/// Our manifests are kubectl's, to the byte.
struct KubectlComparisonTests {
    @Test("YAML is kubectl's", arguments: PullSecretFacts.corners)
    func yaml(facts: PullSecretFacts) throws {
        #expect(try facts.secret().yamlText == Kubectl.pullSecret(facts, output: "yaml"))
    }

    @Test("JSON is kubectl's", arguments: PullSecretFacts.corners)
    func json(facts: PullSecretFacts) throws {
        #expect(try facts.secret().jsonText == Kubectl.pullSecret(facts, output: "json"))
    }

    @Test("The hash is kubectl's", arguments: PullSecretFacts.corners)
    func hash(facts: PullSecretFacts) throws {
        let expected = try Kubectl.pullSecret(facts, output: "yaml", appendHash: true)
        #expect(try facts.secret().appendingHash().yamlText == expected)
    }

    /// kubectl makes the legacy type only from a file; everything but the content is its own.
    @Test("The legacy type is kubectl's", arguments: PullSecretFacts.corners)
    func legacy(facts: PullSecretFacts) throws {
        let secret = try facts.secret(.legacy)
        #expect(try secret.yamlText == Kubectl.legacyPullSecret(secret, output: "yaml"))
        #expect(try secret.jsonText == Kubectl.legacyPullSecret(secret, output: "json"))
        let hashed = try Kubectl.legacyPullSecret(secret, output: "yaml", appendHash: true)
        #expect(try secret.appendingHash().yamlText == hashed)
        // The content itself is what the current type has below `auths`.
        let current = try facts.secret().content.exposedText
        #expect("{\"auths\":\(secret.content.exposedText)}" == current)
    }

    @Test("Random bytes give kubectl's content", arguments: PullSecretFacts.random(count: 25, seed: 20_261_123))
    func random(facts: PullSecretFacts) throws {
        #expect(try facts.secret().jsonText == Kubectl.pullSecret(facts, output: "json"))
    }
}
