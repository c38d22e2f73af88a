// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSecrets
import KuberingSystem

import struct FoundationEssentials.Date

/// What has come into being in the new places, while the kubeconfig still names the old ones.
struct MoveArrivals {
    private let store: (any CredentialStore)?
    private let items: NewCredentials?
    private let now: Date
    private var files: [NewFiles] = []

    init(_ destination: MoveCredentials.Destination, _ index: CredentialIndex, now: Date) {
        if case .store(let store) = destination { self.store = store } else { store = nil }
        items = store.map { NewCredentials(in: $0, index) }
        self.now = now
    }

    /// Refuses to write over files.
    func check(_ moves: [UserMove]) throws {
        for case .files(let files) in moves.map(\.arrival) { try NewFiles.check(files.map(\.path)) }
    }

    /// Writes one to its new place, and reads it back.
    mutating func add(_ move: UserMove) throws {
        switch move.arrival {
        case .fields: return
        case .files(let new):
            files.append(try NewFiles(new.map { .init($0.path, $0.contents) }))
            for (path, contents) in new {
                guard try FileSnapshot.readPrivateSecret(path, limit: contents.count).hasSameBytes(as: contents) else {
                    throw FileError(.write, path, .other("it did not read back as it was written"))
                }
            }
        case .item(let item, let id, let facts, let request):
            guard let store, let items else { return }
            try items.add(item, id: id, user: move.place.name, facts)
            let kept = try GetCredential.credential(id, from: store, for: request)
            let answer = try ExecCredentialAnswer.text(for: kept, id: id, request: request, now: now)
            let expected = try ExecCredentialAnswer.text(for: item, id: id, request: request, now: now)
            guard answer.hasSameBytes(as: expected) else {
                throw WorkflowError.doesNotFit(
                    move.place,
                    "got another credential back from \(store.name.rawValue) than was put in; nothing was changed")
            }
        }
    }

    /// Notes that the kubeconfig names the new places.
    func finish() {
        // That the list does not know it yet is no reason to fail.
        try? items?.finish()
    }

    /// Removes everything again.
    func takeBack(after failure: any Error) throws {
        for file in files { file.takeBack() }
        try items?.takeBack(after: failure)
    }
}
