/*
 * What the browser tests share.  They run inside tests/stack, which tells in
 * BIWOCO_URL where the pages are.  Nothing sleeps: all waiting has a deadline.
 */
import assert from "node:assert/strict";
import { readFileSync, readdirSync, readlinkSync } from "node:fs";
import { dirname } from "node:path";
import { chromium } from "playwright-core";

export const BASE = process.env.BIWOCO_URL ?? "http://127.0.0.1:8080";
export const DEADLINE = 15000;
export const PHONE = { width: 360, height: 740 };
export const DESKTOP = { width: 1440, height: 900 };
export const QUESTION = "How long do I have to return something?";

let browser;

export async function launch() {
	browser = await chromium.launch({
		executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
		args: ["--no-sandbox", "--disable-gpu", "--disable-quic"],
	});
	return browser;
}

export const quit = () => browser?.close();

/*
 * A page of its own visitor.  `faults` collects what must never be: console
 * errors (a CSP violation is one), exceptions, requests to another host.
 * `expected` are those that the test itself provokes.
 */
export async function visit({ expected = [], ...options } = {}) {
	const context = await browser.newContext({ viewport: DESKTOP, locale: "en-GB",
		timezoneId: "Europe/Vienna", reducedMotion: "reduce", ...options });

	context.setDefaultTimeout(DEADLINE);
	context.faults = [];
	context.on("page", (page) => watch(page, context.faults, expected));
	return context;
}

function watch(page, faults, expected) {
	const fault = (text) => expected.some((e) => e.test(text)) || faults.push(text);

	page.on("console", (m) => ["error", "warning"].includes(m.type()) && fault(m.text()));
	page.on("pageerror", (error) => fault(`exception: ${error}`));
	page.on("request", (request) => {
		const url = new URL(request.url());

		if (url.origin !== new URL(BASE).origin && url.protocol !== "data:")
			fault(`request to ${url}`);
	});
}

/* Ends a visit; the faults are the test's last assertion. */
export async function leave(context) {
	await context.close();
	assert.deepEqual(context.faults, []);
}

/* `body(page, context)` with a visitor of its own. */
export function scene(options, body) {
	return async () => {
		const context = await visit(options);
		const page = await context.newPage();

		try {
			await body(page, context);
		} catch (error) {
			await context.close();
			throw error;
		}
		await leave(context);
	};
}

/* Waits until `probe()` is true; `what` is said when it never is. */
export async function until(what, probe, ms = DEADLINE) {
	const end = Date.now() + ms;

	while (!await probe()) {
		assert.ok(Date.now() < end, `in vain: ${what}`);
		await new Promise((done) => setTimeout(done, 25));
	}
}

async function post(path, token, body) {
	const reply = await fetch(BASE + path, { method: "POST", body: JSON.stringify(body),
		headers: { "Content-Type": "application/json",
			...token && { Authorization: `Bearer ${token}` } } });

	assert.ok(reply.ok, `${path}: ${reply.status}`);
	return reply.json();
}

/* A conversation with one answered question; its address without "#…". */
export async function start(page, question = QUESTION, scenario = "ecommerce") {
	const made = await post("/api/v1/conversations/start", null, { scenario_type: scenario });

	await post(`/api/v1/conversations/${made.id}/messages`, made.token, { content: question });
	await page.goto(BASE + made.chat_path);
	await answers(page, 1);
	return talkOf(page);
}

/* The same by the start page, which leaves a cookie. */
export async function startByForm(page, question = QUESTION, scenario = "ecommerce") {
	await page.goto(`${BASE}/chat?scenario=${scenario}`);
	await page.fill("form textarea", question);
	await page.click("form.starter .composer [type=submit]");
	await page.waitForURL(/\/chat\/[^/?]+/);
	await answers(page, 1);
	return talkOf(page);
}

export const talkOf = (page) => page.url().replace(/[#?].*/, "");

/* Waits for the Nth answer in the log. */
export const answers = (page, n) => until(`${n} answers`,
	async () => await page.locator("[role=log] article.bot").count() >= n);

export async function ask(page, text) {
	const n = await page.locator("[role=log] article.bot").count();

	await page.fill("#message", text);
	await page.press("#message", "Enter");
	await answers(page, n + 1);
}

/* Text that the field itself would not take. */
export const force = (page, text) => page.locator("#message").evaluate((f, t) => { f.value = t; },
	text);

export const status = (page) => page.locator("[role=status]").first().innerText();

/* Who waits for a person reads that instead. */
export const connected = (page) => until("Connected",
	async () => /Connected|A person has been asked for/.test(await status(page)));

/* What is stored of a conversation, told by the server itself. */
export async function stored(talk) {
	const reply = await fetch(`${talk}/transcript.json`);

	assert.equal(reply.status, 200);
	return (await reply.json()).messages;
}

/* Texts of the messages as the page shows them, in order. */
export const shown = (page) => page.locator("[role=log] article .text").allInnerTexts();

/* A call of the API with the page's own bearer. */
export const call = (page, method, path, body, headers = {}) => page.evaluate(
	async ([method, path, body, headers]) => {
		const { api, token } = document.querySelector("[data-chat]").dataset;
		const reply = await fetch(api + path, { method, body: body && JSON.stringify(body),
			headers: { ...headers, Authorization: `Bearer ${token}`,
				"Content-Type": "application/json" } });

		return { status: reply.status, body: await reply.json().catch(() => null) };
	}, [method, path, body, headers]);

export const conversation = (page) => page.locator("[data-chat]").getAttribute("data-chat");

/* Processes of this stack's own installation, by the program's name. */
export function programs(name) {
	const prefix = dirname(dirname(process.env.BIWOCO_BIN ?? "/nowhere/bin/x"));
	const mine = `BIWOCO_CONFIG=${process.env.BIWOCO_CONFIG}`;

	return readdirSync("/proc").filter((pid) => /^\d+$/.test(pid)).filter((pid) => {
		try {
			return readlinkSync(`/proc/${pid}/exe`).startsWith(`${prefix}/`)
				&& readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(name)
				&& readFileSync(`/proc/${pid}/environ`, "utf8").split("\0").includes(mine);
		} catch {
			return false; /* gone meanwhile, or another's */
		}
	}).map(Number);
}
