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
        var rest = text
        while true {
            let document = try YAMLDocument(parsing: rest, limits: limits)
            if document.root != nil { documents.append(document) }
            guard let next = document.rest else { return documents }
            rest = next
        }
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
        var rest = text
        while true {
            let document = try YAMLDocument(parsing: rest, limits: limits)
            guard let next = document.rest else { return parts + [document] }
            let own = rest.bytes(in: 0..<(rest.count - next.count))
            parts.append(try YAMLDocument(parsing: SourceText(own), limits: limits))
            rest = next
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
        return start > 0 ? SourceText(text.bytes(in: start..<text.count)) : nil
    }
}
