// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingCertificates
import KuberingSystem

extension PendingRequest {
    /// Whether a certificate is for the key that waits.
    public func isFor(_ certificate: Certificate) -> Bool {
        certificate.publicKey.isSameKey(as: request.publicKey)
    }

    /// Refuses a certificate that makes somebody else of the user than the request asked for.
    ///
    /// The order of the groups does not matter: the signers of Kubernetes write them anew.
    ///
    /// - Parameter certificate: What came back for the request.
    /// - Throws: ``WorkflowError`` with `does-not-fit`.
    public func check(_ certificate: Certificate) throws(WorkflowError) {
        guard
            certificate.commonName != request.commonName
                || Set(certificate.organizations) != Set(request.organizations)
        else { return }
        throw WorkflowError(
            .doesNotFit,
            "the request was for \(Self.words(request.commonName, request.organizations)), and the certificate is for "
                + "\(Self.words(certificate.commonName, certificate.organizations)); ask whoever signed it, "
                + "or say --force to take it all the same")
    }

    private static func words(_ user: String?, _ groups: [String]) -> String {
        let name = user.map { "user \(OutsideText.quoted($0))" } ?? "nobody"
        let list = groups.map { OutsideText.quoted($0) }.joined(separator: ", ")
        return name + (groups.isEmpty ? " in no group" : " in \(list)")
    }
}
