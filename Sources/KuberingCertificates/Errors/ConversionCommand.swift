// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// The commands that turn what cannot be read into what can; each was run against real files.
enum ConversionCommand {
    /// The certificates of a PKCS#12 file as PEM, with their key under a passphrase.
    static func certificates(fromPKCS12 name: String) -> String {
        "openssl pkcs12 -in \(word(name)) -out \(word(name + ".pem"))"
    }

    /// The private key of a PKCS#12 file as encrypted PKCS#8.
    static func key(fromPKCS12 name: String) -> String {
        "openssl pkcs12 -in \(word(name)) -nocerts -out \(word(name + ".key"))"
    }

    /// The certificates of a PKCS#7 file as PEM.
    static func certificates(fromPKCS7 name: String, isDER: Bool) -> String {
        "openssl pkcs7\(isDER ? " -inform DER" : "") -in \(word(name)) -print_certs -out \(word(name + ".pem"))"
    }

    /// A `TRUSTED CERTIFICATE` without its trust settings.
    static func certificate(fromTrusted name: String) -> String {
        "openssl x509 -in \(word(name)) -out \(word(name + ".pem"))"
    }

    /// A private key as PKCS#8 under a current encryption (PBES2, AES).
    static func pkcs8(from name: String, isDER: Bool) -> String {
        "openssl pkcs8 -topk8\(isDER ? " -inform DER" : "") -in \(word(name)) -out \(word(name + ".p8"))"
    }

    /// An OpenSSH key file as PKCS#8; `ssh-keygen` rewrites the file it is given, hence the copy.
    static func pkcs8(fromOpenSSH name: String) -> String {
        "cp \(word(name)) \(word(name + ".p8")) && ssh-keygen -p -m PKCS8 -f \(word(name + ".p8"))"
    }

    /// The name as a word of a shell; a name that looks like an option gets a folder in front.
    private static func word(_ name: String) -> String {
        ShellQuoting.quoted(name.hasPrefix("-") ? "./" + name : name)
    }
}
