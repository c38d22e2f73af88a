// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import Synchronization

/// Memory for one secret: pages of its own, locked where the limits allow it, and left out of core dumps.
///
/// A page that is given back is wiped and serves the next secret: mapping, locking and unmapping one takes longer than
/// reading the key that is kept in it.
struct SecretPages: @unchecked Sendable {
    // `@unchecked`: whoever took the pages uses them alone.
    let bytes: UnsafeMutableRawBufferPointer

    private static let pageSize = Int(sysconf(Int32(_SC_PAGESIZE)))
    /// Single pages that are mapped and locked already, full of zeros.
    private static let spare = Mutex<[SecretPages]>([])
    /// The most pages that wait: what is locked is scarce.
    private static let spareLimit = 16

    /// Pages full of zeros, for a secret of `count` bytes.
    static func take(for count: Int) -> SecretPages {
        if count <= pageSize, let page = spare.withLock({ $0.popLast() }) { return page }
        let length = Swift.max(1, (count + pageSize - 1) / pageSize) * pageSize
        let pages = mmap(nil, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let pages, pages != MAP_FAILED else { fatalError("out of memory for a secret of \(count) bytes") }
        // The lock limit may be 0 in containers; an unlocked page is still wiped and kept out of dumps.
        mlock(pages, length)
        madvise(pages, length, MADV_DONTDUMP)
        return SecretPages(bytes: UnsafeMutableRawBufferPointer(start: pages, count: length))
    }

    /// Wipes the pages; they must not be used any more.
    func giveBack() {
        guard let start = bytes.baseAddress else { return }
        explicit_bzero(start, bytes.count)
        let isKept = Self.spare.withLock { spare in
            guard bytes.count == Self.pageSize, spare.count < Self.spareLimit else { return false }
            spare.append(self)
            return true
        }
        if !isKept { munmap(start, bytes.count) }
    }
}
