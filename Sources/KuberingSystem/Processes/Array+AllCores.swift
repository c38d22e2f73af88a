// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Dispatch
import Synchronization

extension Array where Element: Sendable {
    /// What `transform` makes of the elements, in their order, with the work shared among the cores.
    ///
    /// For work that takes microseconds at least for each element, such as cryptography. With few elements no thread is
    /// started. Threads that are have all signals blocked, so that ``Signals/held(_:)`` holds for the whole process.
    ///
    /// - Parameters:
    ///   - share: How many elements make up the work that is not divided further.
    ///   - transform: Called once for each element, on any thread.
    /// - Returns: The results, in the order of the elements.
    public func mapOnAllCores<Result: Sendable>(
        share: Int = 64, _ transform: @Sendable (Element) -> Result
    ) -> [Result] {
        guard count > share else { return map(transform) }
        let shares = (count + share - 1) / share
        let results = Mutex<[[Result]]>(Array<[Result]>(repeating: [], count: shares))
        DispatchQueue.concurrentPerform(iterations: shares) { position in
            let start = position * share
            let part = self[start..<Swift.min(start + share, count)].map(transform)
            results.withLock { $0[position] = part }
        }
        var joined: [Result] = []
        joined.reserveCapacity(count)
        for part in results.withLock({ $0 }) { joined += part }
        return joined
    }
}
