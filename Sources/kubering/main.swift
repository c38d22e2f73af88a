// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingCommands
import KuberingSystem

World.hardenProcess()
exit(
    CommandLineProgram.run(
        Array(CommandLine.arguments.dropFirst()), calledAs: CommandLine.arguments.first ?? "kubering", .process()))
