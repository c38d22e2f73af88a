// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// What a key of an `auths` map stands for, whichever way it is spelled.
///
/// `registry.example`, `https://registry.example` and `https://registry.example/v1/` are one registry, and so are
/// `docker.io` and `https://index.docker.io/v1/`. A path other than the API version is a namespace and kept.
/// Source: docker/cli `cli/config/credentials`, `ConvertToHostname`; Kubernetes `pkg/credentialprovider/keyring.go`.
public struct RegistryKey: Hashable, Sendable {
    /// Host and port, then the path without its last slash, as UTF-8.
    let bytes: [UInt8]

    /// Reads a key in any spelling.
    public init(_ text: String) {
        var rest = Array(text.utf8)[...]
        for scheme in ["https://", "http://"] where rest.starts(with: scheme.utf8) {
            rest = rest.dropFirst(scheme.utf8.count)
            break
        }
        var host = rest.prefix { $0 != UInt8(ascii: "/") }
        var path = rest[host.endIndex...]
        for version in ["/v1", "/v2"] where path.starts(with: version.utf8) {
            let after = path.dropFirst(version.utf8.count)
            if after.isEmpty || after.first == UInt8(ascii: "/") {
                path = after
                break
            }
        }
        while path.last == UInt8(ascii: "/") { path = path.dropLast() }
        let hub = Array("index.docker.io".utf8)
        if host.starts(with: hub), host.count == hub.count || host.dropFirst(hub.count).first == UInt8(ascii: ":") {
            host = host.dropFirst("index.".utf8.count)
        }
        bytes = Array(host) + Array(path)
    }

    /// Host and port, then the path.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The registry's host with its port.
    public var host: String { String(decoding: bytes.prefix { $0 != UInt8(ascii: "/") }, as: UTF8.self) }

    /// The host without its port.
    var name: String {
        let host = host
        if host.hasPrefix("["), let end = host.firstIndex(of: "]") {
            return String(host[...end].dropFirst().dropLast())
        }
        return String(host.prefix { $0 != ":" })
    }

    /// The text itself, then, when it has a path, its shorter beginnings down to the host: the order in which podman looks.
    ///
    /// After each comes the same with the usual port, or without when it has it.
    ///
    /// - Parameter text: A registry in any spelling.
    /// - Returns: At least the text itself.
    public static func prefixes(of text: String) -> [String] {
        var rest = RegistryKey(text).text[...]
        var names = sameServers(as: text)
        while let slash = rest.lastIndex(of: "/") {
            rest = rest[..<slash]
            names += sameServers(as: String(rest))
        }
        return names
    }

    /// The text itself, and another key for the same server: with the usual port, or without when it has it.
    ///
    /// To a kubelet they are two: it compares ports to the letter.
    ///
    /// - Parameter text: A registry in any spelling.
    /// - Returns: The text, then the other key, unless the port is another.
    public static func sameServers(as text: String) -> [String] {
        let key = RegistryKey(text)
        let usual = text.hasPrefix("http://") ? ":80" : ":443"
        let path = key.text.dropFirst(key.host.count)
        if key.host.hasSuffix(usual) { return [text, String(key.host.dropLast(usual.count) + path)] }
        let hasPort = key.name.count < key.host.count && !key.host.hasSuffix("]")
        return hasPort || key.host.isEmpty ? [text] : [text, key.host + usual + path]
    }

    /// The key with the slash after an API version without which a kubelet takes the version for the beginning of a path.
    ///
    /// - Parameter key: Any key.
    /// - Returns: `https://index.docker.io/v1/` for `https://index.docker.io/v1`; the key itself for most.
    public static func spelledForKubelet(_ key: String) -> String {
        KubeletKey(key)?.isVersionTakenForPath == true ? key + "/" : key
    }

    /// Whether the key is a name of Docker Hub under which a kubelet finds nothing for images like `nginx`.
    ///
    /// - Parameter key: Any key of an `auths` map.
    /// - Returns: True for `registry-1.docker.io`, which docker itself talks to, and for the web site's names.
    public static func isOtherNameOfHub(_ key: String) -> Bool {
        ["registry-1.docker.io", "registry.hub.docker.com", "hub.docker.com"].contains(RegistryKey(key).name)
    }
}
