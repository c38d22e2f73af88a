// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// The registry and repository of an image, as a kubelet looks for credentials for it.
///
/// Docker Hub's short names are written out: `nginx` is `docker.io/library/nginx`. Source: distribution/reference,
/// `ParseNormalizedNamed`; Kubernetes `pkg/util/parsers`, `ParseImageName`.
public struct ImageName: Sendable, Hashable, CustomStringConvertible {
    /// The registry's host, with its port if the reference has one.
    public let host: String
    /// The path of the repository, without a leading slash, tag or digest.
    public let repository: String

    /// Reads an image reference; tag and digest are dropped.
    ///
    /// - Parameter reference: For instance `nginx`, `ghcr.io/team/app:1.2` or `host:5000/app@sha256:…`.
    /// - Throws: ``RegistryError`` with `invalid-image`.
    public init(_ reference: String) throws(RegistryError) {
        let name = reference.prefix { $0 != "@" }
        let head = name.prefix { $0 != "/" }
        let isHost =
            head.count < name.count
            && (head.contains { $0 == "." || $0 == ":" || $0.isUppercase } || head == "localhost")
        var repository = isHost ? name.dropFirst(head.count + 1) : name
        let lastStep = repository[(repository.lastIndex(of: "/") ?? repository.startIndex)...]
        if let colon = lastStep.firstIndex(of: ":") { repository = repository[..<colon] }
        let host = isHost && head != "index.docker.io" ? String(head) : "docker.io"
        guard repository.split(separator: "/", omittingEmptySubsequences: false).allSatisfy(Self.isStep) else {
            throw .invalidImage(reference)
        }
        let isShort = host == "docker.io" && !repository.contains("/")
        self.host = host
        self.repository = isShort ? "library/\(repository)" : String(repository)
    }

    /// `host/repository`.
    public var description: String { "\(host)/\(repository)" }

    /// Whether this can stand between two slashes: lower-case letters and digits, joined by `.`, `_`, `__` or dashes.
    private static func isStep(_ text: Substring) -> Bool {
        var separator = ""
        var isFirst = true
        for byte in text.utf8 {
            if byte.isASCIILowercase || byte.isASCIIDigit {
                let isJoint =
                    separator.isEmpty || [".", "_", "__"].contains(separator) || separator.allSatisfy { $0 == "-" }
                guard isJoint else { return false }
                separator = ""
                isFirst = false
            } else {
                guard !isFirst, "._-".utf8.contains(byte) else { return false }
                separator.unicodeScalars.append(Unicode.Scalar(byte))
            }
        }
        return !isFirst && separator.isEmpty
    }
}
