/* The chat page with JavaScript: sending, answers, sources, votes (V3, V5). */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { BASE, DESKTOP, PHONE, answers, ask, call, connected, conversation, launch, quit, scene,
	shown, start, status, stored, talkOf, until } from "./helper.mjs";

before(launch);
after(quit);

/* Notes each text that comes into the log or the status line. */
const listen = (page) => page.evaluate(() => {
	window.heard = { log: [], status: [] };
	const note = (list) => (records) => records.forEach((r) => r.addedNodes.forEach((n) =>
		n.nodeName === "ARTICLE" ? list.push(n.className)
			: n.nodeType === 3 && r.target.closest("[role=status]") && list.push(n.data)));
	new MutationObserver(note(window.heard.log)).observe(
		document.querySelector("[role=log]"), { childList: true, subtree: true });
	new MutationObserver(note(window.heard.status)).observe(
		document.querySelector("[role=status]"), { childList: true, subtree: true });
});

test("V3 a sample question of the portal starts a conversation", scene({}, async (page) => {
	await page.goto(`${BASE}/`);
	const sample = page.locator(".card button[name=sample]").first();
	const text = await sample.innerText();

	await sample.click();
	await page.waitForURL(/\/chat\/[^/?]+/);
	await answers(page, 1);
	assert.equal((await shown(page))[0], text);
	assert.equal((await stored(talkOf(page))).length, 2);
}));

const once = async (page) => {
	let release;
	const held = new Promise((done) => { release = done; });

	await start(page);
	await connected(page);
	await page.route("**/api/v1/conversations/*/messages", async (route) => {
		await held;
		await route.continue();
	});
	await listen(page);
	await page.fill("#message", "Which payment methods do you accept?");
	await page.press("#message", "Enter");
	const own = page.locator("article.own").last();
	assert.equal(await own.locator(".text").innerText(), "Which payment methods do you accept?");
	assert.equal(await own.locator(".sent span").innerText(), "Sending");
	assert.equal(await page.inputValue("#message"), "");
	assert.equal(await page.evaluate(() => document.activeElement.id), "message");
	release();
	await answers(page, 2);
	await until("Sent", async () => await own.locator(".sent span").innerText() === "Sent");
	await connected(page);
	const heard = await page.evaluate(() => window.heard);
	assert.equal(heard.log.filter((c) => /\bown\b/.test(c)).length, 1);
	assert.equal(heard.log.filter((c) => /\bbot\b/.test(c)).length, 1);
	assert.equal(heard.status.filter((s) => /payment/i.test(s)).length, 0);
	assert.equal(await page.locator("[role=log]").count(), 1);
	assert.equal(await page.locator("[role=status]").count(), 1);
	assert.equal((await stored(talkOf(page))).length, 4);
};

test("V3 own message at once, the answer once and read aloud once", scene({}, once));
test("V3 the same when the answer grows", scene({ reducedMotion: "no-preference" }, once));

test("V3 typing is told in the status line and never in the log", scene({}, async (page) => {
	await start(page);
	await connected(page);
	await page.route("**/messages?after=*", async (route) => {
		const reply = await route.fetch();
		const body = (await reply.text()).replace(/data-due="[^"]*"/, 'data-due="1"');

		await route.fulfill({ response: reply, body });
	});
	await page.fill("#message", "Do you ship to Canada?");
	await page.press("#message", "Enter");
	await until("is writing", async () => /assistant is writing/.test(await status(page)));
	assert.equal(await page.locator("[role=log] .dots").count(), 0);
	assert.equal(await page.locator(".growing").getAttribute("aria-live"), "off");
	assert.doesNotMatch(await page.locator("[role=log]").innerText(), /is writing/);
	await page.unrouteAll({ behavior: "ignoreErrors" });
}));

