// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// Bytes that must not leak: a private key, a token, a password.
///
/// The bytes live in pages of their own that are locked in memory where the limits allow it, are left out of core
/// dumps, and are wiped when the last reference goes away. The description never shows them, and the type is neither
/// `Codable` nor `Hashable`, so that they cannot reach a log or a file by accident.
public final class SecretBytes: Sendable, CustomStringConvertible, CustomReflectable {
    /// Written in `init` and `deinit` only.
    private let pages: SecretPages
    /// How many bytes there are.
    public let count: Int

    /// Makes room for `count` bytes and lets `initialize` fill them.
    ///
    /// - Parameters:
    ///   - count: How many bytes are kept.
    ///   - initialize: Writes the bytes. What it leaves alone stays zero.
    /// - Throws: What `initialize` throws.
    public init<E: Error>(count: Int, initialize: (UnsafeMutableRawBufferPointer) throws(E) -> Void) throws(E) {
        pages = SecretPages.take(for: count)
        self.count = count
        try initialize(UnsafeMutableRawBufferPointer(rebasing: pages.bytes[..<count]))
    }

    /// Copies `bytes`.
    public convenience init(_ bytes: some Collection<UInt8>) {
        self.init(count: bytes.count) { $0.copyBytes(from: bytes) }
    }

    /// Copies the UTF-8 bytes of `text`.
    public convenience init(utf8 text: some StringProtocol) {
        self.init(Array(text.utf8))
    }

    deinit { pages.giveBack() }

    /// Lends the bytes to `body`, which must not keep them.
    public func withExposedBytes<Result, E: Error>(
        _ body: (UnsafeRawBufferPointer) throws(E) -> Result
    ) throws(E) -> Result {
        defer { withExtendedLifetime(self) {} }
        return try body(UnsafeRawBufferPointer(rebasing: pages.bytes[..<count]))
    }

    /// The bytes as text, for the last encoder before they leave the process.
    ///
    /// A `String` is not wiped: keep it short-lived. Invalid UTF-8 is replaced.
    public var exposedText: String {
        withExposedBytes { String(decoding: $0, as: UTF8.self) }
    }

    /// Whether both hold the same bytes; takes the same time wherever they differ.
    public func hasSameBytes(as other: SecretBytes) -> Bool {
        guard count == other.count else { return false }
        return withExposedBytes { left in
            other.withExposedBytes { right in
                zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
            }
        }
    }

    /// Always `<redacted>`.
    public var description: String { "<redacted>" }
    /// Nothing: `dump` shows no bytes either.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
