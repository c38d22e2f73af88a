// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc

/// What the numbers mean that failed system calls leave in `errno`.
public enum ErrorNumber {
    /// The system's words for a number, as they stand inside of a sentence: `permission denied`.
    public static func words(_ number: Int32) -> String {
        String(cString: strerror(number)).asClause
    }
}
