// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc

/// How long tests wait for other programs.
///
/// Long enough for any machine under any load: it ends what would hang, and nothing else.
public enum Patience {
    /// In seconds.
    public static let limit = 180.0

    /// Waits until something has come about.
    ///
    /// - Parameter isThere: Asked again and again.
    /// - Returns: Whether it has, within the limit.
    public static func waits(until isThere: () throws -> Bool) rethrows -> Bool {
        let deadline = TestProcess.now() + limit
        while try !isThere() {
            guard TestProcess.now() < deadline else { return false }
            usleep(2_000)
        }
        return true
    }
}
