#include "base/base.h"

#include "core/fill_internal.h"

#include "base/text.h"

#define PIECES_MAX 8

/* The text without the mail addresses and phone numbers in it. */
static const char *
without_found(struct fill *f, const char *text)
{
	char *copy = arena_strdup(f->arena, text);
	bool any = false;

	for (size_t i = 0; i < f->found.n; i++) {
		const struct entity *x = &f->found.items[i];

		if ((x->kind != ENTITY_EMAIL && x->kind != ENTITY_PHONE) ||
		    x->confidence < ENTITY_SURE)
			continue;
		memset(copy + x->from, ',', x->to - x->from);
		any = true;
	}
	return any ? copy : NULL;
}

static bool
ends_piece(const char *s)
{
	return *s == '\0' || strchr(",;\n", *s) != NULL ||
	    (*s == '.' && text_is_space(s[1]) && s[2] != '\0');
}

static size_t
cut(struct arena *a, const char *s, const char *pieces[PIECES_MAX])
{
	size_t n = 0;

	while (*s != '\0' && n < PIECES_MAX) {
		const char *piece;
		size_t len = 0;

		while (!ends_piece(s + len))
			len++;
		piece = text_trim(a, arena_strndup(a, s, len));
		if (text_starts(piece, "and "))
			piece += strlen("and ");
		if (strlen(piece) > 1)
			pieces[n++] = piece;
		s += len + (s[len] != '\0' ? 1 : 0);
	}
	return n;
}

static bool
is_free(const struct tool_slot *slot)
{
	return slot->type == SLOT_TEXT || slot->type == SLOT_NAME;
}

/* The slots that free words can fill, the asked one first. */
static size_t
open_slots(struct fill *f, const struct tool_slot *asked,
    const struct tool_slot *out[TOOL_SLOTS_MAX])
{
	size_t n = 0;

	out[n++] = asked;
	for (size_t i = 0; i < f->tool->n_slots; i++) {
		const struct tool_slot *slot = &f->tool->slots[i];

		if (slot != asked && is_free(slot) && slot->required &&
		    slot->resolve == NULL && n < TOOL_SLOTS_MAX &&
		    fill_get(f->task, slot->name) == NULL)
			out[n++] = slot;
	}
	return n;
}

bool
fill_fits(const struct tool_slot *slot, const char *text)
{
	return !slot->numbered || strpbrk(text, "0123456789") != NULL;
}

bool
fill_split(struct fill *f, const struct tool_slot *asked, const char *text)
{
	const struct tool_slot *slots[TOOL_SLOTS_MAX];
	const char *pieces[PIECES_MAX], *rest;
	size_t n_slots, n, at = 0;

	if (!is_free(asked) || asked->resolve != NULL)
		return false;
	rest = without_found(f, text);
	if (rest == NULL)
		return false;
	n = cut(f->arena, rest, pieces);
	n_slots = open_slots(f, asked, slots);
	for (size_t i = 0; i < n_slots && at < n; i++) {
		const char *said = pieces[at++];

		/* An address has commas of its own. */
		while (n - at > n_slots - i - 1)
			said = arena_printf(f->arena, "%s, %s", said,
			    pieces[at++]);
		if (!fill_fits(slots[i], said))
			return i > 0;
		fill_set(f, slots[i], &(struct fill_value){.value = said,
		    .label = said, .said = said});
	}
	return at > 0;
}
