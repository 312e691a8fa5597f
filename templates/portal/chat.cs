<?cs # The conversation, /chat/TOKEN; also in the widget's frame (page.bare).
Layout names  see layout/top.cs; page.js = chat.js
messages.N, replies.N  see message.cs
chat.url     /chat/TOKEN with the prefix    chat.id  public id
chat.token   bearer of the API              chat.api "/api/v1" with the prefix
chat.next    last sequence number of all    chat.shown  of the newest message
chat.due     1: an answer is due            chat.is_open  else it has ended
chat.state   sentence, e.g. place in the queue, or unset
chat.strings JSON object of words for chat.js, see doc/chat-page.md
chat.draft   text of a refused post         chat.error  what was wrong with it
chat.key     new Idempotency-Key for the form without script
chat.max     4000                           chat.truncated  1: older ones exist
chat.rated   1: the survey has been answered
scenario.slug, .company, .initial, .welcome, .hours, .restart ?>
<?cs set:layout.body = "chat" ?><?cs set:layout.plain = #1 ?><?cs if:chat.is_open ?><?cs set:nav.skip = "message" ?><?cs /if ?>
<?cs include:"layout/macros.cs" ?><?cs include:"portal/message.cs" ?><?cs include:"layout/top.cs" ?>
<main id="main" class="talk" data-chat="<?cs var:chat.id ?>" data-token="<?cs var:chat.token ?>" data-api="<?cs var:chat.api ?>" data-url="<?cs var:chat.url ?>" data-next="<?cs var:chat.next ?>" data-shown="<?cs var:chat.shown ?>" data-due="<?cs var:chat.due ?>" data-open="<?cs var:chat.is_open ?>" data-state="<?cs var:chat.state ?>" data-strings="<?cs var:chat.strings ?>">
<div class="head">
<span class="tile" aria-hidden="true"><?cs var:scenario.initial ?></span>
<div><h1><?cs var:scenario.company ?></h1><p>_{Assistant (automated)}<?cs if:scenario.hours ?> <span class="hours">_{People: {scenario.hours}}</span><?cs /if ?></p></div>
<details class="menu"><summary><?cs call:icon("more") ?><span class="hidden">_{Options}</span></summary>
<ul><li><a href="<?cs var:chat.url ?>/transcript.html"><?cs call:icon("page") ?> _{Transcript}</a></li>
<li><a href="<?cs var:chat.url ?>/person"><?cs call:icon("person") ?> _{Talk to a person}</a></li>
<?cs if:chat.is_open ?><li><a href="<?cs var:chat.url ?>/end" data-end><?cs call:icon("end") ?> _{End the conversation}</a></li>
<?cs /if ?><li><a href="<?cs var:chat.url ?>/delete"><?cs call:icon("bin") ?> _{Delete the conversation}</a></li></ul></details>
</div>
<section class="conversation" aria-label="_{Conversation}">
<?cs if:chat.truncated ?><p class="older"><a href="<?cs var:chat.url ?>/transcript.html">_{Read the whole conversation from its beginning}</a></p>
<?cs /if ?><?cs if:scenario.welcome ?><p class="welcome"><?cs var:scenario.welcome ?></p>
<?cs /if ?><div class="log" role="log" aria-label="_{Messages}" tabindex="0">
<?cs each:m = messages ?><?cs call:message(m) ?><?cs /each ?></div>
<div class="growing" aria-live="off" hidden></div>
<div class="replies" id="latest"><?cs call:quick_replies() ?></div>
</section>
<div class="dock">
<div class="jump" hidden><button type="button"><?cs call:icon("down") ?><span>_{Jump to latest}</span> <b></b></button></div>
<div class="line"><p role="status"><span><?cs if:chat.due ?>_{The assistant is writing.}<?cs else ?><?cs var:chat.state ?><?cs /if ?></span><span class="off" aria-hidden="true"></span><noscript><?cs if:page.refresh.seconds ?> <a href="<?cs var:chat.url ?>?refresh=0">_{Stop refreshing}</a><?cs elif:chat.is_open ?> <a href="<?cs var:chat.url ?>?refresh=0#latest">_{Check for new messages}</a><?cs /if ?></noscript></p>
<?cs if:chat.is_open ?><a class="person" href="<?cs var:chat.url ?>/person"><?cs call:icon("person") ?>_{Talk to a person}</a><?cs /if ?></div>
<?cs if:chat.is_open ?><form class="composer" method="post" action="<?cs var:chat.url ?>"><?cs call:csrf_field() ?><input type="hidden" name="key" value="<?cs var:chat.key ?>">
<p class="labels"><label for="message">_{Your message}</label><output for="message" hidden></output></p>
<?cs if:chat.error ?><p class="error" id="message-error"><?cs call:icon("warn") ?> <?cs var:chat.error ?></p>
<?cs /if ?><textarea id="message" name="content" rows="1" dir="auto" maxlength="<?cs var:chat.max ?>" required enterkeyhint="send" autocomplete="off"<?cs if:chat.error ?> aria-invalid="true" aria-describedby="message-error"<?cs /if ?>><?cs var:chat.draft ?></textarea>
<button type="submit"><?cs call:icon("send") ?><span class="hidden">_{Send}</span></button></form>
<?cs else ?><div class="ended"><p>_{This conversation has ended.}</p><p class="buttons"><?cs if:!chat.rated ?><a class="button primary" href="<?cs var:chat.url ?>/rate">_{Rate it}</a><?cs /if ?><a class="button" href="<?cs var:chat.url ?>/transcript.html">_{Transcript}</a><a class="button" href="<?cs var:scenario.restart ?>">_{Start a new one}</a></p></div>
<?cs /if ?></div>
<?cs if:chat.is_open ?><dialog aria-labelledby="end-title"><h2 id="end-title">_{End this conversation?}</h2><p>_{You can still read it and get a transcript. For another question you start a new one.}</p><form method="post" action="<?cs var:chat.url ?>/end"><?cs call:csrf_field() ?><button class="primary">_{End it}</button><button formmethod="dialog" formnovalidate>_{Go on}</button></form></dialog>
<template id="t-own"><article class="msg own first"><p class="by"><span class="author">_{You}</span> <time></time></p><div class="text plain" dir="auto"></div><p class="sent" aria-live="off"><span></span> <button type="button" hidden><?cs call:icon("retry") ?>_{Try again}</button></p></article></template>
<template id="t-new"><p class="day new"><span>_{New messages}</span></p></template>
<template id="t-typing"><p class="dots" aria-hidden="true"><i></i><i></i><i></i></p></template>
<template id="t-comment"><form class="comment"><label><span class="good">_{What was good? (optional)}</span><span class="bad">_{What could be better? (optional)}</span> <textarea name="comment" rows="2" maxlength="1000"></textarea></label><p class="buttons"><button class="primary">_{Send comment}</button><button type="button">_{No, thanks}</button></p></form></template>
<?cs /if ?><template id="t-copy"><button type="button" class="copy"><?cs call:icon("copy") ?><span>_{Copy}</span></button></template>
</main>
<?cs include:"layout/bottom.cs" ?>
