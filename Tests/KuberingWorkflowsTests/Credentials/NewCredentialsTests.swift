// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
import KuberingSystem
import KuberingTestSupport
import Synchronization
import Testing

@testable import KuberingSecrets
@testable import KuberingWorkflows

/// What is stored for a kubeconfig that is not written after all.
@Suite("Credentials that are taken back")
struct NewCredentialsTests {
    let folder: TestFolder
    let index: CredentialIndex

    init() throws {
        folder = try TestFolder()
        index = CredentialIndex(XDGDirectories(environment: ["HOME": folder.path]))
    }

    /// The keyring stores the second one, and does not answer any more when it is read back.
    @Test("a save that failed may have stored something all the same")
    func failedSave() throws {
        let store = FailingStore(afterSaving: 2)
        let new = NewCredentials(in: store, index)
        #expect(throws: FailingStore.hung) { for number in 1...3 { try add(number, to: new) } }
        #expect(store.ids == [Self.id(1), Self.id(2)])
        try new.takeBack(after: FailingStore.hung)
        #expect(store.ids == [])
        #expect(try index.entries(with: nil) == [])
    }

    @Test("one that cannot be removed stays on the list, and the others go")
    func failedRemoval() throws {
        let store = FailingStore(afterSaving: 3, keeping: [Self.id(1), Self.id(3)])
        let new = NewCredentials(in: store, index)
        #expect(throws: FailingStore.hung) { for number in 1...3 { try add(number, to: new) } }
        let error = #expect(throws: WorkflowError.self) { try new.takeBack(after: FailingStore.hung) }
        let (first, last) = (Self.id(1).description, Self.id(3).description)
        #expect(
            error?.description
                == "\(FailingStore.hung); and the credential \(first) may be left in secret-service (\(FailingStore.locked)): "
                + "remove it with: kubering credential remove \(first); and the credential \(last) may be left in secret-service "
                + "(\(FailingStore.locked)): remove it with: kubering credential remove \(last)")
        #expect(error?.exitStatus == .timedOut)
        #expect(store.ids == [Self.id(1), Self.id(3)])
        let entries = try index.entries(with: nil)
        #expect(entries.map(\.facts.id) == [first, last])
        #expect(entries.map(\.isUnfinished) == [true, true])
    }

    private static func id(_ number: UInt8) -> CredentialID {
        CredentialID { [UInt8](repeating: number, count: $0) }
    }

    private func add(_ number: Int, to new: NewCredentials) throws {
        let id = Self.id(UInt8(number))
        let credential = StoredCredential(
            content: .token(SecretBytes(utf8: "x")), binding: CredentialBinding(server: "", caFingerprint: nil),
            label: "jane", notAfter: nil, created: Date(timeIntervalSince1970: 0))
        let facts = CredentialFacts(id: id.description, store: StoreName.secretService.rawValue, kind: "token")
        try new.add(credential, id: id, user: "jane", facts)
    }
}

/// A keyring that hangs once it has stored so many, and does not let go of some.
private final class FailingStore: CredentialStore {
    static let hung = SecretsError.timedOut(milliseconds: 3_000)
    static let locked = SecretsError.storeLocked()

    let name = StoreName.secretService
    private let limit: Int
    private let kept: [CredentialID]
    private let stored = Mutex<[CredentialID]>([])

    init(afterSaving limit: Int, keeping kept: [CredentialID] = []) {
        self.limit = limit
        self.kept = kept
    }

    var ids: [CredentialID] { stored.withLock { $0 } }

    func state() -> StoreState { .usable }

    func prepare(for access: StoreAccess) {}

    func save(_ credential: StoredCredential, id: CredentialID) throws(SecretsError) {
        let count = stored.withLock { stored in
            stored.append(id)
            return stored.count
        }
        if count >= limit { throw Self.hung }
    }

    func read(_ id: CredentialID) throws(SecretsError) -> StoredCredential { throw .credentialNotFound(id) }

    func remove(_ id: CredentialID) throws(SecretsError) {
        if kept.contains(id) { throw Self.locked }
        let wasThere = stored.withLock { stored in
            defer { stored.removeAll { $0 == id } }
            return stored.contains(id)
        }
        if !wasThere { throw .credentialNotFound(id) }
    }

    func identifiers() -> [CredentialID] { ids }
}
