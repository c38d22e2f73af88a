// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingTestSupport
import Testing

/// The commands that go around the argument parser do what they do with it.
@Suite struct ShortWayTests {
    /// The same command line, once plain and once in a spelling that only the parser knows.
    static let cases: [(short: [String], long: [String])] = [
        (["current"], ["current", "--kubeconfig", "~/.kube/config"]),
        (["prompt"], ["prompt", "--kubeconfig", "~/.kube/config"]),
        (["prompt", "--shell", "zsh"], ["prompt", "--shell=zsh"]),
        (["prompt", "--color", "--shell", "zsh"], ["prompt", "--shell=zsh", "--color"]),
        (
            ["prompt", "--format", "{red}{user}", "--shell", "bash"],
            ["prompt", "--shell=bash", "--format={red}{user}"]
        ),
        (["prompt", "--format", "{nope}"], ["prompt", "--format={nope}"]),
        (["prompt", "--shell", "sh"], ["prompt", "--shell=sh"]),
        (["use", "jane@prod"], ["use", "--", "jane@prod"]),
        (["use", "staging"], ["use", "--", "staging"]),
        (["use", "nope"], ["use", "--", "nope"]),
        (["use", "prod\u{1B}[31m"], ["use", "--", "prod\u{1B}[31m"]),
        (["use", "list"], ["use", "--", "list"]),
        (["credential", "get", "5f2c"], ["credential", "get", "--", "5f2c"]),
        (["credential", "get", ""], ["credential", "get", "--", ""]),
    ]

    @Test(arguments: cases.indices)
    func equalsTheParsersWay(_ index: Int) throws {
        let (short, long) = Self.cases[index]
        let (first, second) = (try FakeWorld(), try FakeWorld())
        for world in [first, second] { try world.writeKubeconfig(SampleKubeconfig.text) }
        let spelled = long.map { $0 == "~/.kube/config" ? second.folder.path + "/.kube/config" : $0 }
        #expect(first.run(short) == second.run(spelled))
        #expect(try first.kubeconfig == second.kubeconfig)
    }
}
