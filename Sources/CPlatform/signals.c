// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

// Lock files and unfinished temporary files must not outlive us when the user presses Ctrl-C. Only async-signal-safe
// calls are made in the handler: tcsetattr, unlink, signal, raise.

#define _GNU_SOURCE

#include "CPlatform.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum { SLOTS = 64 };

static char paths[SLOTS][PATH_MAX];
static atomic_int state[SLOTS]; // 0 free, 1 being written, 2 in use
static pthread_once_t installed = PTHREAD_ONCE_INIT;
static const int handled[] = {SIGINT, SIGTERM, SIGHUP};

// How many threads hold the signals, and which ones came meanwhile: libraries have threads of their own, which may be given
// a signal while the one that holds it has it blocked.
static atomic_int holders;
static atomic_uint waiting;

// A terminal that shows what is typed only afterwards, and how it was before.
static atomic_int silent = -1;
static struct termios shown;

static void end_process(int signal_number) {
    int terminal = atomic_load(&silent);
    if (terminal >= 0) tcsetattr(terminal, TCSAFLUSH, &shown);
    // The lock was there before the files that it guards: once it is gone, they may be another's.
    for (int slot = SLOTS - 1; slot >= 0; slot--) {
        if (atomic_load(&state[slot]) == 2) unlink(paths[slot]);
    }
    // The parent sees a real interrupt.
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

// Lets the signals come that had to wait, unless somebody holds them, or another thread does so.
static void let_come(void) {
    if (atomic_load(&holders) > 0) return;
    unsigned int set = atomic_exchange(&waiting, 0);
    for (size_t i = 0; i < sizeof handled / sizeof *handled; i++) {
        if (set & 1u << handled[i]) end_process(handled[i]);
    }
}

static void handle(int signal_number) {
    int saved = errno;
    atomic_fetch_or(&waiting, 1u << signal_number);
    let_come();
    errno = saved;
}

static void install(void) {
    for (size_t i = 0; i < sizeof handled / sizeof *handled; i++) {
        struct sigaction action;
        // A signal that the parent chose to ignore (nohup) stays ignored.
        if (sigaction(handled[i], NULL, &action) == 0 && action.sa_handler == SIG_IGN) continue;
        memset(&action, 0, sizeof action);
        action.sa_handler = handle;
        action.sa_flags = SA_RESTART;
        sigfillset(&action.sa_mask);
        sigaction(handled[i], &action, NULL);
    }
}

int kubering_remove_on_signal(const char *path) {
    size_t length = strlen(path);
    if (length >= PATH_MAX) return -1;
    pthread_once(&installed, install);
    for (int slot = 0; slot < SLOTS; slot++) {
        int expected = 0;
        if (!atomic_compare_exchange_strong(&state[slot], &expected, 1)) continue;
        memcpy(paths[slot], path, length + 1);
        atomic_store(&state[slot], 2);
        return slot;
    }
    return -1;
}

void kubering_keep_on_signal(int slot) {
    if (slot >= 0 && slot < SLOTS) atomic_store(&state[slot], 0);
}

void kubering_restore_echo_on_signal(int descriptor) {
    pthread_once(&installed, install);
    atomic_store(&silent, tcgetattr(descriptor, &shown) == 0 ? descriptor : -1);
}

void kubering_keep_echo_on_signal(void) { atomic_store(&silent, -1); }

static void wake(int signal_number) { (void)signal_number; }

void kubering_notice_continue(void) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = wake;
    sigemptyset(&action.sa_mask);
    sigaction(SIGCONT, &action, NULL);
    // The process goes on all the same; that it did is told when we wait for it, and not lost before.
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGCONT);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
}

bool kubering_wait_for_input(int descriptor) {
    sigset_t set;
    pthread_sigmask(SIG_BLOCK, NULL, &set);
    sigdelset(&set, SIGCONT);
    struct pollfd request = {descriptor, POLLIN, 0};
    return ppoll(&request, 1, NULL, &set) >= 0 || errno != EINTR;
}

static _Thread_local int held;
static _Thread_local sigset_t before;

void kubering_hold_signals(void) {
    if (held++ > 0) return;
    pthread_once(&installed, install);
    atomic_fetch_add(&holders, 1);
    // Here they are blocked as well: no system call of this thread ends early.
    sigset_t set;
    sigemptyset(&set);
    for (size_t i = 0; i < sizeof handled / sizeof *handled; i++) sigaddset(&set, handled[i]);
    pthread_sigmask(SIG_BLOCK, &set, &before);
}

void kubering_release_signals(void) {
    if (held == 0 || --held > 0) return;
    atomic_fetch_sub(&holders, 1);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    let_come();
}
