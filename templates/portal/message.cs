<?cs # Messages of a conversation, for the page, the fragment and the transcript.
Each messages.N:
id, seq      public id; number in the conversation (the element is #mSEQ)
role         USER, ASSISTANT, AGENT or SYSTEM
kind         of SYSTEM: "error" or another word that is not shown
author       "You", "Assistant (automated)", "Maria, support"
initials     of an agent
first        1: begins a group of this author
day          "Tuesday, 4 March 2026" when a new day begins here
time, time_full, time_iso    "14:32"; with date and zone; RFC 3339 in UTC
html         the text, sanitised by core/markdown
lang         when it is not the page's
sources.M    number, title, heading, quote, url
vote.can     1: may be voted on now;  vote.value  "1" or "-1" when voted
key          Idempotency-Key of the visitor's message
retry        of an error: the question to ask again
chat.url, chat.is_open ?>
<?cs def:sources(m) ?><?cs if:subcount(m.sources) ?><div class="sources"><ol aria-label="_{Sources}"><?cs each:s = m.sources ?><li id="m<?cs var:m.seq ?>-s<?cs var:s.number ?>" value="<?cs var:s.number ?>"><details><summary><span class="name">_{From:} <?cs var:s.title ?></span><?cs if:s.heading ?> <span class="where"><?cs var:s.heading ?></span><?cs /if ?></summary><blockquote><?cs var:s.quote ?></blockquote><a href="<?cs var:s.url ?>">_{Open the article}</a></details></li><?cs /each ?></ol></div><?cs /if ?><?cs /def ?>
<?cs def:votes(m) ?><form class="votes" method="post" action="<?cs var:chat.url ?>/feedback/<?cs var:m.id ?>" data-vote="<?cs var:m.id ?>"><?cs call:csrf_field() ?><button name="vote" value="1" aria-pressed="<?cs if:m.vote.value == #1 ?>true<?cs else ?>false<?cs /if ?>"><?cs call:icon("up") ?>_{Helpful}</button><button name="vote" value="-1" aria-pressed="<?cs if:m.vote.value == #-1 ?>true<?cs else ?>false<?cs /if ?>"><?cs call:icon("unhelpful") ?>_{Not helpful}</button></form><?cs /def ?>
<?cs def:message(m) ?><?cs if:m.day ?><p class="day"><span><?cs var:m.day ?></span></p>
<?cs /if ?><article id="m<?cs var:m.seq ?>" class="msg <?cs if:m.role == "USER" ?>own<?cs elif:m.role == "AGENT" ?>agent<?cs elif:m.role == "SYSTEM" ?>system<?cs else ?>bot<?cs /if ?><?cs if:m.first ?> first<?cs /if ?><?cs if:m.kind == "error" ?> failed<?cs /if ?>" data-seq="<?cs var:m.seq ?>" data-id="<?cs var:m.id ?>"<?cs if:m.key ?> data-key="<?cs var:m.key ?>"<?cs /if ?>>
<p class="by"><?cs if:m.role == "AGENT" ?><span class="avatar" aria-hidden="true"><?cs var:m.initials ?></span><?cs /if ?><span class="author"><?cs var:m.author ?></span> <time datetime="<?cs var:m.time_iso ?>" title="<?cs var:m.time_full ?>"><?cs var:m.time ?></time></p>
<div class="text" dir="auto"<?cs if:m.lang ?> lang="<?cs var:m.lang ?>"<?cs /if ?>><?cs call:html(m.html) ?></div>
<?cs call:sources(m) ?><?cs if:m.kind == "error" && chat.is_open ?><div class="actions"><form method="post" action="<?cs var:chat.url ?>"><?cs call:csrf_field() ?><button name="content" value="<?cs var:m.retry ?>"><?cs call:icon("retry") ?>_{Try again}</button></form><a class="button" href="<?cs var:chat.url ?>/person"><?cs call:icon("person") ?>_{Ask a person}</a></div><?cs /if ?><?cs if:m.vote.can ?><?cs call:votes(m) ?><?cs /if ?></article>
<?cs /def ?>
<?cs # replies.N: text.  Gone after use. ?>
<?cs def:quick_replies() ?><?cs if:subcount(replies) ?><form method="post" action="<?cs var:chat.url ?>"><?cs call:csrf_field() ?><div class="chips" role="group" aria-label="_{Suggested replies}"><?cs each:r = replies ?><button name="content" value="<?cs var:r.text ?>"><?cs var:r.text ?></button><?cs /each ?></div></form><?cs /if ?><?cs /def ?>
