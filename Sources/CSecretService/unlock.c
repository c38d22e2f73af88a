// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

// Unlocking, on a thread of its own that is left behind when its time is over. It is not cancelled: libsecret would ask
// the service to take the dialog away and wait for as long as that takes, for ever when no dialog ever appeared, and
// gnome-keyring 42 aborts when it is asked to.

#include "keyring.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct unlock_call {
    kubering_keyring *keyring;
    GList *objects;
    GError *error;
    int count;
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    bool finished; // guarded by the mutex
};

static void *run(void *argument) {
    struct unlock_call *call = argument;
    kubering_keyring *keyring = call->keyring;
    call->count = keyring->library.secret_service_unlock_sync(
        keyring->service, call->objects, NULL, NULL, &call->error);
    pthread_mutex_lock(&call->mutex);
    call->finished = true;
    pthread_cond_signal(&call->changed);
    pthread_mutex_unlock(&call->mutex);
    return NULL;
}

// Waits for the call; false when the deadline comes first.
static bool wait_for(struct unlock_call *call) {
    struct timespec end = kubering_deadline_end_time(&call->keyring->deadline);
    pthread_mutex_lock(&call->mutex);
    while (!call->finished && pthread_cond_timedwait(&call->changed, &call->mutex, &end) != ETIMEDOUT) {}
    bool finished = call->finished;
    pthread_mutex_unlock(&call->mutex);
    return finished;
}

int kubering_unlock(kubering_keyring *keyring, GList *objects, kubering_keyring_failure *failure) {
    const struct library *library = &keyring->library;
    struct unlock_call *call = calloc(1, sizeof *call);
    if (call == NULL) abort(); // no memory for a few pointers: GLib aborts in the same place
    call->keyring = keyring;
    call->objects = objects;
    pthread_mutex_init(&call->mutex, NULL);
    kubering_condition_init(&call->changed);
    pthread_t thread;
    int number = kubering_thread_start(&thread, run, call);
    if (number == 0 && !wait_for(call)) {
        // The thread still uses all of it; the process that asked is about to end.
        pthread_detach(thread);
        keyring->abandoned = true;
        failure->step = KUBERING_KEYRING_REQUEST;
        failure->domain = strdup("g-io-error-quark");
        failure->code = 24; // G_IO_ERROR_TIMED_OUT
        return -1;
    }
    int count = -1;
    if (number == 0) {
        pthread_join(thread, NULL);
        if (call->error == NULL) count = call->count;
        else kubering_library_take_error(library, call->error, KUBERING_KEYRING_REQUEST, failure);
    } else {
        failure->step = KUBERING_KEYRING_REQUEST;
        failure->message = strdup(strerror(number));
    }
    pthread_cond_destroy(&call->changed);
    pthread_mutex_destroy(&call->mutex);
    library->g_list_free_full(objects, library->g_object_unref);
    free(call);
    return count;
}
