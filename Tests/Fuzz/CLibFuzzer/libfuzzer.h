// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

// libFuzzer as a library; it comes with clang and is linked by -sanitize=fuzzer.

#include <stddef.h>
#include <stdint.h>

/// Runs until the command line's limits are reached, or test traps.
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*test)(const uint8_t *data, size_t size));

/// Changes data in place, with all that libFuzzer has learnt; returns the new size, at most max_size.
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);
