// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import FoundationEssentials
import KuberingConfig
import KuberingSystem
import KuberingWorkflows
import KuberingYAML

/// The command `kubering certificate list`.
struct CertificateList: KuberingCommand {
    static let examples = [
        Example("certificate list", "When the certificates of all users and clusters end, the next first."),
        Example(
            "certificate list --files-only /etc/kubernetes",
            "Those of a control plane, as kubeadm names them; run as root."),
        Example(
            "certificate list --files-only /etc/kubernetes/manifests/kube-apiserver.yaml",
            "Those that the flags of the API server name."),
        Example("certificate list --ledger", "What certificate sign has signed here."),
        Example("certificate list --warn-before 60d -o name", "The names of those that end within 60 days, for cron."),
    ]
    static let configuration = configured(
        "list", "List when certificates end.",
        discussion: """
            Lists the certificates of every user and the authorities of every cluster in the kubeconfig, what is stored, and the \
            files and folders named: PEM, DER, kubeconfigs, manifests, static pods, and the folder of kubeadm, with the facts of \
            kubeadm certs check-expiration. Nothing is unlocked. Ends with status 1 when something has ended or will within \
            --warn-before, or cannot be read.
            """)

    @Argument(
        help: ArgumentHelp("Files and folders to look at as well.", valueName: "path"), completion: .file())
    var paths: [String] = []
    @Flag(help: "Look only at the files and folders named.")
    var filesOnly = false
    @Flag(help: "List what certificate sign has signed instead; ended certificates are no reason for status 1.")
    var ledger = false
    @OptionGroup var ledgerOption: LedgerOption
    @Option(
        help:
            "Report certificates that end within this time, as in 36h or 2w; without it what the settings say, else 30d.",
        transform: TimeSpan.parse)
    var warnBefore: TimeSpan?
    @Option(
        name: [.customShort("o", allowingJoined: true), .long],
        help: "text, json, yaml or name (of those that are due).")
    var output = OutputFormat.text
    @OptionGroup var kubeconfig: KubeconfigOptions

    func validate() throws {
        if ledger, filesOnly || !paths.isEmpty { throw ValidationError("--ledger lists no files") }
        if filesOnly, paths.isEmpty { throw ValidationError("--files-only needs a file or folder") }
    }

    func run(_ world: World) throws {
        if ledger {
            return try LedgerTable(now: world.now()).print(try ledgerOption.ledger(world), as: output, world)
        }
        let (now, warnBefore) = (world.now(), try TimeSpan.seconds(warnBefore, usual: .month, world))
        let list = ListExpiries(world)
        var rows = filesOnly ? [] : try list.kubeconfig(try world.load(kubeconfig.location(world)))
        for path in paths { rows += try list.path(path) }
        rows = Self.sorted(rows)
        let due = rows.filter { [.due, .expired, .unreadable].contains($0.state(now: now, warnBefore: warnBefore)) }
        switch output {
        case .text:
            world.output.write(ExpiryTable(now: now, warnBefore: warnBefore).text(of: rows, on: world.output))
        case .name: world.output.write(due.map { OutsideText.escaped($0.name) + "\n" }.joined())
        case .json, .yaml:
            let document = JSONValue.object([
                .init("certificates", .array(rows.map { $0.json(now: now, warnBefore: warnBefore) }))
            ])
            world.print(document, as: output == .yaml ? .yaml : .json)
        }
        if output == .text {
            for row in rows {
                if let problem = row.problem, !row.isMissing {
                    world.warn("\(OutsideText.escaped(row.name)): \(problem)")
                }
            }
        }
        if !due.isEmpty { throw ExitCode(ExitStatus.failed.rawValue) }
    }

    /// The next to end first; what cannot be read before all, as nobody knows when it ends, and what is missing last.
    private static func sorted(_ rows: [CertificateExpiry]) -> [CertificateExpiry] {
        func end(_ row: CertificateExpiry) -> Date {
            row.notAfter ?? (row.isMissing ? .distantFuture : .distantPast)
        }
        return rows.enumerated().sorted { left, right in
            let (one, other) = (end(left.element), end(right.element))
            return one == other ? left.offset < right.offset : one < other
        }.map(\.element)
    }
}
