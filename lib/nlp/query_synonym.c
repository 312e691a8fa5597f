#include "base/base.h"

#include "nlp/query.h"

#include "base/text.h"

#define SYNONYM_WEIGHT 0.7
#define BROADER_WEIGHT 0.6

/*
 * Words of one group may stand for each other ("|" between them); a phrase
 * counts as one word of the question.  After ">" stand narrower words, which
 * mean the group but are not meant by it.
 */
static const char *const english[] = {
	"return|send back|give back|bring back|take back|ship back|"
	"mail back|hand back",
	"refund|reimburse|money back|get my money|my money",
	"credited|get it back|refund",
	"cancel|call off|abort|terminate > quit|stop",
	"cost|price|fee|charge|rate|tariff > expensive|cheap|pricing",
	"pay|payment > checkout",
	"buy|purchase|order",
	"ship|shipping|deliver|delivery|dispatch|send|postage|mail out",
	"parcel|package|shipment|delivery > box",
	"late|delay|overdue|behind schedule|nobody came|no one came|never came|"
	"nobody showed up|never showed up|not show up|still waiting",
	"arrive|come|get here|show up|turn up|never got|not get|not receive|"
	"never received",
	"broken|damaged|faulty|defective|cracked|not working|stopped working|"
	"malfunction > dead|busted|smashed|shattered",
	"silent|no sound|mute > dead",
	"fix|repair|mend",
	"change|modify|edit|update|alter|adjust",
	"swap|exchange|replace|replacement|switch",
	"track|trace|follow|locate",
	"status|progress",
	"discount|coupon|promo|voucher|promo code|discount code",
	"gift card|gift certificate|store credit",
	"warranty|guarantee",
	"wrong|incorrect|different",
	"missing|lost|never arrived|disappear",
	"free|no charge|complimentary|gratis",
	"fast|quick|express|rush|expedite|urgent > asap|overnight",
	"hurry|faster|quicker|sooner|speed up",
	"email|e-mail|mail",
	"phone|telephone|call|ring",
	"address|location",
	"customs|duty|import tax",
	"tax|vat|gst",
	"abroad|international|overseas|foreign|another country",
	"canada > canadian|toronto|vancouver|montreal|ottawa|calgary|quebec|"
	"ontario|alberta",
	"europe > eu|germany|france|spain|italy|netherlands|ireland|sweden",
	"uk > england|britain|scotland|london|wales",
	"store|shop > branch|showroom",
	"pick up|pickup|collect|collection",
	"open|unbox|unseal",
	"headphone|headset > earphones",
	"earbuds|in-ear|ear buds|earphones",
	"phone|smartphone|mobile|cell > iphone|android",
	"laptop|notebook > macbook",
	"tv|television",
	"charger|power adapter|adapter",
	"compatible|work with|works with|fit",
	"size|dimension|big|large",
	"charge|pay|bill|debit|cost",
	"plumber|plumbing",
	"electrician|electrical|electric",
	"cleaner|cleaning",
	"handyman|handymen",
	"stock|available|in stock|availability",
	"points|reward|loyalty",
	"student|education > college|university",
	"price match|match the price|cheaper elsewhere|cheaper somewhere|"
	"lower price",
	"holiday > christmas|thanksgiving|xmas|easter",
	"present|gift",
	"payment|credit card|debit card > visa|mastercard|amex",
	"pagination|paginate|paging|page|cursor|next page",
	"timer|stopwatch|time tracking|track time",
	"often|frequency|interval",
	"installment|pay in 4|pay later|monthly payments > klarna|afterpay",
	"decline|reject|refuse|fail",
	"sign up|register|create account|enroll|join",
	"sign in|signin|log in|login|logon|log on|get in",
	"sign out|log out|logout",
	"password|passcode",
	"forget|lose|reset",
	"username|user name|login name",
	"account|profile",
	"delete|remove|erase|get rid|kick out|throw out > lose|lost",
	"redeem|use|apply",
	"bigger|larger|big|large",
	"smaller|small",
	"last minute|short notice|late",
	"close|shut down",
	"add|invite",
	"member|user|teammate|colleague|coworker|co-worker",
	"company|organization|organisation|business|firm > commercial|office",
	"owner|administrator|admin",
	"role|permission|access|rights",
	"2fa|two-factor|two factor|authenticator|mfa",
	"sso|single sign-on|signon|saml > okta|azure",
	"api key|token|credential",
	"rate limit|throttle|too many requests|429",
	"limit|maximum|quota|cap",
	"plan|subscription|tier|package",
	"upgrade|move up|bigger plan",
	"downgrade|move down|smaller plan",
	"invoice|bill|receipt",
	"billing|payment",
	"renew|renewal|extend",
	"trial|test period|try out|try it|try for free|evaluate|demo",
	"annual|yearly|per year",
	"monthly|per month",
	"export|download|take out|get out",
	"import|upload|migrate|bring in|bring over|transfer > bring",
	"backup|back up",
	"integration|connect|integrate|plug in > slack|zapier|jira",
	"webhook|callback",
	"staff|employee|personnel",
	"balance|left on|remaining",
	"shelf|shelves",
	"tight|hurt|pressure|pain|uncomfortable",
	"tablet|ipad",
	"carrier > tmobile|sprint|vodafone",
	"error|problem|issue|trouble|bug|fault",
	"slow|lag|sluggish|takes forever > crap|laggy",
	"down|outage|offline|unavailable|uptime|downtime",
	"crash|freeze|hang",
	"sync|synchronize|synchronise",
	"notification|alert|reminder > ping|bother|disturb",
	"browser > chrome|firefox|safari|edge",
	"app|application",
	"support|help|assistance|customer service",
	"security|secure|safe|safety",
	"privacy|gdpr|personal data|data protection",
	"language|translation",
	"color|colour",
	"gray|grey",
	"license|licence",
	"book|schedule|make an appointment|reserve|arrange|set up a visit",
	"booking|appointment|reservation|visit",
	"reschedule|postpone|move|rebook|another day|different day|"
	"different time|other day",
	"technician|worker|engineer|repairman|guy|staff|employee > plumber|"
	"electrician|handyman",
	"come out|visit|come to my",
	"call-out|callout|call out|trip charge|service call|come out",
	"quote|estimate|quotation",
	"area|zone|region|neighborhood|coverage",
	"zip|postal code|postcode",
	"emergency|urgent|after hours > burst|flood|flooding",
	"hours|opening times|open|opening hours|business hours",
	"weekend|saturday|sunday",
	"leak|drip|leaking",
	"clog|blocked|block|backed up|drain|unclog|unblock|plugged",
	"include|included|part of it|part of that|come with",
	"toilet|wc|restroom",
	"washer|washing machine",
	"infant|baby|newborn|toddler",
	"cryptocurrency|crypto|bitcoin",
	"faucet|tap",
	"furnace|heating|boiler|heater|heat",
	"cold|freezing|frozen|freeze",
	"air conditioning|ac|cooling|air conditioner|aircon",
	"power|electricity|outage",
	"clean|cleaning|cleaner > maid|housekeeping",
	"damage|break|broke|scratch|ruin",
	"subcontractor|contractor|freelancer",
	"house|home|apartment|flat",
	"insured|insurance|insure|liability",
	"tip|gratuity",
	"kid|child",
	"pet|animal > dog|cat",
	"deposit|down payment|upfront|in advance|prepay",
	"arrival window|time slot|slot|window",
	"no-show|missed|not home|nobody home|not at home",
	"customer|client",
	"result|record|entry",
	"contact|reach|get in touch|get hold",
	"complain|complaint|unhappy|dissatisfied|not happy|not satisfied|"
	"disappointed|bad service|worst service|terrible service",
	"policy|rule|terms|conditions",
	"time|long",
	"quality|condition",
	"keep|retain|store|hold",
	"start|begin",
	"end|expire|finish|run out|over",
	"need|require|necessary",
	"accept|take|allow|permit",
	"person|human|people",
	"moving|relocate|move house",
	"recurring|regular|repeat|every week|every month",
	"photo|picture|image",
	"video call|remote",
	"key|lock",
	"rent|tenant|landlord",
	"job|work",
	"material|part|supplies",
	"location|address > near|nearby|closest|nearest",
	"flight|plane|airplane|aircraft|fly",
	"battery|power bank > powerbank",
	"swollen|bulging|swelling|bloated|puffed",
	"recycle|dispose|throw away|trash|get rid > dump",
	"unsubscribe|opt out|stop sending|stop emailing|spam|stop mailing",
	"off|turn off|switch off|shut off|disable|deactivate",
	"sandbox|test environment|staging|test account",
	"limit|calls per|requests per|per minute|per second",
	"seat > people|persons",
	"referral|refer|friend|neighbor|neighbour",
	"allow|whitelist|allowlist",
	"monoxide|carbon monoxide > co",
	"alarm|detector|beep|goes off|sensor",
	"product|spray|chemical|detergent",
	"asthma|allergy|allergic",
	"share|sharing|third party|third parties|other companies|advertiser",
	"guest|without account|without registering",
	"steal|stolen|theft|thief|robbed|hacked|swiped",
	"delivered|porch|doorstep|front door",
	"safe|dangerous|danger|hazard",
	"floor|upstairs|downstairs",
	"smell|odor|stink|stinks",
	"flood|flooding|gush|gushing|pouring",
	"shutoff|turn the water off|shut off the water|main valve|stopcock",
	"licensed|license|certified|qualified",
	"trust|vetted|background check|criminal record",
	"certificate|proof|evidence",
	"extra|surcharge|additional",
	"night|after hours|midnight|late at night",
	"cash|check|cheque",
	"assemble|put together|assembly|build",
	"mount|hang|wall mount",
	"vacation|away|pause|skip|on hold",
	"deaf|hearing|relay|wheelchair|blind|disabled > accessibility",
	"shortcut|hotkey|keyboard shortcut|key combination",
	"server|hosting|hosted|data center|datacenter",
	"archive|hide|close a project",
	"offline|no internet|without internet|no signal",
	"logo|branding",
	"dpa|data processing",
	"leak|expose|compromise|publish",
	"suspended|blocked|read-only|locked|disabled",
	"lock|locked out|lockout",
	"voicemail|callback|call back",
	"measure|measurement|sizing",
	"replace|spare",
	"pair|connect|bluetooth",
	"earbud > airpods|pods|buds",
	"monitor|screen|display > second screen",
	"statement|bank statement",
	"reset|restart|reboot|factory reset",
};

