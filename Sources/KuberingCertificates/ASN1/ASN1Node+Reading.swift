// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import SwiftASN1

/// What is wrong with a DER structure.
struct DERFailure: Error {
    let reason: String
}

/// Reading nodes without the strictness of typed decoding: a certificate with one odd field still has a subject and dates.
extension ASN1Node {
    /// Parses DER bytes (X.690) into a tree.
    static func reading(der: ArraySlice<UInt8>) throws(DERFailure) -> ASN1Node {
        do {
            return try DER.parse(der)
        } catch {
            throw DERFailure(reason: "not valid DER")
        }
    }

    /// The elements of a SEQUENCE, SET or explicit tag.
    func children(_ what: String) throws(DERFailure) -> ASN1NodeCollection {
        guard case .constructed(let nodes) = content else { throw DERFailure(reason: "\(what) has no elements") }
        return nodes
    }

    /// The elements of a SEQUENCE.
    func sequence(_ what: String) throws(DERFailure) -> ASN1NodeCollection {
        guard identifier == .sequence else { throw DERFailure(reason: "\(what) is no sequence") }
        return try children(what)
    }

    /// The elements of a SEQUENCE, to be taken one after the other.
    func elements(of what: String) throws(DERFailure) -> DERElements {
        DERElements(try sequence(what), of: what)
    }

    /// The contents of a primitive element.
    func bytes(_ what: String) throws(DERFailure) -> ArraySlice<UInt8> {
        guard case .primitive(let bytes) = content else { throw DERFailure(reason: "\(what) is no value") }
        return bytes
    }

    /// The contents of a primitive element with the given tag.
    func bytes(_ what: String, as tag: ASN1Identifier) throws(DERFailure) -> ArraySlice<UInt8> {
        guard identifier == tag else { throw DERFailure(reason: "\(what) has an unexpected type") }
        return try bytes(what)
    }

    /// The contents of a BIT STRING without unused bits.
    func wholeBits(_ what: String) throws(DERFailure) -> ArraySlice<UInt8> {
        let bits = try bytes(what, as: .bitString)
        guard bits.first == 0 else { throw DERFailure(reason: "\(what) has unused bits") }
        return bits.dropFirst()
    }

    /// An OBJECT IDENTIFIER.
    func objectIdentifier(_ what: String) throws(DERFailure) -> ASN1ObjectIdentifier {
        do {
            return try ASN1ObjectIdentifier(derEncoded: self)
        } catch {
            throw DERFailure(reason: "\(what) is no object identifier")
        }
    }

    /// A small INTEGER that is not negative.
    func integer(_ what: String) throws(DERFailure) -> Int {
        let bytes = try bytes(what, as: .integer)
        guard let first = bytes.first, first < 0x80, bytes.count <= 7 else {
            throw DERFailure(reason: "\(what) is out of range")
        }
        return bytes.reduce(0) { $0 << 8 | Int($1) }
    }

    /// Whether this is the context-specific element `[number]`.
    func isTagged(_ number: UInt) -> Bool {
        identifier == ASN1Identifier(tagWithNumber: number, tagClass: .contextSpecific)
    }

    /// Whether the elements have the given tags; more may follow.
    func startsWith(_ tags: ASN1Identifier...) -> Bool {
        guard identifier == .sequence, case .constructed(let nodes) = content else { return false }
        var iterator = nodes.makeIterator()
        return tags.allSatisfy { $0 == iterator.next()?.identifier }
    }
}

extension ASN1NodeCollection {
    /// The first element.
    var firstNode: ASN1Node? {
        var iterator = makeIterator()
        return iterator.next()
    }
}

/// The elements of a structure, taken one after the other.
struct DERElements {
    private var rest: ASN1NodeCollection.Iterator
    private let what: String

    init(_ nodes: ASN1NodeCollection, of what: String) {
        rest = nodes.makeIterator()
        self.what = what
    }

    /// The next element; it must be there.
    mutating func next() throws(DERFailure) -> ASN1Node {
        guard let node = rest.next() else { throw DERFailure(reason: "\(what) is cut short") }
        return node
    }

    /// The next element when it satisfies the condition.
    mutating func next(if condition: (ASN1Node) -> Bool) -> ASN1Node? {
        var ahead = rest
        guard let node = ahead.next(), condition(node) else { return nil }
        rest = ahead
        return node
    }
}
