/* Every page: WCAG 2.2 AA by axe-core, narrow screens, CSP, themes (X1, X2, X4). */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { BASE, DESKTOP, PHONE, ask, connected, launch, leave, quit, scene, start,
	visit } from "./helper.mjs";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const axe = await readFile(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
let context, page, pages;

/* One visitor with a talk of some length, and the addresses of all pages. */
before(async () => {
	await launch();
	context = await visit({ expected: [/status of 4\d\d/] });
	page = await context.newPage();
	const ended = await start(page, "Track my order #12345");
	await page.goto(`${ended}/end`);
	await page.getByRole("button", { name: "End it" }).click();
	await page.waitForURL(/\/rate/);
	const talk = await start(page);
	await ask(page, "Which payment methods do you accept?");
	await ask(page, "Does the moon have a refund policy?");
	const source = await page.locator(".sources a").first().getAttribute("href");
	const vote = await page.locator("article.bot").first().getAttribute("data-id");
	pages = {
		portal: `${BASE}/`,
		compare: `${BASE}/?compare=ecommerce,saas`,
		start: `${BASE}/chat?scenario=ecommerce`,
		chat: talk,
		ended,
		transcript: `${talk}/transcript.html`,
		person: `${talk}/person`,
		end: `${talk}/end`,
		delete: `${talk}/delete`,
		rate: `${ended}/rate`,
		feedback: `${talk}/feedback/${vote}`,
		help: `${BASE}/help?scenario=service`,
		results: `${BASE}/help?scenario=ecommerce&q=return`,
		nothing: `${BASE}/help?scenario=ecommerce&q=zzzqqq`,
		article: new URL(source, BASE).href,
		docs: `${BASE}/docs`,
		"not found": `${BASE}/nowhere`,
		"no talk": `${BASE}/chat/nowhere`,
		"no article": `${BASE}/help/nowhere`,
	};
});

after(async () => {
	await leave(context).finally(quit);
});

const open = async (name) => {
	const reply = await page.goto(pages[name]);

	if (name === "chat")
		await connected(page);
	return reply;
};

async function findings() {
	if (await page.evaluate(() => typeof window.axe) === "undefined")
		await page.evaluate(axe);
	return page.evaluate(async (values) => {
		const { violations, passes } = await window.axe.run(document,
			{ runOnly: { type: "tag", values }, resultTypes: ["violations"] });
		if (passes.length < 10)
			return ["axe-core did not look"];
		return violations.flatMap((v) => v.nodes.map((n) =>
			`${v.id}: ${n.target.join(" ")} (${n.failureSummary.split("\n")[1]?.trim()})`));
	}, TAGS);
}

test("X1 axe-core finds nothing, on any page, in both themes, at 360 and 1440 px", async () => {
	const found = [];

	for (const name of Object.keys(pages)) {
		await open(name);
		for (const [width, colorScheme] of [[360, "light"], [360, "dark"], [1440, "dark"],
			[1440, "light"]]) {
			await page.setViewportSize({ width, height: 800 });
			await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
			found.push(...(await findings()).map((f) => `${name}, ${width}, ${colorScheme}: ${f}`));
		}
	}
	assert.deepEqual(found, []);
});

test("X1 one h1, one main, a title of its own, a language, a skip link first, on each page",
	async () => {
		const titles = new Map();

		for (const name of Object.keys(pages)) {
			await open(name);
			const facts = await page.evaluate(() => ({
				h1: document.querySelectorAll("h1").length,
				main: document.querySelectorAll("main").length,
				lang: document.documentElement.lang, dir: document.documentElement.dir,
				skip: document.querySelector("a").className,
				levels: [...document.querySelectorAll("h1,h2,h3,h4,h5,h6")].map((h) => +h.localName[1]),
			}));

			assert.deepEqual([facts.h1, facts.main, facts.lang, facts.dir, facts.skip],
				[1, 1, "en", "ltr", "skip"], name);
			facts.levels.reduce((last, level) => {
				assert.ok(level <= last + 1, `${name}: h${level} after h${last}`);
				return level;
			}, 0);
			const title = await page.title();
			assert.match(title, /\w/, name);
			titles.set(title, [...titles.get(title) ?? [], name]);
		}
		const same = [...titles.values()].map((names) => names.join(", "));
		assert.deepEqual(same.filter((names) => names.includes(",")),
			["chat, ended", "not found, no talk, no article"]);
	});

test("X1 no sideways scroll at 320 px, with wide text spacing too", async () => {
	const wide = [];

	await page.setViewportSize({ width: 320, height: 640 });
	for (const name of Object.keys(pages)) {
		await open(name);
		for (const spaced of [false, true]) {
			const over = await page.evaluate((spaced) => {
				if (spaced) {
					const sheet = new CSSStyleSheet();
					sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em"
						+ " !important; word-spacing: 0.16em !important; }");
					document.adoptedStyleSheets = [sheet];
				}
				return document.documentElement.scrollWidth - document.documentElement.clientWidth;
			}, spaced);

			if (over > 0)
				wide.push(`${name}${spaced ? ", spaced" : ""}: ${over} px too wide`);
		}
	}
	assert.deepEqual(wide, []);
});

test("X1 the message field is in view at 360x400, and while the talk grows", async () => {
	await page.setViewportSize({ width: 360, height: 400 });
	for (const name of ["start", "chat"]) {
		await open(name);
		for (const y of [0, 200, 1e6]) {
			await page.evaluate((y) => scrollTo(0, y), y);
			const box = await page.locator("form textarea").boundingBox();

			assert.ok(box.y >= 0 && box.y + box.height <= 400, `${name} at ${y}: ${box.y}`);
		}
		const dock = await page.locator(".dock").boundingBox();
		assert.ok(dock.height < 200, `${name}: the dock takes ${dock.height} of 400 px`);
	}
});

