// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import CLibYAML

/// Owns a libyaml parser and its current event.
///
/// The parser keeps its own address, hence the heap. The current event is deleted when the next one is asked for, and
/// with the reader.
final class EventReader {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let event: UnsafeMutablePointer<yaml_event_t>

    /// A reader of bytes in UTF-8, which must outlive it and must not be empty.
    ///
    /// - Parameter bytes: The input, without a byte-order mark.
    /// - Throws: ``YAMLError`` when there is not enough memory.
    init(_ bytes: UnsafeBufferPointer<UInt8>) throws(YAMLError) {
        parser = .allocate(capacity: 1)
        event = .allocate(capacity: 1)
        event.initialize(to: yaml_event_t())
        guard yaml_parser_initialize(parser) == 1 else {
            parser.deallocate()
            event.deallocate()
            throw YAMLError(.tooLarge, "there is not enough memory to read it")
        }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
    }

    deinit {
        yaml_event_delete(event)
        yaml_parser_delete(parser)
        event.deallocate()
        parser.deallocate()
    }

    /// Reads the next event.
    ///
    /// - Returns: The event, valid until the next call; nil when the text is not YAML, see ``problem``.
    func next() -> UnsafePointer<yaml_event_t>? {
        yaml_event_delete(event)
        guard yaml_parser_parse(parser, event) == 1 else { return nil }
        return UnsafePointer(event)
    }

    /// Why ``next()`` returned nil.
    var problem: ParserProblem {
        let text = parser.pointee.problem.map { String(cString: $0) } ?? "not YAML"
        let context = parser.pointee.context.map { String(cString: $0) }
        switch parser.pointee.error {
        case YAML_READER_ERROR:
            return ParserProblem(kind: .reader, text: text, context: nil, place: .byte(parser.pointee.problem_offset))
        case YAML_MEMORY_ERROR:
            return ParserProblem(kind: .memory, text: "there is not enough memory to read it", context: nil, place: nil)
        default:
            return ParserProblem(
                kind: .syntax, text: text, context: context, place: .character(parser.pointee.problem_mark.index))
        }
    }
}

/// What libyaml says about a text that is not YAML.
struct ParserProblem {
    /// Which part of libyaml complains.
    enum Kind { case reader, syntax, memory }
    /// A place in the input.
    enum Place {
        case byte(Int)
        case character(Int)
    }

    let kind: Kind
    let text: String
    let context: String?
    let place: Place?
}
