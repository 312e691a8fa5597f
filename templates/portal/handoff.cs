<?cs # Ask for a person, /chat/TOKEN/person.
Layout names  see layout/top.cs
chat.url     scenario.company, .email, .phone
handoff.availability  sentence: who answers when, and how long it may take
handoff.asked  1: already asked for; handoff.state  sentence about it
handoff.kept   sentence: what the person will see
form.email.value, .error   form.note.value, .error   errors.N  field, message ?>
<?cs set:layout.body = "card-page" ?>
<?cs include:"layout/macros.cs" ?><?cs include:"layout/top.cs" ?>
<main id="main">
<?cs if:handoff.asked ?><div class="notice good" role="status"><?cs call:icon("check") ?><p><?cs var:handoff.state ?></p></div>
<?cs /if ?><h1>_{Talk to a person}</h1>
<p class="lead"><?cs var:handoff.availability ?></p>
<?cs call:form_errors() ?><form method="post" action="<?cs var:chat.url ?>/person" class="stack"><?cs call:csrf_field() ?>
<p><label for="f-email">_{Your e-mail address}</label><span class="hint" id="h-email">_{The answer goes there if you have left this page. We use the address for nothing else.}</span><input id="f-email" name="email" type="email" maxlength="254" autocomplete="email" value="<?cs var:form.email.value ?>" aria-describedby="h-email<?cs if:form.email.error ?> e-email<?cs /if ?>"<?cs if:form.email.error ?> aria-invalid="true"<?cs /if ?>></p><?cs call:field_error("email", form.email.error) ?>
<p><label for="f-note">_{What should the person know? (optional)}</label><textarea id="f-note" name="note" rows="3" maxlength="1000"><?cs var:form.note.value ?></textarea></p><?cs call:field_error("note", form.note.error) ?>
<p class="small"><?cs var:handoff.kept ?></p>
<p class="buttons"><button class="primary"><?cs if:handoff.asked ?>_{Save}<?cs else ?>_{Ask a person}<?cs /if ?></button><a class="quiet" href="<?cs var:chat.url ?>">_{Back to the conversation}</a></p></form>
<?cs if:scenario.email || scenario.phone ?><h2>_{Other ways}</h2><ul class="ways"><?cs if:scenario.email ?><li><?cs call:icon("mail") ?> <a href="mailto:<?cs var:scenario.email ?>"><?cs var:scenario.email ?></a></li><?cs /if ?><?cs if:scenario.phone ?><li><?cs call:icon("person") ?> <a href="tel:<?cs var:scenario.phone_uri ?>"><?cs var:scenario.phone ?></a></li><?cs /if ?></ul>
<?cs /if ?></main>
<?cs include:"layout/bottom.cs" ?>
