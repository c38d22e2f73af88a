// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingSecrets
import KuberingSystem

/// The command `kubering token-file`.
struct TokenFileCommands: KuberingCommand {
    static let examples = [
        Example("token-file add tokens.csv jane --group dev", "Give jane a token."),
        Example("token-file import tokens.csv jane --cluster prod", "Make a context of it."),
    ]
    static let configuration = configured(
        "token-file", "Keep the static tokens of an API server, the file of its --token-auth-file.",
        discussion: """
            The file has a row for each token: token, user name, uid, groups in one pair of quotes. An API server reads it when \
            it starts; its tokens end when they are taken out and it is started again.
            """,
        subcommands: [TokenFileAdd.self, TokenFileList.self, TokenFileRemove.self, TokenFileImport.self])

    func run(_ world: World) throws {
        throw CleanExit.helpRequest(Self.self)
    }
}

extension World {
    /// Warns of what the file's writer may not have meant, and of who can read it.
    func warn(of file: TokenFile, named path: String) {
        for remark in file.remarks { warn("\(OutsideText.escaped(path)):\(remark.line): \(remark.message)") }
        let permissions = FilePermissions(of: LexicalPath.absolute(path, in: workingDirectory))
        if let permissions, permissions.isSharedAtAll, permissions.isRegularFile {
            warn(
                "others may read or change \(OutsideText.escaped(path)) (mode \(FilePermissions.text(permissions.mode))): "
                    + "chmod 600 \(ShellQuoting.quoted(path))")
        }
    }
}
