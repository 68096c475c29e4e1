/* The URLs of requests and of the hosted checkout page. */
#ifndef DOJO_REQUEST_URL_H
#define DOJO_REQUEST_URL_H

#include "dojo_request.h"

/* Appends the operation's path and query with the arguments filled in, or refuses an argument. */
enum dojo_code dojo_request_append_path(const struct dojo_arguments *arguments, struct dojo_buffer *url,
                                        struct dojo_error *error);

/* Appends the URL of a payment intent's hosted checkout page. */
enum dojo_code dojo_checkout_url(struct dojo_text payment_intent_id, struct dojo_buffer *out, struct dojo_error *error);

#endif
