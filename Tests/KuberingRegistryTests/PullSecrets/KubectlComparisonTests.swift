// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingRegistry
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

    @Test("Random bytes give kubectl's content", arguments: PullSecretFacts.random(count: 25, seed: 20_261_123))
    func random(facts: PullSecretFacts) throws {
        #expect(try facts.secret().jsonText == Kubectl.pullSecret(facts, output: "json"))
    }
}
