// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSecrets
import KuberingSystem

/// Which credentials are moved, and which stay.
struct MovePlan {
    private(set) var moves: [UserMove] = []
    private(set) var kept: [MoveCredentials.Kept] = []

    /// Nothing is moved.
    init() {}

    init(
        of users: MoveCredentials.Users, to destination: MoveCredentials.Destination, in config: Kubeconfig,
        _ reader: UserCredentialReader, _ world: World
    ) throws {
        let words: [String]
        switch users {
        case .all: words = []
        case .named(let names): words = names
        }
        let places =
            switch users {
            case .all: config.entries(.user).map { EntryPlace(file: $0.file, kind: .user, name: $0.entry.name) }
            case .named: try EntrySelection(.user, words).places(in: config)
            }
        for place in places {
            do {
                let credential = try reader.credential(of: place, in: config)
                if credential.place.isAlready(destination) {
                    let user = OutsideText.quoted(place.name)
                    kept.append(.init(reason: "the credential of user \(user) is there already", isProblem: false))
                } else {
                    moves.append(try UserMove(of: place, credential, to: destination, in: config, world))
                }
            } catch {
                let isNamed = words.contains { $0.isExactly(place.name) }
                if isNamed { throw error }
                let isProblem = (error as? WorkflowError)?.code != .nothingToMove
                let user = "user \(OutsideText.quoted(place.name))"
                let reason = "\(error)"
                kept.append(
                    .init(reason: reason.hasPrefix(user) ? reason : "\(user): \(reason)", isProblem: isProblem))
            }
        }
    }
}

extension UserCredential.Place {
    /// Whether it is such a place.
    fileprivate func isAlready(_ destination: MoveCredentials.Destination) -> Bool {
        switch (self, destination) {
        case (.store(_, _, let name), .store(let store)): name == store.name
        case (.fields(let files), .embedded): files.certificate == nil && files.key == nil && files.token == nil
        case (.fields(let files), .files):
            files.token != nil || (files.certificate != nil && files.key != nil)
        default: false
        }
    }
}
