// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// Why something cannot be read as age encryption.
enum AgeError: Error, Hashable {
    /// It is not in the format; in words, what is wrong with it.
    case malformed(String)
    /// It is encrypted to another key or with another passphrase.
    case notForThisKey
    /// The passphrase would cost more than 2 to the power of the limit to try.
    case workFactor(Int, limit: Int)
    /// There is not enough memory to try a passphrase of this cost, a power of two of KiB.
    case outOfMemory(workFactor: Int)
    /// It was changed after it was encrypted, or is cut short.
    case damaged
}
