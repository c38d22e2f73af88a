// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

// A deadline for blocking calls of GIO: a thread that sleeps until then and cancels what is still running.
//
// The blocking calls iterate a main context of their own, so that a timer of the caller's context would never fire;
// cancelling a GCancellable is the one thing another thread may do to them.

#ifndef KUBERING_DEADLINE_H
#define KUBERING_DEADLINE_H

#include "library.h"

#include <pthread.h>
#include <time.h>

struct deadline {
    const struct library *library;
    GCancellable *cancellable;
    pthread_t thread;
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    struct timespec end; // of CLOCK_MONOTONIC; guarded by the mutex, like `over`
    bool over;
};

/// Starts the thread. The structure must stay where it is until `kubering_deadline_end`. Returns 0 or an errno value.
int kubering_deadline_begin(struct deadline *deadline, const struct library *library, int32_t milliseconds);

/// Moves the end to `milliseconds` from now, unless it has passed.
void kubering_deadline_move(struct deadline *deadline, int32_t milliseconds);

/// Initialises a condition whose timed waits are on CLOCK_MONOTONIC.
void kubering_condition_init(pthread_cond_t *condition);

/// Starts a thread that gets no signals: they are for the thread of the caller, whose handlers remove lock files.
/// Returns 0 or an errno value.
int kubering_thread_start(pthread_t *thread, void *(*body)(void *), void *argument);

/// When the deadline is, on CLOCK_MONOTONIC.
struct timespec kubering_deadline_end_time(struct deadline *deadline);

/// Ends the thread, whether or not it has cancelled, and frees the cancellable.
void kubering_deadline_end(struct deadline *deadline);

#endif
