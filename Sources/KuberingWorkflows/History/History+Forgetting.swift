// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingCertificates
public import KuberingSystem

extension History {
    /// Forgets every change whose recorded text holds one of these secrets: after a secret has been moved to a store, the
    /// way back must not hold it any more.
    ///
    /// A secret is found in quotes, with escapes, broken into lines and inside base64, too; where an escape could stand for
    /// anything, the change is forgotten to be on the safe side. A key is found in whatever form it stands there.
    ///
    /// - Parameters:
    ///   - secrets: What must not be kept; empty ones are left out.
    ///   - keys: The keys that must not be kept.
    /// - Returns: How many changes were forgotten.
    /// - Throws: `FileError`.
    @discardableResult
    public func forget(containing secrets: [SecretBytes] = [], keys: [PrivateKey] = []) throws -> Int {
        let search = SecretSearch(for: secrets, keys: keys)
        guard !search.isEmpty else { return 0 }
        return try forget { entry in
            guard let entry else { return true }
            return entry.files.contains { file in
                guard case .splices(let splices) = file.inverse else { return false }
                return splices.contains { search.succeeds(in: $0.text) }
            }
        }
    }
}
