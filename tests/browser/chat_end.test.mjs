/* What comes after the answers: a person, the end, survey, transcript, erasure. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { BASE, connected, launch, quit, scene, start, startByForm, status, stored,
	until } from "./helper.mjs";

before(launch);
after(quit);

async function end(page) {
	await page.locator(".head .menu summary").click();
	await page.getByRole("link", { name: "End the conversation" }).click();
	await page.getByRole("dialog").getByRole("button", { name: "End it" }).click();
	await page.waitForURL(/\/rate/);
}

test("H2 V8 who asks for a person is told the place in the queue, at once and after a reload",
	scene({}, async (page) => {
		await start(page);
		await connected(page);
		await page.fill("#message", "I want to talk to a human");
		await page.press("#message", "Enter");
		await until("the queue", async () => /in the queue|next in/.test(await status(page)));
		await page.reload();
		await until("the queue", async () => /in the queue|next in/.test(await status(page)));
		await page.locator(".dock").getByRole("link", { name: "Talk to a person" }).click();
		assert.match(await page.innerText("main [role=status]"), /A person has been asked for/);
		assert.match(await page.innerText("main .lead"), /People answer at these times/);
		await page.fill("#f-email", "ana@example.com");
		await page.getByRole("button", { name: "Save" }).click();
		await page.locator("[role=log]").waitFor();
	}));

test("a wrong e-mail address is said beside the field and in the summary", scene(
	{ expected: [/status of 422/] }, async (page) => {
		const talk = await start(page);

		await page.goto(`${talk}/person`);
		await page.fill("#f-email", "nobody");
		await page.fill("#f-note", "my order");
		await page.locator("form.stack").evaluate((f) => { f.noValidate = true; });
		await page.getByRole("button", { name: "Ask a person" }).click();
		await page.getByRole("alert").waitFor();
		assert.match(await page.title(), /^Error/);
		assert.equal(await page.getAttribute("#f-email", "aria-invalid"), "true");
		assert.match(await page.innerText("#e-email"), /\w/);
		assert.match(await page.innerText("[role=alert] li"), /[Ee]-mail/);
		assert.equal(await page.inputValue("#f-email"), "nobody");
		assert.equal(await page.inputValue("#f-note"), "my order");
		assert.equal((await stored(talk)).length, 2);
	}));

test("V5 the end asks first, then for a rating, which may be changed", scene(
	{ expected: [/status of 422/] }, async (page) => {
		const talk = await start(page);

		await connected(page);
		await page.locator(".head .menu summary").click();
		await page.getByRole("link", { name: "End the conversation" }).click();
		await page.getByRole("dialog").getByRole("button", { name: "Go on" }).click();
		assert.equal(await page.locator("form.composer").count(), 1);
		await end(page);
		await page.getByRole("button", { name: "Send the rating" }).click();
		await page.getByRole("alert").waitFor();
		assert.match(await page.innerText("[role=alert] li"), /choose/);
		assert.match(await page.innerText("#e-rating"), /choose/);
		await page.getByLabel("Unhappy", { exact: false }).nth(1).check();
		await page.getByLabel("What should we know?").fill("slow");
		await page.getByRole("button", { name: "Send the rating" }).click();
		await page.getByText("Your rating has been saved").waitFor();
		await page.getByLabel("Very happy").check();
		await page.getByRole("button", { name: "Change the rating" }).click();
		await page.getByText("Your rating has been saved").waitFor();
		assert.equal(await page.locator("[name=rating]:checked").inputValue(), "5");
		assert.equal(await page.inputValue("#f-comment"), "slow");
		await page.goto(talk);
		assert.equal(await page.locator("form.composer").count(), 0);
		assert.match(await page.innerText(".ended"), /has ended/);
		assert.equal(await page.getByRole("link", { name: "Rate it" }).count(), 0);
		await page.getByRole("link", { name: "Start a new one" }).click();
		await page.waitForURL(/\/chat\?scenario=/);
	}));

test("V5 an end elsewhere is seen by the open page", scene({}, async (page, context) => {
	const talk = await start(page), other = await context.newPage();

	await connected(page);
	await other.goto(`${talk}/end`);
	await other.getByRole("button", { name: "End it" }).click();
	await other.waitForURL(/\/rate/);
	await page.locator(".ended").waitFor();
	assert.equal(await page.locator("form.composer").count(), 0);
}));

test("V7 the transcript to read, and as text and JSON", scene({}, async (page) => {
	const talk = await start(page);
	const save = async (name) => {
		const [download] = await Promise.all([page.waitForEvent("download"),
			page.getByRole("link", { name }).click()]);
		return [download.suggestedFilename(), await readFile(await download.path(), "utf8")];
	};

	await page.locator(".head .menu summary").click();
	await page.getByRole("link", { name: "Transcript" }).click();
	assert.equal(await page.locator("article").count(), 2);
	assert.match(await page.innerText("main"), /All times are in the time zone/);
	const [textName, text] = await save("Text");
	assert.equal(textName, "transcript.txt");
	assert.match(text, /How long do I have to return something\?/);
	assert.match(text, /\[1\] Return policy/);
	const [jsonName, json] = await save("JSON");
	assert.equal(jsonName, "transcript.json");
	assert.equal(JSON.parse(json).messages.length, 2);
}));

test("V7 on paper the transcript has all its text and nothing to click", scene({}, async (page) => {
	const talk = await start(page);

	await page.goto(`${talk}/transcript.html`);
	await page.emulateMedia({ media: "print", colorScheme: "dark" });
	for (const gone of ["header.site", "footer.site", ".tools", "main > .next"])
		assert.equal(await page.locator(gone).first().isVisible(), false, gone);
	const quote = page.locator(".sources blockquote").first();
	assert.ok((await quote.boundingBox()).height > 10);
	assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme),
		"light");
	await page.emulateMedia({ media: null });
	assert.ok((await page.pdf()).length > 5000);
}));

test("V7 erasure asks first, gives a receipt, and leaves nothing", scene(
	{ expected: [/status of 404/] }, async (page) => {
		const talk = await start(page);

		await page.goto(`${talk}/delete`);
		await page.getByRole("link", { name: "Go on with the conversation" }).click();
		await page.locator("[role=log]").waitFor();
		await page.goto(`${talk}/delete`);
		await page.getByRole("button", { name: "Delete it" }).click();
		await page.getByRole("heading", { name: /has been deleted/ }).waitFor();
		assert.match(await page.innerText("main code"), /^[0-9a-f-]{36}$/);
		for (const rest of ["", "/transcript.html", "/rate", "/person"]) {
			assert.equal((await page.goto(talk + rest)).status(), 404);
			assert.match(await page.innerText("main"), /may have been deleted/);
			await page.getByRole("link", { name: "To the first page" }).waitFor();
		}
	}));

test("V7 a page whose conversation was deleted elsewhere says so", scene(
	{ expected: [/status of 40[14]/] }, async (page, context) => {
		const talk = await start(page), other = await context.newPage();

		await connected(page);
		await other.goto(`${talk}/delete`);
		await other.getByRole("button", { name: "Delete it" }).click();
		await other.getByRole("heading", { name: /has been deleted/ }).waitFor();
		await page.fill("#message", "Are you there?");
		await page.press("#message", "Enter");
		await until("gone", async () => /not there any more/.test(await status(page)));
		assert.equal(await page.locator("article.own .text").last().innerText(), "Are you there?");
	}));

test("V1 an open conversation is offered on the start page", scene({}, async (page) => {
	await startByForm(page);
	await page.goto(`${BASE}/chat?scenario=ecommerce`);
	await page.locator(".open button").click();
	await page.waitForURL(/\/chat\/[^/?]+/);
	assert.equal(await page.locator("[role=log] article").count(), 2);
}));