static const struct {
	const char *language;
	const char *const *groups;
	size_t n;
} tables[] = {
	{"en", english, NELEM(english)},
};

/* "send it back", "turn them off": the phrase goes on behind it. */
static bool
is_between(const char *word)
{
	static const char *const words[] = {"everything", "it", "one",
	    "something", "stuff", "that", "them", "these", "things",
	    "this", "those"};

	for (size_t i = 0; i < NELEM(words); i++) {
		if (strcmp(word, words[i]) == 0)
			return true;
	}
	return false;
}

/* Words from..from+n of the question spell the phrase. */
static size_t
phrase_matches(struct arena *a, struct query *q, size_t from,
    const char *phrase, size_t len)
{
	size_t i = from;

	/* A phrase that an earlier group has made one term. */
	if (strncmp(q->terms[from].word, phrase, len) == 0 &&
	    q->terms[from].word[len] == '\0')
		return 1;
	while (len > 0) {
		size_t n = 0;
		const struct query_term *t = &q->terms[i];

		while (n < len && phrase[n] != ' ')
			n++;
		if (i > from && i < q->n && is_between(t->word) &&
		    (strncmp(t->word, phrase, n) != 0 ||
			t->word[n] != '\0'))
			t = &q->terms[++i];
		if (i >= q->n || t->hint || t->topic)
			return 0;
		/* Nearly all differ in their first letter: no stemming. */
		if (t->word[0] != phrase[0])
			return 0;
		if (strncmp(t->word, phrase, n) != 0 || t->word[n] != '\0') {
			const char *stem = stem_word(q->st,
			    arena_strndup(a, phrase, n));

			if (strcmp(stem, t->stem) != 0)
				return 0;
		}
		i++;
		phrase += n + (n < len);
		len -= n + (n < len);
	}
	return i - from;
}

