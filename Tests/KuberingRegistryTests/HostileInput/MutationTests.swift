// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingRegistry
import KuberingSystem
import KuberingTestSupport
import Testing

/// Whatever bytes come in, there is an answer or an error, and the error keeps the secret.
struct MutationTests {
    private static let password = "zX9-T0KEN-q7"

    private static let dockerConfig = """
        {
        \t"auths": {
        \t\t"https://index.docker.io/v1/": {"auth": "dTp6WDktVDBLRU4tcTc="},
        \t\t"r.test": {"username": "u", "password": "\(password)", "email": "m", "identitytoken": ""},
        \t\t"s.test": {}
        \t},
        \t"credsStore": "desktop", "credHelpers": {"gcr.io": "gcloud"}, "HttpHeaders": {"a": "b"}
        }
        """

    private func mutants(of text: String, count: Int, seed: UInt64) -> [[UInt8]] {
        var generator = SeededGenerator(seed: seed)
        let original = Array(text.utf8)
        let fragments = ["{", "}", "\"", "[", "null", ":", "\\ud800", "\u{0}", "\u{FEFF}", "- ", "&a ", "*a", "1e999"]
        return (0..<count).map { _ in
            var bytes = original
            for _ in 0..<Int.random(in: 1...2, using: &generator) where !bytes.isEmpty {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<5, using: &generator) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
                case 1: bytes.removeSubrange(place..<min(bytes.count, place + 9))
                case 2: bytes.insert(contentsOf: (fragments.randomElement(using: &generator) ?? "").utf8, at: place)
                case 3: bytes.removeLast(bytes.count - place)
                default: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 40)], at: place)
                }
            }
            return bytes
        }
    }

    private func expectNoSecret(_ error: RegistryError) {
        #expect(!String(reflecting: error).contains("T0KEN"))
        #expect(!error.description.contains("\n"))
    }

    @Test("Mutated docker configurations")
    func dockerConfig() {
        var answers = 0
        for bytes in mutants(of: Self.dockerConfig, count: 2000, seed: 1) {
            do throws(RegistryError) {
                let config = try DockerConfig(parsing: bytes, path: "config.json")
                answers += 1
                for registry in config.registries.prefix(4) + ["docker.io", "r.test", "gcr.io"] {
                    do throws(RegistryError) {
                        let found = try config.credential(for: registry)
                        #expect(found.password.count > 0)
                    } catch {
                        #expect(!error.description.contains("\n"))
                    }
                }
            } catch {
                expectNoSecret(error)
            }
        }
        // Enough of them are still configurations for the test to mean something.
        #expect(answers > 200)
    }

    @Test("Mutated manifests")
    func manifest() throws {
        let secret = try ImagePullSecret(
            name: "pull", namespace: "prod",
            credentials: [
                RegistryCredential(server: "r.test", username: "u", password: SecretBytes(utf8: Self.password))
            ])
        var answers = 0
        for text in [secret.yamlText, secret.jsonText, Self.dockerConfig] {
            for bytes in mutants(of: text, count: 700, seed: 2) {
                do throws(RegistryError) {
                    answers += try PullSecretInspection.inspections(of: bytes, source: "-").count
                } catch {
                    expectNoSecret(error)
                }
            }
        }
        #expect(answers > 200)
    }

    @Test("Deep nesting is an error, not a crash", arguments: ["[", "{\"a\":", "{\"auths\":", "- "])
    func depth(opening: String) {
        let bytes = Array(String(repeating: opening, count: 100_000).utf8)
        #expect(throws: RegistryError.self) { try DockerConfig(parsing: bytes, path: "config.json") }
        #expect(throws: RegistryError.self) { try PullSecretInspection.inspections(of: bytes, source: "-") }
    }

    @Test("A configuration with as many registries as fit is read in a moment")
    func many() throws {
        let entries = (0..<20_000).map { #""r\#($0).test":{"auth":"dTpw"}"# }.joined(separator: ",")
        let config = try DockerConfig(parsing: Array("{\"auths\":{\(entries)}}".utf8), path: "config.json")
        #expect(config.registries.count == 20_000)
        #expect(try config.credential(for: "https://r19999.test/v1/").server == "r19999.test")
    }
}
