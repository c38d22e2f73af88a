// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

// The Secret Service through libsecret, which is loaded when it is first needed and never linked: a program that asks
// for no secret pays nothing, and starts where libsecret is not installed.
//
// Every call of one keyring is made on the thread that opened it and ends by the same deadline. None asks the user for
// anything except the two whose name says `unlock`.

#ifndef KUBERING_CSECRETSERVICE_H
#define KUBERING_CSECRETSERVICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// An open connection to the Secret Service.
typedef struct kubering_keyring kubering_keyring;

/// What a search found, in the order the service told.
typedef struct kubering_items kubering_items;

/// Which step a failure belongs to.
typedef enum {
    KUBERING_KEYRING_NO_FAILURE = 0,
    /// libsecret is not there, or too old.
    KUBERING_KEYRING_LIBRARY = 1,
    /// The session bus was not reached.
    KUBERING_KEYRING_BUS = 2,
    /// The bus was reached, the service was not.
    KUBERING_KEYRING_SERVICE = 3,
    /// The service was reached and a request failed.
    KUBERING_KEYRING_REQUEST = 4,
} kubering_keyring_step;

/// Why a call failed. Zero it before the call; `kubering_keyring_failure_clear` frees what is inside.
typedef struct {
    kubering_keyring_step step;
    /// The name of the GError's domain, such as `g-io-error-quark`; null for a failure of the library step.
    char *domain;
    /// The GError's code within its domain; for the library step, 0 when it cannot be loaded and 1 when it lacks a
    /// function.
    int32_t code;
    /// The message, unescaped.
    char *message;
} kubering_keyring_failure;

void kubering_keyring_failure_clear(kubering_keyring_failure *failure);

/// Loads `library` (`libsecret-1.so.0`), connects to the session bus that the real environment names, and finds the
/// service, which the bus may have to start.
///
/// Returns null and fills `failure` when that fails or takes longer than `milliseconds`.
kubering_keyring *kubering_keyring_open(
    const char *library, int32_t milliseconds, kubering_keyring_failure *failure);

/// Ends the deadline and gives everything back. Null is ignored.
void kubering_keyring_close(kubering_keyring *keyring);

/// Starts the deadline again: the calls that follow have `milliseconds` from now. Has no effect once it has passed.
void kubering_keyring_restart_deadline(kubering_keyring *keyring, int32_t milliseconds);

/// A secret, and what keeps it.
typedef struct {
    const void *bytes;
    size_t length;
    void *owner;
} kubering_secret;

/// Reads the secret of an item with the attributes `app=kubering` and `id` that is not locked.
///
/// The short way for what is nearly always the case: a search and a read, without the item's other properties. Returns
/// 1 and fills `secret`; 0 when there is no such item, or only a locked one, or this libsecret cannot do it, which
/// `kubering_keyring_search` tells apart; -1 and fills `failure`.
int kubering_keyring_read_unlocked(
    kubering_keyring *keyring, const char *id, kubering_secret *secret, kubering_keyring_failure *failure);

/// Gives back, and wipes, what `kubering_keyring_read_unlocked` filled.
void kubering_keyring_free_secret(kubering_keyring *keyring, kubering_secret *secret);

/// Finds the items with the attribute `app=kubering` and, when `id` is not null, with that `id`; locked ones too.
///
/// Returns null and fills `failure` when the search failed.
kubering_items *kubering_keyring_search(
    kubering_keyring *keyring, const char *id, bool load_secrets, kubering_keyring_failure *failure);

/// Finds the items that docker's own credential helper keeps, with the attribute `docker_cli=1`, and loads their secrets;
/// locked ones too.
///
/// Returns null and fills `failure` when the search failed.
kubering_items *kubering_keyring_search_docker(kubering_keyring *keyring, kubering_keyring_failure *failure);

size_t kubering_items_count(const kubering_items *items);

/// Whether the item at `index` (0-based, below the count) is locked.
bool kubering_items_is_locked(const kubering_items *items, size_t index);

/// Copies the attribute `name` of the item at `index` into `buffer`, NUL-terminated. Returns false when there is none, as
/// with locked items, or when it does not fit.
bool kubering_items_copy_attribute(
    const kubering_items *items, size_t index, const char *name, char *buffer, size_t capacity);

/// The secret of the item at `index`; valid until the items are freed. Returns false when it was not loaded.
bool kubering_items_secret(const kubering_items *items, size_t index, const void **bytes, size_t *length);

/// Frees the items, before their keyring is closed. Null is ignored.
void kubering_items_free(kubering_items *items);

/// The state of the collection with the alias `default`.
typedef enum {
    KUBERING_COLLECTION_FAILED = -1,
    KUBERING_COLLECTION_ABSENT = 0,
    KUBERING_COLLECTION_LOCKED = 1,
    KUBERING_COLLECTION_UNLOCKED = 2,
} kubering_collection_state;

kubering_collection_state kubering_keyring_default_collection(
    kubering_keyring *keyring, kubering_keyring_failure *failure);

/// Asks the service to unlock the items, which shows the user a dialog of the service. Returns how many are unlocked,
/// or -1 and fills `failure`.
int kubering_keyring_unlock_items(
    kubering_keyring *keyring, const kubering_items *items, kubering_keyring_failure *failure);

/// Asks the service to unlock the default collection, as above. Returns 1, 0, or -1 and fills `failure`.
int kubering_keyring_unlock_default(kubering_keyring *keyring, kubering_keyring_failure *failure);

/// Stores `length` bytes of text in the default collection, in place of an item with the same attributes.
///
/// The attributes are `app=kubering`, `v=1` and `id`; an item with the same ones is replaced. Returns false and fills `failure` when that failed.
bool kubering_keyring_store(
    kubering_keyring *keyring, const char *id, const char *label, const void *bytes, size_t length,
    kubering_keyring_failure *failure);

/// Removes the unlocked items with `app=kubering` and that `id`. Returns 1 when something was removed, 0 when nothing
/// was, or -1 and fills `failure`.
int kubering_keyring_clear(kubering_keyring *keyring, const char *id, kubering_keyring_failure *failure);

#endif
