// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingSystem
import KuberingWorkflows

/// Where the ledger of signed certificates is.
struct LedgerOption: ParsableArguments {
    @Option(
        name: .customLong("ledger-file"),
        help: ArgumentHelp(
            "The ledger; without it issued.jsonl in kubering's folder for data.", valueName: "file"),
        completion: .file())
    var file: String?

    func ledger(_ world: World) throws -> IssuedLedger {
        try IssuedLedger(
            file.map { LexicalPath.absolute($0, in: world.workingDirectory) }, world.directories)
    }
}
