// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingCommands
import KuberingSystem

exit(DocumentationRenderer.run(CommandLine.arguments, World.process()))
