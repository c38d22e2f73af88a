// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingSystem

/// A shell as an argument names it.
enum ShellName: String, ExpressibleByArgument, CaseIterable {
    case bash, zsh, fish

    var code: ShellCode {
        switch self {
        case .bash: .bash
        case .zsh: .zsh
        case .fish: .fish
        }
    }
}
