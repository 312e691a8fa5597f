<?cs # All of a conversation to read, print and keep,
/chat/TOKEN/transcript.html.
Layout names  see layout/top.cs
messages.N   see message.cs (vote.can unset)    chat.url
transcript.title  "Conversation with TechStyle"  transcript.facts.N  label, value
transcript.zone   sentence: all times are in which zone ?>
<?cs set:layout.body = "transcript" ?>
<?cs include:"layout/macros.cs" ?><?cs include:"portal/message.cs" ?><?cs include:"layout/top.cs" ?>
<main id="main">
<p class="next"><a href="<?cs var:chat.url ?>"><?cs call:icon("back") ?>_{Back to the conversation}</a></p>
<h1><?cs var:transcript.title ?></h1>
<dl class="facts"><?cs each:f = transcript.facts ?><div><dt><?cs var:f.label ?></dt><dd><?cs var:f.value ?></dd></div><?cs /each ?></dl>
<div class="tools"><p class="buttons"><a class="button" href="<?cs var:chat.url ?>/transcript.txt" download><?cs call:icon("download") ?>_{Text}</a><a class="button" href="<?cs var:chat.url ?>/transcript.json" download><?cs call:icon("download") ?>JSON</a></p>
<p class="small">_{To print it, use your browser's print command: this page is made for paper.}</p></div>
<section class="conversation" aria-label="_{Messages}"><?cs each:m = messages ?><?cs call:message(m) ?><?cs /each ?></section>
<p class="small"><?cs var:transcript.zone ?></p>
</main>
<?cs include:"layout/bottom.cs" ?>
