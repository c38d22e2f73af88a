// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// kubering is elsewhere than the kubeconfig calls it.
@Suite struct MovedProgramTests {
    private func run(_ words: String..., in world: FakeWorld) -> CommandResult { HelperWorld.run(words, in: world) }

    @Test func itIsAnErrorThatCheckMends() throws {
        let world = try HelperWorld.make(MoveCommandTests.before)
        let (old, new) = (world.folder.path + "/old/kubering", world.folder.path + "/new/kubering")
        world.value.executablePath = { old }
        #expect(run("credential", "move", "bot", "--to", "helper:test", in: world).status == 0)
        #expect(run("use", "prod", in: world).status == 0)
        #expect(run("check", "--rule", "kubering-not-found", in: world).status == 0)
        #expect(run("status", in: world).errors == "")

        world.value.executablePath = { new }
        let message =
            "user \"bot\" has kubering called as \"~/old/kubering\", which is not there [kubering-not-found]\n"
        #expect(
            run("check", "--rule", "kubering-not-found", "--rule", "plugin-not-found", in: world)
                == CommandResult(
                    output: """
                        ~/.kube/config:13:16: error: \(message)    let the kubeconfig call kubering where it is now with: \
                        kubering check --fix

                        """, errors: "1 error in 1 file; 1 can be fixed with: kubering check --fix\n", status: 1))
        #expect(
            run("status", in: world).errors
                == "warning: the kubeconfig calls kubering as \"~/old/kubering\", which is not there; mend it with: kubering check "
                + "--fix\n")
        let before = try world.kubeconfig
        #expect(run("check", "--rule", "kubering-not-found", "--fix", in: world).errors.hasPrefix("Fixed: \(message)"))
        #expect(try world.kubeconfig == before.replacing(old, with: new))
        #expect(run("status", in: world).errors == "")
    }

    /// What calls another program is not ours, whatever it once was.
    @Test func anotherProgramIsLeftAlone() throws {
        let world = try HelperWorld.make(MoveCommandTests.before)
        let gone = world.folder.path + "/gone/kubering"
        world.value.executablePath = { gone }
        #expect(run("credential", "move", "bot", "--to", "helper:test", in: world).status == 0)
        try world.writeKubeconfig(world.kubeconfig.replacing("- credential\n", with: "- other\n"))
        world.value.executablePath = { "/usr/bin/kubering" }
        let result = run("check", "--rule", "kubering-not-found", "--rule", "plugin-not-found", in: world)
        #expect(result.output.contains("[plugin-not-found]") && result.status == 0, "\(result)")
    }
}
