// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingConfig
import KuberingSystem
import KuberingWorkflows

/// The command `kubering check`.
struct Check: KuberingCommand {
    static let examples = [
        Example("check", "Look for everything that is wrong."),
        Example("check --fix --dry-run", "See what would be mended."),
        Example("check --warn-before 30d --rule expiring-client-certificate --strict", "For a monthly job."),
        Example("check -o json --ignore plain-text-secret", "For a program, without what is meant to be so."),
    ]
    static let configuration = configured(
        "check", "Find what is wrong with the kubeconfig, and mend it.",
        discussion: """
            Every finding has a place, a severity, the id of its rule, and what to do. Errors are what kubectl refuses or cannot \
            work with; they, and warnings with --strict, end with status 1. No cluster and no keyring is asked, and nothing is run.

            The man page lists the rules.
            """)
    static let manualSections = [
        ManualSection(
            title: "RULES",
            items: CheckRules.all.map { rule in
                (rule.id, "(\(rule.severity.rawValue)) \(rule.summary) \(rule.remedy)")
            })
    ]

    @Option(
        help: ArgumentHelp(
            "How long before its end a certificate is reported: 12h, 14d, 2w; without it what the settings say, else 14d.",
            valueName: "time"), transform: TimeSpan.parse)
    var warnBefore: TimeSpan?
    @Flag(help: "End with status 1 for warnings, too.")
    var strict = false
    @Flag(help: "Mend what has one right answer.")
    var fix = false
    @OptionGroup var rules: RuleSelection
    @Option(name: .shortAndLong, help: "text, json or yaml.")
    var output = ReportFormat.text
    @OptionGroup var kubeconfig: KubeconfigOptions
    @OptionGroup var dryRun: DryRunOption

    func validate() throws {
        if dryRun.dryRun, !fix { throw ValidationError("--dry-run needs --fix") }
        if dryRun.dryRun, output != .text { throw ValidationError("--dry-run prints a diff, and takes no --output") }
    }

    func run(_ world: World) throws {
        var options = CheckKubeconfig.Options()
        options.warnBefore = try TimeSpan.seconds(warnBefore, usual: .usual, world)
        options.only = Set(rules.rule)
        options.ignored = Set(rules.ignore)
        let location = kubeconfig.location(world)
        let workflow = CheckKubeconfig(
            location, options: options, world: world)
        var report: FindingReport
        if fix {
            let outcome = try workflow.fix(isDryRun: dryRun.dryRun)
            world.report(outcome.changes, isDryRun: dryRun.dryRun)
            let verb = dryRun.dryRun ? "Would fix" : "Fixed"
            for finding in outcome.fixed { world.say("\(verb): \(finding.message) [\(finding.rule)]") }
            report = FindingReport(findings: outcome.remaining, fixed: outcome.fixed)
        } else {
            report = FindingReport(findings: workflow.findings(), fixed: nil)
        }
        report.kubeconfig = kubeconfig.kubeconfig
        switch output {
        case .json: world.print(report.json, as: .json)
        case .yaml: world.print(report.json, as: .yaml)
        case .text:
            if !dryRun.dryRun { world.output.write(report.text(on: world.output)) }
            world.say(report.summary(location))
        }
        let worst = report.findings.map(\.severity).min()
        if worst == .error || (strict && worst == .warning) { throw ExitCode(ExitStatus.failed.rawValue) }
    }
}
