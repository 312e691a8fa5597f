/*
 * Makes the chat page quicker; it is complete without.  See doc/chat-page.md.
 *
 * The server alone makes text into HTML.  This script asks for the finished
 * messages as a fragment, parses it into a document that runs and loads
 * nothing, and builds elements of its own from what is on the lists below
 * (`rebuild`, proved by tests/browser/chat_hostile.js).  All else is text.
 */

const HTML = new Set(("a article b blockquote br button code del details div em form h2 h3 h4 "
	+ "h5 h6 hr i li ol p pre small span strong summary table tbody td th thead time tr ul")
	.split(" "));
const SVG = new Set(["svg", "path", "circle", "rect"]);
const SVG_SPACE = "http://www.w3.org/2000/svg";
const PLAIN = new RegExp("^(class|title|lang|dir|datetime|value|start|scope|role|aria-[a-z]+|"
	+ "data-(seq|id|key|vote)|viewBox|width|height|fill|stroke(-width|-linecap|-linejoin)?|"
	+ "d|cx|cy|r|rx|x|y)$");
const GUARDED = {
	id: (v) => /^m\d+(-s\d+)?$/.test(v),
	href: (v) => /^(https?|mailto|tel):$/.test(address(v)?.protocol),
	action: (v) => address(v)?.origin === location.origin,
	method: (v) => v === "post",
	name: (v) => v === "vote" || v === "content",
	rel: () => true,
	tabindex: (v) => v === "0",
};

const POLL_S = 25; /* asked of the server, which may give less */
const HIDDEN_MS = 60000;
const BACKOFF_MAX_S = 30;
const TRIES = 4; /* of one message, before the visitor is asked */
const REVEAL_MS = 600;
const NEAR_END_PX = 120;

/* In a test there is no chat on the page, only `rebuild`. */
const root = document.querySelector("[data-chat]") ?? document.createElement("main");
const { chat: id, token, api: apiBase, url } = root.dataset;
const words = JSON.parse(root.dataset.strings ?? "{}");
const find = (selector) => root.querySelector(selector);
const log = find(".log"), box = find(".growing"), jump = find(".jump");
const form = find(".composer"), field = find("#message");
const status = find("[role=status] > span");
const page = document.documentElement, title = document.title;
const touch = matchMedia("(hover: none) and (pointer: coarse)");
const calm = matchMedia("(prefers-reduced-motion: reduce)");

let next = Number(root.dataset.next); /* event to ask for after */
let shown = Number(root.dataset.shown); /* newest message on the page */
let due = root.dataset.due === "1"; /* the assistant owes an answer */
let state = root.dataset.state; /* sentence, such as the place in the queue */
let line = "connecting"; /* or "connected", "offline" */
let typing = 0; /* a person types until then */
let unread = 0, stopped = false, flushing = false, held = 0;
let height = 0, asked = false; /* scrollY of late; sent, not answered, not scrolled up */
let outbox = []; /* { key, text, tries }, oldest first */
let syncing = null, again = false;
let wake = () => {}; /* ends what the listener waits for */

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const fill = (text, n) => text.replace("{n}", n);
const part = (name) => document.getElementById(name).content.firstElementChild.cloneNode(true);

function address(text) {
	try {
		return new URL(text, location.href);
	} catch {
		return null;
	}
}

/* Copies what is allowed of the children of `from` to the end of `into`. */
export function rebuild(from, into) {
	for (const node of from.childNodes) {
		if (node.nodeType === Node.TEXT_NODE)
			into.append(node.data);
		else if (node.nodeType === Node.ELEMENT_NODE)
			rebuildElement(node, into);
	}
	return into;
}

function rebuildElement(node, into) {
	const svg = node.namespaceURI === SVG_SPACE;
	if (!(svg ? SVG : HTML).has(node.localName))
		return;
	const copy = svg ? document.createElementNS(SVG_SPACE, node.localName)
		: document.createElement(node.localName);
	for (const { name, value } of node.attributes) {
		if (Object.hasOwn(GUARDED, name) ? GUARDED[name](value) : PLAIN.test(name))
			copy.setAttribute(name, value);
	}
	into.append(rebuild(node, copy));
}

