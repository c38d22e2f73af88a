// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import CLibFuzzer

/// The readers of certificates under libFuzzer, which makes files that reach ever more of their code; see Tests/Fuzz/run.
@main enum Fuzz {
    static func main() {
        var (count, arguments): (CInt, _) = (CommandLine.argc, Optional(CommandLine.unsafeArgv))
        _ = LLVMFuzzerRunDriver(&count, &arguments, readEverything)
    }
}

/// What libFuzzer calls with each file; it must not trap, and says nothing else about it.
@c(LLVMFuzzerTestOneInput)
public func readEverything(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    Readers(Array(UnsafeBufferPointer(start: start, count: count))).run()
    return 0
}