test("X1 targets are 24 px at least, 44 px for the main ones on a touch screen", async () => {
	const phone = await visit({ viewport: PHONE, hasTouch: true, isMobile: true });
	const tab = await phone.newPage();

	await start(tab);
	for (const control of await tab.locator("main button:visible, main summary:visible").all()) {
		const box = await control.boundingBox();

		assert.ok(box.height >= 24 && box.width >= 24, await control.innerText());
		if (await control.evaluate((e) => e.matches("button")))
			assert.ok(box.height >= 44, `${await control.innerText()} ${box.height}`);
	}
	await leave(phone);
});

test("A5 A4 each page has the strict CSP and the other headers", async () => {
	for (const name of Object.keys(pages)) {
		const headers = (await open(name)).headers();
		const csp = headers["content-security-policy"];

		for (const part of ["default-src 'none'", "base-uri 'none'", "form-action 'self'",
			"frame-ancestors 'none'"])
			assert.ok(csp?.includes(part), `${name}: ${part} in ${csp}`);
		assert.doesNotMatch(csp, /unsafe-|\*/);
		assert.equal(headers["x-content-type-options"], "nosniff", name);
		assert.ok(headers["referrer-policy"], name);
		assert.ok(headers["permissions-policy"], name);
		assert.match(headers["cache-control"] ?? "", name.match(/portal|compare|help|article|docs|results|nothing/)
			? /./ : /no-store/, name);
	}
});

test("X2 the theme is a cookie that the server obeys, without script and without a flash",
	scene({ javaScriptEnabled: false, colorScheme: "light" }, async (page) => {
		const canvas = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

		await page.goto(`${BASE}/help`);
		const light = await canvas();
		await page.locator("header .menu summary").first().click();
		await page.getByRole("button", { name: "Dark" }).click();
		assert.match(page.url(), /\/help$/);
		assert.match(await page.content(), /^<!DOCTYPE html><html[^>]*data-theme="dark"/i);
		assert.notEqual(await canvas(), light);
		await page.goto(`${BASE}/chat?scenario=saas`);
		assert.equal(await page.getAttribute("html", "data-theme"), "dark");
		await page.locator("header .menu summary").first().click();
		await page.getByRole("button", { name: "Light" }).click();
		assert.match(page.url(), /\/chat\?scenario=saas$/);
		assert.equal(await canvas(), light);
	}));

test("X1 forced colours keep borders and outlines; reduced motion moves nothing",
	scene({ viewport: DESKTOP, forcedColors: "active" }, async (page) => {
		await start(page);
		await connected(page);
		const border = (s) => page.locator(s).first().evaluate((e) =>
			parseFloat(getComputedStyle(e).borderTopWidth));
		for (const s of ["article.own .text", "article.bot .text", ".votes button", "#message"])
			assert.ok(await border(s) >= 1, s);
		await page.keyboard.press("Tab");
		await page.focus(".votes button");
		await page.keyboard.press("Shift+Tab");
		assert.notEqual(await page.evaluate(() =>
			getComputedStyle(document.activeElement).outlineStyle), "none");
		assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
		assert.equal(await page.locator("article.bot").first().evaluate((e) =>
			getComputedStyle(e).animationName), "none");
	}));

test("X4 the chat page is lighter than 30 KB in all, and nothing comes from elsewhere", async (t) => {
	const fresh = await visit();
	const tab = await fresh.newPage();
	const finished = [];

	tab.on("requestfinished", (request) => finished.push(request));
	await tab.goto(pages.chat, { waitUntil: "load" });
	await connected(tab);
	const files = finished.filter((r) => ["document", "stylesheet", "script", "image", "font"]
		.includes(r.resourceType()));
	let bytes = 0;
	for (const request of files) {
		const { responseBodySize, responseHeadersSize } = await request.sizes();
		bytes += responseBodySize + responseHeadersSize;
	}
	assert.ok(files.length >= 3);
	t.diagnostic(`${bytes} bytes in ${files.length} files`);
	assert.ok(bytes < 30 * 1024, `${bytes} bytes in ${files.length} files`);
	for (const request of files.filter((r) => r.resourceType() !== "document"))
		assert.match((await (await request.response()).headerValue("cache-control")) ?? "",
			/max-age=31536000/, request.url());
	await leave(fresh);
});

test("I3 each kind of problem has its place in the reference", async () => {
	const reply = await fetch(`${BASE}/api/v1/conversations/nothing`);
	const { type } = await reply.json();

	assert.equal(new URL(type).pathname, "/docs");
	await page.goto(type);
	const target = page.locator(":target");
	assert.equal(await target.count(), 1);
	assert.match(await target.innerText(), new RegExp(`${reply.status}`));
	const links = await page.locator(".toc a").evaluateAll((all) => all.map((a) => a.hash)
		.filter((hash) => !document.getElementById(hash.slice(1))));
	assert.deepEqual(links, []);
});

test("no link of the portal leads nowhere", async () => {
	const seen = new Set();

	for (const name of ["portal", "compare", "start", "chat", "help", "results", "article"]) {
		await open(name);
		for (const href of await page.locator("a[href]").evaluateAll((all) => all.map((a) => a.href)))
			seen.add(href.replace(/#.*/, ""));
	}
	const local = [...seen].filter((href) => href.startsWith(BASE));
	const bad = [];
	for (const href of local) {
		const reply = await page.request.get(href);

		if (!reply.ok())
			bad.push(`${reply.status()} ${href}`);
	}
	assert.ok(local.length > 20);
	assert.deepEqual(bad, []);
});
