// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// A resource as a rule names it: `pods`, `deployments.apps`, `pods/log`, `widgets.example.com/scale`, `*.*`.
struct RuleResource {
    /// The API group; empty for the core group, `*` for all.
    let group: String
    /// The resource, plural, without a subresource.
    let resource: String
    /// What follows the slash; empty for none.
    let subresource: String
    /// Whether its objects are in namespaces; nil when that is not known.
    let isNamespaced: Bool?

    /// As it stands in the rule.
    var ruleName: String { subresource.isEmpty ? resource : resource + "/" + subresource }

    /// Reads a word.
    ///
    /// Short names and singulars of the resources that every cluster has become plurals, as kubectl makes them when it can
    /// ask a cluster.
    ///
    /// - Parameter word: `RESOURCE[.GROUP][/SUBRESOURCE]`.
    /// - Throws: ``WorkflowError`` of code `bad-value` when the group cannot be told.
    init(_ word: String) throws(WorkflowError) {
        let parts = word.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        let name = parts.first.map(String.init) ?? ""
        subresource = parts.count > 1 ? String(parts[1]) : ""
        let words = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let first = words.first, !first.isEmpty, parts.count < 2 || !subresource.isEmpty else {
            throw WorkflowError(
                .badValue, "\(OutsideText.quoted(word)) is no resource: RESOURCE[.GROUP][/SUBRESOURCE]",
                exitStatus: .usage)
        }
        if words.count > 1 {
            group = words[1]
            let known = BuiltinResource.named(first, group: group)
            resource = known?.name ?? first
            isNamespaced = known?.isNamespaced
        } else if first == "*" {
            (group, resource, isNamespaced) = ("", first, nil)
        } else if let known = BuiltinResource.named(first) {
            (group, resource, isNamespaced) = (known.group, known.name, known.isNamespaced)
        } else {
            throw WorkflowError(
                .badValue,
                "\(OutsideText.quoted(first)) is no resource of every cluster; say its group, RESOURCE.GROUP"
                    + (Suggestions.advice(first, in: BuiltinResource.names).map { ", or " + $0 } ?? ""),
                exitStatus: .usage)
        }
    }
}
