// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import KuberingTestSupport
import Testing

/// An onboarding that fails leaves nothing behind: not in the keyring, not in the file, not in the list of credentials.
@Suite(.serialized) struct FailedOnboardingTests {
    struct Failure: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var user = "jane"
        var certificate = "jane.crt"
        var key = "jane.key"
        var ca = "cluster.crt"
        var server = "https://127.0.0.1:6443"
        var more: [String] = []
        var status = KuberingSystem.ExitStatus.failed
        /// Part of the message.
        let says: String
    }

    static let failures = [
        Failure(
            testDescription: "the key of another certificate", key: "stranger.key",
            says: "does not belong to the certificate of"),
        Failure(
            testDescription: "a certificate that has ended", certificate: "expired.crt", key: "expired.key",
            says: "expired"),
        Failure(
            testDescription: "a certificate for servers", certificate: "serving.crt", key: "serving.key",
            says: "client"),
        Failure(testDescription: "another authority", ca: "other.crt", says: "CN=other"),
        Failure(
            testDescription: "a certificate of another authority", certificate: "stranger.crt", key: "stranger.key",
            says: "CN=other"),
        Failure(testDescription: "an authority's file without certificates", ca: "none.crt", says: "none.crt"),
        Failure(testDescription: "a certificate file without certificates", certificate: "none.crt", says: "none.crt"),
        Failure(testDescription: "a certificate instead of a key", key: "jane.crt", says: "jane.crt"),
        Failure(testDescription: "no such certificate", certificate: "absent.crt", says: "absent.crt\": no such file"),
        Failure(
            testDescription: "an encrypted key and nobody to ask", key: "encrypted.key", status: .usage,
            says: "is encrypted: give its passphrase with --passphrase-fd"),
        Failure(testDescription: "a user that exists", user: "taken", says: "there is a user \"taken\" in "),
        Failure(testDescription: "no TLS", server: "http://127.0.0.1:6443", says: "must start with https://"),
        Failure(
            testDescription: "a namespace that cannot be", more: ["-n", "Not_A_Name"],
            says: "\"Not_A_Name\" cannot be a namespace"),
        Failure(
            testDescription: "a store that is not there", more: ["--store", "cloud"], status: .usage, says: "cloud"),
    ]

    @Test("because certificate, key and cluster do not fit")
    func doesNotFit() throws {
        let desktop = try Desktop(authority: try Authority())
        for failure in Self.failures {
            let outcome = try desktop.onboard(
                failure.user, certificate: failure.certificate, key: failure.key, ca: failure.ca,
                server: failure.server,
                and: failure.more)
            let what = Comment(rawValue: "\(failure.testDescription): \(outcome.errors)")
            #expect(outcome.end == .exited(failure.status.rawValue), what)
            #expect(outcome.output == "", what)
            #expect(failure.status == .usage || outcome.errors.isOneErrorLine, what)
            #expect(outcome.errors.contains(failure.says), what)
            for secret in try desktop.authority.keyLines("jane.key") + ["token-that-nobody-may-see"] {
                #expect(!outcome.errors.contains(secret), what)
            }
            try expectNothingLeft(desktop, what)
        }
    }

    @Test("because the file cannot be written when the key is stored already")
    func writeFails() throws {
        let desktop = try Desktop(authority: try Authority())
        // A folder in the place of the file that is written beside the kubeconfig.
        let obstacle = desktop.session.folder + "/home/.kube/.config.kubering-new"
        try Directory.create(obstacle, mode: 0o700)
        let outcome = try desktop.onboard()
        #expect(outcome.end == .exited(1))
        #expect(outcome.errors.isOneErrorLine, "\(outcome.errors)")
        rmdir(obstacle)
        try expectNothingLeft(desktop, "\(outcome.errors)")
    }

    @Test("because the folder is read-only")
    func readOnlyFolder() throws {
        let desktop = try Desktop(authority: try Authority())
        let folder = desktop.session.folder + "/home/.kube"
        let arguments = [
            Home.kubering, "onboard", "jane", "--certificate", desktop.authority.path("jane.crt"), "--key",
            desktop.authority.path("jane.key"), "--server", "https://127.0.0.1:6443", "--certificate-authority",
            desktop.authority.path("cluster.crt"),
        ]
        // The superuser may write everywhere but on a read-only mount.
        let mounted = [
            "unshare", "--mount", "sh", "-c",
            "mount --bind \"$0\" \"$0\" && mount -o remount,bind,ro \"$0\" && exec \"$@\"", folder,
        ]
        chmod(folder, 0o500)
        let outcome = try TestProcess.run(
            (geteuid() == 0 ? mounted : []) + arguments, environment: desktop.environment)
        chmod(folder, 0o700)
        #expect(
            outcome.errors
                == "error: cannot write \"\(desktop.kubeconfig)\": its folder is not writable, and a kubeconfig "
                + "cannot be changed safely without its lock beside it\n")
        #expect(outcome.end == .exited(1))
        try expectNothingLeft(desktop, "\(outcome.errors)")
    }

    @Test("because the keyring is locked, hangs, or is not there")
    func noKeyring() throws {
        let desktop = try Desktop(.locked, authority: try Authority())
        func expectFailure(_ status: KuberingSystem.ExitStatus) throws {
            let outcome = try desktop.onboard()
            #expect(outcome.end == .exited(status.rawValue), "\(outcome.errors)")
            // Without any keyring the vault is next; it is said, and there is none and nobody to ask for a passphrase.
            let lines = outcome.errors.split(separator: "\n", omittingEmptySubsequences: false)
            let isPassedOver = lines.first?.hasPrefix("No keyring can be used here (") == true
            #expect(isPassedOver == (status == .unreachable))
            #expect(lines.dropFirst(isPassedOver ? 1 : 0).joined(separator: "\n").isOneErrorLine, "\(outcome.errors)")
            #expect(try desktop.text() == Desktop.kubeconfig)
            #expect(!FileSnapshot.exists(desktop.session.folder + "/data/kubering"))
        }
        try expectFailure(.locked)
        try desktop.session.hang()
        try expectFailure(.timedOut)
        desktop.session.resume()
        let address = desktop.environment["DBUS_SESSION_BUS_ADDRESS"]
        desktop.environment["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=\(desktop.session.folder)/nothing"
        try expectFailure(.unreachable)
        desktop.environment["DBUS_SESSION_BUS_ADDRESS"] = nil
        try expectFailure(.unreachable)
        desktop.environment["DBUS_SESSION_BUS_ADDRESS"] = address
        try desktop.session.unlock()
        try expectNothingLeft(desktop, "after all")
    }

    private func expectNothingLeft(_ desktop: Desktop, _ what: Comment) throws {
        #expect(try desktop.storedItems() == [], what)
        #expect(try desktop.text() == Desktop.kubeconfig, what)
        #expect(Directory.names(in: desktop.session.folder + "/home/.kube") == ["config"], what)
        let list = try desktop.kubering(["credential", "list", "-o", "name"])
        #expect(list.output == "", what)
        #expect(list.end == .exited(0), what)
    }
}
