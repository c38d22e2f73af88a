// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

package import KuberingSystem

/// Where the key of an unlocked vault is remembered between commands.
public struct VaultSession: Sendable {
    /// How long an unlocked vault stays so, in seconds, unless something else is said: eight hours.
    public static let defaultLifetime: UInt32 = 8 * 3600

    /// What is remembered under a name; nil when nothing is.
    let recall: @Sendable (_ name: String) -> SecretBytes?
    /// Remembers a secret for so many seconds.
    let remember:
        @Sendable (_ secret: SecretBytes, _ name: String, _ seconds: UInt32) throws(KernelKeyring.Failure) -> Void
    /// When it is forgotten, in seconds since 1970; nil when that is not known.
    let end: @Sendable (_ name: String) -> Int?
    /// Forgets it again; false when there was nothing.
    let forget: @Sendable (_ name: String) -> Bool

    package init(
        recall: @escaping @Sendable (String) -> SecretBytes?,
        remember: @escaping @Sendable (SecretBytes, String, UInt32) throws(KernelKeyring.Failure) -> Void,
        end: @escaping @Sendable (String) -> Int? = { _ in nil },
        forget: @escaping @Sendable (String) -> Bool
    ) {
        self.recall = recall
        self.remember = remember
        self.end = end
        self.forget = forget
    }

    /// Nothing is remembered.
    package static let none = VaultSession(
        recall: { _ in nil },
        remember: { _, _, _ throws(KernelKeyring.Failure) in throw KernelKeyring.Failure(number: 38) },  // ENOSYS
        forget: { _ in false })

    /// The user's keyring in the kernel.
    public static let kernel = VaultSession(
        recall: { KernelKeyring.secret(named: $0, capacity: 32) },
        remember: { secret, name, seconds throws(KernelKeyring.Failure) in
            try KernelKeyring.keep(secret, named: name, seconds: seconds)
        },
        end: { KernelKeyring.end(of: $0) },
        forget: { KernelKeyring.forget(named: $0) })
}
