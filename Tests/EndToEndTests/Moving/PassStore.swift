// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport

/// The desktop's password store of pass(1), whose key needs no passphrase.
final class PassStore {
    private let environment: Environment

    init(_ desktop: Desktop) throws {
        let folder = desktop.session.folder + "/gnupg"
        try Directory.create(folder, mode: 0o700)
        desktop.environment["GNUPGHOME"] = folder
        environment = desktop.environment
        for command in [
            [
                "gpg", "--batch", "--pinentry-mode", "loopback", "--passphrase", "", "--quick-generate-key",
                "kubering test", "default", "default", "never",
            ], ["pass", "init", "kubering test"],
        ] { _ = try TestProcess.run(command, environment: environment) }
    }

    deinit {
        // An agent that does not run is no failure.
        _ = try? TestProcess.run(["gpgconf", "--kill", "gpg-agent"], environment: environment)
    }
}
