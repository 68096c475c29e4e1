/*
 * The C core of dojo: requests to the Dojo API, their transport, and webhook signatures.
 *
 * A caller's *arguments* are built into a *request*, which is the bytes. A *call* is a request with its outcome: it is sent in
 * one or more *attempts*, each finished attempt is reported as an *exchange*, and the call ends in an *outcome*. Calls that are
 * sent together are a *batch*.
 *
 * This header includes the headers that the Zend layer needs; the other ones are for the core's own files. Nothing in this
 * folder knows PHP. Rules for every function here:
 *
 *  - A function that can fail returns an enum dojo_code; everything but DOJO_OK leaves a message in the struct dojo_error.
 *    Outputs are always written: on failure they are zero or NULL.
 *  - `*_free` accepts NULL and zeroed structs, and leaves the struct zeroed, so it can be called twice.
 *  - Memory is malloc'd through dojo_realloc. A pointer parameter is borrowed until the function returns, unless its comment
 *    says "consumed". A pointer in a struct is owned by the struct unless its comment says "borrowed".
 *  - Messages never contain an API key, a secret, a MAC, card data or a proxy password.
 */
#ifndef DOJO_CORE_H
#define DOJO_CORE_H

#include "dojo_buffer.h"
#include "dojo_client.h"
#include "dojo_error.h"
#include "dojo_json.h"
#include "dojo_library.h"
#include "dojo_mac.h"
#include "dojo_money.h"
#include "dojo_outcome.h"
#include "dojo_pool.h"
#include "dojo_request.h"
#include "dojo_request_url.h"
#include "dojo_response.h"
#include "dojo_schema.h"
#include "dojo_tables.h"
#include "dojo_text.h"
#include "dojo_transport.h"
#include "dojo_url.h"
#include "dojo_webhook.h"

#endif
