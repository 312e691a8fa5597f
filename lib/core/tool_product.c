/* The shop: what it sells, with price, stock, sizes and what works with it. */
#include "base/base.h"

#include "core/tool_rows.h"

#include "base/text.h"
#include "core/tool_field.h"
#include "core/tool_say.h"
#include "io/i18n.h"
#include "store/demo_shop.h"

#define SHOWN_MAX 4
#define LOW_STOCK 5 /* "only 3 left" up to here */
#define QUERY_MAX 300
#define CENTS_MAX 100000000

struct product_input {
	const char *query;
	int64_t max_price;
	bool cheaper;
};

static const struct schema_field input_fields[] = {
	TOOL_TEXT(product_input, query, QUERY_MAX,
	    "What is looked for, in the visitor's words, with the device "
	    "that it shall work with", "\"usb-c charger\""),
	TOOL_NUMBER_OR_NOT(product_input, max_price, CENTS_MAX,
	    "Highest price in cents", "4000"),
	TOOL_FLAG_OR_NOT(product_input, cheaper, "Things of the same kind "
	    "that cost less than what the query finds first"),
};

static const struct schema input_schema = {
	.name = "ProductSearchInput",
	.about = "What is looked for",
	.fields = input_fields,
	.n_fields = NELEM(input_fields),
	.size = sizeof(struct product_input),
};

static const char *
stock_text(struct arena *a, const struct json *p)
{
	int64_t n = tool_i64_of(p, "stock");

	if (tool_is(p, "availability", "discontinued"))
		return _("no longer sold");
	if (tool_is(p, "availability", "backorder"))
		return arena_printf(a, _("sold out, new stock expected on "
		    "%s"), tool_text_of(p, "available_on"));
	if (tool_is(p, "availability", "preorder"))
		return arena_printf(a, _("can be pre-ordered, released on "
		    "%s"), tool_text_of(p, "available_on"));
	if (n == 0)
		return _("sold out");
	if (n <= LOW_STOCK)
		return arena_printf(a, _("only %lld left"), (long long)n);
	return _("in stock");
}

static void
put_sizes(struct buf *b, const struct json *sizes)
{
	struct arena *a = b->arena;

	for (size_t i = 0; i < json_count(sizes); i++) {
		const struct json *v = json_item(sizes, i);
		int64_t n = tool_i64_of(v, "stock");

		buf_printf(b, "%s%s", i == 0 ? _("; sizes ") : ", ",
		    tool_plain(a, tool_text_of(v, "size")));
		if (n == 0)
			buf_puts(b, _(" (sold out)"));
		else if (n <= LOW_STOCK)
			buf_printf(b, _(" (only %lld left)"), (long long)n);
	}
}

/* Only what the shop knows: a device without a row is not mentioned. */
static void
put_device(struct buf *b, const struct json *works)
{
	struct arena *a = b->arena;
	const char *device = tool_plain(a, tool_text_of(works, "device"));
	const char *note = tool_text_of(works, "note");

	if (works == NULL)
		return;
	if (tool_is(works, "verdict", "yes"))
		buf_printf(b, _(". Works with the %s"), device);
	else if (tool_is(works, "verdict", "partly"))
		buf_printf(b, _(". Works in part with the %s"), device);
	else
		buf_printf(b, _(". Does not work with the %s"), device);
	if (*note != '\0')
		buf_printf(b, ": %s", tool_plain(a, note));
}

static void
put_product(struct buf *b, const struct json *p)
{
	struct arena *a = b->arena;
	int64_t before = tool_i64_of(p, "list_price_cents");

	buf_printf(b, "\n- **%s** (%s): %s", tool_plain(a, tool_text_of(p,
	    "name")), tool_plain(a, tool_text_of(p, "category")),
	    tool_money(a, tool_i64_of(p, "price_cents")));
	if (before > 0)
		buf_printf(b, _(" (was %s)"), tool_money(a, before));
	buf_printf(b, ", %s", stock_text(a, p));
	put_sizes(b, json_get(p, "sizes"));
	put_device(b, json_get(p, "works_with"));
}

