// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingSystem

/// The command `kubering certificate`.
struct CertificateCommands: KuberingCommand {
    static let examples = [
        Example("certificate show jane.crt", "What a certificate says, and what is wrong with it."),
        Example("certificate list", "When the certificates of all users and clusters end."),
        Example("certificate show prod.example.com:6443", "The same for what a server shows."),
    ]
    static let configuration = configured(
        "certificate", "Look at certificates, ask for them and sign them.",
        subcommands: [
            CertificateShow.self, CertificateList.self, CertificateRequestCommand.self, CertificatePending.self,
            CertificateRenew.self, CertificateSign.self, CertificateCreateCA.self,
        ])

    func run(_ world: World) throws {
        throw CleanExit.helpRequest(Self.self)
    }
}
