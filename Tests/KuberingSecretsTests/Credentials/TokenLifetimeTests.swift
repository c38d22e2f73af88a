// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
import KuberingSecrets
import KuberingSystem
import Testing

@Suite struct TokenLifetimeTests {
    @Test(
        arguments: [
            (#"{"exp":1900000000}"#, nil, 1_900_000_000),
            (#"{"sub":"ü?>","exp":1900000000.9,"iat":1800000000}"#, 1_800_000_000, 1_900_000_000),
            (#"{"exp":0}"#, nil, 0), (#"{"iat":5,"exp":"1900000000"}"#, 5, nil), (#"{"exp":-1,"iat":-1}"#, nil, nil),
            (#"{"exp":1e300,"iat":1e300}"#, nil, nil), (#"{}"#, nil, nil), ("[]", nil, nil), ("{", nil, nil),
            (#"{"exp":null,"iat":[]}"#, nil, nil),
        ] as [(String, Double?, Double?)])
    func aJWTSaysFromWhenToWhen(_ claims: String, _ begin: Double?, _ end: Double?) {
        let encoded = Data(claims.utf8).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
        let lifetime = TokenLifetime(of: SecretBytes(utf8: "eyJhbGciOiJub25lIn0.\(encoded).c2ln"))
        #expect(lifetime.begin?.timeIntervalSince1970 == begin)
        #expect(lifetime.end?.timeIntervalSince1970 == end)
    }

    @Test(arguments: ["", "token", "a.b", "a.b.c.d", "..", "a.!.c", "kubeconfig-u-abc:def"])
    func whatIsNoJWTHasNoKnownLifetime(
        _ token: String
    ) {
        let lifetime = TokenLifetime(of: SecretBytes(utf8: token))
        #expect(lifetime.begin == nil && lifetime.end == nil)
    }
}
