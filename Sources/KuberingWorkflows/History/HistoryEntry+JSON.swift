// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
import KuberingConfig
import KuberingSystem

/// The form of an entry's file: one JSON object, on one line.
extension HistoryEntry {
    var json: JSONValue {
        .object(present: [
            "time": .string(time.rfc3339),
            "command": .string(command),
            "entries": .array(
                entries.map {
                    .object(present: [
                        "kind": $0.kind.map { .string($0.rawValue) }, "name": .string($0.name),
                    ])
                }),
            "undone": undone.map(JSONValue.integer),
            "files": .array(files.map(\.json)),
        ])
    }

    /// Reads an entry back; nil for anything that was not written by ``json``.
    init?(number: Int, _ json: JSONValue) {
        guard let time = json["time"]?.string.flatMap(Date.init(rfc3339:)), let command = json["command"]?.string,
            let entries = json["entries"]?.array?.map(EditedEntry.init(json:)), !entries.contains(nil),
            let files = json["files"]?.array?.map(RecordedFile.init), !files.isEmpty, !files.contains(nil),
            case let undone = json["undone"]?.wholeNumber, undone != nil || json["undone"] == nil
        else { return nil }
        self.init(
            number: number, time: time, command: command, entries: entries.compactMap(\.self),
            undone: undone, files: files.compactMap(\.self))
    }
}

extension EditedEntry {
    fileprivate init?(json: JSONValue) {
        let kind = json["kind"]?.string
        guard let name = json["name"]?.string, kind == nil || kind.flatMap(EntryKind.init) != nil else { return nil }
        self.init(kind: kind.flatMap(EntryKind.init), name: name)
    }
}

extension RecordedFile {
    fileprivate var json: JSONValue {
        var members: [JSONValue.Member] = [.init("path", .string(path))]
        if let result {
            members += [.init("size", .integer(result.size)), .init("sha256", .string(result.sha256))]
        }
        switch inverse {
        case .splices(let splices): members.append(.init("splices", .array(splices.map(\.json))))
        case .removal: members.append(.init("isNew", true))
        case .withheld: members.append(.init("isWithheld", true))
        case .dropped: break
        }
        return .object(members)
    }

    fileprivate init?(_ json: JSONValue) {
        guard let path = json["path"]?.string, path.hasPrefix("/") else { return nil }
        var result: Fingerprint?
        if let digest = json["sha256"]?.string {
            guard let size = json["size"]?.wholeNumber else { return nil }
            result = Fingerprint(size: size, sha256: digest)
        }
        self.init(path: path, result: result, inverse: .dropped)
        if json["isNew"] == true {
            inverse = .removal
        } else if json["isWithheld"] == true {
            inverse = .withheld
        } else if let list = json["splices"]?.array {
            let splices = list.compactMap(RecordedSplice.init)
            // Places that overlap, or lie outside of the text, are not ours.
            var end = 0
            for splice in splices {
                guard splice.place.lowerBound >= end else { return nil }
                end = splice.place.upperBound
            }
            guard splices.count == list.count, end <= result?.size ?? 0 else { return nil }
            inverse = .splices(splices)
        }
    }
}

extension RecordedSplice {
    fileprivate var json: JSONValue {
        [
            "at": .integer(place.lowerBound), "size": .integer(place.count), "text": .string(text),
            "lines": .string(surroundings.own), "linesSize": .integer(surroundings.length),
            "column": .integer(surroundings.column),
            "before": .array(surroundings.before.map(JSONValue.string)),
            "after": .array(surroundings.after.map(JSONValue.string)),
        ]
    }

    fileprivate init?(_ json: JSONValue) {
        guard let start = json["at"]?.wholeNumber, let size = json["size"]?.wholeNumber,
            let text = json["text"]?.string, let own = json["lines"]?.string,
            let length = json["linesSize"]?.wholeNumber, let column = json["column"]?.wholeNumber,
            column <= start, column + size <= length || size == 0,
            let before = json["before"]?.array?.map(\.string), !before.contains(nil),
            let after = json["after"]?.array?.map(\.string), !after.contains(nil)
        else { return nil }
        self.init(
            place: start..<start + size, text: text,
            surroundings: LineSurroundings(
                own: own, length: length, column: column, before: before.compactMap(\.self),
                after: after.compactMap(\.self)))
    }
}

extension JSONValue {
    /// A number from 0 to what a file can have of bytes.
    fileprivate var wholeNumber: Int? {
        guard case .number(let digits) = self, let number = Int(digits), (0...KubeconfigFile.sizeLimit) ~= number else {
            return nil
        }
        return number
    }
}
