// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

#include "library.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

// Copies text; null stays null, and so does what memory has no room for.
static char *copy(const char *text) { return text == NULL ? NULL : strdup(text); }

static bool fail(kubering_keyring_failure *failure, int32_t code, const char *message) {
    failure->step = KUBERING_KEYRING_LIBRARY;
    failure->code = code;
    failure->message = copy(message);
    return false;
}

bool kubering_library_load(struct library *library, const char *name, kubering_keyring_failure *failure) {
    void *handle = dlopen(name, RTLD_LAZY | RTLD_LOCAL);
    if (handle == NULL) return fail(failure, 0, dlerror());
// POSIX lets dlsym's result be used as a function pointer through this detour; C itself does not.
#define UNSTABLE_FUNCTION(result, function, parameters) *(void **)(&library->function) = dlsym(handle, #function);
#define FUNCTION(result, function, parameters)        \
    UNSTABLE_FUNCTION(result, function, parameters)   \
    if (library->function == NULL) return fail(failure, 1, dlerror());
#include "libsecret-functions.h"
#undef FUNCTION
#undef UNSTABLE_FUNCTION
    return true;
}

void kubering_library_take_error(
    const struct library *library, GError *error, kubering_keyring_step step, kubering_keyring_failure *failure
) {
    failure->step = step;
    if (error == NULL) return;
    failure->domain = copy(library->g_quark_to_string(error->domain));
    failure->code = error->code;
    failure->message = copy(error->message);
    library->g_error_free(error);
}

void kubering_keyring_failure_clear(kubering_keyring_failure *failure) {
    free(failure->domain);
    free(failure->message);
    memset(failure, 0, sizeof *failure);
}