/* Storage may be barred: then nothing is kept, and nothing breaks. */
function kept(name, value) {
	try {
		if (value !== undefined)
			sessionStorage.setItem(`${name}:${id}`, value);
		return sessionStorage.getItem(`${name}:${id}`);
	} catch {
		return null;
	}
}

const api = (path, method, body, more) => fetch(apiBase + path, { ...more, method,
	headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json",
		...more?.headers },
	body: body && JSON.stringify(body), credentials: "omit" });

function isGone(reply) {
	if (stopped ||= [401, 403, 404, 410].includes(reply.status))
		say(words.gone);
	return stopped;
}

/* The one status line; `seen` is its text for the eye, if another. */
function say(text, seen) {
	if (status.textContent !== text)
		status.textContent = text;
	status.classList.toggle("hidden", Boolean(seen));
	status.nextElementSibling.textContent = seen ?? "";
}

const thank = (text) => { say(text); held = Date.now() + 4000; setTimeout(tell, 4100); };

function tell(note) {
	if (stopped || line === "offline" || Date.now() < held)
		return;
	const person = typing > Date.now();
	say(person ? words.person_writing : due ? words.writing
		: note ?? (flushing ? words.sending : state || words[line]));
	showTyping(due || person);
}

function showTyping(wanted) {
	const near = atEnd();
	if (box.querySelector("article"))
		return;
	box.hidden = !wanted;
	box.replaceChildren(...wanted ? [box.firstChild ?? part("t-typing")] : []);
	if (wanted && near)
		scrollTo(0, page.scrollHeight);
}

/* Times are the reader's; days get a line of their own. */

const format = (how) => new Intl.DateTimeFormat(page.lang, how);
const clock = format({ hour: "numeric", minute: "2-digit" });
const exact = format({ dateStyle: "long", timeStyle: "long" });
const day = format({ dateStyle: "full" });
const timeOf = (article) => article.querySelector("time");
const authorOf = (article) => article.querySelector(".author").textContent;
const dayOf = (article) => day.format(new Date(timeOf(article).dateTime));

function localise(article) {
	const time = timeOf(article), date = new Date(time.dateTime);
	time.textContent = clock.format(date);
	time.title = exact.format(date);
}

function dayLine(article) {
	const p = document.createElement("p"), text = dayOf(article);
	const all = [...log.querySelectorAll("article")], before = all[all.indexOf(article) - 1];
	if (before && dayOf(before) === text)
		return;
	p.className = "day";
	p.append(Object.assign(document.createElement("span"), { textContent: text }));
	article.before(p);
}

/* The last message can be seen; suggested replies below it do not count. */
const atEnd = () => Math.max(log.getBoundingClientRect().bottom, box.getBoundingClientRect().bottom)
	- find(".dock").getBoundingClientRect().top < NEAR_END_PX;

/* To the end, but a long answer is read from its beginning. */
function follow(element) {
	scrollTo(0, element.getBoundingClientRect().top + scrollY - 72);
	height = scrollY;
}

/* Who scrolls up reads; who has just asked is taken to the answer. */
function look() {
	const end = atEnd();
	if (scrollY < height && !end)
		asked = false;
	height = scrollY;
	if (!document.hidden && end)
		unread = 0;
	document.title = unread ? `(${unread}) ${title}` : title;
	jump.hidden = end;
	jump.querySelector("b").textContent = unread || "";
}

function dress(article) {
	localise(article);
	if (!article.matches(".bot, .agent") || !navigator.clipboard)
		return;
	const copy = part("t-copy");
	copy.addEventListener("click", () => navigator.clipboard
		.writeText(article.querySelector(".text").innerText)
		.then(() => { copy.lastChild.textContent = words.copied; }));
	(article.querySelector(".votes") ?? article).append(copy);
}

/* The finished text grows outside the log, not read aloud.  True: the reader came along. */
async function grow(article) {
	const walk = document.createTreeWalker(article.querySelector(".text"), NodeFilter.SHOW_TEXT);
	const nodes = [], began = performance.now();
	while (walk.nextNode())
		nodes.push([walk.currentNode, walk.currentNode.data]);
	const total = nodes.reduce((n, [, text]) => n + text.length, 0);
	const span = Math.min(REVEAL_MS, total * 4);
	let led = true; /* until the reader scrolls */
	const show = (left) => nodes.forEach(([node, text]) => {
		node.data = text.slice(0, Math.max(0, left));
		left -= text.length;
	});
	box.replaceChildren(article);
	box.hidden = false;
	for (let t = 0; t < 1; t = (performance.now() - began) / span) {
		show(Math.ceil(total * t));
		if (led)
			follow(article);
		const at = scrollY;
		await sleep(30);
		led &&= Math.abs(scrollY - at) < 2;
	}
	show(total);
	return led;
}

