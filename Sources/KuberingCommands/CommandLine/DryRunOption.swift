// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingConfig
import KuberingSystem

/// Whether a change is only shown.
struct DryRunOption: ParsableArguments {
    @Flag(name: .long, help: "Print what would change as a unified diff, and change nothing.")
    var dryRun = false
}

extension World {
    /// Prints the diff of a dry run, or after a real change what the user should know of how it was written.
    func report(_ changes: [FileChange], isDryRun: Bool) {
        if isDryRun {
            for change in changes { output.write(change.diff) }
        }
        for change in changes {
            guard case .writtenInPlace(let obstacle) = change.outcome else { continue }
            let reason =
                switch obstacle {
                case .mountPoint: "is a mount point"
                case .hardLinks: "has further names (hard links)"
                }
            warn(
                "\(OutsideText.escaped(change.path)) \(reason) and was overwritten in place: "
                    + "another program could have read it half-written")
        }
        for exposure in changes.compactMap(\.exposure) { warn(exposure) }
    }
}
