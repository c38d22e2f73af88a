// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Testing

@testable import KuberingWorkflows

/// What of a plugin's arguments others see.
struct ShownArgumentsTests {
    @Test(
        arguments: [
            (["--token", "x", "y"], "--token REDACTED y", nil),
            (["--client-secret=x"], "--client-secret=REDACTED", nil),
            (["--pass", "x", "--bypass", "y"], "--pass REDACTED --bypass y", nil),
            (["eyJhbGci.e30.x-_"], "REDACTED", nil), (["--jwt=eyJh"], "--jwt=REDACTED", nil),
            (["eyJh=="], "REDACTED", nil),
            (["-u_token", "./evil"], "-u_token ./evil", "-u_token REDACTED"),
            (["-u_token", "evil"], "-u_token evil", "-u_token REDACTED"),
            (["--token", "touch x"], "--token 'touch x'", "--token REDACTED"),
            (["--token=$(touch)"], "'--token=$(touch)'", "--token=REDACTED"),
            (["-ctoken=evil()"], "'-ctoken=evil()'", "-ctoken=REDACTED"),
            (["--token", "--secret"], "--token REDACTED", nil),
            // In what only begins like a token, a program could hide.
            (["-c", "eyJ=1;touch${IFS}x"], "-c 'eyJ=1;touch${IFS}x'", "-c REDACTED"),
            (["-c", "touch x"], "-c 'touch x'", "-c REDACTED"),
            (["--header=a b"], "'--header=a b'", "--header=REDACTED"),
            (["https://u:p@x/y"], "https://u:p@x/y", "https://REDACTED@x/y"),
            (["--issuer=https://u:p@x"], "--issuer=https://u:p@x", "--issuer=https://REDACTED@x"),
            (["me@example.com"], "me@example.com", nil), ([], "", nil), (["--token"], "--token", nil),
        ] as [([String], String, String?)])
    func secretsAreLeftOut(_ arguments: [String], _ shown: String, _ givenAway: String?) {
        #expect(ShownArguments(arguments).description == shown)
        #expect(ShownArguments(arguments, isGivenAway: true).description == givenAway ?? shown)
    }
}