/* The article when the reader is to be taken to it. */
async function add(article, mayGrow) {
	const { key, seq } = article.dataset, near = atEnd() || asked, own = key && echoOf({ key });
	let led = near && !document.hidden;
	shown = Math.max(shown, Number(seq));
	if (document.getElementById(article.id))
		return null;
	if (own) {
		own.id = article.id;
		own.dataset.seq = seq;
		return mark(own, "sent");
	}
	dress(article);
	if (mayGrow && near && article.matches(".bot"))
		led = await grow(article);
	article.classList.add("fresh");
	const [last] = [...log.querySelectorAll("[data-seq]")].slice(-1);
	last ? last.after(article) : log.prepend(article); /* before what is not yet stored */
	box.replaceChildren();
	box.hidden = true;
	dayLine(article);
	const before = article.previousElementSibling;
	article.classList.toggle("first", !before?.matches("article")
		|| authorOf(before) !== authorOf(article));
	if ((document.hidden || !near) && !article.matches(".own") && unread++ === 0) {
		log.querySelector(".new")?.remove();
		article.before(part("t-new"));
	}
	if (!article.matches(".own"))
		asked = false;
	return led ? article : null;
}

/* Asks for what is new until nothing is; one request at a time. */
function sync() {
	again = true;
	return syncing ??= (async () => {
		while (again && !stopped) {
			again = false;
			await fetchMessages();
		}
	})().finally(() => { syncing = null; });
}

async function fetchMessages() {
	const reply = await fetch(`${url}/messages?after=${shown}`);
	if (isGone(reply))
		return;
	if (!reply.ok)
		throw new Error(reply.status);
	const parsed = new DOMParser().parseFromString(await reply.text(), "text/html")
		.querySelector("[data-shown]");
	const fresh = rebuild(parsed, document.createElement("div"));
	const articles = [...fresh.querySelectorAll("article")];
	due = parsed.dataset.due === "1";
	state = parsed.dataset.state;
	const led = [];
	for (const article of articles)
		led.push(await add(article,
			article === articles.at(-1) && !calm.matches && !document.hidden));
	if (articles.length)
		find(".replies").replaceChildren(...fresh.querySelectorAll(":scope > form"));
	if (led.some(Boolean))
		follow(led.find(Boolean)); /* the first, so that none is passed over */
	tell();
	look();
	if (parsed.dataset.open !== "1")
		location.reload(); /* ended: the page says what is left to do */
}

/* Sending: an outbox in order, each with its Idempotency-Key */

const echoOf = (item) => [...log.querySelectorAll(".own:not([data-seq])")]
	.find((article) => article.dataset.key === item.key);
const save = () => kept("outbox", JSON.stringify(outbox));

function mark(article, how, reason) {
	const [text, retry] = article.querySelector(".sent").children;
	if (how === "sent")
		log.querySelectorAll(".own:not(.unsent) .sent span").forEach((s) => s.replaceChildren());
	article.classList.toggle("unsent", how === "failed");
	article.classList.toggle("refused", Boolean(reason));
	text.textContent = reason ? `${words.failed} ${reason}` : words[how];
	retry.hidden = how !== "failed" || Boolean(reason);
}

function echo(item) {
	const article = part("t-own"), time = timeOf(article);
	article.dataset.key = item.key;
	time.dateTime = new Date().toISOString();
	article.querySelector(".text").textContent = item.text;
	article.querySelector("button").addEventListener("click", () => {
		if (!outbox.includes(item))
			outbox.push(item);
		item.tries = 0;
		field.focus();
		flush();
	});
	log.append(article);
	localise(article);
	dayLine(article);
	article.classList.toggle("first", !article.previousElementSibling?.matches(".own"));
	mark(article, "sending");
	follow(article);
	asked = true;
}

