// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

@testable import KuberingRegistry

/// The folders of `certs.d`.
@Suite struct RegistryCertificateFolderTests {
    private func folder(_ names: [String], _ registry: String = "r.test:5000") throws -> (
        TestFolder, RegistryCertificateFolder?
    ) {
        let root = try TestFolder()
        try Directory.create("\(root.path)/second/r.test:5000", mode: 0o700)
        for name in names { try root.write("", to: "second/r.test:5000/" + name) }
        return (root, RegistryCertificateFolder(for: registry, in: [root.path + "/first", root.path + "/second"]))
    }

    @Test("the first folder that has the registry counts, to the letter and never another place")
    func finding() throws {
        for registry in ["r.test", "R.test:5000", "", ".", "..", "../second/r.test:5000"] {
            #expect(try folder([], registry).1 == nil)
        }
        let (root, found) = try folder(["b.crt", "a.crt", "readme", "me.cert", "me.key"])
        let path = root.path + "/second/r.test:5000/"
        #expect(found?.authorities == [path + "a.crt", path + "b.crt"])
        let client = try found?.client()
        #expect(client?.certificate == path + "me.cert")
        #expect(client?.key == path + "me.key")
        #expect(try folder(["a.crt"]).1?.client() == nil)
    }

    @Test(
        "one half of a client's certificate and key is an error",
        arguments: [
            (["a.cert"], "a.cert has no a.key beside it; an authority's certificate must end with .crt"),
            (["a.key"], "a.key has no a.cert beside it"),
            (["a.cert", "a.key", "b.key"], "b.key has no b.cert beside it"),
        ])
    func half(_ names: [String], _ reason: String) throws {
        let (_, found) = try folder(names)
        let failure = try #require(throws: RegistryConnection.Failure.self) { try found?.client() }
        #expect(failure.reason.hasSuffix(reason), "\(failure.reason)")
    }

    @Test("what is no certificate is said, with its path")
    func unusable() throws {
        let (root, _) = try folder(["a.crt"])
        var access = RegistryAccess(environment: ["HOME": "/home/jane"])
        #expect(
            access.certificateFolders
                == ["/home/jane/.config/containers/certs.d", "/etc/containers/certs.d", "/etc/docker/certs.d"])
        access.certificateFolders = [root.path + "/second"]
        let failure = try #require(throws: RegistryConnection.Failure.self) { try access.trust(for: "r.test:5000") }
        #expect(failure.reason.hasSuffix("/r.test:5000/a.crt holds no certificate that can be used"))
        _ = try access.trust(for: "r.test")
    }
}
