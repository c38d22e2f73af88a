// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// A key of an `auths` map as a kubelet understands it: a host, which may have wildcards, and a path.
///
/// Source: Kubernetes `pkg/credentialprovider/keyring.go`, `BasicDockerKeyring.Add` and `URLsMatch`.
struct KubeletKey {
    /// Host and path, by whose bytes a kubelet sorts.
    let text: String
    /// The host, with its port if it has one.
    let host: Substring
    private let labels: [GlobPattern]
    private let port: Substring
    /// Empty, or with its leading slash.
    private let path: Substring

    /// Reads a key; nil when a kubelet cannot parse it as a URL, and ignores it.
    init?(_ key: String) {
        var rest = key[...]
        for scheme in ["https://", "http://"] where rest.hasPrefix(scheme) {
            rest = rest.dropFirst(scheme.count)
            break
        }
        rest = rest.prefix { $0 != "#" && $0 != "?" }
        let authority = rest.prefix { $0 != "/" }
        let host = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority
        var path = rest.dropFirst(authority.count)
        if path.hasPrefix("/v1/") || path.hasPrefix("/v2/") { path = path.dropFirst(3) }
        if path == "/" { path = "" }
        let name = host.lastIndex(of: ":").map { host[..<$0] } ?? host
        let port = host.dropFirst(name.count + 1)
        guard !name.isEmpty, name.utf8.allSatisfy(Self.mayBeInHost), port.utf8.allSatisfy(\.isASCIIDigit)
        else { return nil }
        text = String(host) + path
        self.host = host
        labels = name.split(separator: ".", omittingEmptySubsequences: false).map { GlobPattern(String($0)) }
        self.port = port
        self.path = path
    }

    /// Whether there is no such port.
    var isPortTooHigh: Bool { !port.isEmpty && (Int(port) ?? .max) > 65_535 }

    /// Whether it is a wildcard and nothing else, which fits no name with a dot.
    var isAnyName: Bool { host.allSatisfy { $0 == "*" } }

    /// Whether the path ends as an image's does, which is looked for without tag and digest.
    var hasTagOrDigest: Bool { path.contains { $0 == ":" || $0 == "@" } }

    /// Whether images' names can begin with the path.
    var canBePath: Bool {
        path.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte.isASCIIDigit || "/._-".utf8.contains(byte)
        }
    }

    /// Whether the path is an API version that was meant to be none.
    var isVersionTakenForPath: Bool { path == "/v1" || path == "/v2" }

    /// Whether a kubelet would use the entry for the image: the same port, label by label the same host, and a path that
    /// the repository's begins with.
    func matches(_ image: ImageName) -> Bool {
        let name = image.host.prefix { $0 != ":" }
        guard image.host.dropFirst(name.count + 1) == port else { return false }
        let wanted = name.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count == wanted.count, "/\(image.repository)".hasPrefix(path) else { return false }
        return zip(labels, wanted).allSatisfy { $0.matches(String($1)) }
    }

    /// Whether Go's `net/url` takes the byte in a host; brackets are left out, because no image's host has them.
    ///
    /// Of what is special in a pattern that leaves the star.
    private static func mayBeInHost(_ byte: UInt8) -> Bool {
        byte.isASCIILetter || byte.isASCIIDigit || byte >= 0x80 || "-_.~!$&'()*+,;=:<>\"".utf8.contains(byte)
    }
}
