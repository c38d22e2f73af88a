// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

#include <stddef.h>
#include <stdint.h>

/// libFuzzer as a library; it comes with clang and is linked by -sanitize=fuzzer.
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*test)(const uint8_t *data, size_t size));