static const char *
rows_json(struct arena *a, const struct demo_shop_hits *hits)
{
	struct json_out w;
	struct buf b;

	buf_init(&b, a, 64 << 10);
	jw_init(&w, &b);
	jw_object(&w);
	jw_kv_bool(&w, "found", hits->n > 0);
	jw_key(&w, "products");
	jw_list(&w);
	for (size_t i = 0; i < hits->n; i++)
		jw_raw(&w, json_print(a, hits->items[i]));
	jw_list_end(&w);
	jw_object_end(&w);
	return b.data;
}

static void
say_nothing_found(struct tool_context *c, const struct product_input *in,
    struct tool_result *out)
{
	struct arena *a = c->scope->arena;

	tool_say(c, out, false, in->max_price > 0 ?
	    arena_printf(a, _("I find nothing like that for %s or less in "
		"our shop."), tool_money(a, in->max_price)) :
	    _("I find nothing like that in our shop."), NULL);
}

/* Numbers alone name no product. */
static bool
has_letters(const struct tool_words *w)
{
	for (size_t i = 0; i < w->n; i++) {
		for (const char *s = w->items[i]; *s != '\0'; s++) {
			if (!text_is_digit(*s))
				return true;
		}
	}
	return false;
}

/* Only what is of one kind. */
static void
keep_kind(struct demo_shop_hits *hits, const char *category)
{
	size_t n = 0;

	for (size_t i = 0; i < hits->n; i++) {
		if (tool_is(hits->items[i], "category", category))
			hits->items[n++] = hits->items[i];
	}
	hits->n = n;
}

static bool
is_among(const struct tool_words *w, const char *word)
{
	for (size_t i = 0; i < w->n; i++) {
		if (strcmp(w->items[i], word) == 0)
			return true;
	}
	return false;
}

/* The hit that the query names best, else the first: not the cushions for
 * the headphones. */
static const struct json *
meant(struct tool_context *c, const char *query,
    const struct demo_shop_hits *hits)
{
	struct tool_words said, name;
	size_t best = 0;
	double most = 0;

	tool_words(c, query, &said);
	for (size_t i = 0; i < hits->n; i++) {
		size_t n = 0;
		double share;

		tool_words(c, tool_text_of(hits->items[i], "name"), &name);
		for (size_t k = 0; k < name.n; k++)
			n += is_among(&said, name.items[k]);
		share = name.n > 0 ? (double)n / (double)name.n : 0;
		if (share > most) {
			most = share;
			best = i;
		}
	}
	return hits->items[best];
}

/* What costs less than the thing meant and is of its kind. */
static enum rc
find_cheaper(struct tool_context *c, const char *query,
    struct demo_shop_hits *hits, struct tool_result *out, struct err *e)
{
	struct arena *a = c->scope->arena;
	const struct json *first = meant(c, query, hits);
	const char *kind = tool_text_of(first, "category");
	int64_t price = tool_i64_of(first, "price_cents");
	struct tool_words words;
	enum rc rc;

	tool_words(c, kind, &words);
	rc = demo_shop_find(c->scope, &(struct demo_shop_search){
	    words.items, words.n, kind, price - 1}, hits, e);
	if (rc != RC_OK)
		return rc;
	keep_kind(hits, kind);
	if (hits->n == 0)
		tool_say(c, out, true, arena_printf(a, _("We have no "
		    "cheaper ones: **%s** (%s) for %s is the cheapest of "
		    "its kind."), tool_plain(a, tool_text_of(first,
		    "name")), tool_plain(a, kind), tool_money(a, price)),
		    NULL);
	return RC_OK;
}

static enum rc
find(struct tool_context *c, const struct product_input *in,
    struct demo_shop_hits *hits, struct err *e)
{
	struct tool_words words;

	tool_words(c, in->query, &words);
	if (!has_letters(&words))
		return RC_OK;
	return demo_shop_find(c->scope, &(struct demo_shop_search){
	    words.items, words.n, in->query, in->max_price}, hits, e);
}

static const char *
lead(struct arena *a, const struct product_input *in)
{
	if (in->max_price > 0)
		return arena_printf(a, _("For %s or less we have:\n"),
		    tool_money(a, in->max_price));
	return in->cheaper ? _("Cheaper ones of that kind:\n") :
			     _("We have:\n");
}

