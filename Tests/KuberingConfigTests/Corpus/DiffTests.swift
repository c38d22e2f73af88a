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

    /// Anchors that are given again can lead back to where they began; what they hold is still found, in each role.
    @Test func aliasesThatLeadInCirclesEnd() throws {
        let text = """
            extensions:
            - {name: e1, extension: &a v}
            - {name: e2, extension: &b [*a]}
            - {name: e3, extension: &a [*b, mark-1]}
            - {name: e4, extension: &c {token: mark-2, list: [*c0, mark-3]}}
            users:
            - name: u
              user: {token: *a, exec: {command: x, args: *a, env: *a}}
            - name: v
              user: *c
            """.replacing("*c0, ", with: "")
        let document = try YAMLDocument(parsing: SourceText(text))
        let shown = SecretRanges.redacted(document).string(in: 0..<Int.max)
        #expect(!shown.contains("mark-1") && !shown.contains("mark-2"), "\(shown)")
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
