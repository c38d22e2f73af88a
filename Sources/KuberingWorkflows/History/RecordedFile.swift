// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingCertificates
import KuberingConfig
import KuberingSystem
import KuberingYAML

/// What a change made of one file, and how to take that back.
struct RecordedFile: Hashable {
    /// A text by its length and digest.
    struct Fingerprint: Hashable {
        let size: Int
        let sha256: String

        init(size: Int, sha256: String) {
            self.size = size
            self.sha256 = sha256
        }

        init(_ text: SourceText) {
            size = text.count
            sha256 = SHA256Digest.hex { update in text.forEachSegment { update($0) } }
        }

        func matches(_ text: SourceText) -> Bool { text.count == size && Fingerprint(text) == self }
    }

    /// How the change is taken back.
    enum Inverse: Hashable {
        /// These places get their old text again.
        case splices([RecordedSplice])
        /// The file was made, and is removed.
        case removal
        /// It cannot be: too much was removed to keep it.
        case dropped
        /// It cannot be: a credential was moved, of which the history keeps nothing.
        case withheld
    }

    /// The way back in a file as it is now.
    struct Reversal {
        /// What is done to the file.
        enum Change {
            /// Places get other bytes.
            case splices([Splice])
            /// The file goes.
            case removal
        }

        let change: Change
        /// Whether the file is as the change left it.
        let isExact: Bool
    }

    /// The path with all links followed.
    let path: String
    /// The text after the change; nil when the file was removed.
    let result: Fingerprint?
    /// How it is taken back.
    var inverse: Inverse

    init(path: String, result: Fingerprint?, inverse: Inverse) {
        self.path = path
        self.result = result
        self.inverse = inverse
    }

    /// Keeps the way back from a change that has been written.
    ///
    /// - Parameters:
    ///   - change: What was written.
    ///   - reason: Why only the fact is kept; nil keeps the way back.
    init(_ change: FileChange, onlyFactFor reason: Inverse?) {
        path = Self.realPath(change.absolutePath)
        result = change.isRemoval ? nil : Fingerprint(change.after)
        if let reason {
            inverse = reason
        } else if change.isCreation {
            inverse = .removal
        } else {
            let splices = change.inverse.map { RecordedSplice($0, in: change.after) }
            inverse = splices.contains(nil) ? .dropped : .splices(splices.compactMap(\.self))
        }
    }

    /// The path by which a file is known, whichever link leads to it.
    static func realPath(_ path: String) -> String {
        // A path that cannot be followed is the path of no file that was changed.
        if FileSnapshot.exists(path), let real = try? AtomicReplacement.followLinks(path) { return real }
        let folder = LexicalPath.directory(of: path)
        return ((try? AtomicReplacement.followLinks(folder)) ?? folder) + "/" + LexicalPath.lastComponent(path)
    }

    /// Finds the way back in the file as it is now.
    ///
    /// - Parameter text: The file's text; nil when there is no file.
    /// - Returns: What takes the change back, or why it cannot be.
    func reversal(in text: SourceText?) -> Result<Reversal, Obstacle> {
        guard let text else {
            guard result == nil else { return .failure(.isGone) }
            guard case .splices(let splices) = inverse else {
                return .failure(inverse == .withheld ? .withheld : .dropped)
            }
            return .success(Reversal(change: .splices(splices.map { Splice($0.place, $0.text) }), isExact: true))
        }
        guard let result else { return .failure(.isThere) }
        switch inverse {
        case .dropped: return .failure(.dropped)
        case .withheld: return .failure(.withheld)
        case .removal:
            guard result.matches(text) else { return .failure(.isChanged) }
            return .success(Reversal(change: .removal, isExact: true))
        case .splices(let splices):
            if result.matches(text) {
                return .success(Reversal(change: .splices(splices.map { Splice($0.place, $0.text) }), isExact: true))
            }
            return Self.found(splices, in: text).map { Reversal(change: .splices($0), isExact: false) }
        }
    }

    /// The places in a text that was changed elsewhere.
    private static func found(_ splices: [RecordedSplice], in text: SourceText) -> Result<[Splice], Obstacle> {
        var found: [Splice] = []
        for splice in splices {
            let place = splice.surroundings.place(in: text, size: splice.place.count, hint: splice.place.lowerBound)
            guard let place, place.lowerBound >= found.last?.range.upperBound ?? 0 else {
                return .failure(.isChangedNear(offset: splice.place.lowerBound))
            }
            found.append(Splice(place, splice.text))
        }
        return .success(found)
    }

    /// Why a change cannot be taken back in a file.
    enum Obstacle: Error, Hashable {
        /// The place looks different now, or cannot be told from another one.
        case isChangedNear(offset: Int)
        /// The place was found, but it belongs to entries that the change was not about.
        case hasOtherEntries
        /// The file that was made is not as it was made.
        case isChanged
        /// The file that was removed is there again.
        case isThere
        /// The file is not there.
        case isGone
        /// The old text was not kept.
        case dropped
        /// A credential was moved.
        case withheld
        /// The old text was no kubeconfig, for this reason.
        case wasNoKubeconfig(String)

        /// The same in a few words, for a list.
        var inShort: String {
            switch self {
            case .isChangedNear, .hasOtherEntries, .isChanged: "changed since"
            case .isThere: "there again"
            case .isGone: "file gone"
            case .dropped: "too large"
            case .withheld: "moved a credential"
            case .wasNoKubeconfig: "no kubeconfig before"
            }
        }
    }
}
