// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// Which files are said to be of no use any more once a user is onboarded.
@Suite struct SpareFilesTests {
    /// The last line of an onboarding.
    private func said(_ kubeconfig: String, _ words: [String], _ files: [String: String] = [:]) throws -> String {
        let world = try HelperWorld.make(kubeconfig)
        let certificates = try CheckedCertificates.shared()
        for name in ["jane.crt", "jane.key", "ca.crt", "ca.key"] {
            try world.folder.write(certificates.text(name), to: name)
        }
        for (name, text) in files { try world.folder.write(text, to: name) }
        let result = HelperWorld.run(["onboard", "jane", "--store", "helper:test"] + words, in: world)
        #expect(result.status == 0, "\(result)")
        return result.errors.split(separator: "\n").last.map(String.init) ?? ""
    }

    private static let cluster =
        "clusters: [{name: prod, cluster: {server: 'https://x', certificate-authority: ../ca.crt}}]\n"
    private static let ready = "Context \"jane@prod\" is ready: kubering use jane@prod"

    @Test func thoseThatNothingNames() throws {
        let words = ["--certificate", "jane.crt", "--key", "jane.key", "--cluster", "prod"]
        #expect(try said(Self.cluster, words) == "The files \"jane.key\" and \"jane.crt\" are no longer needed here.")
        let other = "users: [{name: old, user: {client-certificate: .././jane.crt, client-key: other.key}}]\n"
        #expect(try said(Self.cluster + other, words) == "The file \"jane.key\" is no longer needed here.")
        #expect(
            try said(Self.cluster, ["--certificate", "ca.crt", "--key", "ca.key", "--cluster", "prod", "--force"])
                == Self.ready)
    }

    @Test func aKubeconfigOfWhichSomethingIsLeftIsStillNeeded() throws {
        let certificates = try CheckedCertificates.shared()
        func sent(_ users: String = "") -> String {
            """
            clusters: [{name: prod, cluster: {server: "https://x", certificate-authority-data: \(certificates.base64("ca.crt"))}}]
            contexts: [{name: c, context: {cluster: prod, user: u}}]
            current-context: c
            users:
            - {name: u, user: {client-certificate-data: \(certificates.base64("jane.crt")), client-key-data: \(certificates.base64("jane.key"))}}
            \(users)
            """
        }
        let words = ["--from", "mail"]
        #expect(try said(Self.cluster, words, ["mail": sent()]) == "The file \"mail\" is no longer needed here.")
        #expect(try said(Self.cluster, words, ["mail": sent("- {name: t, user: {token: x}}")]) == Self.ready)
        #expect(try said(sent(), ["--from", ".kube/config"]) == Self.ready)
    }
}
