// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingCertificates
import KuberingSystem
import KuberingWorkflows
import KuberingYAML

/// A request as it is printed.
struct RequestText {
    let format: CertificateRequestCommand.Format
    let profile: CertificateProfile
    let expiration: TimeSpan?

    /// Refuses a lifetime that no cluster gives, and one that nothing would carry.
    static func check(_ format: CertificateRequestCommand.Format, _ expiration: TimeSpan?) throws {
        guard let expiration else { return }
        guard (600...Double(Int32.max)).contains(expiration.seconds) else {
            throw ValidationError("a cluster makes no certificate for less than 10 minutes: --expiration 10m or more")
        }
        if format == .csr { throw ValidationError("--expiration needs -o manifest") }
    }

    /// A name that an object can have, close to the user's: no slash and no percent sign, which would end a URL's part.
    static func objectName(for user: String) -> String {
        let name = String(user.map { $0 == "/" || $0 == "%" ? "-" : $0 })
        return name == "." || name == ".." ? "user" : name
    }

    /// The request in PEM, or as a CertificateSigningRequest of that name.
    func text(of pending: PendingRequest, name: String) -> String {
        guard format != .csr, let signer = profile.signerName else { return pending.request.pem }
        let manifest = pending.request.manifest(
            name: name, signerName: signer, usages: profile.requestedUsages,
            expirationSeconds: expiration.map { Int($0.seconds) })
        return format == .json ? manifest.jsonText(indent: 4) + "\n" : manifest.yamlText(sortedKeys: true)
    }
}

extension CommandContext {
    /// The request that waits already, or a new one; tells which.
    func requested(
        _ request: RequestCertificate.Request, isNew: Bool, _ store: StoreOption
    ) throws -> PendingRequest {
        let workflow = RequestCertificate(self)
        if !isNew, let waiting = try workflow.resumable(request) {
            errors.writeLine(
                "The request waits already; this is the same one. For another key, first: "
                    + "\(Kubering.programName) certificate pending remove \(ShellQuoting.quoted(request.user))")
            return waiting
        }
        let pending = try workflow.run(request, in: try store.choose(self))
        errors.writeLine(
            "The key (\(pending.request.publicKey.type)) is in \(pending.entry.facts.store) as \(pending.entry.facts.id)."
        )
        return pending
    }
}
