// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Dispatch
import Synchronization

extension Array where Element: Sendable {
    /// What `transform` makes of the elements, in their order, with the work shared among the cores.
    ///
    /// For work that takes microseconds at least for each element, such as cryptography. With few elements no thread is
    /// started. Threads that are have all signals blocked, so that ``Signals/held(_:)`` holds for the whole process.
    public func mapOnAllCores<Result: Sendable>(_ transform: @Sendable (Element) -> Result) -> [Result] {
        let share = 64
        guard count > share else { return map(transform) }
        let shares = (count + share - 1) / share
        let results = Mutex<[[Result]]>(Array<[Result]>(repeating: [], count: shares))
        DispatchQueue.concurrentPerform(iterations: shares) { position in
            let start = position * share
            let part = self[start..<Swift.min(start + share, count)].map(transform)
            results.withLock { $0[position] = part }
        }
        return results.withLock { Array<Result>($0.joined()) }
    }
}