function send(text) {
	const item = { key: crypto.getRandomValues(new Uint32Array(4)).join("-"),
		text: text.trim(), tries: 0 };
	if (!item.text)
		return false;
	find(".replies").replaceChildren();
	log.querySelectorAll(".new, .refused").forEach((e) => e.remove());
	outbox.push(item);
	held = 0;
	save();
	echo(item);
	flush();
	return true;
}

async function flush() {
	if (flushing)
		return;
	flushing = true;
	while (outbox.length && !stopped) {
		const [item] = outbox, article = echoOf(item);
		if (article)
			mark(article, "sending");
		tell();
		const failed = await deliver(item);
		if (failed && echoOf(item)) {
			mark(article, "failed", failed.reason);
			if (!failed.final)
				break; /* tried again when the line is back */
			field.value ||= failed.reason ? item.text : ""; /* to be changed */
			typed();
		}
		outbox.shift();
		save();
	}
	flushing = false;
	tell(outbox.length ? words.failed : undefined);
}

/* Why the server does not want it, in words. */
async function refusal(text, reply) {
	const problem = await reply.json().catch(() => ({})), n = [...text].length;
	return n > field.maxLength ? fill(words.count, n.toLocaleString(page.lang))
		: problem.errors?.[0]?.detail ?? problem.detail;
}

/* Null when the message is stored, else what hindered it. */
async function deliver(item) {
	for (let n = 0; n < TRIES; n++) {
		const reply = await api(`/conversations/${id}/messages`, "POST", { content: item.text },
			{ headers: { "Idempotency-Key": item.key } }).catch(() => null);
		if (!reply) {
			if (++item.tries < TRIES)
				line = "connecting";
			wake();
			return {};
		}
		if (reply.ok) {
			due ||= reply.status === 202;
			if (echoOf(item))
				mark(echoOf(item), "sent");
			await sync().catch(() => wake());
			return null;
		}
		if (isGone(reply))
			return { final: true };
		if (reply.status < 500 && ![408, 409, 425, 429].includes(reply.status))
			return { final: true, reason: await refusal(item.text, reply) };
		await sleep(1000 * (Number(reply.headers.get("Retry-After")) || 2 ** n));
	}
	return {};
}

/* Listening */

async function listen() {
	for (let failures = 0; !stopped;) {
		const stop = new AbortController();
		const wait = line === "connected" && !document.hidden ? POLL_S : 0;
		const limit = setTimeout(() => stop.abort(), (wait + 10) * 1000);
		wake = () => stop.abort("woken");
		try {
			const reply = await api(`/conversations/${id}/events?after=${next}&wait=${wait}`,
				"GET", null, { signal: stop.signal });
			if (isGone(reply))
				return;
			if (!reply.ok)
				throw new Error(reply.status);
			await connected(await reply.json());
			failures = 0;
		} catch {
			if (stop.signal.reason !== "woken")
				await countdown(++failures);
		} finally {
			clearTimeout(limit);
		}
	}
}

async function connected(news) {
	if (line !== "connected") {
		line = "connected";
		flush();
	}
	if ((news.events ?? []).filter(handle).length)
		await sync();
	next = Math.max(next, news.next ?? 0);
	tell();
	const rest = document.hidden ? HIDDEN_MS : news.mode === "short" ? news.next_ms : 0;
	if (rest)
		await pause(rest);
}

/* True when there may be new finished messages. */
function handle({ type, data = {} }) {
	if (type === "typing")
		typing = data.active === false ? 0 : Date.now() + 6000;
	else if (type === "feedback")
		press(data.message_id, data.vote === "up" ? "1" : "-1");
	return !["typing", "feedback"].includes(type);
}

/* True when woken before its time. */
const pause = (ms) => new Promise((done) => {
	setTimeout(done, ms);
	wake = () => done(true);
});

async function countdown(failures) {
	const most = Math.min(BACKOFF_MAX_S, 2 ** (failures - 1));
	line = "offline";
	showTyping(false);
	for (let left = Math.ceil(most * (0.75 + Math.random() / 4)); left; left--) {
		say(words.offline, fill(words.offline_in, left));
		if (await pause(1000))
			break;
	}
}

const press = (message, vote) => root.querySelectorAll(
	`[data-vote="${CSS.escape(message)}"] [name=vote]`).forEach((button) =>
	button.setAttribute("aria-pressed", button.value === vote));

