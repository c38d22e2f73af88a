// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import SwiftASN1

/// What a DER (or BER) encoding holds, told by its outline alone.
///
/// Labels of PEM blocks and names of files lie; Go and OpenSSL go by the structure too.
enum DERContents {
    case certificate
    case certificateRequest
    case certificateRevocationList
    case publicKey
    /// PKCS#8, RFC 5958.
    case pkcs8Key
    /// PKCS#8 under a passphrase.
    case encryptedPKCS8Key
    /// PKCS#1, RFC 8017 appendix A.1.2.
    case pkcs1Key
    /// SEC 1, RFC 5915.
    case sec1Key
    case pkcs7
    case pkcs12
    case unknown

    init(of der: ArraySlice<UInt8>) {
        // PKCS#7 and PKCS#12 are often BER of indefinite length; everything else must be DER.
        guard let root = try? DER.parse(der) else {  // not DER: perhaps BER
            guard let root = try? BER.parse(der) else {  // neither: nothing we know
                self = .unknown
                return
            }
            let contents = Self.contents(of: root)
            self = contents == .pkcs7 || contents == .pkcs12 ? contents : .unknown
            return
        }
        self = Self.contents(of: root)
    }

    private static func contents(of root: ASN1Node) -> DERContents {
        guard root.identifier == .sequence, case .constructed(let nodes) = root.content else { return .unknown }
        let children = Array(nodes)
        guard let first = children.first else { return .unknown }
        switch first.identifier {
        case .integer: return keyOrPKCS12(root, children)
        case .objectIdentifier:
            return (try? ASN1ObjectIdentifier(derEncoded: first)) == .pkcs7SignedData ? .pkcs7 : .unknown  // no OID
        case .sequence:
            if root.startsWith(.sequence, .octetString) { return .encryptedPKCS8Key }
            if root.startsWith(.sequence, .bitString) { return .publicKey }
            if root.startsWith(.sequence, .sequence, .bitString) { return signed(first) }
            return .unknown
        default: return .unknown
        }
    }

    private static func keyOrPKCS12(_ root: ASN1Node, _ children: [ASN1Node]) -> DERContents {
        if root.startsWith(.integer, .sequence, .octetString) { return .pkcs8Key }
        if root.startsWith(.integer, .octetString) { return .sec1Key }
        if children.count >= 9, children.prefix(9).allSatisfy({ $0.identifier == .integer }) { return .pkcs1Key }
        guard children.count >= 2, children[1].startsWith(.objectIdentifier),
            let inner = try? children[1].children("contents").firstNode,  // no elements: not PKCS#12
            (try? ASN1ObjectIdentifier(derEncoded: inner)) == .pkcs7Data  // no OID: not PKCS#12
        else { return .unknown }
        return .pkcs12
    }

    /// Tells the three signed structures apart by what is inside.
    private static func signed(_ body: ASN1Node) -> DERContents {
        guard case .constructed(let nodes) = body.content else { return .unknown }
        let children = Array(nodes)
        // A version 1 certificate has no version: serial, algorithm, issuer, validity, subject, key.
        if children.first?.isTagged(0) == true { return .certificate }
        if body.startsWith(.integer, .sequence, .sequence, .sequence, .sequence, .sequence) { return .certificate }
        if children.count >= 3, body.startsWith(.integer, .sequence, .sequence),
            children.count == 3 || children[3].isTagged(0)
        {
            return .certificateRequest
        }
        if body.startsWith(.integer, .sequence, .sequence, .utcTime)
            || body.startsWith(.integer, .sequence, .sequence, .generalizedTime)
            || body.startsWith(.sequence, .sequence)
        {
            return .certificateRevocationList
        }
        return .unknown
    }
}

extension DERContents {
    /// The contents as a noun with its article, for messages.
    var noun: String {
        switch self {
        case .certificate: "a certificate"
        case .certificateRequest: "a certificate request"
        case .certificateRevocationList: "a certificate revocation list"
        case .publicKey: "a public key"
        case .pkcs8Key, .encryptedPKCS8Key, .pkcs1Key, .sec1Key: "a private key"
        case .pkcs7: "a PKCS#7 bundle"
        case .pkcs12: "a PKCS#12 file"
        case .unknown: "something unknown"
        }
    }
}
