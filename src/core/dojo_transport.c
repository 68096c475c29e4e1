/* Sends calls, one or many at a time, over one libcurl multi handle and before one deadline; schedules attempts and reports
   them. */
#include "dojo_transport.h"

#include "dojo_attempt.h"
#include "dojo_buffer.h"
#include "dojo_client_internal.h"
#include "dojo_platform.h"
#include "dojo_pool_internal.h"
#include "dojo_retry.h"

#define SLICE_SECONDS 0.25

/* A call of a batch, and its current or last attempt. */
struct batch_call {
	struct dojo_call *call;
	struct dojo_attempt attempt;
	bool is_running;
	struct dojo_retries retries;
};

/* An exchange that is held back until no transfer is open, because the callback may re-enter or be slow. */
struct held_exchange {
	struct held_exchange *next;
	struct dojo_exchange exchange;
};

struct dojo_batch {
	struct dojo_pool *pool;
	const struct dojo_client *client;
	const struct dojo_hooks *hooks;
	struct batch_call *calls;
	size_t count;
	size_t begun;                /* calls whose first attempt has begun; they begin in order */
	struct batch_call **waiting; /* for a retry: a binary heap, with the one that is due first at the top */
	size_t waiting_count;
	size_t concurrency;
	size_t running;
	double deadline;
	bool reset_pool; /* its connections and DNS cache are dropped when no transfer is open */
	struct held_exchange *exchanges, **last_exchange;
};

/* ------------------------------------------------------------------------------------------------------------- attempts -- */

static bool is_interrupted(const struct dojo_batch *batch)
{
	return batch->hooks && batch->hooks->interrupted && batch->hooks->interrupted(batch->hooks->context);
}

static void hold_exchange(struct dojo_batch *batch, const struct dojo_exchange *exchange)
{
	struct held_exchange *held;

	if (!batch->hooks || !batch->hooks->exchanged) {
		return;
	}
	held = dojo_malloc_zeroed(sizeof *held);
	if (held) {
		held->exchange = *exchange;
		*batch->last_exchange = held;
		batch->last_exchange = &held->next;
	}
}

static void report_exchanges(struct dojo_batch *batch)
{
	while (batch->exchanges) {
		/* A copy on the stack, because the callback may never return: a fatal error in it ends in longjmp(). */
		struct held_exchange first = *batch->exchanges;

		dojo_free(batch->exchanges);
		batch->exchanges = first.next;
		if (!batch->exchanges) {
			batch->last_exchange = &batch->exchanges;
		}
		batch->hooks->exchanged(batch->hooks->context, &first.exchange);
	}
}

/* Adds to the heap, in which no call is due before its parent at (index - 1) / 2. */
static void queue_retry(struct dojo_batch *batch, struct batch_call *member)
{
	size_t place = batch->waiting_count++;

	for (; place && member->retries.due < batch->waiting[(place - 1) / 2]->retries.due; place = (place - 1) / 2) {
		batch->waiting[place] = batch->waiting[(place - 1) / 2];
	}
	batch->waiting[place] = member;
}

static struct batch_call *take_due_call(struct dojo_batch *batch)
{
	struct batch_call *first = batch->waiting[0], *last = batch->waiting[--batch->waiting_count];
	size_t place = 0, next;

	while ((next = 2 * place + 1) < batch->waiting_count) {
		if (next + 1 < batch->waiting_count && batch->waiting[next + 1]->retries.due < batch->waiting[next]->retries.due) {
			next++;
		}
		if (last->retries.due <= batch->waiting[next]->retries.due) {
			break;
		}
		batch->waiting[place] = batch->waiting[next];
		place = next;
	}
	batch->waiting[place] = last;
	return first;
}

static void begin_attempt(struct dojo_batch *batch, struct batch_call *member, CURLM *multi)
{
	int number = member->attempt.number + 1;
	double seconds = batch->deadline - dojo_now();

	if (seconds <= 0) {
		/* If it is too late for the retry, the last attempt's outcome is kept. */
		if (number == 1) {
			dojo_outcome_unsent(member->call, DOJO_ERROR_TIMEOUT, "timed out");
		}
		return;
	}
	member->attempt = (struct dojo_attempt){
		.pool = batch->pool,
		.client = batch->client,
		.call = member->call,
		.owner = member,
		.number = number,
		.seconds = seconds,
		.fresh_connection = member->retries.fresh_connection,
	};
	if (dojo_attempt_begin(&member->attempt, multi)) {
		member->is_running = true;
		batch->running++;
	}
}