async function vote(votes, value) {
	const put = (comment) => api(`/messages/${votes.dataset.vote}/feedback`,
		"PUT", { vote: value === "1" ? "up" : "down", comment }).then((r) => r.ok, () => false);
	const ask = part("t-comment");
	if (!await put())
		return thank(words.not_saved);
	press(votes.dataset.vote, value);
	thank(words.voted);
	votes.parentNode.querySelector(".comment")?.remove();
	votes.after(ask);
	ask.querySelector(value === "1" ? ".bad" : ".good").remove();
	ask.scrollIntoView({ block: "nearest" });
	ask.querySelector("[type=button]").addEventListener("click", () => ask.remove());
	ask.addEventListener("submit", async (event) => {
		event.preventDefault();
		const ok = await put(ask.elements.comment.value.trim());
		thank(ok ? words.voted : words.not_saved);
		if (ok)
			ask.remove();
	});
}

function typed() {
	const n = [...field.value].length, counter = form.querySelector("output");
	kept("draft", field.value);
	counter.hidden = n < 0.8 * field.maxLength;
	counter.textContent = fill(words.count, n.toLocaleString(page.lang));
	if (CSS.supports("field-sizing", "content"))
		return;
	for (field.rows = 1; field.rows < 6 && field.scrollHeight > field.clientHeight;)
		field.rows++;
}

function key(event) {
	const { key, shiftKey, altKey, ctrlKey, metaKey, isComposing } = event;
	/* 229: an input method that does not say that it composes. */
	if (key !== "Enter" || isComposing || event.keyCode === 229)
		return;
	if (ctrlKey || metaKey || !(shiftKey || altKey || touch.matches)) {
		event.preventDefault();
		form.requestSubmit();
	}
}

function submit(event) {
	const { target, submitter } = event;
	const voted = target.matches("[data-vote]");
	if (!voted && target !== form && submitter?.name !== "content") {
		stopped ||= !event.defaultPrevented && submitter?.formMethod !== "dialog";
		return; /* "End it" leaves this page: no reload comes between */
	}
	event.preventDefault();
	if (voted)
		return vote(target, submitter.value);
	if (target !== form)
		send(submitter.value);
	else if (send(field.value))
		field.value = "";
	typed();
	field.focus();
}

function click(event) {
	const { target } = event, link = target.closest("a"), dialog = find("dialog");
	for (const menu of document.querySelectorAll(".menu[open]"))
		menu.open = menu.contains(target) && !link;
	if (link?.matches("[data-end]") && dialog.showModal) {
		event.preventDefault();
		dialog.showModal();
	} else if (link) {
		openSource(link.hash);
	}
}

const openSource = (hash) => /^#m\d+-s\d+$/.test(hash)
	&& document.getElementById(hash.slice(1))?.querySelector("details")?.setAttribute("open", "");

function begin() {
	log.setAttribute("aria-busy", "true");
	log.querySelectorAll(".day").forEach((p) => p.remove());
	for (const article of log.querySelectorAll("article")) {
		dress(article);
		dayLine(article);
	}
	log.removeAttribute("aria-busy");
	document.addEventListener("click", click);
	root.addEventListener("submit", submit);
	jump.addEventListener("click", () => scrollTo(0, page.scrollHeight));
	addEventListener("scroll", look, { passive: true });
	["online", "offline"].forEach((name) => addEventListener(name, () => wake()));
	document.addEventListener("visibilitychange", () => document.hidden || (look(), wake()));
	if (!/^#m\d/.test(location.hash))
		scrollTo(0, page.scrollHeight);
	openSource(location.hash);
	look();
}

/* What was typed or not yet sent when the page was left. */
function restore() {
	const keys = [...log.querySelectorAll("[data-key]")].map((a) => a.dataset.key);
	field.value ||= kept("draft") ?? "";
	typed();
	outbox = JSON.parse(kept("outbox") ?? "[]").filter((item) => !keys.includes(item.key));
	save();
	outbox.forEach(echo);
	field.addEventListener("input", typed);
	field.addEventListener("keydown", key);
}

if (root.isConnected) {
	begin();
	if (field) {
		restore();
		tell();
		listen();
		flush();
	}
}
