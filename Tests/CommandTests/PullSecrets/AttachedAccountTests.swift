// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

@testable import KuberingCommands

/// A ServiceAccount that gets one pull secret more keeps everything else, as kubectl applies it.
@Suite struct AttachedAccountTests {
    private static let lastApplied = "kubectl.kubernetes.io/last-applied-configuration"

    /// An account with what a manifest of somebody's gave it, which is in the annotation that kubectl compares with.
    private static func account() -> String {
        let manifest: JSONValue = [
            "apiVersion": "v1", "kind": "ServiceAccount", "automountServiceAccountToken": false,
            "imagePullSecrets": [["name": "old"]],
            "metadata": [
                "annotations": ["eks.amazonaws.com/role-arn": "arn:aws:iam::1:role/app"], "labels": ["team": "a"],
                "name": "app", "namespace": "web",
            ],
        ]
        let account: JSONValue = [
            "apiVersion": "v1", "kind": "ServiceAccount", "automountServiceAccountToken": false,
            "imagePullSecrets": [["name": "old"]], "secrets": [["name": "app-token"]],
            "metadata": [
                "annotations": [
                    "eks.amazonaws.com/role-arn": "arn:aws:iam::1:role/app",
                    "kubectl.kubernetes.io/last-applied-configuration": .string(manifest.jsonText()),
                ],
                "creationTimestamp": "2026-01-02T03:04:05Z", "labels": ["team": "a"],
                "managedFields": [["manager": "kubectl", "operation": "Update"]],
                "name": "app", "namespace": "web", "resourceVersion": "7", "uid": "1f0c",
            ],
        ]
        return account.jsonText()
    }

    /// What is printed for the account after the Secret.
    private func attached(to account: String, _ format: String) throws -> String {
        let world = try FakeWorld()
        try world.folder.write(account, to: "account.yaml")
        world.value.input = ByteInput(bytes: Array("hunter2\n".utf8))
        let result = world.run([
            "pull-secret", "create", "regcred", "--no-verify", "--registry", "r.test", "-u", "u", "--password-stdin",
            "-n",
            "web", "--attach", "app", "--attach-from", world.folder.path + "/account.yaml", "-o", format,
        ])
        #expect(result.errors == "" && result.status == 0)
        let mark = format == "yaml" ? "---\n" : "\n}\n"
        return String(result.output[(result.output.firstRange(of: mark)?.upperBound ?? result.output.startIndex)...])
    }

    @Test(arguments: ["yaml", "json"])
    func kubectlChangesNothingButTheList(_ format: String) throws {
        let server = try ServiceAccountServer(Self.account())
        let patch = try server.patch(of: attached(to: try server.account(), format))
        #expect(patch.members?.map(\.name).sorted() == ["imagePullSecrets", "metadata"], "\(patch.jsonText())")
        let names = patch["imagePullSecrets"]?.array?.compactMap { $0["name"]?.string }
        #expect(names == ["old", "regcred"])
        #expect(patch["metadata"]?.members?.map(\.name) == ["annotations"], "\(patch.jsonText())")
        #expect(patch["metadata"]?["annotations"]?.members?.map(\.name) == [Self.lastApplied], "\(patch.jsonText())")
    }

    @Test func everythingElseIsPrintedAgain() throws {
        let account = """
            apiVersion: v1
            automountServiceAccountToken: false
            kind: ServiceAccount
            metadata:
              annotations:
                eks.amazonaws.com/role-arn: arn:aws:iam::1:role/app
              creationTimestamp: "2026-01-02T03:04:05Z"
              labels:
                team: a
            METADATA  name: app
              resourceVersion: "7"
              uid: 1f0c
            secrets:
            - name: app-token

            """
        let read = account.replacing("METADATA", with: "  managedFields: [{manager: kubectl}]\n")
        #expect(
            try attached(to: read, "yaml")
                == account.replacing("METADATA", with: "").replacing(
                    "  name: app\n  r", with: "  name: app\n  namespace: web\n  r"
                ).replacing("kind:", with: "imagePullSecrets:\n- name: regcred\nkind:"))
    }
}
