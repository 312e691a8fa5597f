#include "base/base.h"

#include "core/tool_own_order.h"

#include "base/text.h"
#include "core/tool_say.h"
#include "io/i18n.h"

#define LABEL_MAX 60

const char *const own_order_scenarios[] = {"ecommerce", NULL};

struct demo_shop_own
own_order_key(const struct tool_context *c)
{
	const char *number = tool_value(c, "number");

	while (*number == '#' || text_is_space(*number))
		number++;
	return (struct demo_shop_own){number,
	    c->email == NULL ? "" : c->email};
}

enum rc
own_order_get(struct tool_context *c, struct json **out, struct err *e)
{
	return demo_shop_order_own(c->scope, own_order_key(c), out, e);
}

const char *
own_order_unknown(struct tool_context *c)
{
	struct arena *a = c->scope->arena;

	return arena_printf(a, _("I find no order %s of the customer with "
	    "the e-mail address %s."),
	    tool_plain(a, own_order_key(c).number),
	    tool_plain(a, c->email == NULL ? "" : c->email));
}

const struct json *
own_order_line(const struct json *order, const char *line)
{
	const struct json *items = json_get(order, "items");
	int64_t n;

	if (!text_to_i64(line, &n))
		return NULL;
	for (size_t i = 0; i < json_count(items); i++) {
		if (tool_i64_of(json_item(items, i), "line") == n)
			return json_item(items, i);
	}
	return NULL;
}

/* How many of the message's words are in the item's name. */
static size_t
shared(struct tool_context *c, const char *name, const struct tool_words *w)
{
	const char *folded = text_fold(c->scope->arena, name);
	size_t n = 0;

	for (size_t i = 0; i < w->n; i++)
		n += strstr(folded, w->items[i]) != NULL;
	return n;
}

static struct tool_choice
choice_of(struct arena *a, const struct json *item)
{
	return (struct tool_choice){arena_printf(a, "%lld",
	    (long long)tool_i64_of(item, "line")),
	    text_cut(a, tool_text_of(item, "name"), LABEL_MAX)};
}

enum rc
own_order_item(struct tool_context *c, const struct tool_slot *slot UNUSED,
    const char *said, bool asked UNUSED, struct tool_choices *out,
    struct err *e)
{
	struct arena *a = c->scope->arena;
	const struct json *items, *best = NULL;
	struct tool_words w = {0};
	size_t most = 0, ties = 0;
	struct json *order;
	enum rc rc = own_order_get(c, &order, e);

	*out = (struct tool_choices){0};
	if (rc != RC_OK)
		return rc == RC_NOT_FOUND ? RC_OK : rc;
	if (said != NULL)
		tool_words(c, said, &w);
	items = json_get(order, "items");
	for (size_t i = 0; i < json_count(items); i++) {
		const struct json *item = json_item(items, i);
		size_t n = shared(c, tool_text_of(item, "name"), &w);

		if (i < TOOL_CHOICES_MAX)
			out->items[out->n++] = choice_of(a, item);
		if (n == most)
			ties++;
		if (n > most || best == NULL) {
			most = n;
			ties = 1;
			best = item;
		}
	}
	if (out->n == 1 || (most > 0 && ties == 1)) {
		out->items[0] = choice_of(a, best);
		out->n = 1;
		out->sure = true;
	}
	return RC_OK;
}
