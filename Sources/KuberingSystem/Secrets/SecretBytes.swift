// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

#if canImport(Glibc)
    import Glibc
#endif

/// Bytes that must not leak: a private key, a token, a password.
///
/// The bytes live in pages of their own that are locked in memory where the limits allow it, are left out of core
/// dumps, and are wiped when the last reference goes away. The description never shows them, and the type is neither
/// `Codable` nor `Hashable`, so that they cannot reach a log or a file by accident.
public final class SecretBytes: @unchecked Sendable, CustomStringConvertible, CustomReflectable {
    // `@unchecked`: the buffer is written in `init` and `deinit` only.
    private let buffer: UnsafeMutableRawBufferPointer
    /// How many bytes there are.
    public let count: Int

    /// Makes room for `count` bytes and lets `initialize` fill them.
    ///
    /// - Parameters:
    ///   - count: How many bytes are kept.
    ///   - initialize: Writes the bytes. What it leaves alone stays zero.
    /// - Throws: What `initialize` throws.
    public init<E: Error>(count: Int, initialize: (UnsafeMutableRawBufferPointer) throws(E) -> Void) throws(E) {
        let pageSize = Int(sysconf(Int32(_SC_PAGESIZE)))
        let length = max(1, (count + pageSize - 1) / pageSize) * pageSize
        let pages = mmap(nil, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let pages, pages != MAP_FAILED else { fatalError("out of memory for a secret of \(count) bytes") }
        buffer = UnsafeMutableRawBufferPointer(start: pages, count: length)
        self.count = count
        // The lock limit may be 0 in containers; an unlocked page is still wiped and kept out of dumps.
        mlock(pages, length)
        madvise(pages, length, MADV_DONTDUMP)
        try initialize(UnsafeMutableRawBufferPointer(rebasing: buffer[..<count]))
    }

    /// Copies `bytes`.
    public convenience init(_ bytes: some Collection<UInt8>) {
        self.init(count: bytes.count) { $0.copyBytes(from: bytes) }
    }

    /// Copies the UTF-8 bytes of `text`.
    public convenience init(utf8 text: some StringProtocol) {
        self.init(Array(text.utf8))
    }

    deinit {
        if let pages = buffer.baseAddress {
            explicit_bzero(pages, buffer.count)
            munmap(pages, buffer.count)
        }
    }

    /// Lends the bytes to `body`, which must not keep them.
    public func withExposedBytes<Result, E: Error>(
        _ body: (UnsafeRawBufferPointer) throws(E) -> Result
    ) throws(E) -> Result {
        defer { withExtendedLifetime(self) {} }
        return try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
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
