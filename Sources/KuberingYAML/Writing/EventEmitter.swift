// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import CLibYAML

/// Owns a libyaml emitter that writes one document into memory.
///
/// The emitter keeps pointers to itself, hence the heap.
final class EventEmitter {
    private let emitter: UnsafeMutablePointer<yaml_emitter_t>
    private let output: UnsafeMutablePointer<[UInt8]>

    /// An emitter set up as go-yaml sets up its own: two columns, lines of 80, all of Unicode.
    init() {
        emitter = .allocate(capacity: 1)
        output = .allocate(capacity: 1)
        output.initialize(to: [])
        // Like any allocation of Swift's, this only fails when there is no memory left.
        guard yaml_emitter_initialize(emitter) == 1 else { fatalError("out of memory for a YAML emitter") }
        yaml_emitter_set_output(
            emitter,
            { target, bytes, count in
                guard let target, let bytes else { return 0 }
                target.assumingMemoryBound(to: [UInt8].self).pointee
                    .append(contentsOf: UnsafeBufferPointer(start: bytes, count: count))
                return 1
            }, output)
        yaml_emitter_set_unicode(emitter, 1)
        yaml_emitter_set_width(emitter, 80)
        yaml_emitter_set_indent(emitter, 2)
    }

    deinit {
        yaml_emitter_delete(emitter)
        emitter.deallocate()
        output.deinitialize(count: 1)
        output.deallocate()
    }

    /// Writes a document without markers.
    ///
    /// The document's end is never announced: libyaml would write `...` where a block scalar ends in blank lines.
    ///
    /// - Parameter content: Writes the one root node.
    /// - Returns: The text, with a final line break.
    func document(_ content: () -> Void) -> String {
        emit { yaml_stream_start_event_initialize($0, YAML_UTF8_ENCODING) }
        emit { yaml_document_start_event_initialize($0, nil, nil, nil, 1) }
        content()
        yaml_emitter_flush(emitter)
        let isComplete = output.pointee.last == UInt8(ascii: "\n")
        return String(decoding: output.pointee, as: UTF8.self) + (isComplete ? "" : "\n")
    }

    /// Writes a scalar, in this style if the emitter finds it possible.
    func scalar(_ text: String, _ style: yaml_scalar_style_t) {
        var text = text
        text.withUTF8 { bytes in
            // A length of zero needs no bytes, but the emitter wants an address.
            let count = Int32(clamping: bytes.count)
            withUnsafePointer(to: 0) { nothing in
                emit { event in
                    yaml_scalar_event_initialize(
                        event, nil, nil, bytes.baseAddress ?? nothing, count, 1, 1, style)
                }
            }
        }
    }

    /// Writes a list; `content` writes its items.
    func sequence(isEmpty: Bool, _ content: () -> Void) {
        let style = isEmpty ? YAML_FLOW_SEQUENCE_STYLE : YAML_BLOCK_SEQUENCE_STYLE
        emit { yaml_sequence_start_event_initialize($0, nil, nil, 1, style) }
        content()
        emit { yaml_sequence_end_event_initialize($0) }
    }

    /// Writes a mapping; `content` writes keys and values in turn.
    func mapping(isEmpty: Bool, _ content: () -> Void) {
        let style = isEmpty ? YAML_FLOW_MAPPING_STYLE : YAML_BLOCK_MAPPING_STYLE
        emit { yaml_mapping_start_event_initialize($0, nil, nil, 1, style) }
        content()
        emit { yaml_mapping_end_event_initialize($0) }
    }

    /// Hands an event over; the emitter owns and deletes it.
    private func emit(_ initialize: (UnsafeMutablePointer<yaml_event_t>) -> Int32) {
        var event = yaml_event_t()
        // The events are balanced and their text is UTF-8, so only memory can be missing.
        guard initialize(&event) == 1, yaml_emitter_emit(emitter, &event) == 1 else {
            fatalError("libyaml refused an event")
        }
    }
}
