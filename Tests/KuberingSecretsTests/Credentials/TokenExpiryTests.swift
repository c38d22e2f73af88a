// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
import KuberingSecrets
import KuberingSystem
import Testing

@Suite struct TokenExpiryTests {
    @Test(
        arguments: [
            (#"{"exp":1900000000}"#, 1_900_000_000), (#"{"sub":"ü?>","exp":1900000000.9}"#, 1_900_000_000),
            (#"{"exp":0}"#, 0),
            (#"{"exp":"1900000000"}"#, nil), (#"{"exp":-1}"#, nil), (#"{"exp":1e300}"#, nil), (#"{}"#, nil),
            ("[]", nil),
            ("{", nil), (#"{"exp":null}"#, nil),
        ] as [(String, Double?)])
    func jwt(_ claims: String, _ seconds: Double?) {
        let encoded = Data(claims.utf8).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
        let date = TokenExpiry.date(of: SecretBytes(utf8: "eyJhbGciOiJub25lIn0.\(encoded).c2ln"))
        #expect(date?.timeIntervalSince1970 == seconds)
    }

    @Test(arguments: ["", "token", "a.b", "a.b.c.d", "..", "a.!.c", "kubeconfig-u-abc:def"]) func others(
        _ token: String
    ) {
        #expect(TokenExpiry.date(of: SecretBytes(utf8: token)) == nil)
    }
}
