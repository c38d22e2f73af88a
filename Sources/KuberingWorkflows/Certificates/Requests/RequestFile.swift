// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingCertificates
import KuberingSystem

/// A file that holds a request: PEM, DER, or a CertificateSigningRequest object.
public enum RequestFile {
    /// The request of the file.
    ///
    /// - Parameters:
    ///   - bytes: What the file holds.
    ///   - name: What messages call it.
    /// - Returns: The request; nothing about it is checked.
    /// - Throws: `CertificateError` when there is none, ``WorkflowError`` with `refused` when there are several.
    public static func request(in bytes: [UInt8], named name: String) throws -> CertificateRequest {
        var parts = [(title: name, contents: bytes)]
        if let manifest = CertificateManifest(reading: bytes) {
            let found = try manifest.parts(named: name, folder: "/").compactMap { part in
                (try? part.contents.get()).map { (title: part.title, contents: $0) }
            }
            if !found.isEmpty { parts = found }
        }
        let count = try parts.reduce(0) { try $0 + CertificateRequest.count(in: $1.contents, named: $1.title) }
        guard count <= 1, let part = parts.first else { throw WorkflowError.severalRequests(count, in: name) }
        return try CertificateRequest(reading: part.contents, named: part.title)
    }
}

extension WorkflowError {
    fileprivate static func severalRequests(_ count: Int, in name: String) -> WorkflowError {
        let command = name == "-" ? "" : "; see them with: kubering certificate show \(ShellQuoting.quoted(name))"
        return WorkflowError(
            .refused,
            "\(OutsideText.quoted(name)) holds \(count) requests, and one is signed at a time: give it alone\(command)")
    }
}
