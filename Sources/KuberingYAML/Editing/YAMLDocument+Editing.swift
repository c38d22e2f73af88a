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
        var failure: YAMLError?
        for allowsBlockScalars in [true, false] {
            let plans = try EditPlanner(tree, allowsBlockScalars: allowsBlockScalars).plans(for: edit)
            for splices in plans {
                guard !splices.isEmpty else { return YAMLEditResult(document: self, splices: [], inverse: []) }
                do throws(YAMLError) {
                    return try applying(edit, by: splices)
                } catch {
                    failure = failure ?? error
                }
            }
        }
        throw failure ?? YAMLError(.unsupported, "this edit cannot be made in text written like this")
    }

    private func applying(_ edit: YAMLEdit, by splices: [Splice]) throws(YAMLError) -> YAMLEditResult {
        let patchedText = text.splicing(splices)
        let patched: YAMLDocument
        do throws(YAMLError) {
            patched = try YAMLDocument(parsing: patchedText, limits: tree.limits)
        } catch {
            if error.code == .tooLarge || error.code == .tooDeep { throw error }
            throw YAMLError(
                .verificationFailed, "this edit cannot be made safely in text written like this; edit the file by hand")
        }
        try EditVerification(old: tree, new: patched.tree).verify(edit)
        return YAMLEditResult(document: patched, splices: splices, inverse: text.inverse(of: splices))
    }
}
