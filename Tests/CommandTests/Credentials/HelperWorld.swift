// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport

@testable import KuberingCommands

/// A world with a credential helper, `helper:test`, that keeps what it gets in a folder.
enum HelperWorld {
    private static let helper = #"""
        #!/bin/sh
        store=$HOME/items
        mkdir -p "$store"
        case $1 in
        store)
            cat >"$store/.new"
            key=$(sed 's/.*"ServerURL":"\([^"]*\)".*/\1/' "$store/.new")
            mv "$store/.new" "$store/${key##*/}"
            ;;
        get)
            key=$(cat)
            cat "$store/${key##*/}" 2>/dev/null || { echo credentials not found in native keychain; exit 1; }
            ;;
        erase)
            key=$(cat)
            rm "$store/${key##*/}"
            ;;
        list)
            printf '{'
            for item in "$store"/*; do
                [ -e "$item" ] && printf '"https://kubering.invalid/%s":"kubering",' "${item##*/}"
            done
            echo '"other":"other"}'
            ;;
        esac
        """#

    /// A world for one command, in the same home as another one if that is given.
    static func make(_ kubeconfig: String) throws -> FakeWorld {
        let world = try FakeWorld()
        try world.writeKubeconfig(kubeconfig)
        try Directory.create(world.folder.path + "/bin", mode: 0o700)
        try world.folder.write(helper, to: "bin/docker-credential-test", mode: 0o755)
        world.value.environment["PATH"] = world.folder.path + "/bin:/usr/bin:/bin"
        world.value.randomBytes = { [UInt8](repeating: 0xA5, count: $0) }
        return world
    }

    /// What one command says; a world keeps what all of them say.
    static func run(_ arguments: [String], in world: FakeWorld) -> CommandResult {
        let (output, errors) = (TextOutput(capturing: ()), TextOutput(capturing: ()))
        (world.value.output, world.value.errors) = (output, errors)
        let status = CommandLineProgram.run(arguments, calledAs: "kubering", world.value)
        return CommandResult(
            output: world.withoutHome(output.capturedText), errors: world.withoutHome(errors.capturedText),
            status: status)
    }

    /// What is in the store.
    static func items(_ world: FakeWorld) -> [String] {
        Directory.names(in: world.folder.path + "/items").filter { !$0.hasPrefix(".") }
    }
}
