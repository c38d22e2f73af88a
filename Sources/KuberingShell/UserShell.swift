// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem

extension World {
    /// The program that the user works in: `SHELL`, else `/bin/sh`.
    public var userShell: String {
        guard let shell = environment["SHELL"], !shell.isEmpty else { return "/bin/sh" }
        return shell
    }
}