static void
add_alt(struct query_term *t, const char *stem, double weight)
{
	if (strcmp(t->stem, stem) == 0 && weight > 0.5)
		return;
	for (size_t i = 0; i < t->n_alts; i++) {
		if (strcmp(t->alts[i].stem, stem) == 0)
			return;
	}
	if (t->n_alts < QUERY_ALTS_MAX)
		t->alts[t->n_alts++] = (struct query_alt){stem, weight, 0};
}

/* The group's single words up to ">" become alternatives of the term. */
static void
add_group(struct arena *a, struct query *q, struct query_term *t,
    const char *group, double weight)
{
	size_t end = strcspn(group, ">");

	for (size_t at = 0; at < end;) {
		size_t n = strcspn(group + at, "|>");
		const char *word = text_trim(a,
		    arena_strndup(a, group + at, n));

		if (strpbrk(word, " -'") == NULL)
			add_alt(t, stem_word(q->st, word), weight);
		at += n + 1;
	}
}

/* The group's first single word, which stands for its phrases; or NULL. */
static const char *
head_word(struct arena *a, const char *group)
{
	size_t end = strcspn(group, ">");

	for (size_t at = 0; at < end;) {
		size_t n = strcspn(group + at, "|>");
		const char *word = text_trim(a,
		    arena_strndup(a, group + at, n));

		if (*word != '\0' && strpbrk(word, " -'") == NULL)
			return word;
		at += n + 1;
	}
	return NULL;
}

