// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

extension YAMLNode {
    /// A mapping's entry by name.
    struct Found {
        let value: YAMLNode
        /// Whether a merge key brought it.
        let isMerged: Bool
    }

    /// The value of the mapping's entry of this name, as kubectl reads it; nil when there is none.
    ///
    /// The last of repeated keys counts. A merge key (`<<`) brings the entries of the mappings it names; whatever comes
    /// later in the text wins, be it the merge key or an entry of its own.
    ///
    /// Source: go-yaml v2 `decode.go`, `mapping` and `merge`; that an entry before the merge key loses is not YAML's rule,
    /// but kubectl's.
    public subscript(_ name: String) -> YAMLNode? { find(name)?.value }

    /// The node one step below; nil when there is none.
    public func child(at step: YAMLStep) -> YAMLNode? {
        switch step {
        case .key(let name): self[name]
        case .index(let index): element(at: index)
        }
    }

    func find(_ name: String) -> Found? {
        var found: Found?
        forEachEntry { key, value in
            if key.isKey(name) {
                found = Found(value: value, isMerged: false)
            } else if key.isMergeKey, let value = value.mergedValue(of: name) {
                found = Found(value: value, isMerged: true)
            }
        }
        return found
    }

    /// Whether this key is a merge key that brings a value of this name.
    func brings(_ name: String, _ value: YAMLNode) -> Bool { isMergeKey && value.mergedValue(of: name) != nil }

    /// The value of this name in what a merge key names: a mapping, or a list of mappings of which the first wins.
    private func mergedValue(of name: String) -> YAMLNode? {
        if kind == .mapping { return self[name] }
        for element in elements {
            if let value = element[name] { return value }
        }
        return nil
    }
}
