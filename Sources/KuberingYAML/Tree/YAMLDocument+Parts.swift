// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

extension YAMLDocument {
    /// Reads every document of a text; those that hold nothing but comments are left out.
    ///
    /// - Parameters:
    ///   - text: UTF-8, with or without a byte-order mark.
    ///   - limits: What each document may cost.
    /// - Returns: The documents in order; positions in them count from the start of their own part of the text.
    /// - Throws: What ``init(parsing:limits:)-(SourceText,_)`` throws for the first one that cannot be read.
    public static func all(in text: SourceText, limits: YAMLLimits = .standard) throws(YAMLError) -> [YAMLDocument] {
        var documents: [YAMLDocument] = []
        try forEach(of: text, limits) { document, _, _ throws(YAMLError) in
            if document.root != nil { documents.append(document) }
        }
        return documents
    }

    /// Reads every document of a text as a text of its own, to be edited; the texts, joined, are the whole.
    ///
    /// - Parameters:
    ///   - text: UTF-8, with or without a byte-order mark.
    ///   - limits: What each document may cost.
    /// - Returns: The documents in order, at least one; those that hold nothing but comments included.
    /// - Throws: What ``init(parsing:limits:)-(SourceText,_)`` throws for the first one that cannot be read.
    public static func parts(of text: SourceText, limits: YAMLLimits = .standard) throws(YAMLError) -> [YAMLDocument] {
        var parts: [YAMLDocument] = []
        try forEach(of: text, limits) { document, rest, next throws(YAMLError) in
            guard let next else { return parts.append(document) }
            parts.append(try YAMLDocument(parsing: rest.slice(0..<(rest.count - next.count)), limits: limits))
        }
        return parts
    }

    /// Goes through the documents.
    ///
    /// - Parameters:
    ///   - text: All of them.
    ///   - limits: What each document may cost, and how many there may be.
    ///   - body: Gets a document, the text that begins with it, and the text that begins with the next one.
    /// - Throws: ``YAMLError`` with its place in the whole text, and what `body` throws.
    private static func forEach(
        of text: SourceText, _ limits: YAMLLimits,
        _ body: (YAMLDocument, _ rest: SourceText, _ next: SourceText?) throws(YAMLError) -> Void
    ) throws(YAMLError) {
        var rest = text
        var count = 0
        var passed = 0
        do throws(YAMLError) {
            while true {
                count += 1
                guard count <= limits.documents else {
                    throw YAMLError(
                        .tooManyDocuments, "more than \(limits.documents) documents",
                        at: YAMLPosition(line: 1, column: 1))
                }
                let document = try YAMLDocument(parsing: rest, limits: limits)
                let next = document.rest
                try body(document, rest, next)
                guard let next else { return }
                passed += document.position(of: rest.count - next.count).line - 1
                rest = next
            }
        } catch {
            throw error.movedDown(by: passed)
        }
    }

    /// The text from the next document on; nil for the last.
    private var rest: SourceText? {
        guard furtherDocument != nil else { return nil }
        let layout = TextLayout(text)
        var start = tree.content.upperBound
        var next = layout.skipToContent(start)
        // What ends a document cannot begin a text.
        while layout.isLineStart(next), text.string(in: next..<min(next + 3, text.count)) == "..." {
            start = next + 3
            next = layout.skipToContent(start)
        }
        return start > 0 ? text.slice(start..<text.count) : nil
    }
}
