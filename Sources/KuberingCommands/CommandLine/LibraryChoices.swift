// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import ArgumentParser
public import KuberingShell
public import KuberingSystem
public import KuberingWorkflows

// Choices of the rooms below that are spelled on the command line as they are called there.

extension DockerConfigProgram: ExpressibleByArgument {}

extension MergeKubeconfigs.Conflict: ExpressibleByArgument {}

extension PromptTarget: ExpressibleByArgument {}

extension ShellCode: ExpressibleByArgument {}