/* libcurl may cache a failed DNS look-up for too long, a hanging one occupies a thread, and an aborted transfer leaves a
   connection that must be closed. */
static bool needs_pool_reset(const struct dojo_attempt *attempt)
{
	return attempt->interrupted || attempt->result == CURLE_COULDNT_RESOLVE_HOST ||
	       attempt->result == CURLE_COULDNT_RESOLVE_PROXY ||
	       (attempt->result == CURLE_OPERATION_TIMEDOUT && attempt->sends == 0);
}

static void end_attempt(struct dojo_batch *batch, struct batch_call *member, CURLM *multi, CURLcode result)
{
	struct dojo_exchange exchange;
	enum dojo_code code = dojo_attempt_end(&member->attempt, multi, result, &exchange);

	batch->running--;
	batch->reset_pool |= needs_pool_reset(&member->attempt);
	hold_exchange(batch, &exchange);
	dojo_outcome_conclude(member->call);
	member->is_running = false;
	if (dojo_retry_is_due(&member->attempt, code, batch->deadline, batch->hooks, &member->retries)) {
		queue_retry(batch, member);
	}
}

/* Begins attempts up to the concurrency, due retries first. Returns the seconds until the next retry is due, at most a slice.
   */
static double begin_due_attempts(struct dojo_batch *batch, CURLM *multi)
{
	double wait = SLICE_SECONDS;

	while (batch->running < batch->concurrency) {
		if (batch->waiting_count) {
			wait = batch->waiting[0]->retries.due - dojo_now();
		}
		if (batch->waiting_count && wait <= 0) {
			begin_attempt(batch, take_due_call(batch), multi);
		} else if (batch->begun < batch->count) {
			begin_attempt(batch, &batch->calls[batch->begun++], multi);
		} else {
			break;
		}
	}
	return batch->running == batch->concurrency || wait < 0 || wait > SLICE_SECONDS ? SLICE_SECONDS : wait;
}

/* Sets the error of calls that were never sent, and drops pending retries. */
static void cancel_waiting_calls(struct dojo_batch *batch, enum dojo_code code, const char *what)
{
	while (batch->begun < batch->count) {
		dojo_outcome_unsent(batch->calls[batch->begun++].call, code, "%s", what);
	}
	batch->waiting_count = 0;
}

static void end_running_attempts(struct dojo_batch *batch, CURLM *multi, CURLcode result)
{
	for (size_t i = 0; i < batch->begun; i++) {
		struct batch_call *member = &batch->calls[i];

		if (member->is_running) {
			member->attempt.interrupted = result == CURLE_ABORTED_BY_CALLBACK;
			end_attempt(batch, member, multi, result);
		}
	}
}

static void interrupt_batch(struct dojo_batch *batch, CURLM *multi)
{
	end_running_attempts(batch, multi, CURLE_ABORTED_BY_CALLBACK);
	cancel_waiting_calls(batch, DOJO_ERROR_INTERRUPTED, "was aborted because the script ended");
}

/* After a failure of the multi handle, which means that memory has run out. */
static void fail_without_memory(struct dojo_batch *batch, CURLM *multi)
{
	end_running_attempts(batch, multi, CURLE_OUT_OF_MEMORY);
	cancel_waiting_calls(batch, DOJO_ERROR_MEMORY, "ran out of memory");
	batch->reset_pool = true;
}

/* Returns when no transfer is open: all calls have ended, or wait for a retry. */
static void run_attempts(struct dojo_batch *batch, CURLM *multi)
{
	int active, queued;
	bool ended;
	CURLMsg *message;
	CURLcode result;
	double wait;

	do {
		wait = begin_due_attempts(batch, multi);
		if (curl_multi_perform(multi, &active) != CURLM_OK) {
			fail_without_memory(batch, multi);
			return;
		}
		ended = false;
		while ((message = curl_multi_info_read(multi, &queued))) {
			struct batch_call *member = NULL;

			if (message->msg != CURLMSG_DONE ||
			    curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &member) != CURLE_OK) {
				continue;
			}
			result = message->data.result;
			ended = true;
			if (!member->attempt.stale) {
				end_attempt(batch, member, multi, result);
			} else if (!dojo_attempt_renew(&member->attempt, multi)) {
				end_attempt(batch, member, multi, CURLE_OUT_OF_MEMORY);
			}
		}
		/* After an attempt has ended, the next one may begin at once, so there is no waiting. Waits are short, so that a
		   script's time limit can abort a transfer; libcurl returns earlier if there is something to do. */
		if (batch->running && !ended && curl_multi_poll(multi, NULL, 0, (int) (wait * 1000) + 1, NULL) != CURLM_OK) {
			fail_without_memory(batch, multi);
			return;
		}
		if (batch->running && is_interrupted(batch)) {
			interrupt_batch(batch, multi);
		}
	} while (batch->running);
}

