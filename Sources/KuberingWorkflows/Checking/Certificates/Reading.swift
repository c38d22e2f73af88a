// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingCertificates
import KuberingSystem

/// What a field that should lead to a certificate or key led to.
struct Reading<Value: Sendable>: Sendable {
    enum Outcome: Sendable {
        case usable(Value)
        /// There are bytes, and kubectl cannot use them; why, in words that begin with what holds them.
        case unusable(String)
        /// The file cannot be read; rare, so that it takes no room in the thousands that can.
        indirect case unreadable(FileError)
    }

    /// The same for the same bytes in the same field.
    let id: Int
    /// The field of the entry.
    let field: String
    let outcome: Outcome
}

typealias CertificateReading = Reading<CertificateBundle>
/// The public half is all that is kept of a key.
typealias KeyReading = Reading<PublicKey>
