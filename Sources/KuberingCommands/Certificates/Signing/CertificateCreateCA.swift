// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import FoundationEssentials
import KuberingCertificates
import KuberingSystem
import KuberingWorkflows

/// The command `kubering certificate create-ca`.
struct CertificateCreateCA: KuberingCommand {
    static let examples = [
        Example("certificate create-ca kubernetes", "Make kubernetes.crt and kubernetes.key here, for ten years."),
        Example(
            "certificate create-ca prod-users --directory ~/ca --path-length 0 --key-type p384",
            "A CA that signs no other CAs."),
    ]
    static let configuration = configured(
        "create-ca", "Make a CA of your own.",
        discussion: """
            The key is a new file with mode 0600 that nothing encrypts: keep it where only those can read it who may sign. A file \
            that is there already is never overwritten.
            """)

    @Argument(help: ArgumentHelp("The CA's common name.", valueName: "name"))
    var name: String
    @Option(help: "An organization in the CA's name; may be repeated.")
    var organization: [String] = []
    @Option(
        help: ArgumentHelp("The kind of the key: \(CertificateChoices.keyTypes); p256 without it.", valueName: "type"),
        completion: .list(NewKeyType.allCases.map(\.rawValue)), transform: CertificateChoices.keyType)
    var keyType = NewKeyType.p256
    @Option(help: "How long it is valid, for example 1825d; 3650d without it.", transform: TimeSpan.parse)
    var validFor = TimeSpan.decade
    @Option(help: "How many CAs may follow below it; without it any number.")
    var pathLength: Int?
    @Option(help: "Where the files go; without it here.", completion: .directory)
    var directory: String?
    @Option(help: "The files' name without .crt and .key; without it the CA's.")
    var fileName: String?

    func validate() throws {
        if name.isEmpty { throw ValidationError("the CA's name must not be empty") }
        if let pathLength, !(0...64).contains(pathLength) { throw ValidationError("--path-length takes 0 to 64") }
        if base.contains("/") || base.hasPrefix(".") || base.unicodeScalars.contains(where: OutsideText.needsEscape) {
            throw ValidationError("\(OutsideText.quoted(base)) can be no file name; choose one with --file-name")
        }
    }

    private var base: String { fileName ?? name }

    func run(_ world: World) throws {
        var request = CreateAuthority.Request(name: name)
        request.organizations = organization
        request.keyType = keyType
        request.lifetime = TimeInterval(validFor.seconds)
        request.pathLength = pathLength
        let folder = LexicalPath.absolute(directory ?? ".", in: world.workingDirectory)
        let (certificatePath, keyPath) = ("\(folder)/\(base).crt", "\(folder)/\(base).key")
        let certificate = try CreateAuthority(world).run(request, certificate: certificatePath, key: keyPath)
        world.say(
            "The CA \(OutsideText.quoted(certificate.subject.description)) lasts until \(certificate.notAfter.rfc3339)."
        )
        world.say("Its certificate is \(OutsideText.quoted(certificatePath)).")
        world.say("Its key is \(OutsideText.quoted(keyPath)); whoever can read it can be any user.")
    }
}
