// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

// What Swift cannot do itself: the few Glibc calls that it does not import (variadic or macro-only), a signal handler,
// which must not run Swift code, what happens between fork and exec, and one loop that must be fast.

#ifndef KUBERING_CPLATFORM_H
#define KUBERING_CPLATFORM_H

#include <stdbool.h>
#include <stddef.h>

/// Forbids core dumps and tracing by other processes of the user. Returns 0, or an errno value.
int kubering_forbid_core_dumps(void);

/// Makes every new file and folder private to the user from now on (umask 077).
void kubering_make_files_private(void);

/// Starts a program with these descriptors as its first ones (at most four), no signal blocked and SIGPIPE as usual.
/// `program` is a path. Without what the two functions above did to this process; a helper keeps that, and is a group of its
/// own, which ends with all it starts. Returns 0 and the number of the process, or an errno value.
int kubering_start(
    const char *program, char *const arguments[], char *const environment[], const int streams[], int count, bool is_helper,
    int *process);

/// Makes a pipe that child processes do not inherit. Returns 0, or an errno value.
int kubering_pipe(int ends[2]);

/// Makes a file in memory, which child processes do not inherit. Returns its descriptor, or -1.
int kubering_memory_file(const char *name);

/// From now on SIGINT, SIGQUIT, SIGTERM, SIGHUP and SIGCHLD wait to be read. Returns a descriptor to poll, or -1.
int kubering_watch_signals(void);

/// Reads the next of those signals. Returns its number, 0 when there is none; tells whether a key was pressed for it, so
/// that the terminal has sent it to every process in the foreground.
int kubering_next_signal(int descriptor, bool *is_from_terminal);

/// Ends what `kubering_watch_signals` began.
void kubering_stop_watching_signals(int descriptor);

/// Fills `buffer` with `length` random bytes from the kernel. Returns 0, or an errno value.
int kubering_random_bytes(void *buffer, size_t length);

/// Registers a file that SIGINT, SIGTERM and SIGHUP must remove before they end the process.
/// Returns a slot number, or -1 when the path is too long or all slots are taken.
int kubering_remove_on_signal(const char *path);

/// Takes a path off the list that `kubering_remove_on_signal` made. Negative slots are ignored.
void kubering_keep_on_signal(int slot);

/// Whether other machines may write to the file system of an open file; true also where that cannot be told.
bool kubering_is_shared_file_system(int descriptor);

/// Takes room on the disk for the first `size` bytes of an open file, which stays as it is. Returns 0, also where the file
/// system has no such call, or an errno value.
int kubering_reserve(int descriptor, size_t size);

/// Gives an open file the access control list of the file at a path, or none if that has none, and what was noted about that
/// file (user.*, the label of SELinux) where that is allowed. False when who may do what with it is not as it was there.
bool kubering_copy_attributes(const char *from, int to);

/// Makes a file in a folder that has no name yet and goes when it is closed without one; child processes do not inherit it.
/// Returns a descriptor to write to, or -1 where the file system has no such files.
int kubering_open_unnamed(const char *folder, unsigned mode);

/// Gives a file that `kubering_open_unnamed` made its name, in one step. Returns 0, or an errno value: EEXIST when the name is
/// taken.
int kubering_give_name(int descriptor, const char *path);

/// Notes how a terminal is before its echo is switched off: SIGINT, SIGTERM and SIGHUP leave it so.
void kubering_restore_echo_on_signal(int descriptor);

/// Ends what `kubering_restore_echo_on_signal` began.
void kubering_keep_echo_on_signal(void);

/// From now on `kubering_wait_for_input` tells that the process was stopped and goes on.
void kubering_notice_continue(void);

/// Waits until there is something to read. False when the process was stopped meanwhile, or since the last call: a prompt
/// must take the terminal back after Ctrl-Z.
bool kubering_wait_for_input(int descriptor);

/// Holds SIGINT, SIGTERM and SIGHUP back until `kubering_release_signals`, in all threads. Calls nest.
void kubering_hold_signals(void);

/// Lets held signals through again.
void kubering_release_signals(void);

/// Takes a terminal for a full-screen program: its other screen, keys one by one, no echo, no cursor. Signals that end the
/// process and crashes give it back first, and so does Ctrl-Z until the process goes on. Returns 0, or an errno value.
int kubering_take_terminal(int descriptor);

/// Gives the terminal back that `kubering_take_terminal` took.
void kubering_give_terminal_back(void);

/// Whether the terminal must be drawn anew, since the last call: its size changed, or the process was stopped.
bool kubering_terminal_has_news(void);

/// The size of a terminal in characters; false when it does not say.
bool kubering_terminal_size(int descriptor, int *columns, int *rows);

/// How many of the first `count` bytes are of the base64 alphabet (RFC 4648 section 4), padding not included.
size_t kubering_base64_prefix(const unsigned char *bytes, size_t count);

/// Reads the secret of that name from the user's keyring in the kernel.
/// Returns its length, which may be more than `capacity` (nothing is read then), or a negative errno value.
long kubering_key_read(const char *name, void *buffer, size_t capacity);

/// Puts a secret into the user's keyring in the kernel, in place of one of the same name; the kernel forgets it after
/// `seconds`. Returns 0, or an errno value.
int kubering_key_store(const char *name, const void *bytes, size_t length, unsigned seconds);

/// Removes the secret of that name. Returns 0, or an errno value.
int kubering_key_remove(const char *name);

#endif
