// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// `kubering kubeconfig`, in process, and kubectl as the judge of what it prints.
@Suite struct KubeconfigListTests {
    private static func kubeconfig(_ name: String) -> String {
        "contexts: [{name: \(name), context: {cluster: \(name), user: \(name)}}]\ncurrent-context: \(name)\n"
    }

    /// A home with a kubeconfig and a folder of them, among other things.
    private func world() throws -> FakeWorld {
        let world = try FakeWorld()
        try world.writeKubeconfig(Self.kubeconfig("own"))
        try Directory.create(world.folder.path + "/.kube/config.d/folder", mode: 0o700)
        for name in ["b", "a", "with space"] {
            try world.folder.write(Self.kubeconfig(name.filter { $0 != " " }), to: ".kube/config.d/\(name).yaml")
        }
        try world.folder.write("users: [", to: ".kube/config.d/broken")
        try world.folder.write("", to: ".kube/config.d/a.yaml.lock")
        try world.folder.write(Self.kubeconfig("hidden"), to: ".kube/config.d/.hidden")
        for name in ["a.yaml~", "#a.yaml#"] {
            try world.folder.write(Self.kubeconfig("backup"), to: ".kube/config.d/\(name)")
        }
        try world.folder.write("# notes\n", to: ".kube/config.d/notes")
        try world.folder.write(Self.kubeconfig("colon"), to: ".kube/config.d/c:d")
        return world
    }

    @Test func theOwnFileComesFirstAndTheOthersByName() throws {
        let result = try world().run(["kubeconfig"])
        #expect(
            result.output
                == "~/.kube/config:~/.kube/config.d/a.yaml:~/.kube/config.d/b.yaml:~/.kube/config.d/with space.yaml\n")
        #expect(result.status == 0)
        #expect(result.errors.split(separator: "\n").count == 2, "\(result)")
        #expect(result.errors.hasPrefix("warning: skipped ~/.kube/config.d/broken:"), "\(result)")
        #expect(result.errors.hasSuffix("c:d: KUBECONFIG cannot name a file with a colon\n"), "\(result)")
    }

    @Test func whatIsThereAlreadyIsNotRepeated() throws {
        let world = try world()
        let folder = world.folder.path + "/.kube/config.d"
        world.value.environment["KUBECONFIG"] = "\(folder)/b.yaml:missing::\(folder)//a.yaml"
        world.value.workingDirectory = folder
        #expect(
            world.run(["kubeconfig", ".", "../config.d", "/nonexistent", "-o", "name"]).output
                == """
                ~/.kube/config.d/b.yaml
                ~/.kube/config.d/missing
                ~/.kube/config.d//a.yaml
                ~/.kube/config.d/with space.yaml

                """)
    }

    @Test func aFolderThatIsNamedMustBeThere() throws {
        let world = try FakeWorld()
        #expect(
            world.run(["kubeconfig", "nowhere"])
                == CommandResult(
                    output: "~/.kube/config\n", errors: "warning: there is no folder \"~/nowhere\" that can be read\n"))
    }

    @Test func theListInJSON() throws {
        let world = try FakeWorld()
        #expect(
            world.run(["kubeconfig", "-o", "json"])
                == CommandResult(output: "{\n  \"files\": [\n    \"~/.kube/config\"\n  ]\n}\n"))
    }

    @Test func kubectlReadsThemAll() throws {
        let world = try world()
        let home = world.folder.path
        let value = String(world.run(["kubeconfig"]).output.dropLast()).replacing("~", with: home)
        let outcome = try TestProcess.run(
            ["kubectl", "config", "get-contexts", "-o", "name"], environment: ["HOME": home, "KUBECONFIG": value])
        #expect(outcome.output.split(separator: "\n").sorted() == ["a", "b", "own", "withspace"], "\(outcome.errors)")
        let current = try TestProcess.run(
            ["kubectl", "config", "current-context"], environment: ["HOME": home, "KUBECONFIG": value])
        #expect(current.output == "own\n")
    }
}
