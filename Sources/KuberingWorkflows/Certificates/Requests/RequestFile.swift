// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingCertificates

/// A file that holds a request: PEM, DER, or a CertificateSigningRequest object.
public enum RequestFile {
    /// The first request of the file.
    ///
    /// - Parameters:
    ///   - bytes: What the file holds.
    ///   - name: What messages call it.
    /// - Returns: The request; nothing about it is checked.
    /// - Throws: `CertificateError` when there is none.
    public static func request(in bytes: [UInt8], named name: String) throws -> CertificateRequest {
        if let manifest = CertificateManifest(reading: bytes) {
            for part in try manifest.parts(named: name, folder: "/") {
                guard case .success(let contents) = part.contents else { continue }
                return try CertificateRequest(reading: contents, named: part.title)
            }
        }
        return try CertificateRequest(reading: bytes, named: name)
    }
}
