// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

// A terminal that a full-screen program has taken must be given back on every way out: the normal end, a signal that
// ends the process, Ctrl-Z, and a crash. Only async-signal-safe calls are made in the handlers.

#include "CPlatform.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

// The other screen, no cursor; and back.
static const char enter[] = "\033[?1049h\033[?25l\033[H\033[2J";
static const char leave[] = "\033[?25h\033[?1049l";

static const int ending[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV};
enum { ENDINGS = sizeof ending / sizeof *ending };

static int terminal = -1;
static struct termios before, during;
static struct sigaction old_ending[ENDINGS], old_stop, old_resize;
static volatile sig_atomic_t has_news;

static void put(const char *text, size_t length) {
    while (length > 0) {
        ssize_t count = write(terminal, text, length);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return;
        text += count;
        length -= (size_t)count;
    }
}

static void give_back(void) {
    put(leave, sizeof leave - 1);
    tcsetattr(terminal, TCSADRAIN, &before);
}

static void take(void) {
    tcsetattr(terminal, TCSADRAIN, &during);
    put(enter, sizeof enter - 1);
}

static void end_process(int signal_number) {
    int saved = errno;
    give_back();
    signal(signal_number, SIG_DFL);
    errno = saved;
    raise(signal_number);
}

static void note(int signal_number) {
    (void)signal_number;
    has_news = 1;
}

static void stop_process(int signal_number) {
    int saved = errno;
    give_back();
    struct sigaction action, ours;
    memset(&action, 0, sizeof action);
    action.sa_handler = SIG_DFL;
    sigaction(signal_number, &action, &ours);
    sigset_t set, held;
    sigemptyset(&set);
    sigaddset(&set, signal_number);
    sigprocmask(SIG_UNBLOCK, &set, &held);
    // Stops here, and goes on here after SIGCONT.
    raise(signal_number);
    // In the background the terminal is the shell's. Not by a signal that an orphan does not stop at.
    for (pid_t front; (front = tcgetpgrp(terminal)) >= 0 && front != getpgrp();) raise(SIGSTOP);
    sigprocmask(SIG_SETMASK, &held, NULL);
    sigaction(signal_number, &ours, NULL);
    take();
    has_news = 1;
    errno = saved;
}

static void handle(int signal_number, void (*handler)(int), struct sigaction *old) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = handler;
    sigfillset(&action.sa_mask);
    sigaction(signal_number, &action, old);
    // What the parent chose to ignore stays ignored.
    if (old->sa_handler == SIG_IGN) sigaction(signal_number, old, NULL);
}

// No handler may find the terminal half taken, or take it once more while it is given back.
static void block_handlers(sigset_t *held) {
    sigset_t set;
    sigemptyset(&set);
    for (int i = 0; i < ENDINGS; i++) sigaddset(&set, ending[i]);
    sigaddset(&set, SIGTSTP);
    sigaddset(&set, SIGWINCH);
    pthread_sigmask(SIG_BLOCK, &set, held);
}

int kubering_take_terminal(int descriptor) {
    if (terminal >= 0) return EBUSY;
    if (tcgetattr(descriptor, &before) != 0) return errno;
    sigset_t held;
    block_handlers(&held);
    during = before;
    during.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
    during.c_iflag &= ~(tcflag_t)(IXON | ICRNL);
    during.c_cc[VMIN] = 1;
    during.c_cc[VTIME] = 0;
    terminal = descriptor;
    has_news = 0;
    for (int i = 0; i < ENDINGS; i++) handle(ending[i], end_process, &old_ending[i]);
    handle(SIGTSTP, stop_process, &old_stop);
    handle(SIGWINCH, note, &old_resize);
    take();
    pthread_sigmask(SIG_SETMASK, &held, NULL);
    return 0;
}

void kubering_give_terminal_back(void) {
    if (terminal < 0) return;
    sigset_t held;
    block_handlers(&held);
    give_back();
    for (int i = 0; i < ENDINGS; i++) sigaction(ending[i], &old_ending[i], NULL);
    sigaction(SIGTSTP, &old_stop, NULL);
    sigaction(SIGWINCH, &old_resize, NULL);
    terminal = -1;
    pthread_sigmask(SIG_SETMASK, &held, NULL);
}

bool kubering_terminal_has_news(void) {
    if (!has_news) return false;
    // What comes from here on is news again; read, then cleared, it would be lost in between.
    has_news = 0;
    return true;
}

bool kubering_terminal_size(int descriptor, int *columns, int *rows) {
    struct winsize size;
    if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return false;
    *columns = size.ws_col;
    *rows = size.ws_row;
    return true;
}
