// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

extension RegistryKey {
    /// Checks that a key names a registry, and no more than that.
    ///
    /// - Parameter key: Any text.
    /// - Throws: ``RegistryError`` with `invalid-registry`.
    public static func check(_ key: String) throws(RegistryError) {
        if let reason = reasonNeverMatched(key) ?? reasonNotMeant(key) { throw .invalidRegistry(key, reason: reason) }
    }

    /// The key for people: a user name and password before its host are left out.
    ///
    /// - Parameter key: Any text.
    /// - Returns: The key with `REDACTED@` in their place; most keys as they are.
    public static func redacted(_ key: String) -> String {
        guard let part = userinfo(of: key) else { return key }
        return key[..<part.startIndex] + "REDACTED" + key[part.endIndex...]
    }

    /// Whether there is a user name or password before the host.
    static func hasUserinfo(_ key: String) -> Bool { userinfo(of: key) != nil }

    /// Why no image can ever be matched by the key, as the end of a sentence; nil when one can.
    ///
    /// A kubelet parses the key as a URL and ignores it when that fails; it knows no scheme but http and https.
    static func reasonNeverMatched(_ key: String) -> String? {
        if key.isEmpty { return "it is empty" }
        if key.unicodeScalars.contains(where: { $0.value <= 0x20 || $0.value == 0x7F }) {
            return "it has a blank or a control character"
        }
        if let scheme = key.firstRange(of: "://")?.lowerBound, !["https", "http"].contains(key[..<scheme]) {
            return "only http:// and https:// are known to a kubelet, and neither is needed"
        }
        let host = RegistryKey(key).bytes.prefix { $0 != UInt8(ascii: "/") }
        if host.isEmpty { return "it has no host" }
        guard let pattern = KubeletKey(key) else { return "its host or port cannot be one of a URL" }
        if pattern.isPortTooHigh { return "no port is higher than 65535" }
        if pattern.isAnyName { return "a * stands for one part of a name between dots, and images' hosts have several" }
        if pattern.hasTagOrDigest {
            let name = OutsideText.escaped(pattern.host)
            return "an image has a tag or a digest, a registry has none; the registry is \(name)"
        }
        return pattern.canBePath ? nil : "what follows its host cannot be the beginning of an image's name"
    }

    /// What a kubelet passes over, though somebody meant something by it.
    private static func reasonNotMeant(_ key: String) -> String? {
        if hasUserinfo(key) {
            return "it has a user name or password before its host; give them with -u and --password-stdin"
        }
        return key.contains { $0 == "?" || $0 == "#" } ? "it has a ? or #, as an address of a page has" : nil
    }

    private static func userinfo(of key: String) -> Substring? {
        var rest = key[...]
        for scheme in ["https://", "http://"] where rest.hasPrefix(scheme) {
            rest = rest.dropFirst(scheme.count)
            break
        }
        let authority = rest.prefix { !"/?#".contains($0) }
        return authority.lastIndex(of: "@").map { authority[..<$0] }
    }
}
