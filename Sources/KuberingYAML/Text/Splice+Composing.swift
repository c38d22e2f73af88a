// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

extension Splice {
    /// Splices that do at once what two lists do one after the other.
    ///
    /// - Parameters:
    ///   - first: What was done to a text: sorted, not overlapping.
    ///   - second: What was done to the patched text: likewise.
    ///   - length: How many bytes the text before both has.
    /// - Returns: Sorted splices of the text before, which do not touch.
    public static func composed(_ first: [Splice], _ second: [Splice], length: Int) -> [Splice] {
        if first.isEmpty { return second }
        var rest = Pieces(of: length, patchedBy: first)
        var result = Pieces()
        var offset = 0
        for splice in second {
            result.append(rest.removeFirst(splice.range.lowerBound - offset))
            result.append(.new(splice.replacement))
            _ = rest.removeFirst(splice.range.count)
            offset = splice.range.upperBound
        }
        result.append(rest)
        return result.splices(of: length)
    }
}

/// A patched text as what is kept of the text before and what is new.
private struct Pieces {
    enum Piece {
        case kept(Range<Int>)
        case new([UInt8])

        var count: Int {
            switch self {
            case .kept(let range): range.count
            case .new(let bytes): bytes.count
            }
        }

        /// The piece in two.
        func split(at offset: Int) -> (Piece, Piece) {
            switch self {
            case .kept(let range):
                let middle = range.lowerBound + offset
                return (.kept(range.lowerBound..<middle), .kept(middle..<range.upperBound))
            case .new(let bytes): return (.new(Array(bytes.prefix(offset))), .new(Array(bytes.dropFirst(offset))))
            }
        }
    }

    private var pieces: ArraySlice<Piece> = []

    init() {}

    init(of length: Int, patchedBy splices: [Splice]) {
        var offset = 0
        for splice in splices {
            append(.kept(offset..<splice.range.lowerBound))
            append(.new(splice.replacement))
            offset = splice.range.upperBound
        }
        append(.kept(offset..<length))
    }

    mutating func append(_ piece: Piece) {
        if piece.count > 0 { pieces.append(piece) }
    }

    mutating func append(_ other: Pieces) {
        pieces += other.pieces
    }

    /// Takes the first `count` bytes off.
    mutating func removeFirst(_ count: Int) -> Pieces {
        var taken = Pieces()
        var missing = count
        while missing > 0, let piece = pieces.first {
            guard piece.count > missing else {
                taken.append(pieces.removeFirst())
                missing -= piece.count
                continue
            }
            let (head, tail) = piece.split(at: missing)
            taken.append(head)
            pieces[pieces.startIndex] = tail
            missing = 0
        }
        return taken
    }

    /// What turns a text of that length into this one.
    func splices(of length: Int) -> [Splice] {
        var splices: [Splice] = []
        var (offset, replacement) = (0, [UInt8]())
        for piece in pieces + [.kept(length..<length)] {
            switch piece {
            case .new(let bytes): replacement += bytes
            case .kept(let range):
                if range.lowerBound > offset || !replacement.isEmpty {
                    splices.append(Splice(range: offset..<range.lowerBound, replacement: replacement))
                    replacement = []
                }
                offset = range.upperBound
            }
        }
        return splices
    }
}