/* Reports finished attempts, then sleeps until the next retry is due. False if there is nothing left to send. */
static bool report_and_wait(struct dojo_batch *batch)
{
	double until = -1;

	if (batch->reset_pool) {
		dojo_pool_reset(batch->pool);
		batch->reset_pool = false;
	}
	report_exchanges(batch);
	/* The callback may have ended the script, or taken longer than the pause. */
	if (is_interrupted(batch)) {
		cancel_waiting_calls(batch, DOJO_ERROR_INTERRUPTED, "was aborted because the script ended");
		return false;
	}
	if (batch->begun < batch->count) {
		return true;
	}
	if (batch->waiting_count) {
		until = batch->waiting[0]->retries.due;
	}
	while (until >= 0 && dojo_now() < until) {
		double left = until - dojo_now();

		dojo_sleep(left < SLICE_SECONDS ? left : SLICE_SECONDS);
		if (is_interrupted(batch)) {
			return false;
		}
	}
	return until >= 0;
}

/* ---------------------------------------------------------------------------------------------------------------- calls -- */

struct dojo_batch *dojo_batch_new(void)
{
	return dojo_malloc_zeroed(sizeof(struct dojo_batch));
}

void dojo_batch_free(struct dojo_batch *batch)
{
	if (!batch) {
		return;
	}
	while (batch->exchanges) {
		struct held_exchange *next = batch->exchanges->next;

		dojo_free(batch->exchanges);
		batch->exchanges = next;
	}
	dojo_free(batch->calls);
	dojo_free(batch->waiting);
	dojo_free(batch);
}

static void send_calls(struct dojo_batch *batch, struct dojo_call *const *calls)
{
	CURLM *multi;

	batch->deadline = dojo_now() + batch->client->timeout;
	batch->last_exchange = &batch->exchanges;
	for (size_t i = 0; i < batch->count; i++) {
		dojo_outcome_free(&calls[i]->outcome);
		dojo_outcome_unsent(calls[i], DOJO_ERROR_MEMORY, "ran out of memory or file descriptors");
		if (batch->calls) {
			batch->calls[i].call = calls[i];
		}
	}
	if (!batch->calls || !batch->waiting) {
		return;
	}
	/* Acquired again after each report, because the callback may fork or reset the pool. */
	do {
		multi = dojo_pool_acquire(batch->pool, batch->concurrency);
		if (!multi) {
			return;
		}
		run_attempts(batch, multi);
		dojo_pool_release(batch->pool);
	} while (report_and_wait(batch));
}

void dojo_transport_send_all(struct dojo_batch *batch, struct dojo_pool *pool, const struct dojo_client *client,
                             struct dojo_call *const *calls, size_t count, size_t concurrency, const struct dojo_hooks *hooks)
{
	batch->pool = pool;
	batch->client = client;
	batch->hooks = hooks;
	batch->calls = count ? dojo_malloc_zeroed(count * sizeof *batch->calls) : NULL;
	batch->waiting = count ? dojo_malloc_zeroed(count * sizeof *batch->waiting) : NULL;
	batch->count = count;
	batch->concurrency = concurrency;
	send_calls(batch, calls);
}

/* The batch is on the stack and its one exchange is freed before it is reported, so nothing leaks if the hook never returns. */
enum dojo_code dojo_transport_send(struct dojo_pool *pool, const struct dojo_client *client, struct dojo_call *call,
                                   const struct dojo_hooks *hooks)
{
	struct batch_call only = {0}, *waiting;
	struct dojo_batch batch = {
		.pool = pool, .client = client, .hooks = hooks, .calls = &only, .count = 1, .waiting = &waiting, .concurrency = 1};

	send_calls(&batch, &call);
	return call->outcome.error.code;
}
