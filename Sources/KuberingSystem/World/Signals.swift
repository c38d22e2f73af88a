// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import CPlatform

/// SIGINT, SIGTERM and SIGHUP.
public enum Signals {
    /// Runs `body` while those signals wait; they are delivered afterwards.
    public static func held<Result>(_ body: () throws -> Result) rethrows -> Result {
        kubering_hold_signals()
        defer { kubering_release_signals() }
        return try body()
    }
}
