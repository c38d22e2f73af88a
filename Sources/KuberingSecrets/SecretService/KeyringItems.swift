// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import CSecretService
import KuberingSystem

/// What a search found; owns the C object.
final class KeyringItems {
    let pointer: OpaquePointer
    /// Freed after the items: they use its library.
    private let keyring: Keyring

    init(_ pointer: OpaquePointer, of keyring: Keyring) {
        self.pointer = pointer
        self.keyring = keyring
    }

    deinit { kubering_items_free(pointer) }

    private var indices: Range<Int> { 0..<kubering_items_count(pointer) }

    var isEmpty: Bool { indices.isEmpty }

    var hasLocked: Bool { indices.contains { kubering_items_is_locked(pointer, $0) } }

    /// A copy of the secret of the first item that is not locked.
    var firstSecret: SecretBytes? {
        for index in indices where !kubering_items_is_locked(pointer, index) {
            var bytes: UnsafeRawPointer?
            var length = 0
            guard kubering_items_secret(pointer, index, &bytes, &length), let bytes else { continue }
            return SecretBytes(count: length) {
                $0.copyMemory(from: UnsafeRawBufferPointer(start: bytes, count: length))
            }
        }
        return nil
    }

    /// The ids of the items that are not locked and have one, sorted, each once.
    var identifiers: [CredentialID] {
        var buffer = [CChar](repeating: 0, count: 64)
        var ids: Set<CredentialID> = []
        for index in indices where kubering_items_copy_id(pointer, index, &buffer, buffer.count) {
            let text = String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            if let id = CredentialID(parsing: text) { ids.insert(id) }
        }
        return ids.sorted { $0.description < $1.description }
    }
}
