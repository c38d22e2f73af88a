// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingConfig
import KuberingSystem
import KuberingTestSupport
import Testing

/// Which files make up the configuration.
struct LocationTests {
    struct Case: Sendable {
        let explicit: String?
        let environment: Environment
        let paths: [String]
    }

    @Test(arguments: [
        Case(explicit: nil, environment: ["HOME": "/home/me"], paths: ["/home/me/.kube/config"]),
        Case(explicit: nil, environment: ["HOME": "/home//me/"], paths: ["/home/me/.kube/config"]),
        Case(explicit: nil, environment: [:], paths: [".kube/config"]),
        Case(explicit: nil, environment: ["HOME": ""], paths: [".kube/config"]),
        Case(explicit: nil, environment: ["KUBECONFIG": "", "HOME": "/h"], paths: ["/h/.kube/config"]),
        Case(explicit: nil, environment: ["KUBECONFIG": ":", "HOME": "/h"], paths: []),
        Case(explicit: nil, environment: ["KUBECONFIG": "a::b:", "HOME": "/h"], paths: ["a", "b"]),
        Case(explicit: nil, environment: ["KUBECONFIG": "a:b:a:./a:b"], paths: ["a", "b", "./a"]),
        Case(explicit: nil, environment: ["KUBECONFIG": " a:~/b:$HOME/c"], paths: [" a", "~/b", "$HOME/c"]),
        Case(explicit: "x:y", environment: ["KUBECONFIG": "a:b"], paths: ["x:y"]),
        Case(explicit: "", environment: ["KUBECONFIG": "a:b"], paths: ["a", "b"]),
    ])
    func pathsAreThoseOfKubectl(_ test: Case) {
        let location = KubeconfigLocation(
            explicit: test.explicit, environment: test.environment, workingDirectory: "/there")
        #expect(location.paths == test.paths)
        #expect(location.isExplicit == (test.explicit?.isEmpty == false))
    }

    @Test func relativePathsBelongToTheWorkingDirectory() {
        let location = KubeconfigLocation(explicit: nil, environment: [:], workingDirectory: "/there")
        #expect(location.absolute(".kube/config") == "/there/.kube/config")
        #expect(location.absolute("/etc/config") == "/etc/config")
    }

    @Test func aFileThatTwoPathsLeadToIsOne() throws {
        let folder = try TestFolder()
        for name in ["a", "b"] { try folder.write("", to: name) }
        #expect(symlink("b", folder.path + "/soft") == 0)
        #expect(link(folder.path + "/b", folder.path + "/hard") == 0)
        #expect(symlink("nowhere", folder.path + "/dangling") == 0)
        let location = KubeconfigLocation(
            explicit: nil, environment: ["KUBECONFIG": "soft:a:./b:./a:hard:dangling:new:./new"],
            workingDirectory: folder.path)
        #expect(location.paths == ["soft", "a", "dangling", "new", "./new"])
        #expect(location.elements.count == 8)
    }

    @Test func aListOfNothingIsSaidToNameNoFile() {
        let none = KubeconfigLocation(explicit: nil, environment: ["KUBECONFIG": ":"], workingDirectory: "/")
        #expect(none.inWords == "KUBECONFIG, which names no file")
    }
}
