// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingConfig

extension NamespaceName {
    /// Throws ``WorkflowError`` of code `bad-namespace` when no namespace can have this name.
    public static func check(_ name: String) throws(WorkflowError) {
        guard isValid(name) else { throw .badNamespace(name) }
    }
}
