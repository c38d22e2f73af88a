// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

package import KuberingSystem

extension Kubeconfig {
    /// The contents of a file that a field of an entry names, up to 1 MiB.
    ///
    /// - Parameters:
    ///   - path: The field's value.
    ///   - field: The field's name.
    ///   - kind: The entry's kind.
    ///   - origin: The entry.
    /// - Returns: The bytes, which may be those of a key.
    /// - Throws: `FileError` that names the entry and the field.
    package func contents(
        ofFile path: String, _ field: String, of kind: EntryKind, _ origin: Origin
    ) throws(FileError) -> SecretBytes {
        do throws(FileError) {
            return try FileSnapshot.readSecret(resolved(path, from: origin), limit: 1_048_576)
        } catch {
            var error = error
            error.origin = "\(kind.rawValue) \(OutsideText.quoted(origin.entry.name)) names it as \(field)"
            throw error
        }
    }
}
