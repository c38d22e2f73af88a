// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSecrets
import Testing

@Suite struct ServerAddressTests {
    @Test(arguments: [
        ("https://host", "https://HOST:443/"), ("https://host:443", "HTTPS://host///"), ("http://h", "http://h:80"),
        ("h:8080", "http://h:8080"), ("h", "http://h"), ("https://h:", "https://h"),
        ("https://h/a/b/", "https://h/a/b"),
        ("https://[::1]:6443", "https://[::1]:6443/"), ("https://[FE80::1]", "https://[fe80::1]:443"),
        ("https://h:06443", "https://h:6443"), ("ftp://h", "ftp://h"), ("", ""), ("https://a@h", "https://a@h"),
    ])
    func theseSpellingsAreOneServer(left: String, right: String) {
        #expect(CredentialBinding.sameServer(left, right))
        #expect(CredentialBinding.sameServer(right, left))
    }

    /// The second of each pair is what another parser could take for the first.
    @Test(arguments: [
        ("https://good", "https://bad"), ("https://good", "http://good"), ("https://good", "good"),
        ("https://good", "https://good:444"), ("https://good", "https://good."), ("https://good", "https://good.evil"),
        ("https://good", "https://good@evil"), ("https://good", "https://evil@good"),
        ("https://good", "https://good\\@evil"), ("https://good", "https://good#@evil"),
        ("https://good", "https://good?@evil"), ("https://good/", "https://good/#x"),
        ("https://good/", "https://good/?x"),
        ("https://good", "https:good"), ("https://good", "https:/good"), ("https://good", "https:///good"),
        ("https://good", " https://good"), ("https://good", "https://good\n"),
        ("https://good", "https://good\u{0}.evil"),
        ("https://good", "https://good%2eevil"), ("https://good", "https://good\t"),
        ("https://good", "https://goo\u{501}"),
        ("https://good", "https://good:443:443"), ("https://good", "https://good:+443"),
        ("https://good", "https://good:65979"),
        ("https://good", "https://good:4 43"), ("https://good", "https://good:٤٤٣"), ("https://[::1]", "https://[::1"),
        ("https://[::1]", "https://[::1]evil"), ("https://[::1]", "https://::1"),
        ("https://[::1]", "https://[::1%25x]"),
        ("https://good/a", "https://good/A"), ("https://good/a", "https://good/a/b"),
        ("https://good/a/b", "https://good/a//b"),
        ("https://kelvin", "https://\u{212A}elvin"), ("https://good", "ftp://good"), ("https://good", ""),
    ])
    func different(left: String, right: String) {
        #expect(!CredentialBinding.sameServer(left, right))
        #expect(!CredentialBinding.sameServer(right, left))
    }
}
