/* V2: the whole chat with JavaScript switched off. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, test } from "node:test";
import { BASE, PHONE, QUESTION, answers, force, launch, quit, scene, start, stored,
	until } from "./helper.mjs";

const OFF = { javaScriptEnabled: false, viewport: PHONE };
const DATABASE = process.env.BIWOCO_TEST_DATABASE_URL;

before(launch);
after(quit);

async function say(page, text) {
	await page.fill("#message", text);
	await page.click("form.composer [type=submit]");
}

test("V2 start by a sample question, ask again, open a source and come back",
	scene(OFF, async (page) => {
		await page.goto(`${BASE}/`);
		await page.locator(".card button[name=sample]").first().click();
		await page.waitForURL(/\/chat\/[^/?]+/);
		await answers(page, 1);
		await say(page, "Which payment methods do you accept?");
		await answers(page, 2);
		const box = await page.locator("article.bot").last().boundingBox();
		assert.ok(box.y >= 0 && box.y < 400, `the answer begins at ${box.y} px`);
		const talk = page.url().replace(/[#?].*/, "");
		assert.equal((await stored(talk)).length, 4);
		const source = page.locator("article.bot").last().locator(".sources li").first();
		await source.locator("summary").click();
		await source.locator("blockquote").waitFor({ state: "visible" });
		await source.locator("a").click();
		await page.waitForURL(/\/help\//);
		assert.equal(await page.locator(".passage:target").count(), 1);
		await page.getByRole("link", { name: "Back to the conversation" }).click();
		await answers(page, 2);
		assert.equal(await page.locator("[role=log]").count(), 1);
	}));

test("V2 a suggested reply is sent, an empty message is not, a long one is kept",
	scene({ ...OFF, expected: [/status of 422/] }, async (page) => {
		const talk = await start(page);

		await page.getByRole("group", { name: "Suggested replies" }).getByRole("button").first().click();
		await answers(page, 2);
		await force(page, "x".repeat(4001));
		await page.click("form.composer [type=submit]");
		await page.locator("#message-error").waitFor();
		assert.match(await page.innerText("#message-error"), /longer than 4,000 characters/);
		assert.equal((await page.inputValue("#message")).length, 4001);
		assert.equal(await page.getAttribute("#message", "aria-describedby"), "message-error");
		assert.equal((await stored(talk)).length, 4);
		await page.goto(talk);
		await page.fill("#message", "   ");
		await page.click("form.composer [type=submit]");
		await page.goto(talk);
		assert.equal((await stored(talk)).length, 4);
	}));

test("V2 sending the same form twice stores one message", scene(OFF, async (page) => {
	const talk = await start(page);
	const key = await page.locator("form.composer [name=key]").inputValue();

	for (let n = 0; n < 2; n++) {
		const reply = await page.request.post(talk, { form: { content: QUESTION, key },
			headers: { Origin: new URL(BASE).origin } });
		assert.equal(reply.status(), 200);
	}
	assert.equal((await stored(talk)).length, 4);
}));

test("V2 while an answer is due the page looks again by itself, which can be stopped",
	async (t) => {
		if (!DATABASE)
			return t.skip("no database of an own stack");
		return scene(OFF, async (page) => {
			const talk = await start(page);
			const id = await page.locator("[data-chat]").getAttribute("data-chat");
			const sql = (text) => execFileSync("psql", [DATABASE, "-Xqc", text]);

			sql(`insert into job (site_id, kind, conversation_id, message_id, lease_until)
				select m.site_id, 'answer', m.conversation_id, m.id, now() + interval '1 hour'
				from message m join conversation c on c.id = m.conversation_id
				where c.public_id = '${id}' order by m.id desc limit 1`);
			await page.goto(talk);
			assert.match(await page.innerText("[role=status]"), /The assistant is writing/);
			await page.getByRole("link", { name: "Stop refreshing" }).click();
			assert.equal(await page.locator("meta[http-equiv=refresh]").count(), 0);
			await page.getByRole("link", { name: "Check for new messages" }).click();
			await page.goto(talk);
			await page.waitForURL(/refresh=4/);
			sql(`delete from job where conversation_id =
				(select id from conversation where public_id = '${id}')`);
			await page.waitForURL(/refresh=3/);
			assert.equal(await page.locator("meta[http-equiv=refresh]").count(), 0);
			assert.equal(await page.getByRole("link", { name: "Stop refreshing" }).count(), 0);
		})();
	});

test("V2 V5 a vote with a comment by a form", scene(OFF, async (page) => {
	const talk = await start(page);

	await page.locator("article.bot .votes").getByRole("button", { name: "Not helpful" }).click();
	await page.getByText("Your vote has been saved").waitFor();
	await page.fill("#f-comment", "too short");
	await page.getByRole("button", { name: "Send comment" }).click();
	await page.getByText("Your comment has been saved").waitFor();
	await page.getByRole("link", { name: "Back to the conversation" }).click();
	assert.ok(page.url().startsWith(talk));
	assert.equal(await page.locator("article.bot .votes [value='-1']").getAttribute("aria-pressed"),
		"true");
}));

test("V2 ask for a person, end, rate, read the transcript", scene(OFF, async (page) => {
	const talk = await start(page);

	await page.locator(".dock").getByRole("link", { name: "Talk to a person" }).click();
	await page.fill("#f-email", "ana@example.com");
	await page.getByRole("button", { name: "Ask a person" }).click();
	await until("the place in the queue", async () =>
		/in the queue/.test(await page.innerText("[role=status]")));
	await page.locator(".head .menu summary").click();
	await page.getByRole("link", { name: "End the conversation" }).click();
	await page.getByRole("button", { name: "End it" }).click();
	await page.waitForURL(/\/rate/);
	await page.getByLabel("Very happy").check();
	await page.getByRole("button", { name: "Send the rating" }).click();
	await page.getByText("Your rating has been saved").waitFor();
	await page.goto(talk);
	assert.equal(await page.locator("form.composer").count(), 0);
	await page.locator(".ended").getByRole("link", { name: "Transcript" }).click();
	assert.equal(await page.locator("article").count(), 4);
}));
