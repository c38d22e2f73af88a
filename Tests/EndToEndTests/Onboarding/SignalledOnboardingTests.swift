// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import KuberingTestSupport
import Testing

/// An onboarding that is told to end when the key is in the keyring, and the kubeconfig about to say so.
@Suite(.serialized) struct SignalledOnboardingTests {
    /// The signal is for the process, and libraries have threads of their own that could be given it.
    @Test("a signal waits until the file is written", arguments: [SIGINT, SIGTERM, SIGHUP])
    func signalled(_ signal: Int32) throws {
        let desktop = try Desktop(authority: try Authority())
        let temporary = desktop.session.folder + "/home/.kube/.config.kubering-new"
        let onboarding = try TestProcess(
            [
                "strace", "-f", "-o", "/dev/null", "-P", temporary, "-e", "trace=rename", "-e",
                "inject=rename:delay_enter=2000000", Home.kubering, "onboard", "jane", "--certificate",
                desktop.authority.path("jane.crt"), "--key", desktop.authority.path("jane.key"), "--cluster", "lab",
                "--server", "https://127.0.0.1:6443", "--certificate-authority", desktop.authority.path("cluster.crt"),
            ], environment: desktop.environment)
        #expect(Patience.waits { FileSnapshot.exists(temporary) || onboarding.hasEnded })
        let children = try desktop.run("cat", "/proc/\(onboarding.id)/task/\(onboarding.id)/children").output
        let process = try #require(children.split(separator: " ").first.flatMap { pid_t($0) })
        try #require(process > 1)
        kill(process, signal)
        let outcome = onboarding.outcome()
        #expect(outcome.end == .killed(signal), "\(outcome)")
        #expect(try desktop.text().contains("name: jane@lab"))
        #expect(try desktop.storedItems().count == 1)
        #expect(Directory.names(in: desktop.session.folder + "/home/.kube") == ["config"])
    }
}
