// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingRegistry
import KuberingSystem
import KuberingWorkflows
import KuberingYAML

/// What a registry said about a credential.
struct RegistryReport {
    let server: String
    let username: String
    let answer: RegistryAnswer

    /// Asks the registry.
    init(
        of credential: RegistryCredential, image: String?, _ access: RegistryAccess, _ world: World
    ) throws {
        server = RegistryKey.redacted(credential.server)
        username = credential.username
        let answer = try VerifyCredential(access).answer(for: credential, image: image)
        if case .rejected = answer, let end = RegistryToken(credential).notAfter, end < world.now() {
            self.answer = .rejected(reason: "it has expired at \(end.rfc3339)")
        } else {
            self.answer = answer
        }
    }

    /// One line without the final period.
    var text: String {
        "Registry \(OutsideText.escaped(server)): user \(OutsideText.escaped(username)): \(answer.description)"
    }

    /// The object of JSON output.
    var json: JSONValue {
        [
            "server": .string(server), "username": .string(username), "answer": .string(answer.name),
            "description": .string(answer.description),
        ]
    }

    /// What the process ends with.
    var status: ExitStatus {
        switch answer {
        case .works, .cannotTell: .done
        case .worksButNotFor, .rejected: .failed
        case .worksWithoutImage: .notFound
        case .unreachable: .unreachable
        }
    }

    /// Prints what was learned, and ends the command with the worst of it.
    ///
    /// - Parameters:
    ///   - reports: In order.
    ///   - problems: Why others were not asked, for JSON output; empty leaves them out.
    ///   - format: How it is printed.
    ///   - world: The world.
    /// - Throws: `ExitCode` when one of the answers is a bad one.
    static func print(
        _ reports: [RegistryReport], problems: [JSONValue] = [], as format: ReportFormat, _ world: World
    ) throws {
        switch format {
        case .text: for report in reports { world.output.writeLine(report.text) }
        case .json, .yaml:
            let document = JSONValue.object(present: [
                "registries": .array(reports.map(\.json)), "problems": problems.isEmpty ? nil : .array(problems),
            ])
            world.print(document, as: format == .yaml ? .yaml : .json)
        }
        let statuses = reports.map(\.status)
        for status in [ExitStatus.failed, .unreachable, .notFound] where statuses.contains(status) {
            throw ExitCode(status.rawValue)
        }
    }

    /// Ends the command unless the registry takes the credential or cannot tell.
    static func require(
        _ credential: RegistryCredential, _ access: RegistryAccess, _ world: World
    ) throws {
        let report = try RegistryReport(of: credential, image: nil, access, world)
        guard report.status == .done else {
            throw VerificationFailure(report: report)
        }
        if case .cannotTell = report.answer { world.warn(report.text) }
    }

    /// Ends the command when a registry rejects its credential; warns when it cannot be asked.
    static func refuseRejected(
        _ credentials: [RegistryCredential], _ access: RegistryAccess, _ world: World
    ) throws {
        for credential in credentials {
            let report = try RegistryReport(of: credential, image: nil, access, world)
            switch report.answer {
            case .works, .worksButNotFor, .worksWithoutImage: break
            case .rejected: throw VerificationFailure(report: report)
            case .cannotTell, .unreachable: world.warn("\(report.text); the secret is made all the same")
            }
        }
    }

    /// Says when a credential ends by itself within about a day.
    static func warnOfShortLife(_ credential: RegistryCredential, _ world: World) {
        let token = RegistryToken(credential)
        guard token.isShortLived(at: world.now()) else { return }
        let end =
            token.notAfter.map { $0 < world.now() ? "has ended at \($0.rfc3339)" : "ends at \($0.rfc3339)" }
            ?? "lives \(token.lifetime ?? "shortly")"
        world.warn(
            "the password for registry \(OutsideText.escaped(credential.server)) is \(token.kind ?? "a token") and \(end): "
                + "pods cannot pull with it after that")
    }
}

/// A credential that its registry did not take.
struct VerificationFailure: UserFacingError {
    let report: RegistryReport

    var exitStatus: ExitStatus { report.status }
    var description: String {
        "registry \(OutsideText.quoted(report.server)), user \(OutsideText.quoted(report.username)): "
            + "\(report.answer.description); to go on all the same, say --no-verify"
    }
}
