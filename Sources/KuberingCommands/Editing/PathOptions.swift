// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser

/// How files are named in a kubeconfig.
struct PathOptions: ParsableArguments {
    @Flag(help: "Name files by absolute paths, also those below the kubeconfig's folder.")
    var absolutePaths = false
}
