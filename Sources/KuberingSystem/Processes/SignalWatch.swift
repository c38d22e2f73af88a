// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import CPlatform
import Glibc

/// The signals for somebody who runs programs: as long as this is there, they wait to be read.
///
/// SIGINT, SIGQUIT, SIGTERM, SIGHUP, and SIGCHLD, which says that a program has ended.
final class SignalWatch {
    /// One that arrived.
    struct Arrival {
        let number: Int32
        /// Whether a key was pressed for it, so that every program in the foreground has it already.
        let isFromTerminal: Bool

        /// Whether it asks this process to end.
        var isRequestToEnd: Bool { number != SIGCHLD }

        /// Sends it to a program that does not have it yet.
        func pass(to process: Int32) {
            guard isRequestToEnd, !isFromTerminal else { return }
            kill(process, number)
        }
    }

    /// To be polled together with other descriptors.
    let descriptor = kubering_watch_signals()

    deinit { kubering_stop_watching_signals(descriptor) }

    /// Waits until a signal is there to be read.
    func wait() {
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        poll(&request, 1, -1)
    }

    /// The next signal; nil when none is left.
    func next() -> Arrival? {
        var isFromTerminal = false
        let number = kubering_next_signal(descriptor, &isFromTerminal)
        return number > 0 ? Arrival(number: number, isFromTerminal: isFromTerminal) : nil
    }
}
