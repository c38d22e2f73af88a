// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import KuberingYAML
import Testing

@testable import KuberingConfig

/// What is shown of a change holds no secret, wherever the change is.
struct DiffTests {
    @Test(arguments: Fixture.all)
    func noSecretIsShown(_ fixture: Fixture) throws {
        let path = Fixture.folder + "/" + fixture.name
        for context in try fixture.contexts where context != "aliased" {
            for edit in [
                KubeconfigEdit.setCurrentContext(context), .setNamespace("new", context: context),
                .setNamespace(nil, context: context),
            ] {
                let changes = try KubeconfigTransaction(.only(path), isDryRun: true).run { _ in [edit] }.changes
                for change in changes {
                    for mark in Fixture.secretMarks { #expect(!change.diff.contains(mark), "\(change.diff)") }
                    #expect(change.diff.contains("\n+") || change.diff.contains("\n-"))
                }
            }
        }
    }

    @Test(arguments: Fixture.all)
    func noSecretIsLeftInTheWholeText(_ fixture: Fixture) throws {
        let document = try YAMLDocument(parsing: SourceText(try fixture.bytes))
        let text = SecretRanges.redacted(document).string(in: 0..<Int.max)
        for mark in Fixture.secretMarks { #expect(!text.contains(mark), "\(text)") }
    }

    @Test func theDiffIsTheOneOfDiff() throws {
        let path = Fixture.folder + "/oidc-auth-provider.yaml"
        let result = try KubeconfigTransaction(.only(path), isDryRun: true).run { _ in
            [.setCurrentContext("it's me"), .setNamespace("new", context: "dex")]
        }
        #expect(
            result.changes.map(\.diff) == [
                """
                --- \(path)
                +++ \(path)
                @@ -1,6 +1,6 @@
                 apiVersion: v1
                 kind: Config
                -current-context: 'dex'
                +current-context: 'it''s me'
                 clusters:
                 - name: dex
                   cluster:
                @@ -11,6 +11,7 @@
                   context:
                     cluster: dex
                     user: oidc
                +    namespace: new
                 - name: 'it''s me'
                   context:
                     cluster: dex

                """
            ])
    }
}