static enum rc
run(struct tool_context *c, struct tool_result *out, struct err *e)
{
	const struct product_input *in = c->decoded;
	struct arena *a = c->scope->arena;
	struct demo_shop_hits hits = {0};
	struct buf b;
	enum rc rc = find(c, in, &hits, e);

	if (rc != RC_OK)
		return rc;
	if (hits.n == 0) {
		say_nothing_found(c, in, out);
		return RC_OK;
	}
	if (in->cheaper && in->max_price == 0) {
		rc = find_cheaper(c, in->query, &hits, out, e);
		if (rc != RC_OK || hits.n == 0)
			return rc;
	}
	buf_init(&b, a, 16 << 10);
	buf_puts(&b, lead(a, in));
	for (size_t i = 0; i < hits.n && i < SHOWN_MAX; i++)
		put_product(&b, hits.items[i]);
	if (hits.n > SHOWN_MAX)
		buf_puts(&b, _("\n\nThere are more: a brand, size or price "
		    "narrows it down."));
	out->found = true;
	out->text = b.data;
	out->output = rows_json(a, &hits);
	return RC_OK;
}

/* The whole message is the query; run() takes its words. */
static enum rc
resolve_query(struct tool_context *c, const struct tool_slot *slot UNUSED,
    const char *said, bool asked UNUSED, struct tool_choices *out,
    struct err *e UNUSED)
{
	struct arena *a = c->scope->arena;
	struct tool_words words;

	*out = (struct tool_choices){0};
	if (said == NULL)
		return RC_OK;
	tool_words(c, said, &words);
	if (words.n == 0)
		return RC_OK;
	out->items[0] = (struct tool_choice){text_cut(a, said, QUERY_MAX),
	    text_cut(a, said, 60)};
	out->n = 1;
	out->sure = true;
	return RC_OK;
}

static const struct tool_slot slots[] = {
	{
		.name = "query",
		.type = SLOT_CHOICE,
		.required = true,
		.label = N_("Product"),
		.ask = N_("What are you looking for?"),
		.resolve = resolve_query,
	},
	{
		.name = "max_price",
		.type = SLOT_MONEY,
		.quiet = true,
		.label = N_("Highest price"),
	},
	{
		.name = "cheaper",
		.type = SLOT_YES_NO,
		.quiet = true,
		.label = N_("Cheaper"),
	},
};
static const char *const scenarios[] = {"ecommerce", NULL};
static const char *const intents[] = {"product_search", "stock", NULL};
/* Stems and words; what else there is, the intent knows. */
#define THINGS                                                         \
	"headphon|earbud|headset|speaker|soundbar|charger|powerbank|cabl|"  \
	"adapt|dock|hub|case|sleev|strap|laptop|tablet|phone|watch|ring|"   \
	"tv|printer|ink|toner|router|camera|webcam|keyboard|mous|monitor|"  \
	"ssd|drive|console|lamp|thermostat|bag|backpack"
#define BRANDS "aurio|kestrel|voltix|tessel|rivalo|orbitel|cinder|opteon"
#define NOT_SOLD                                                       \
	" -return|order|broken|lost|pair|connect|reset|swollen|warranti|"   \
	"repair|mine|exchang|refund|deliv|ship|recycl|opened|trade"
static const char *const patterns[] = {
	"? have|sell|carry|show|need|want|looking|got under|below|less_than|"
	"up_to|cheaper_than|max",
	"? have|sell|carry|got|is|are in_stock -order",
	"? ^do have|sell|carry|got " THINGS NOT_SOLD,
	"? ^any|got|search|find|show|looking|recommend " THINGS NOT_SOLD,
	"? looking_for|recommend|search|cheapest|show_me " THINGS NOT_SOLD,
	"? cost|price|much|stock " BRANDS NOT_SOLD, NULL};

static const char *const again[] = {
	"? cheaper -match|elsewhere|saw|found|competitor|amazon|store|ship|"
	"shipping|deliveri|why", NULL};

const struct tool tool_product_search = {
	.name = "product_search",
	.title = N_("products"),
	.description = "Products of the shop by words, with price, stock, "
		       "sizes and whether they work with a device.",
	.scenarios = scenarios,
	.policy = TOOL_READS,
	.input = &input_schema,
	.slots = slots,
	.n_slots = NELEM(slots),
	.intents = intents,
	.patterns = patterns,
	.again = again,
	.run = run,
};
