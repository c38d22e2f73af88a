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
    var firstSecret: SecretBytes? { indices.lazy.compactMap { self.secret(of: $0) }.first }

    /// The ids of the items that are not locked and have one, sorted, each once.
    var identifiers: [CredentialID] {
        let ids = Set(indices.compactMap { attribute("id", of: $0).flatMap { CredentialID(parsing: $0) } })
        return ids.sorted { $0.description < $1.description }
    }

    /// The accounts of registries, of the items that are not locked.
    var dockerAccounts: [DockerKeyring.Account] {
        indices.compactMap { index in
            guard let server = attribute("server", of: index), let secret = secret(of: index) else { return nil }
            return DockerKeyring.Account(
                server: server, username: attribute("username", of: index) ?? "", secret: secret)
        }
    }

    private func secret(of index: Int) -> SecretBytes? {
        var bytes: UnsafeRawPointer?
        var length = 0
        guard !kubering_items_is_locked(pointer, index),
            kubering_items_secret(pointer, index, &bytes, &length), let bytes
        else { return nil }
        return SecretBytes(count: length) { $0.copyMemory(from: UnsafeRawBufferPointer(start: bytes, count: length)) }
    }

    private func attribute(_ name: String, of index: Int) -> String? {
        var buffer = [CChar](repeating: 0, count: 1_024)
        guard kubering_items_copy_attribute(pointer, index, name, &buffer, buffer.count) else { return nil }
        return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
