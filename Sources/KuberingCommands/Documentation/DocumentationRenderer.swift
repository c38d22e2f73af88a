// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
public import KuberingSystem

/// The checked-in files that are made from the command definitions: man pages and completion scripts.
public enum DocumentationRenderer {
    /// Writes the files below the folder that the first argument names.
    ///
    /// - Parameters:
    ///   - arguments: The program's name and its one argument.
    ///   - world: Where a failure is reported.
    /// - Returns: What the process ends with.
    public static func run(_ arguments: [String], _ world: World) -> Int32 {
        guard arguments.count == 2 else {
            world.errors.writeLine("usage: render-docs FOLDER")
            return ExitStatus.usage.rawValue
        }
        do {
            try render(into: LexicalPath.absolute(arguments[1], in: world.workingDirectory))
            return ExitStatus.done.rawValue
        } catch {
            world.errors.writeLine("error: \(error)")
            return ExitStatus.failed.rawValue
        }
    }

    /// Writes all files below a folder.
    ///
    /// - Parameter folder: An absolute path; `completions` and `man` are made in it.
    /// - Throws: ``FileError``.
    public static func render(into folder: String) throws {
        for (name, text) in try files() {
            let path = "\(folder)/\(name)"
            try PrivateFile(path).write(Array(text.utf8))
            // Nothing in it is private.
            try FilePermissions.set(0o644, of: path)
        }
        for name in ["completions", "man"] { try FilePermissions.set(0o755, of: "\(folder)/\(name)") }
    }

    /// The contents of all files by their paths, such as `man/kubering-use.1`; the same for the same definitions.
    public static func files() throws -> [String: String] {
        var files: [String: String] = [
            "completions/kubering.bash": CompletionScript.bash, "completions/kubering.zsh": CompletionScript.zsh,
            "completions/kubering.fish": CompletionScript.fish,
        ]
        let root = try CommandDescription.root()
        for command in root.flattened {
            let page = ManualPage(command, root: root)
            files["man/\(page.name).1"] = page.text
        }
        files["man/\(SettingsPage.name).5"] = SettingsPage.text
        for page in DropInPage.all { files["man/\(page.name).1"] = page.text }
        return files
    }
}
