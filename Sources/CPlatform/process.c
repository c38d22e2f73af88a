// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

// What this process forbids itself for the sake of secrets, and programs that are started without it.

#define _GNU_SOURCE

#include "CPlatform.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static struct rlimit core_limit;
static bool has_core_limit;
static mode_t creation_mask;
static bool has_creation_mask;

int kubering_forbid_core_dumps(void) {
    has_core_limit = getrlimit(RLIMIT_CORE, &core_limit) == 0;
    // The hard limit stays, so that a program started by us gets back what it would have had.
    const struct rlimit none = {0, has_core_limit ? core_limit.rlim_max : 0};
    if (setrlimit(RLIMIT_CORE, &none) != 0) return errno;
    if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) return errno;
    return 0;
}

void kubering_make_files_private(void) {
    creation_mask = umask(077);
    has_creation_mask = true;
}

enum { most_streams = 4 };

// In the child, between fork and exec: only async-signal-safe calls.
static void become(
    const char *program, char *const arguments[], char *const environment[], const int streams[], int count,
    bool is_helper) {
    if (has_core_limit && !is_helper) setrlimit(RLIMIT_CORE, &core_limit);
    if (has_creation_mask && !is_helper) umask(creation_mask);
    if (is_helper && setpgid(0, 0) != 0) return;
    // Our handlers clear up behind us, which is not for the child to do.
    for (int number = 1; number < NSIG; number++) {
        struct sigaction action;
        if (sigaction(number, NULL, &action) != 0) continue;
        if (action.sa_handler != SIG_IGN || number == SIGPIPE) signal(number, SIG_DFL);
    }
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    int copies[most_streams];
    // Copies first: a stream may have the number that another one gets.
    for (int i = 0; i < count; i++) {
        copies[i] = fcntl(streams[i], F_DUPFD_CLOEXEC, most_streams);
        if (copies[i] < 0) return;
    }
    for (int i = 0; i < count; i++) {
        if (dup2(copies[i], i) < 0) return;
    }
    execve(program, arguments, environment);
}

int kubering_start(
    const char *program, char *const arguments[], char *const environment[], const int streams[], int count, bool is_helper,
    int *process) {
    if (count > most_streams) return EINVAL;
    int report[2];
    if (pipe2(report, O_CLOEXEC) != 0) return errno;
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pid_t child = fork();
    int fork_failure = errno;
    if (child == 0) {
        // Not where a stream comes to be.
        int teller = fcntl(report[1], F_DUPFD_CLOEXEC, most_streams);
        become(program, arguments, environment, streams, count, is_helper);
        int failure = errno;
        if (write(teller, &failure, sizeof failure) < 0) _exit(126);
        _exit(127);
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    close(report[1]);
    if (child < 0) {
        close(report[0]);
        return fork_failure;
    }
    int failure = 0;
    ssize_t length;
    do length = read(report[0], &failure, sizeof failure); while (length < 0 && errno == EINTR);
    close(report[0]);
    if (length == sizeof failure) {
        while (waitpid(child, NULL, 0) < 0 && errno == EINTR) {}
        return failure;
    }
    *process = child;
    return 0;
}

int kubering_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC) == 0 ? 0 : errno; }

int kubering_memory_file(const char *name) { return memfd_create(name, MFD_CLOEXEC); }

static const int watched[] = {SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGCHLD};

int kubering_watch_signals(void) {
    sigset_t set;
    sigemptyset(&set);
    for (size_t i = 0; i < sizeof watched / sizeof *watched; i++) sigaddset(&set, watched[i]);
    if (sigprocmask(SIG_BLOCK, &set, NULL) != 0) return -1;
    return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

int kubering_next_signal(int descriptor, bool *is_from_terminal) {
    struct signalfd_siginfo info;
    ssize_t count;
    do count = read(descriptor, &info, sizeof info); while (count < 0 && errno == EINTR);
    if (count != sizeof info) return 0;
    // The kernel sends SIGHUP, too, when a terminal hangs up, but to the session's leader alone.
    *is_from_terminal = info.ssi_code == SI_KERNEL && (info.ssi_signo == SIGINT || info.ssi_signo == SIGQUIT);
    return (int)info.ssi_signo;
}

void kubering_stop_watching_signals(int descriptor) {
    sigset_t set;
    sigemptyset(&set);
    for (size_t i = 0; i < sizeof watched / sizeof *watched; i++) sigaddset(&set, watched[i]);
    close(descriptor);
    sigprocmask(SIG_UNBLOCK, &set, NULL);
}
