// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// What is wrong with a key that stands alone.
extension PublicKey {
    /// Everything found; empty when all is well.
    ///
    /// Keys that Kubernetes does not take cannot be read in the first place.
    public var findings: [CertificateFinding] {
        type.isWeak ? [.warning(.weakKey, "the private key is weak: \(type), less than 2048 bits")] : []
    }
}
