// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSystem

extension FieldPath {
    /// Checks a value by the rules of `context set` and `cluster set`: one that kubectl could not use is set by no command.
    ///
    /// - Throws: ``WorkflowError`` of code `bad-namespace` or `bad-value`.
    func check(_ value: JSONValue) throws(WorkflowError) {
        guard case .entry(let kind, _) = root, let text = value.string else { return }
        switch (kind, field) {
        case (.context, "namespace"): try NamespaceName.check(text)
        case (.cluster, "server"): try ClusterFields.checkServer(text)
        case (.cluster, "proxy-url"): try ClusterFields.checkProxy(text)
        default: break
        }
    }
}
