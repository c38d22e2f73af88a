// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import CPlatform
import Glibc

/// Secrets that the kernel keeps for the user, in memory only, for a while.
///
/// They are in the user's own keyring (`KEY_SPEC_USER_KEYRING`): every session of the user finds them, other users and
/// other user namespaces do not. Containers often forbid it. Source: keyrings(7).
public enum KernelKeyring {
    /// Why a secret could not be kept.
    public struct Failure: Error, Sendable, Hashable, CustomStringConvertible {
        /// The system call's error number.
        public let number: Int32

        /// Puts a failure together.
        public init(number: Int32) { self.number = number }

        /// The system's words for it.
        public var description: String { ErrorNumber.words(number) }
    }

    /// The secret of that name.
    ///
    /// - Parameters:
    ///   - name: Its name.
    ///   - capacity: The most bytes that are expected.
    /// - Returns: The secret; nil when there is none, its time is over, it is longer, or the kernel does not tell.
    public static func secret(named name: String, capacity: Int) -> SecretBytes? {
        var length = 0
        let buffer = SecretBytes(count: capacity) { length = kubering_key_read(name, $0.baseAddress, $0.count) }
        guard length >= 0, length <= capacity else { return nil }
        return length == capacity ? buffer : buffer.withExposedBytes { SecretBytes($0.prefix(length)) }
    }

    /// Keeps a secret, in place of one of the same name.
    ///
    /// - Parameters:
    ///   - secret: At least one byte.
    ///   - name: Its name, which other users may see.
    ///   - seconds: When the kernel forgets it.
    /// - Throws: ``Failure``.
    public static func keep(_ secret: SecretBytes, named name: String, seconds: UInt32) throws(Failure) {
        let number = secret.withExposedBytes { kubering_key_store(name, $0.baseAddress, $0.count, seconds) }
        guard number == 0 else { throw Failure(number: number) }
        // The kernel does not tell when it forgets, so another key that it forgets at the same time says so.
        let end = SecretBytes(Array(String(time(nil) + Int(seconds)).utf8))
        _ = end.withExposedBytes { kubering_key_store(endName(name), $0.baseAddress, $0.count, seconds) }
    }

    /// When a secret is forgotten, in seconds since 1970; nil when there is none, or that is not known.
    public static func end(of name: String) -> Int? {
        secret(named: endName(name), capacity: 20).flatMap {
            $0.withExposedBytes { Int(String(decoding: $0, as: UTF8.self)) }
        }
    }

    private static func endName(_ name: String) -> String { name + ":until" }

    /// Forgets a secret.
    ///
    /// - Parameter name: Its name.
    /// - Returns: Whether there was one.
    @discardableResult
    public static func forget(named name: String) -> Bool {
        _ = kubering_key_remove(endName(name))
        return kubering_key_remove(name) == 0
    }
}
