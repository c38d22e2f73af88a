// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import KuberingTestSupport
import Testing

/// `kubectl ring <Tab>`: kubectl asks `kubectl_complete-ring`, and its own completion shows what it answers.
@Suite struct KubectlCompletionTests {
    private func home() throws -> ShellHome {
        let home = try ShellHome()
        for name in ["kubectl-ring", "kubectl_complete-ring"] {
            symlink(Home.kubering, "\(home.home.folder.path)/bin/\(name)")
        }
        return home
    }

    @Test(arguments: [
        ("use prod", "prod-eu\tcontext\nprod-us\tcontext\n:4\n"),
        ("current --ser", "--server\tThe address of its cluster.\n:4\n"),
        ("onboard jane --key ''", ":0\n"),
    ])
    func kubectlOffersWhatKuberingDoes(_ line: String, _ expected: String) throws {
        #expect(try home().output(of: "kubectl __complete ring \(line)") == expected)
    }

    @Test func theFirstWordIsACommandOrAContext() throws {
        let lines = try home().output(of: "kubectl __complete ring ''").split(separator: "\n")
        #expect(lines.contains("use\tSwitch to another context.") && lines.contains { $0.hasPrefix("prod-eu") })
        #expect(lines.last == ":4")
    }
}
