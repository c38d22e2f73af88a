// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
public import KuberingSystem

/// A session bus and a real gnome-keyring of its own, in a temporary folder.
///
/// Nothing of the user's is touched: home, all XDG folders, bus and keyring are inside the folder, which goes away with
/// the session, also when the test process dies. libsecret keeps one connection for each process and reads the real
/// environment, so that what uses the session must run in a process of its own, with ``environment``.
public final class KeyringSession {
    /// What offers the Secret Service on the bus.
    public enum Service: Sendable {
        /// A keyring that is open.
        case unlocked
        /// A keyring that has a password nobody gave.
        case locked
        /// A keyring that is started by the bus when it is first asked for; without a password, and at first empty.
        case activatable
        /// Nothing.
        case absent
    }

    /// The variables of a process that belongs to the session; there is no display.
    public let environment: Environment
    /// The absolute path of the temporary folder.
    public let folder: String

    private let guardian: KeyringSessionGuardian
    private var bus: TestProcess?
    private var keyring: TestProcess?

    /// Starts a session and waits until it answers.
    ///
    /// - Parameters:
    ///   - service: What offers the Secret Service.
    ///   - isActivatable: Whether the bus starts the keyring again when it has gone.
    ///   - refusesConnections: Whether the bus ends every connection, as it does to those of other users.
    ///   - other: A name on the bus, and the command the bus starts when somebody asks for it.
    /// - Throws: ``KeyringSessionError`` or ``TestProcessError``, when a program is missing or does not start.
    public init(
        _ service: Service = .unlocked, isActivatable: Bool = false, refusesConnections: Bool = false,
        starting other: (name: String, command: String)? = nil
    ) throws {
        guardian = try KeyringSessionGuardian()
        folder = guardian.folder
        environment = [
            "PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": folder + "/home",
            "XDG_RUNTIME_DIR": folder + "/run", "XDG_DATA_HOME": folder + "/data",
            "XDG_CONFIG_HOME": folder + "/config",
            "XDG_STATE_HOME": folder + "/state", "XDG_CACHE_HOME": folder + "/cache",
            "DBUS_SESSION_BUS_ADDRESS": "unix:path=\(folder)/bus",
        ]
        for name in ["home", "run", "data", "config", "state", "cache", "services"] {
            mkdir(folder + "/" + name, 0o700)
        }
        let configuration = SessionBusConfiguration(folder: folder, refusesConnections: refusesConnections)
        try guardian.write(configuration.text, to: "bus.conf")
        if isActivatable || service == .activatable {
            try configuration.addService(
                "org.freedesktop.secrets",
                "/usr/bin/gnome-keyring-daemon --start --foreground --components=secrets", to: guardian)
        }
        if let other { try configuration.addService(other.name, other.command, to: guardian) }
        bus = try guardian.start(["dbus-daemon", "--config-file=\(folder)/bus.conf", "--nofork"], environment)
        try wait(for: "the session bus") { access(folder + "/bus", F_OK) == 0 }
        switch service {
        case .unlocked: try startKeyring(isUnlocked: true)
        case .locked:
            // The first one makes the keyring and gives it its password.
            try startKeyring(isUnlocked: true)
            try lock()
        case .activatable, .absent: break
        }
    }

    deinit { close() }

    /// Replaces the keyring program by one that was not given the password.
    public func lock() throws {
        killKeyring()
        try startKeyring(isUnlocked: false)
    }

    /// Replaces the keyring program by one that was given the password, or a wrong one.
    public func unlock(password: String = KeyringSession.password) throws {
        killKeyring()
        try startKeyring(isUnlocked: true, password: password)
    }

    /// The password of the keyring.
    public static let password = "correct horse"

    /// Adds a keyring without password, makes it the default, and locks it like all others.
    public func addKeyringWithoutPassword() throws {
        killKeyring()
        try guardian.write("open", to: "data/keyrings/default")
        try guardian.write(
            "[keyring]\ndisplay-name=open\nctime=0\nmtime=0\nlock-on-idle=false\nlock-after=false\n",
            to: "data/keyrings/open.keyring")
        try startKeyring(isUnlocked: false)
    }

    /// Stops the keyring program without ending it, so that it answers nothing.
    public func hang() throws {
        keyring?.signal(SIGSTOP)
        // The signal may be on its way for a while.
        try wait(for: "the keyring to stop") { keyring?.isStopped != false }
    }

    /// Lets a stopped keyring program go on.
    public func resume() { keyring?.signal(SIGCONT) }

    /// Ends the keyring program without warning.
    public func killKeyring() {
        keyring?.kill()
        keyring = nil
    }

    /// Ends the bus without warning.
    public func killBus() {
        bus?.kill()
        bus = nil
    }

    /// Whether the keyring program that the session started still runs.
    public var keyringIsRunning: Bool { keyring.map { !$0.hasEnded } ?? false }

    /// Ends everything and removes the folder; done by itself when the session is no longer used.
    public func close() {
        killKeyring()
        killBus()
        guardian.close()
    }

    private func startKeyring(isUnlocked: Bool, password: String = KeyringSession.password) throws {
        try wait(for: "the end of the previous keyring") { try !nameHasOwner() }
        let command = ["gnome-keyring-daemon", "--foreground", "--components=secrets"]
        keyring = try guardian.start(
            isUnlocked ? command + ["--unlock"] : command, environment, input: isUnlocked ? Array(password.utf8) : [])
        try wait(for: "the keyring") { try nameHasOwner() }
    }

    private func nameHasOwner() throws -> Bool {
        let command = [
            "dbus-send", "--session", "--print-reply=literal", "--dest=org.freedesktop.DBus", "/",
            "org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets",
        ]
        return try TestProcess.run(command, environment: environment).output.contains("true")
    }

    private func wait(for what: String, until isThere: () throws -> Bool) throws {
        guard try Patience.waits(until: isThere) else { throw KeyringSessionError(what: what) }
    }
}

/// A part of a keyring session that did not start.
public struct KeyringSessionError: Error, CustomStringConvertible {
    let what: String

    /// What was waited for.
    public var description: String { "waited in vain for \(what); see that dbus and gnome-keyring are installed" }
}
