// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingCertificates
import KuberingSystem

/// Other names of a certificate.
struct AlternativeNameOptions: ParsableArguments {
    @Option(help: "A host name the certificate is for; may be repeated.")
    var dns: [String] = []
    @Option(help: "An address the certificate is for; may be repeated.")
    var ip: [String] = []
    @Option(help: "An e-mail address the certificate is for; may be repeated.")
    var email: [String] = []
    @Option(help: "A URI the certificate is for; may be repeated.")
    var uri: [String] = []

    /// The names in the order of the options.
    var all: [SubjectAlternativeName] {
        get throws {
            let texts = [("DNS", dns), ("IP", ip), ("email", email), ("URI", uri)]
            return try texts.flatMap { kind, values in
                try values.map { value in
                    guard let name = SubjectAlternativeName(parsing: "\(kind):\(value)") else {
                        throw UsageError("\(OutsideText.quoted(value)) cannot be a name of kind \(kind)")
                    }
                    return name
                }
            }
        }
    }
}
