// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

extension YAMLDocument {
    /// Makes an edit: patches the text, reads it again and compares it with what was intended.
    ///
    /// Only the bytes of the splices change. Where several ways to write the change are possible, the first that turns
    /// out right is taken; when none does, the edit fails.
    ///
    /// - Parameter edit: What to change.
    /// - Returns: The patched document and what was done.
    /// - Throws: ``YAMLError`` with `behind-alias`, `behind-merge-key`, `anchor-in-use`, `no-such-path`, `wrong-kind`,
    ///   `key-exists`, `unsupported`, `no-json` or `verification-failed`.
    public func applying(_ edit: YAMLEdit) throws(YAMLError) -> YAMLEditResult {
        try applying(together: [edit])
    }

    /// Makes several edits, all of them or none; the text is patched and read once where that is possible.
    ///
    /// - Parameter edits: What to change. All paths are those of this document, whatever other edits do to it, and no
    ///   edit is made inside the place of another.
    /// - Returns: The patched document and what was done.
    /// - Throws: What ``applying(_:)-(YAMLEdit)`` throws for the first edit that cannot be made.
    public func applying(_ edits: [YAMLEdit]) throws(YAMLError) -> YAMLEditResult {
        guard edits.count > 1 else {
            return try edits.first.map(applying) ?? YAMLEditResult(document: self, splices: [], inverse: [])
        }
        do throws(YAMLError) {
            return try applying(together: edits)
        } catch {
            // What is removed may have been the only neighbour of what is new: that goes in two steps. One by one they
            // work out, or one of them says why not. Removals come last, from the end: no other path changes then.
            let changes = edits.filter { !$0.isRemoval }
            let removals = edits.filter(\.isRemoval)
            // Not an error yet: the next attempt tells.
            if let result = try? stepwise([changes, removals]) { return result }
            return try stepwise((changes + removals.sorted { $0.isBehind($1) }).map { [$0] })
        }
    }

    private func stepwise(_ steps: [[YAMLEdit]]) throws(YAMLError) -> YAMLEditResult {
        var document = self
        var splices: [Splice] = []
        for edits in steps where !edits.isEmpty {
            let result: YAMLEditResult
            do throws(YAMLError) {
                result = try document.applying(together: edits)
            } catch {
                // The same problem here has its place in this text, and not in one that nobody will see.
                if edits.count == 1 { _ = try applying(together: edits) }
                throw error
            }
            splices = Splice.composed(splices, result.splices, length: text.count)
            document = result.document
        }
        return YAMLEditResult(document: document, splices: splices, inverse: text.inverse(of: splices))
    }

    private func applying(together edits: [YAMLEdit]) throws(YAMLError) -> YAMLEditResult {
        guard let intention = EditIntention(edits) else {
            throw YAMLError(.unsupported, "one of these edits is made inside the place of another")
        }
        var failure: YAMLError?
        for care in EditCare.allCases where care.matters(to: edits) {
            let plans = try EditPlanner(tree, care).plans(for: edits)
            for splices in plans {
                guard !splices.isEmpty else { return YAMLEditResult(document: self, splices: [], inverse: []) }
                do throws(YAMLError) {
                    return try applying(intention, by: splices)
                } catch {
                    failure = failure ?? error
                }
            }
        }
        throw failure ?? YAMLError(.unsupported, "this edit cannot be made in text written like this")
    }

    private func applying(_ intention: EditIntention, by splices: [Splice]) throws(YAMLError) -> YAMLEditResult {
        let patchedText = text.splicing(splices)
        let patched: YAMLDocument
        do throws(YAMLError) {
            patched = try YAMLDocument(parsing: patchedText, limits: tree.limits)
        } catch {
            if error.code == .tooLarge || error.code == .tooDeep { throw error }
            throw .verificationFailed
        }
        try EditVerification(old: tree, new: patched.tree).verify(intention)
        return YAMLEditResult(document: patched, splices: splices, inverse: text.inverse(of: splices))
    }
}

extension YAMLEdit {
    /// Whether the place comes later in the document, as far as list items tell.
    fileprivate func isBehind(_ other: YAMLEdit) -> Bool {
        for (step, otherStep) in zip(path, other.path) {
            guard case .index(let position) = step, case .index(let otherPosition) = otherStep else { continue }
            if position != otherPosition { return position > otherPosition }
        }
        return path.count > other.path.count
    }
}
