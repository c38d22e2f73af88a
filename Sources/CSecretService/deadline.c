// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

#include "deadline.h"

#include <signal.h>

static struct timespec from_now(int32_t milliseconds) {
    enum { NANOSECONDS = 1000000000 };
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    time.tv_sec += milliseconds / 1000;
    time.tv_nsec += (long)(milliseconds % 1000) * 1000000;
    if (time.tv_nsec >= NANOSECONDS) {
        time.tv_sec += 1;
        time.tv_nsec -= NANOSECONDS;
    }
    return time;
}

static bool has_passed(const struct timespec *end) {
    struct timespec now = from_now(0);
    return now.tv_sec > end->tv_sec || (now.tv_sec == end->tv_sec && now.tv_nsec >= end->tv_nsec);
}

static void *watch(void *argument) {
    struct deadline *deadline = argument;
    pthread_mutex_lock(&deadline->mutex);
    while (!deadline->over && !has_passed(&deadline->end)) {
        pthread_cond_timedwait(&deadline->changed, &deadline->mutex, &deadline->end);
    }
    bool passed = !deadline->over;
    pthread_mutex_unlock(&deadline->mutex);
    // Outside the mutex: cancelling runs callbacks of GIO. `kubering_deadline_end` joins before it frees.
    if (passed) deadline->library->g_cancellable_cancel(deadline->cancellable);
    return NULL;
}

void kubering_condition_init(pthread_cond_t *condition) {
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(condition, &attributes);
    pthread_condattr_destroy(&attributes);
}

int kubering_thread_start(pthread_t *thread, void *(*body)(void *), void *argument) {
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int failure = pthread_create(thread, NULL, body, argument);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return failure;
}

int kubering_deadline_begin(struct deadline *deadline, const struct library *library, int32_t milliseconds) {
    deadline->library = library;
    deadline->over = false;
    deadline->end = from_now(milliseconds);
    deadline->cancellable = library->g_cancellable_new();
    pthread_mutex_init(&deadline->mutex, NULL);
    kubering_condition_init(&deadline->changed);
    int failure = kubering_thread_start(&deadline->thread, watch, deadline);
    if (failure != 0) {
        pthread_cond_destroy(&deadline->changed);
        pthread_mutex_destroy(&deadline->mutex);
        library->g_object_unref(deadline->cancellable);
    }
    return failure;
}

struct timespec kubering_deadline_end_time(struct deadline *deadline) {
    pthread_mutex_lock(&deadline->mutex);
    struct timespec end = deadline->end;
    pthread_mutex_unlock(&deadline->mutex);
    return end;
}

void kubering_deadline_move(struct deadline *deadline, int32_t milliseconds) {
    pthread_mutex_lock(&deadline->mutex);
    deadline->end = from_now(milliseconds);
    pthread_cond_signal(&deadline->changed);
    pthread_mutex_unlock(&deadline->mutex);
}

void kubering_deadline_end(struct deadline *deadline) {
    pthread_mutex_lock(&deadline->mutex);
    deadline->over = true;
    pthread_cond_signal(&deadline->changed);
    pthread_mutex_unlock(&deadline->mutex);
    pthread_join(deadline->thread, NULL);
    pthread_cond_destroy(&deadline->changed);
    pthread_mutex_destroy(&deadline->mutex);
    deadline->library->g_object_unref(deadline->cancellable);
}