for (const [name, viewport] of Object.entries({ phone: PHONE, desktop: DESKTOP }))
	test(`V3 the reader is taken to each answer (${name})`, scene(
		{ viewport, reducedMotion: "no-preference" }, async (page) => {
			await start(page);
			for (const question of ["Which payment methods do you accept?",
				"How much is express shipping?", "Can I return opened headphones?",
				"Do you ship to Norway?"]) {
				await ask(page, question);
				await connected(page);
				await until(`the answer to "${question}" in view`, () => page.evaluate(() => {
					const { top, bottom } = [...document.querySelectorAll("article.bot")].at(-1)
						.getBoundingClientRect();
					const end = document.querySelector(".dock").getBoundingClientRect().top;

					return top >= 0 && (bottom <= end + 120 || top < 80);
				}), 4000);
				assert.equal(await page.locator(".jump b").textContent(), "");
				assert.doesNotMatch(await page.title(), /^\(/);
			}
		}));

test("A1 a source opens in place and leads to the marked passage and back",
	scene({}, async (page) => {
		const talk = await start(page);
		const source = page.locator("article.bot .sources li").first();

		await page.locator("article.bot .text a[href^='#m']").first().click();
		await until("the source is open", () => source.locator("details")
			.evaluate((d) => d.open));
		const quote = await source.locator("blockquote").innerText();
		await source.locator("a").click();
		await page.waitForURL(/\/help\/.*#/);
		const passage = page.locator(".passage:target");
		assert.equal(await passage.count(), 1);
		assert.ok((await passage.innerText()).replace(/\s+/g, " ").includes(
			quote.split(/[.…]/)[0].replace(/\s+/g, " ")), `the passage has "${quote}"`);
		assert.ok(await passage.evaluate((p) =>
			getComputedStyle(p).backgroundColor !== getComputedStyle(document.body).backgroundColor));
		await page.getByRole("link", { name: "Back to the conversation" }).click();
		await page.waitForURL((url) => url.href.startsWith(talk));
		assert.equal(await page.locator("[role=log] article").count(), 2);
	}));

test("V5 a vote with a comment is stored, may be changed, and survives a reload",
	scene({}, async (page) => {
		const talk = await start(page);
		const votes = page.locator("article.bot .votes").first();

		await connected(page);
		await votes.getByRole("button", { name: "Not helpful" }).click();
		await page.getByLabel("What could be better?").fill("Too long <b>");
		await page.getByRole("button", { name: "Send comment" }).click();
		await until("the comment form goes", async () =>
			await page.locator("form.comment").count() === 0);
		const pressed = (name) => page.locator("article.bot .votes").first()
			.getByRole("button", { name, exact: true }).getAttribute("aria-pressed");
		assert.equal(await pressed("Not helpful"), "true");
		assert.match(await status(page), /has been saved/);
		await page.reload();
		assert.equal(await pressed("Not helpful"), "true");
		const id = await page.locator("article.bot").first().getAttribute("data-id");
		await page.goto(`${talk}/feedback/${id}`);
		assert.equal(await page.inputValue("#f-comment"), "Too long <b>");
		await page.goto(talk);
		await connected(page);
		await page.locator("article.bot .votes").first()
			.getByRole("button", { name: "Helpful", exact: true }).click();
		await until("changed", async () => await pressed("Helpful") === "true");
		assert.equal(await pressed("Not helpful"), "false");
	}));

test("V5 a vote in one tab is pressed in the other", scene({}, async (page, context) => {
	const talk = await start(page);
	const other = await context.newPage();

	await other.goto(talk);
	await connected(other);
	const id = await page.locator("article.bot").first().getAttribute("data-id");
	const { status: code } = await call(page, "PUT", `/messages/${id}/feedback`, { vote: "up" });
	assert.equal(code, 200);
	await until("pressed there", async () => await other.locator("article.bot .votes [value='1']")
		.first().getAttribute("aria-pressed") === "true");
}));

test("V3 a suggested reply is sent and then gone", scene({}, async (page) => {
	await start(page);
	await connected(page);
	const reply = page.getByRole("group", { name: "Suggested replies" }).getByRole("button").first();
	const text = await reply.innerText();

	await reply.click();
	assert.equal(await page.locator("article.own .text").last().innerText(), text);
	assert.equal(await page.evaluate(() => document.activeElement.id), "message");
	await answers(page, 2);
	assert.equal((await stored(talkOf(page)))[2].content, text);
}));

test("V3 an answer can be copied", scene(
	{ permissions: ["clipboard-read", "clipboard-write"] }, async (page) => {
		await start(page);
		const answer = page.locator("article.bot").first();

		await answer.getByRole("button", { name: "Copy" }).click();
		await answer.getByRole("button", { name: "Copied" }).waitFor();
		assert.equal(await page.evaluate(() => navigator.clipboard.readText()),
			await answer.locator(".text").evaluate((t) => t.innerText));
	}));

test("V3 what comes while one reads above is counted and not scrolled to",
	scene({ viewport: PHONE }, async (page) => {
		await start(page);
		await ask(page, "Which payment methods do you accept?");
		await connected(page);
		await page.evaluate(() => scrollTo(0, 0));
		await until("Jump to latest", () => page.locator(".jump button").isVisible());
		const id = await conversation(page);
		await call(page, "POST", `/conversations/${id}/messages`, { content: "Do you ship to Canada?" });
		await answers(page, 3);
		await until("the title counts", async () => /^\(1\) /.test(await page.title()));
		assert.equal(await page.evaluate(() => scrollY), 0);
		assert.equal(await page.getByText("New messages").count(), 1);
		assert.match(await page.locator(".jump").innerText(), /Jump to latest\s*1/);
		await page.locator(".jump button").click();
		await until("read", async () => !/^\(/.test(await page.title()));
	}));
