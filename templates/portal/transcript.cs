<?cs # All of a conversation to read, print and keep,
/chat/TOKEN/transcript.html.
Layout names  see layout/top.cs
messages.N   see message.cs (vote.can unset)    chat.url
transcript.title  "Conversation with TechStyle"  transcript.facts.N  label, value
transcript.zone   sentence: all times are in which zone
transcript.sent   unset, or sentence: where the e-mail went
form.email.value, .error ?>
<?cs set:layout.body = "transcript" ?>
<?cs include:"layout/macros.cs" ?><?cs include:"portal/message.cs" ?><?cs include:"layout/top.cs" ?>
<main id="main">
<p class="next"><a href="<?cs var:chat.url ?>"><?cs call:icon("back") ?>_{Back to the conversation}</a></p>
<h1><?cs var:transcript.title ?></h1>
<?cs if:transcript.sent ?><div class="notice good" role="status"><?cs call:icon("check") ?><p><?cs var:transcript.sent ?></p></div>
<?cs /if ?><dl class="facts"><?cs each:f = transcript.facts ?><div><dt><?cs var:f.label ?></dt><dd><?cs var:f.value ?></dd></div><?cs /each ?></dl>
<div class="tools"><p class="buttons"><a class="button" href="<?cs var:chat.url ?>/transcript.txt" download><?cs call:icon("download") ?>_{Text}</a><a class="button" href="<?cs var:chat.url ?>/transcript.json" download><?cs call:icon("download") ?>JSON</a></p>
<p class="small">_{To print it, use your browser's print command: this page is made for paper.}</p>
<form method="post" action="<?cs var:chat.url ?>/transcript" class="row"><?cs call:csrf_field() ?><p><label for="f-email">_{Send it to an e-mail address}</label><input id="f-email" name="email" type="email" required maxlength="254" autocomplete="email" value="<?cs var:form.email.value ?>"<?cs if:form.email.error ?> aria-invalid="true" aria-describedby="e-email"<?cs /if ?>></p><button><?cs call:icon("mail") ?>_{Send}</button></form><?cs call:field_error("e-email", form.email.error) ?></div>
<section class="conversation" aria-label="_{Messages}"><?cs each:m = messages ?><?cs call:message(m) ?><?cs /each ?></section>
<p class="small"><?cs var:transcript.zone ?></p>
</main>
<?cs include:"layout/bottom.cs" ?>
