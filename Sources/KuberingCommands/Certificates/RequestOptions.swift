// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingCertificates
import KuberingSystem
import KuberingWorkflows
import KuberingYAML

/// How a key is made, and how the request for its certificate is printed.
struct RequestOptions: ParsableArguments {
    enum Format: String, ExpressibleByArgument, CaseIterable { case csr, manifest, json }

    @Option(
        help: ArgumentHelp("The kind of the key: \(CertificateChoices.keyTypes); p256 without it.", valueName: "type"),
        completion: .list(NewKeyType.allCases.map(\.rawValue)), transform: CertificateChoices.keyType)
    var keyType: NewKeyType?
    @OptionGroup var storeOption: StoreOption
    @Option(
        name: [.customShort("o", allowingJoined: true), .long],
        help: "csr, or manifest and json for a CertificateSigningRequest.")
    var output = Format.csr
    @Option(
        help: "How long a cluster shall make the certificate valid, 10m at least, for example 24h.",
        transform: TimeSpan.parse)
    var expiration: TimeSpan?
    @Option(help: "The name of the CertificateSigningRequest; the user's without it.")
    var name: String?
    @Flag(help: "Make another key although a request waits.")
    var new = false

    func validate() throws {
        if let expiration {
            guard (600...UInt32(Int32.max)).contains(expiration.seconds) else {
                throw ValidationError(
                    "a cluster makes no certificate for less than 10 minutes: --expiration 10m or more")
            }
            if output == .csr { throw ValidationError("--expiration needs -o manifest") }
        }
        guard let name else { return }
        if output == .csr { throw ValidationError("--name needs -o manifest") }
        if name.isEmpty || Self.objectName(for: name) != name {
            throw ValidationError("\(OutsideText.quoted(name)) can be no name of an object: no / and no %")
        }
    }

    /// Whether nothing was said that only a request can have.
    var areForNoRequest: Bool { output == .csr && !new && keyType == nil }

    /// Prints the request that waits already, or makes a key in a store and prints the new one; tells which.
    func ask(_ request: RequestCertificate.Request, as profile: CertificateProfile, _ world: World) throws {
        try check(request)
        let pending = try pending(request, world)
        world.output.write(text(of: pending.request, for: pending.entry.user, profile))
    }

    /// Makes a key in a file of its own and prints the request.
    func ask(
        _ request: RequestCertificate.Request, as profile: CertificateProfile, keyFile: String,
        _ world: World
    ) throws {
        try check(request)
        let path = LexicalPath.absolute(keyFile, in: world.workingDirectory)
        let made = try RequestCertificate(world).run(request, keyFile: path)
        world.say("The key (\(made.publicKey.type)) is \(OutsideText.quoted(path)), for you alone.")
        world.output.write(text(of: made, for: request.user, profile))
    }

    // Admission refuses it when the object is created: certificates.k8s.io/v1, CertificateSubjectRestriction.
    private func check(_ request: RequestCertificate.Request) throws {
        guard output != .csr, request.subject.texts(of: "O").contains("system:masters") else { return }
        throw UsageError("a cluster signs nothing for system:masters: leave out -o and sign it with the CA's key")
    }

    private func pending(
        _ request: RequestCertificate.Request, _ world: World
    ) throws -> PendingRequest {
        let workflow = RequestCertificate(world)
        if !new, let waiting = try workflow.resumable(request) {
            world.say(
                "The request waits already; this is the same one. For another key, say --new or first: "
                    + "\(Kubering.programName) certificate pending remove \(ShellQuoting.quoted(request.user))")
            return waiting
        }
        let pending = try workflow.run(request, in: try storeOption.choose(world))
        let facts = pending.entry.facts
        world.say("The key (\(pending.request.publicKey.type)) is in \(facts.store) as \(facts.id).")
        return pending
    }

    private func text(of request: CertificateRequest, for user: String, _ profile: CertificateProfile) -> String {
        guard output != .csr, let signer = profile.signerName else { return request.pem }
        let manifest = request.manifest(
            name: name ?? Self.objectName(for: user), signerName: signer,
            usages: profile.requestedUsages, expirationSeconds: expiration.map { Int($0.seconds) })
        return output == .json ? manifest.jsonText(indent: 4) + "\n" : manifest.yamlText(sortedKeys: true)
    }

    /// A name that an object can have, close to the user's: no slash and no percent sign, which would end a URL's part.
    private static func objectName(for user: String) -> String {
        let name = String(user.map { $0 == "/" || $0 == "%" ? "-" : $0 })
        return name == "." || name == ".." ? "user" : name
    }
}
