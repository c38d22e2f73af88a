// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingCertificates
import KuberingSystem
import KuberingWorkflows

/// The command `kubering certificate request`.
struct CertificateRequestCommand: KuberingCommand {
    static let examples = [
        Example("certificate request jane --group dev > jane.csr", "Make a key in a store, and print the request."),
        Example(
            "kubering certificate request jane --group dev -o manifest --expiration 24h | kubectl apply -f -",
            "Ask the cluster, where somebody runs kubectl certificate approve jane."),
        Example(
            "certificate request node-1 --profile kubelet-server --ip 10.0.0.7 --key-file kubelet.key > kubelet.csr",
            "Ask for the certificate of a server of the cluster, which needs its key in a file."),
    ]
    static let configuration = configured(
        "request", "Make a key in a store and print the request for its certificate.",
        discussion: """
            The key never leaves the store: once the request is signed, kubering onboard finds it by its public key. Called \
            again for the same user, the request that waits is printed again; kubering certificate pending lists them. With \
            --key-file the key is a new file instead, and nothing waits.
            """)

    @Argument(
        help: ArgumentHelp("The user; a node or server with some profiles.", valueName: "user"),
        completion: .custom { words, _, prefix in Candidates.users(prefix, words) })
    var user: String
    @Option(help: "A group of the user; may be repeated.")
    var group: [String] = []
    @Option(
        help: ArgumentHelp("What the certificate is for: \(CertificateChoices.profiles).", valueName: "profile"),
        completion: .list(CertificateProfile.allCases.map(\.rawValue)), transform: CertificateChoices.profile)
    var profile = CertificateProfile.user
    @OptionGroup var names: AlternativeNameOptions
    @OptionGroup var options: RequestOptions
    @Option(
        help: ArgumentHelp(
            "Make the key in a new file with mode 0600 instead of a store, as servers need it.", valueName: "file"),
        completion: .file())
    var keyFile: String?
    @Flag(help: "Ask for names and groups that Kubernetes keeps for its own.")
    var force = false

    func validate() throws {
        if user.isEmpty { throw ValidationError("the user's name must not be empty") }
        if keyFile == "-" { throw ValidationError("--key-file names a file: a key is never printed") }
        if keyFile != nil, options.storeOption.store != nil || options.new {
            throw ValidationError("--key-file keeps no key in a store, where it would wait")
        }
        if options.output != .csr, profile.signerName == nil {
            throw ValidationError(
                "no signer of Kubernetes makes a certificate for \(profile.rawValue): leave out -o and sign it yourself"
            )
        }
    }

    func run(_ world: World) throws {
        let identity = profile.identity(of: user, groups: group)
        let wanted = profile.requestedNames(of: identity.commonName, and: try names.all)
        let objections = profile.objections(
            commonName: identity.commonName, groups: identity.groups, names: wanted)
        guard objections.isEmpty || force else {
            throw UsageError(objections.joined(separator: "; ") + " (--force asks all the same)")
        }
        for objection in objections { world.warn(objection) }
        let subject = try DistinguishedName(organizations: identity.groups, commonName: identity.commonName)
        var request = RequestCertificate.Request(user: user, subject: subject)
        request.names = wanted
        request.keyType = options.keyType
        if let keyFile {
            try options.ask(request, as: profile, keyFile: keyFile, world)
        } else {
            try options.ask(request, as: profile, world)
        }
    }
}
