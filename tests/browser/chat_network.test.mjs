/* V4: nothing is lost, doubled or reordered, whatever the line does. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { answers, ask, call, connected, conversation, launch, programs, quit, scene, shown, start,
	status, stored, talkOf, until } from "./helper.mjs";

const POST = "**/api/v1/conversations/*/messages";
const BROKEN = [/Failed to load resource/];
const TEXT = "Which payment methods do you accept?";

const DATABASE = process.env.BIWOCO_TEST_DATABASE_URL; // an own stack

before(launch);
after(quit);

const send = async (page, text) => {
	await page.fill("#message", text);
	await page.press("#message", "Enter");
};

const sent = (page) => until("Sent", async () =>
	await page.locator("article.own .sent span").last().innerText() === "Sent");

/* What the page shows is what is stored, in the same order, once. */
async function whole(page, talk, n) {
	await answers(page, n);
	const texts = (await stored(talk)).filter((m) => m.role === "USER").map((m) => m.content);
	const own = await page.locator("[role=log] article.own .text").allInnerTexts();

	assert.deepEqual(own, texts);
	assert.equal(await page.locator("[role=log] article").count(), (await stored(talk)).length);
	const seqs = await page.locator("[role=log] article").evaluateAll((all) =>
		all.map((a) => Number(a.dataset.seq)));
	assert.deepEqual(seqs, seqs.toSorted((a, b) => a - b));
}

test("V4 a message whose reply was lost is stored once, with one key",
	scene({ expected: BROKEN }, async (page) => {
		const talk = await start(page), keys = [];

		await connected(page);
		await page.route(POST, async (route) => {
			keys.push(route.request().headers()["idempotency-key"]);
			if (keys.length > 1)
				return route.continue();
			await route.fetch(); /* it arrives, the reply does not */
			return route.abort();
		});
		await send(page, TEXT);
		await sent(page);
		await whole(page, talk, 2);
		assert.equal(new Set(keys).size, 1);
	}));

test("V4 after several failures the visitor may try again, and one message is stored",
	scene({ expected: BROKEN }, async (page) => {
		const talk = await start(page), keys = [];

		await connected(page);
		await page.route(POST, (route) => {
			keys.push(route.request().headers()["idempotency-key"]);
			return route.abort();
		});
		await send(page, TEXT);
		const own = page.locator("article.own").last();
		await until("Not sent", async () => keys.length >= 4
			&& (await own.locator(".sent").innerText()).startsWith("Not sent."));
		assert.equal(await own.locator(".text").innerText(), TEXT);
		await page.unroute(POST);
		await page.route(POST, (route) => {
			keys.push(route.request().headers()["idempotency-key"]);
			return route.continue();
		});
		await own.getByRole("button", { name: "Try again" }).click();
		await sent(page);
		assert.equal(new Set(keys).size, 1);
		await whole(page, talk, 2);
	}));

test("V4 a draft survives a reload, and so does what was not yet sent",
	scene({ expected: BROKEN }, async (page) => {
		const talk = await start(page);

		await connected(page);
		await page.fill("#message", "half a sent");
		await page.reload();
		assert.equal(await page.inputValue("#message"), "half a sent");
		await connected(page);
		let arrives = false; /* else it hangs until the page is left */
		await page.route(POST, (route) => arrives ? route.continue() : null);
		await send(page, TEXT);
		assert.equal(await page.locator("article.own .sent span").last().innerText(), "Sending");
		arrives = true;
		await page.reload();
		await sent(page);
		await whole(page, talk, 2);
		assert.equal(await page.inputValue("#message"), "");
	}));

test("V4 reload and second tab show the same, each message once", scene({}, async (page, context) => {
	const talk = await start(page), other = await context.newPage();

	await ask(page, TEXT);
	await page.reload();
	await other.goto(talk);
	await connected(page);
	await connected(other);
	await Promise.all([send(page, "Do you ship to Canada?"), send(other, "Do you ship to Norway?")]);
	for (const tab of [page, other])
		await whole(tab, talk, 4);
	assert.deepEqual(await shown(page), await shown(other));
}));

test("V4 offline for a while: it says so, keeps the message, and sends it when back",
	scene({ expected: BROKEN }, async (page, context) => {
		const talk = await start(page), id = await conversation(page);

		await connected(page);
		const { api, token } = await page.locator("[data-chat]").evaluate((m) => ({ ...m.dataset }));
		await context.setOffline(true);
		await until("Offline", async () => /^Offline/.test(await status(page)));
		await send(page, TEXT);
		await until("Not sent", async () => /Not sent/.test(
			await page.locator("article.own .sent").last().innerText()));
		/* Meanwhile something is said elsewhere. */
		const reply = await fetch(`${new URL(talk).origin}${api}/conversations/${id}/messages`, {
			method: "POST", body: JSON.stringify({ content: "Do you ship to Canada?" }),
			headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" } });
		assert.equal(reply.status, 200);
		await context.setOffline(false);
		await sent(page);
		await connected(page);
		await whole(page, talk, 3);
	}));

test("V4 all programs die: the page finds the way back by itself", async (t) => {
	if (!DATABASE)
		return t.skip("no programs of an own stack");
	assert.notEqual(programs("events").length, 0);
	return scene({ expected: BROKEN }, async (page) => {
		const talk = await start(page), before = programs("events");

		await connected(page);
		for (const name of ["events", "portal", "api"])
			programs(name).forEach((pid) => process.kill(pid, "SIGKILL"));
		await send(page, TEXT);
		await until("events lives again", () => programs("events").some((p) => !before.includes(p)));
		await sent(page);
		await connected(page);
		await ask(page, "Do you ship to Canada?");
		await whole(page, talk, 3);
	})();
});

test("V4 the same key with the same text is stored once", scene({}, async (page) => {
	const talk = await start(page), id = await conversation(page);
	const post = () => call(page, "POST", `/conversations/${id}/messages`, { content: TEXT },
		{ "Idempotency-Key": "one-and-the-same" });

	assert.equal((await post()).status, 200);
	assert.equal((await post()).status, 200);
	await whole(page, talk, 2);
	assert.equal(talkOf(page), talk);
}));
