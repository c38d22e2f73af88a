// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSecrets
import Testing

@Suite struct CredentialIDTests {
    @Test func isTheRandomBytesInHexadecimal() {
        let id = CredentialID { Array(0..<UInt8($0)).map { $0 * 17 } }
        #expect(id.description == "00112233445566778899aabbccddeeff")
        #expect(CredentialID(parsing: id.description) == id)
    }

    @Test(arguments: [
        "", "0", "00112233445566778899aabbccddeef", "00112233445566778899aabbccddeeff0",
        "00112233445566778899AABBCCDDEEFF", "00112233445566778899aabbccddeefg", " 0112233445566778899aabbccddeeff",
        "00112233445566778899aabbccddeef\n", "٠٠١١٢٢٣٣٤٤٥٥٦٦٧٧", "../../../../../../../../../../../x",
    ])
    func isNothingElse(text: String) {
        #expect(CredentialID(parsing: text) == nil)
    }
}
