// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
import KuberingConfig
import KuberingSystem
import KuberingTestSupport
import KuberingWorkflows
import Testing

@Suite("The contexts to pick from")
struct ContextChoicesTests {
    @Test("are those that fit a pattern, in the order in which people count")
    func pattern() throws {
        let folder = try TestFolder()
        try folder.write("contexts:\n- name: prod-10\n- name: dev\n- name: prod-9\n- name: ''\n", to: "config")
        let location = KubeconfigLocation(
            explicit: folder.path + "/config", environment: [:], workingDirectory: folder.path)
        let config = try Kubeconfig.load(location)
        let now = Date(timeIntervalSince1970: 0)
        #expect(ContextChoices(config, now: now).names == ["dev", "prod-9", "prod-10"])
        #expect(ContextChoices(config, matching: GlobPattern("prod-*"), now: now).names == ["prod-9", "prod-10"])
    }
}
