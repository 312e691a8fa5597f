/*
 * D2, D3: hostile HTML does nothing in the chat page.  The files come from
 * the source tree under a made-up host and without a CSP, so that `rebuild`
 * of static/chat.js stands alone between the strings and the browser.
 */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";

const HOST = "http://hostile.test";
const FILES = {
	"/chat_hostile.html": ["chat_hostile.html", "text/html"],
	"/chat_hostile.js": ["chat_hostile.js", "text/javascript"],
	"/static/chat.js": ["../../static/chat.js", "text/javascript"],
};
let browser;

before(async () => {
	browser = await chromium.launch({
		executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
		args: ["--no-sandbox", "--disable-gpu", "--disable-quic"],
	});
});

after(() => browser?.close());

async function serve(route) {
	const file = FILES[new URL(route.request().url()).pathname];

	if (file === undefined)
		return route.fulfill({ status: 404, body: "" });
	return route.fulfill({ contentType: file[1],
		body: await readFile(new URL(file[0], import.meta.url)) });
}

test("hostile HTML neither runs, nor loads, nor arrives", async () => {
	const page = await browser.newPage();

	await page.route("**/*", serve);
	await page.goto(`${HOST}/chat_hostile.html`);
	await page.waitForFunction(() => document.title !== "running", null,
		{ timeout: 20000 });
	assert.equal(await page.textContent("#result"), "ok");
});
