/* The message field: keys, counter, limits; the page by keyboard alone (X1). */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { BASE, PHONE, answers, connected, force, launch, quit, scene, start, stored, talkOf,
	until } from "./helper.mjs";

before(launch);
after(quit);

const focused = (page) => page.evaluate(() => {
	const e = document.activeElement;
	return `${e.localName} ${e.id} ${e.innerText || e.getAttribute("aria-label") || ""}`.trim();
});

async function tabTo(page, wanted) {
	for (let n = 0; n < 60; n++) {
		await page.keyboard.press("Tab");
		if (wanted.test(await focused(page)))
			return;
	}
	assert.fail(`no way by Tab to ${wanted}`);
}

test("X1 Enter sends, Shift+Enter does not, Ctrl+Enter does, an input method is let alone",
	scene({}, async (page) => {
		await start(page);
		await connected(page);
		await page.focus("#message");
		await page.keyboard.type("one");
		await page.keyboard.press("Shift+Enter");
		await page.keyboard.type("two");
		assert.equal(await page.inputValue("#message"), "one\ntwo");
		const composed = await page.evaluate(() => [{ isComposing: true }, { keyCode: 229 }].map((how) =>
			document.querySelector("#message").dispatchEvent(new KeyboardEvent("keydown",
				{ key: "Enter", bubbles: true, cancelable: true, ...how }))));
		assert.deepEqual(composed, [true, true]);
		assert.equal(await page.inputValue("#message"), "one\ntwo");
		await page.keyboard.press("Enter");
		await answers(page, 2);
		await page.keyboard.type("three");
		await page.keyboard.press("Control+Enter");
		await answers(page, 3);
		await page.keyboard.type("  ");
		await page.keyboard.press("Enter");
		const own = (await stored(talkOf(page))).filter((m) => m.role === "USER");
		assert.deepEqual(own.slice(1).map((m) => m.content), ["one\ntwo", "three"]);
	}));

test("X1 on a touch screen Enter is a new line", scene(
	{ viewport: PHONE, hasTouch: true, isMobile: true }, async (page) => {
		await start(page);
		await page.focus("#message");
		await page.keyboard.type("a");
		await page.keyboard.press("Enter");
		await page.keyboard.type("b");
		assert.equal(await page.inputValue("#message"), "a\nb");
		await page.keyboard.press("Control+Enter");
		await answers(page, 2);
	}));

test("a counter from 80 %; 4,001 characters are refused in words and kept",
	scene({ expected: [/status of 422/] }, async (page) => {
		const talk = await start(page), counter = page.locator("form.composer output");

		await connected(page);
		await page.fill("#message", "x".repeat(3199));
		assert.equal(await counter.isVisible(), false);
		await page.fill("#message", "x".repeat(3200));
		assert.equal(await counter.innerText(), "3,200 of 4,000 characters");
		await force(page, "x".repeat(4001));
		await page.press("#message", "Enter");
		const own = page.locator("article.own").last();
		await until("refused", async () => await own.locator(".sent span").innerText()
			=== "Not sent. 4,001 of 4,000 characters");
		assert.equal((await page.inputValue("#message")).length, 4001);
		await page.fill("#message", "Do you ship to Canada?");
		await page.press("#message", "Enter");
		await answers(page, 2);
		assert.equal(await page.locator("article.own").count(), 2);
		assert.equal((await stored(talk)).length, 4);
	}));

test("X1 from the portal to an answer, its source, a vote and the end without a mouse",
	scene({}, async (page) => {
		await page.goto(`${BASE}/`);
		await page.keyboard.press("Tab");
		assert.match(await focused(page), /Skip to the content/);
		await tabTo(page, /Start a chat/);
		await page.keyboard.press("Enter");
		await page.waitForURL(/\/chat\?/);
		await page.keyboard.press("Tab");
		assert.match(await focused(page), /Skip to the message field/);
		await page.keyboard.press("Enter");
		await page.keyboard.press("Tab");
		await tabTo(page, /^textarea f-content|f-content/);
		await page.keyboard.type("How long do I have to return something?");
		await page.keyboard.press("Tab");
		await page.keyboard.press("Enter");
		await page.waitForURL(/\/chat\/[^/?]+/);
		await answers(page, 1);
		await connected(page);
		await tabTo(page, /^summary.*From:/);
		await page.keyboard.press("Enter");
		assert.equal(await page.locator("article.bot details").first().evaluate((d) => d.open), true);
		await tabTo(page, /^button.*Helpful/);
		await page.keyboard.press("Enter");
		await page.getByRole("button", { name: "Send comment" }).waitFor();
		await page.locator(".head .menu summary").focus();
		await page.keyboard.press("Enter");
		await tabTo(page, /End the conversation/);
		await page.keyboard.press("Enter");
		await page.getByRole("dialog").waitFor();
		await page.keyboard.press("Escape");
		assert.equal(await page.getByRole("dialog").count(), 0);
		assert.notEqual(await focused(page), "body");
	}));

test("X1 focus is always visible and never under the dock", scene({ viewport: PHONE }, async (page) => {
	await start(page);
	await connected(page);
	await page.evaluate(() => { scrollTo(0, 0); document.activeElement.blur(); });
	for (let n = 0; n < 25; n++) {
		await page.keyboard.press("Tab");
		const seen = await page.evaluate(() => {
			const e = document.activeElement, r = e.getBoundingClientRect();
			const dock = document.querySelector(".dock");

			if (e === document.body || dock.contains(e) || e.matches("[role=log]"))
				return "";
			const style = getComputedStyle(e);
			return r.top < dock.getBoundingClientRect().top - 8
				&& r.bottom > 0 && style.outlineStyle !== "none"
				? "" : `${e.outerHTML.slice(0, 80)} ${r.top} ${style.outlineStyle}`;
		});
		assert.equal(seen, "");
	}
}));
