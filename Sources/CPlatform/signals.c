// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

// Lock files and unfinished temporary files must not outlive us when the user presses Ctrl-C. Only async-signal-safe
// calls are made in the handler: unlink, sigaction, raise.

#include "CPlatform.h"

#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

enum { SLOTS = 64 };

static char paths[SLOTS][PATH_MAX];
static atomic_int state[SLOTS]; // 0 free, 1 being written, 2 in use
static pthread_once_t installed = PTHREAD_ONCE_INIT;
static const int handled[] = {SIGINT, SIGTERM, SIGHUP};

static void remove_files(int signal_number) {
    int saved = errno;
    for (int slot = 0; slot < SLOTS; slot++) {
        if (atomic_load(&state[slot]) == 2) unlink(paths[slot]);
    }
    errno = saved;
    // SA_RESETHAND has restored the default action: the parent sees a real interrupt.
    raise(signal_number);
}

static void install(void) {
    for (size_t i = 0; i < sizeof handled / sizeof *handled; i++) {
        struct sigaction action;
        // A signal that the parent chose to ignore (nohup) stays ignored.
        if (sigaction(handled[i], NULL, &action) == 0 && action.sa_handler == SIG_IGN) continue;
        memset(&action, 0, sizeof action);
        action.sa_handler = remove_files;
        action.sa_flags = (int)SA_RESETHAND;
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

static void wake(int signal_number) { (void)signal_number; }

void kubering_interrupt_on_continue(void) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = wake;
    sigemptyset(&action.sa_mask);
    // Without SA_RESTART: a read that waits ends with EINTR.
    sigaction(SIGCONT, &action, NULL);
}

static _Thread_local int held;
static _Thread_local sigset_t before;

void kubering_hold_signals(void) {
    if (held++ > 0) return;
    sigset_t set;
    sigemptyset(&set);
    for (size_t i = 0; i < sizeof handled / sizeof *handled; i++) sigaddset(&set, handled[i]);
    pthread_sigmask(SIG_BLOCK, &set, &before);
}

void kubering_release_signals(void) {
    if (held == 0 || --held > 0) return;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}