/*
 * "send back" becomes one term that stands for "return", "credit card" one
 * for "card"; the other words count a little.
 */
static void
merge(struct arena *a, struct query *q, size_t from, size_t n,
    const char *group)
{
	struct query_term *t = &q->terms[from];
	const struct query_term *last = &q->terms[from + n - 1];
	const char *head = head_word(a, group);
	const char *first = t->stem;

	/* A compound's meaning is in its last word; that of "send back" and
	 * "stop sending" is not. */
	if (last->weight >= 1 && !text_ends(last->word, "ing"))
		t->stem = last->stem;
	else if (head != NULL)
		t->stem = stem_word(q->st, head);
	if (t->weight >= 1)
		add_alt(t, first, 0.5);

	for (size_t i = 1; i < n; i++) {
		struct query_term *other = &q->terms[from + i];

		if (other->weight >= 1)
			add_alt(t, other->stem, 0.5);
		t->word = arena_printf(a, "%s %s", t->word, other->word);
	}
	t->weight = 1;
	memmove(t + 1, t + n, (q->n - from - n) * sizeof(*t));
	q->n -= n - 1;
}

void
query_widen(struct arena *a, struct query *q, const char *group)
{
	const char *narrower = strchr(group, '>');
	uint32_t letters = 0;

	for (size_t i = 0; i < q->n; i++)
		letters |= 1u << (q->terms[i].word[0] & 31);

	for (const char *p = group; *p != '\0';) {
		size_t n = strcspn(p, "|>"), skip = n + (p[n] != '\0');
		double weight = narrower != NULL && p > narrower ?
		    BROADER_WEIGHT : SYNONYM_WEIGHT;

		while (n > 0 && text_is_space(p[n - 1]))
			n--;
		while (n > 0 && text_is_space(*p)) {
			p++;
			n--;
			skip--;
		}
		if ((letters >> (*p & 31) & 1) == 0)
			n = 0; /* no word of the question begins so */
		for (size_t i = 0; n > 0 && i < q->n; i++) {
			size_t words = phrase_matches(a, q, i, p, n);

			if (words == 0)
				continue;
			/* "stop sending" is nothing that "stop" means. */
			if (words > 1)
				q->terms[i].n_alts = 0;
			add_group(a, q, &q->terms[i], group, weight);
			if (words > 1)
				merge(a, q, i, words, group);
		}
		p += skip;
	}
}

/* Phrases were found: words without weight have done their part. */
static void
drop_empty(struct query *q)
{
	size_t n = 0;

	for (size_t i = 0; i < q->n; i++) {
		if (q->terms[i].weight > 0)
			q->terms[n++] = q->terms[i];
	}
	q->n = n;
}

size_t
query_synonym_groups(const char *language, const char *const **groups)
{
	for (size_t i = 0; i < NELEM(tables); i++) {
		if (strncmp(tables[i].language, language, 2) == 0) {
			*groups = tables[i].groups;
			return tables[i].n;
		}
	}
	return 0;
}

bool
query_group_has(const char *group, const char *word)
{
	size_t n = strlen(word);

	for (const char *p = group; (p = strstr(p, word)) != NULL; p += n) {
		if ((p == group || strchr("| ", p[-1]) != NULL) &&
		    strchr("| ", p[n]) != NULL)
			return true;
	}
	return false;
}

bool
query_has_synonyms(const char *word)
{
	for (size_t g = 0; g < NELEM(english); g++) {
		if (query_group_has(english[g], word))
			return true;
	}
	return false;
}

void
query_expand(struct arena *a, struct query *q)
{
	const char *language = stemmer_is_english(q->st) ? "en" : "";

	for (size_t i = 0; i < NELEM(tables); i++) {
		if (strcmp(tables[i].language, language) != 0)
			continue;
		for (size_t g = 0; g < tables[i].n; g++)
			query_widen(a, q, tables[i].groups[g]);
	}
	drop_empty(q);
}
