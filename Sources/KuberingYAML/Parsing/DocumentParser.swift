// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import CLibYAML

/// Reads the first document of a text into a tree.
struct DocumentParser {
    let text: SourceText
    let limits: YAMLLimits

    init(_ text: SourceText, limits: YAMLLimits) {
        self.text = text
        self.limits = limits
    }

    /// The tree of the text's first document.
    ///
    /// The parts of a large text are read at the same time, and long runs of base64 are left out at first. Whenever that
    /// could make a difference, an error included, the text is read again as it is.
    ///
    /// - Returns: The tree; without nodes when there is nothing but comments.
    /// - Throws: ``YAMLError``.
    func parse() throws(YAMLError) -> NodeTree {
        guard text.count <= limits.size else {
            throw YAMLError(.tooLarge, "\(text.count) bytes are more than the limit of \(limits.size)")
        }
        try refuseUTF16()
        if let tree = parseInParts() { return tree }
        return try parseWhole(isReduced: true)
    }

    private func parseWhole(isReduced: Bool) throws(YAMLError) -> NodeTree {
        do throws(ParseStop) {
            return try parse(TextPart(whole: text), isReduced: isReduced)
        } catch {
            switch error {
            case .readAgain: return try parseWhole(isReduced: false)
            case .failed(let error): throw error
            case .stopped(let problem):
                if let tree = firstDocument(before: problem) { return tree }
                throw describe(problem)
            }
        }
    }

    /// The tree of the first document of a part.
    func parse(_ part: TextPart, isReduced: Bool) throws(ParseStop) -> NodeTree {
        try ParserInput.with(part, of: text, isReduced: isReduced) { (input, bytes) throws(ParseStop) in
            do throws(ParseStop) {
                return try parse(bytes, input)
            } catch {
                // Without the left out runs the text would perhaps be read differently.
                throw input.cuts.isEmpty ? error : .readAgain
            }
        }
    }

    private func refuseUTF16() throws(YAMLError) {
        switch (text.byte(at: 0), text.byte(at: 1)) {
        case (0xFE, 0xFF), (0xFF, 0xFE):
            throw YAMLError(.encoding, "it is written in UTF-16; convert it to UTF-8 with iconv")
        default: break
        }
    }

    /// The tree of the first document, when what libyaml complains about belongs to a later one.
    ///
    /// It decodes ahead of what it parses. The document must end before the line with the problem, by a marker.
    private func firstDocument(before problem: ParserProblem) -> NodeTree? {
        guard problem.kind == .reader, case .byte(let offset)? = problem.place else { return nil }
        let end = TextLayout(text).lineStart(text.byteOrderMarkLength + offset)
        return ParserInput.with(TextPart(whole: text), of: text, isReduced: false) { input, bytes in
            let prefix = UnsafeBufferPointer(rebasing: bytes.prefix(end - input.start))
            // Any other problem is not the one to report.
            guard let tree = try? parse(prefix, input), tree.content.upperBound < end else { return nil }
            return tree
        }
    }

    private func parse(_ bytes: UnsafeBufferPointer<UInt8>, _ input: ParserInput) throws(ParseStop) -> NodeTree {
        var builder = TreeBuilder(text, bytes, input, limits)
        guard !bytes.isEmpty else { return builder.finish() }
        let reader: EventReader
        do throws(YAMLError) { reader = try EventReader(bytes) } catch { throw .failed(error) }
        while true {
            guard let event = reader.next() else { throw .stopped(reader.problem) }
            guard try builder.take(event) else { return builder.finish() }
        }
    }

    /// The error for what libyaml found in the unreduced text.
    private func describe(_ problem: ParserProblem) -> YAMLError {
        let offset: Int? =
            switch problem.place {
            case .byte(let offset): text.byteOrderMarkLength + offset
            case .character(let index): offset(ofCharacter: index)
            case nil: nil
            }
        let position = offset.map { LineIndex(text).position(of: $0) }
        switch problem.kind {
        case .memory: return YAMLError(.tooLarge, problem.text)
        case .reader where problem.text.contains("control characters"):
            return YAMLError(.syntax, "a control character, which YAML forbids", at: position)
        case .reader: return YAMLError(.encoding, "not UTF-8 (\(problem.text))", at: position)
        case .syntax:
            if let offset, text.byte(at: offset) == UInt8(ascii: "\t") {
                return YAMLError(.syntax, "a tab, which YAML does not take for indentation; use spaces", at: position)
            }
            let context = problem.context.map { " \($0)" } ?? ""
            return YAMLError(.syntax, problem.text + context, at: position)
        }
    }

    private func offset(ofCharacter index: Int) -> Int {
        var offset = text.byteOrderMarkLength
        var left = index
        while left > 0, offset < text.count {
            offset += 1
            while let byte = text.byte(at: offset), byte & 0xC0 == 0x80 { offset += 1 }
            left -= 1
        }
        return offset
    }
}

/// Why a tree could not be built.
enum ParseStop: Error {
    /// The left out runs could make a difference.
    case readAgain
    case stopped(ParserProblem)
    case failed(YAMLError)
}
