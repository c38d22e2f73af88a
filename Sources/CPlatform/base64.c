// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

// Most bytes of a large kubeconfig are base64, so this loop decides how fast it is read. In C because the compiler
// turns it into vector instructions; the same loop with Swift's SIMD types takes forty times as long.

#include "CPlatform.h"

#if defined(__x86_64__) && defined(__gnu_linux__) && __has_include(<sys/platform/x86.h>)
#include <sys/platform/x86.h> // glibc 2.33
#endif

static inline unsigned char is_outside(unsigned char byte) {
    unsigned char letter = (unsigned char)((byte | 0x20) - 'a') < 26;
    unsigned char slash_or_digit = (unsigned char)(byte - '/') < 11;
    return !(letter | slash_or_digit | (byte == '+'));
}

static inline __attribute__((always_inline)) size_t prefix(const unsigned char *bytes, size_t count) {
    enum { BLOCK = 64 };
    size_t length = 0;
    while (count - length >= BLOCK) {
        unsigned char outside = 0;
        for (size_t i = 0; i < BLOCK; i++) outside |= is_outside(bytes[length + i]);
        if (outside) break;
        length += BLOCK;
    }
    while (length < count && !is_outside(bytes[length])) length++;
    return length;
}

#ifdef CPU_FEATURE_ACTIVE
__attribute__((target("avx2"))) static size_t wide_prefix(const unsigned char *bytes, size_t count) {
    return prefix(bytes, count);
}
#endif

size_t kubering_base64_prefix(const unsigned char *bytes, size_t count) {
#ifdef CPU_FEATURE_ACTIVE
    // Asked of the C library, which knows: the processor itself is slow to tell in a virtual machine, and the
    // compiler's own way (`target_clones`) asks it at every start.
    if (CPU_FEATURE_ACTIVE(AVX2)) return wide_prefix(bytes, count);
#endif
    return prefix(bytes, count);
}
