// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// Where the user wants colour.
public enum ColorPreference: Sendable {
    /// Nowhere.
    case never
    /// On terminals.
    case onTerminals
    /// Everywhere, into files and pipes too.
    case everywhere

    /// What the environment says: `NO_COLOR` when it is not empty, then `CLICOLOR_FORCE` when it is not empty and not 0,
    /// then `CLICOLOR=0` and `TERM=dumb`.
    ///
    /// Source: no-color.org; bixense.com/clicolors.
    public init(_ environment: Environment) {
        if !environment["NO_COLOR", default: ""].isEmpty {
            self = .never
        } else if !["", "0"].contains(environment["CLICOLOR_FORCE", default: ""]) {
            self = .everywhere
        } else {
            self = environment["CLICOLOR"] == "0" || environment["TERM"] == "dumb" ? .never : .onTerminals
        }
    }
}
