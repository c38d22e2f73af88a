// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingWorkflows

/// The man page of the settings, section 5.
enum SettingsPage {
    /// The page's name.
    static let name = "kubering-config"

    /// The whole page.
    static var text: String {
        let keys = SettingKey.allCases
        return ManualText.beginning(name, 5, "File Formats", "settings of kubering") + """
            .SH SYNOPSIS
            \(ManualText.italic("$XDG_CONFIG_HOME/kubering/config.yaml"))
            .SH DESCRIPTION
            \(ManualText.paragraphs(description)).SH SETTINGS
            \(keys.map { ManualText.item(ManualText.bold($0.rawValue), $0.meaning) }.joined()).SH EXAMPLES
            .nf
            \(keys.map { ManualText.escaped($0.example) + "\n" }.joined()).fi
            \(ManualSections.settings.map(\.text).joined()).SH SEE ALSO
            \(ManualText.bold("kubering"))(1)

            """
    }

    private static let description = """
        What is settled once, in YAML. Every setting may be missing, and so may the file. What is said on the command line goes \
        before it. A key that does not exist, or a value that cannot be, is an error with its line and column.

        The file is read by the commands that need a setting, each time; kubering current does not.
        """
}
