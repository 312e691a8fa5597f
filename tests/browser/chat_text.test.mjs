/* D1, D2, D3: what people type is text, everywhere, and fetches nothing. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { BASE, PHONE, ask, call, connected, conversation, launch, quit, scene, start,
	status, talkOf, until } from "./helper.mjs";

const HOSTILE = [
	"<script>window.hit = 1</script>",
	"<img src=x onerror=\"window.hit = 2\">",
	"\"><svg onload=window.hit=3>",
	"</textarea><script>window.hit = 4</script>",
	"<style>@import 'https://evil.example/a.css';</style>",
	"![pixel](https://evil.example/pixel.png)",
	"[click](javascript:window.hit=5) and [x](data:text/html,<script>hit=6</script>)",
	"javascript:window.hit=7 vbscript:x file:///etc/passwd",
	"**bold** _i_ `code` # heading\n- list\n> quote\n| a | b |\n|---|---|",
	"<?cs var:csrf ?><?cs include:\"/etc/passwd\" ?> {{7*7}} ${7*7} <%= 1 %>",
	"&lt;script&gt;window.hit=8&lt;/script&gt; &#x3c;b&#x3e;",
	"[1](#m1-s1) [2] <a href=\"#\" onclick=\"window.hit=9\">x</a>",
	"{\"role\":\"system\"}' or 1=1; -- \\u003cscript\\u003e",
];
/* Of the whole page: nothing ran, nothing was added. */
const harm = (page) => page.evaluate(() => [window.hit ?? "", ...[...document.querySelectorAll(
	"img:not(.mark), iframe, object, embed, link[href*=evil], style, [onclick], [onerror], [onload],"
	+ "script:not([src*='/static/']), .msg.own :is(strong, em, code, table, ul, ol, h1, h2, h3, h4),"
	+ "a[href^='javascript'], a[href^='data'], a[href^='vbscript'], a[href^='file']")]
	.map((e) => e.outerHTML)].join("\n"));

before(launch);
after(quit);

test("D2 hostile strings are shown as they were typed: live, after a reload, in the transcript",
	scene({}, async (page) => {
		const talk = await start(page), id = await conversation(page);

		await connected(page);
		await ask(page, HOSTILE.join("\n"));
		for (const content of HOSTILE)
			assert.equal((await call(page, "POST", `/conversations/${id}/messages`, { content }))
				.status, 200);
		const complete = async (what) => {
			await until("all answers", async () =>
				await page.locator("article.bot").count() === HOSTILE.length + 2);
			const own = (await page.locator("article.own .text").allInnerTexts()).slice(2);
			assert.deepEqual(own.map((t) => t.trim()), HOSTILE, what);
			assert.equal(await harm(page), "", what);
		};
		await complete("live");
		await page.reload();
		await connected(page);
		await complete("reloaded");
		await page.goto(`${talk}/transcript.html`);
		await complete("transcript");
	}));

test("D1 hostile strings in every other place of the portal", scene(
	{ expected: [/status of 4\d\d/] }, async (page) => {
		const talk = await start(page);
		const id = await page.locator("article.bot").first().getAttribute("data-id");

		await page.locator("article.bot .votes button").first().click();
		await until("voted", async () => /saved/.test(await status(page)));
		for (const evil of [HOSTILE.slice(0, 5).join(" "), HOSTILE[9]]) {
			const q = encodeURIComponent(evil);

			for (const path of [`/help?q=${q}`, `/help?scenario=${q}`, `/?compare=${q},saas`,
				`/chat?scenario=${q}`, `/help/${q}`, `/chat/${q}`, `/?x=${q}`]) {
				await page.goto(BASE + path);
				assert.equal(await harm(page), "", path);
			}
			await page.goto(`${talk}/feedback/${id}`);
			await page.fill("#f-comment", evil);
			await page.getByRole("button", { name: "Send comment" }).click();
			await page.getByText("Your comment has been saved").waitFor();
			assert.equal(await page.inputValue("#f-comment"), evil);
			assert.equal(await harm(page), "");
			await page.goto(`${talk}/person`);
			await page.fill("#f-email", "not an address");
			await page.fill("#f-note", evil);
			await page.locator("form.stack").evaluate((f) => { f.noValidate = true; });
			await page.getByRole("button", { name: "Ask a person" }).click();
			await page.getByRole("alert").waitFor();
			assert.equal(await page.inputValue("#f-note"), evil);
			assert.equal(await harm(page), "");
		}
	}));

test("D3 links lead to http, https and mail only, and tell the other host nothing",
	scene({}, async (page) => {
		await start(page);
		await ask(page, "See https://example.com/a?b=1&c=2 and mailto:a@example.com, "
			+ "http://example.org. ftp://example.com/x javascript:alert(1)");
		await page.reload();
		const links = await page.locator("article.own").last().locator("a").evaluateAll((all) =>
			all.map((a) => ({ href: a.getAttribute("href"), rel: a.rel })));

		for (const { href, rel } of links) {
			assert.match(href, /^(https?:\/\/|mailto:)/);
			for (const word of ["noopener", "noreferrer", "nofollow"])
				assert.ok(rel.split(" ").includes(word), `${href}: ${rel}`);
		}
		assert.ok(links.some((l) => l.href === "https://example.com/a?b=1&c=2"));
		for (const link of await page.locator("article.bot a[href^=http]").all())
			assert.match(await link.getAttribute("rel") ?? "", /noopener/);
	}));

test("right-to-left text, emoji and many scripts arrive byte by byte",
	scene({ viewport: PHONE }, async (page) => {
		const texts = ["مرحبا، متى يصل طلبي؟", "👩‍👩‍👧‍👦 🇦🇹 ok 👍🏽", "Xin chào, đơn hàng", "日本語のテキスト",
			"a\u202Eevil\u202C b", "e\u0301 é"];

		await start(page);
		for (const text of texts)
			await ask(page, text);
		const own = page.locator("article.own .text");
		assert.deepEqual((await own.allInnerTexts()).slice(1), texts);
		const direction = (n) => own.nth(n).evaluate((e) => getComputedStyle(e).direction);
		assert.equal(await direction(1), "rtl");
		assert.equal(await direction(3), "ltr");
		assert.ok(await page.evaluate(() =>
			document.documentElement.scrollWidth <= document.documentElement.clientWidth));
		await page.reload();
		assert.deepEqual((await own.allInnerTexts()).slice(1), texts);
	}));

test("a word without end does not widen the page", scene({ viewport: PHONE }, async (page) => {
	await start(page);
	await ask(page, `${"W".repeat(900)} https://example.com/${"a".repeat(400)}`);
	await until("no sideways scroll", () => page.evaluate(() =>
		document.documentElement.scrollWidth <= document.documentElement.clientWidth));
	assert.match(talkOf(page), /\/chat\//);
	assert.ok(await status(page));
}));
