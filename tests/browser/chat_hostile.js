/*
 * Hostile HTML through `rebuild` of static/chat.js: nothing runs, nothing is
 * fetched, nothing of what is not on its lists arrives (D2, D3).  The page is
 * served beside /static; the title ends as "ok" or "failed".
 */
import { rebuild } from "/static/chat.js";

const hostile = [
	"<script>window.hit = 1</script>",
	"<img src=x onerror='window.hit = 2'>",
	"<img src='/probe?img'><video src='/probe?video'></video>",
	"<svg onload='window.hit = 3'><path d='M0 0' onclick='window.hit = 4'/></svg>",
	"<svg><script>window.hit = 5</script><a href='javascript:hit=6'>x</a></svg>",
	"<svg><foreignObject><img src=x onerror='window.hit = 7'></foreignObject></svg>",
	"<svg><use href='data:image/svg+xml,<svg/>'/><animate attributeName='href'/></svg>",
	"<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror=hit=8&gt;'>",
	"<a href='javascript:window.hit=9'>x</a>",
	"<a href=' JaVa&#10;ScRiPt:window.hit=10'>x</a>",
	"<a href='data:text/html,<script>hit=11</script>'>x</a>",
	"<a href='vbscript:x'>x</a><a href='file:///etc/passwd'>x</a><a href='blob:x'>x</a>",
	"<iframe srcdoc='<script>parent.hit=12</script>'></iframe><object data='/probe?o'></object>",
	"<embed src='/probe?e'><link rel=stylesheet href='/probe?l'><meta http-equiv=refresh content='0;url=/probe?m'>",
	"<style>@import '/probe?s'; body { display: none }</style><p style='background: url(/probe?b)'>x</p>",
	"<form action='https://evil.example/'><button formaction='javascript:hit=13' name='content'>x</button></form>",
	"<form action='javascript:hit=14' target='_blank' method='get'><input name='csrf' autofocus onfocus='hit=15'></form>",
	"<details open ontoggle='window.hit = 16'><summary>x</summary></details>",
	"<button name='csrf' onclick='hit=17' popovertarget='x' commandfor='x'>x</button><a href='#' ping='/probe?p'>x</a>",
	"<p id='message'>x</p><p id='main'>x</p><a name='documentElement'>x</a><p id='m1' data-token='x' data-strings='{}'>x</p>",
	"<template><img src=x onerror='hit=18'></template><noscript><img src='/probe?n'></noscript>",
	"<p is='x-y' slot='s' contenteditable accesskey='x' tabindex='9'>x</p><x-y>custom</x-y>",
	"<table background='/probe?t'><tr><td background='/probe?d'>x</td></tr></table>",
	"<base href='https://evil.example/'><a href='/help/x'>x</a>",
];
const elements = new Set(("a article b blockquote br button code del details div em form h2 "
	+ "h3 h4 h5 h6 hr i li ol p pre small span strong summary table tbody td th thead time tr "
	+ "ul svg path circle rect").split(" "));
const attributes = /^(class|title|lang|dir|datetime|value|start|scope|role|aria-[a-z]+|data-(seq|id|key|vote)|viewBox|width|height|fill|stroke(-[a-z]+)?|d|cx|cy|r|rx|x|y|id|href|action|method|name|rel|open|tabindex)$/;
const failures = [];

function build(html) {
	const parsed = new DOMParser().parseFromString(html, "text/html");
	return rebuild(parsed.body, document.createElement("div"));
}

function check(html) {
	const made = build(html);
	document.body.append(made);
	for (const e of made.querySelectorAll("*")) {
		if (!elements.has(e.localName))
			failures.push(`element ${e.localName} of ${html}`);
		for (const a of e.attributes) {
			if (!attributes.test(a.name))
				failures.push(`attribute ${a.name} of ${html}`);
			if (/script:|data:|file:|blob:|evil\.example/i.test(a.value.replace(/\s/g, "")))
				failures.push(`value ${a.value} of ${html}`);
		}
		if (e.tabIndex > 0)
			failures.push(`tabindex of ${html}`);
		if (e.name && e.name !== "content" && e.name !== "vote")
			failures.push(`name ${e.name} of ${html}`);
		if (e.id && !/^m\d+(-s\d+)?$/.test(e.id))
			failures.push(`id ${e.id} of ${html}`);
	}
}

/* What the server really sends must come through whole. */
function good() {
	const html = '<article id="m12" class="msg bot first" data-seq="12" data-id="a">'
		+ '<p class="by"><time datetime="2026-03-04T14:32:05Z" title="x">14:32</time></p>'
		+ '<div class="text"><p>a <strong>b</strong> <a href="#m12-s1">[1]</a> '
		+ '<a href="https://a.example/?a=1&amp;b=2" rel="noopener noreferrer nofollow">c</a></p>'
		+ '<ol start="3"><li>d</li></ol><pre><code>e</code></pre></div>'
		+ '<form class="votes" method="post" action="/chat/T/feedback/a" data-vote="a">'
		+ '<button name="vote" value="-1" aria-pressed="false"><svg class="icon" viewBox="0 0 20 20" '
		+ 'aria-hidden="true"><path d="M1 1"></path></svg>No</button></form></article>';
	const sent = new DOMParser().parseFromString(html, "text/html").body.firstChild;
	if (!build(html).firstChild.isEqualNode(sent))
		failures.push("a good message was changed");
	const script = build("&lt;script&gt;hit=20&lt;/script&gt;");
	if (script.textContent !== "<script>hit=20</script>" || script.firstElementChild)
		failures.push("escaped text did not stay text");
}

hostile.forEach(check);
good();
await new Promise((done) => setTimeout(done, 500));
if (window.hit !== undefined)
	failures.push(`ran: ${window.hit}`);
for (const entry of performance.getEntriesByType("resource")) {
	if (/probe|evil|\/x$/.test(entry.name))
		failures.push(`fetched ${entry.name}`);
}
document.getElementById("result").textContent = failures.join("\n") || "ok";
document.title = failures.length ? "failed" : "ok";
