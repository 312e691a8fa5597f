<?cs # Before the first message, /chat?scenario=SLUG.
Layout names  see layout/top.cs
scenario.slug, .company, .initial, .welcome, .hours, .tagline
samples.N.text   sample questions; each is a button that sends itself
form.content.value, .error   form.name.value, .error   form.email.value, .error
form.open        1: name and e-mail are shown opened (an error, or asked for)
form.key         new Idempotency-Key            form.max  4000
errors.N         field, message: all that is wrong, for the summary
open.N           id, title, time, time_iso: this visitor's open conversations ?>
<?cs set:layout.body = "chat start" ?><?cs set:layout.plain = #1 ?><?cs set:nav.skip = "f-content" ?>
<?cs include:"layout/macros.cs" ?><?cs include:"layout/top.cs" ?>
<main id="main" class="talk">
<div class="head"><span class="tile" aria-hidden="true"><?cs var:scenario.initial ?></span>
<div><h1><?cs var:scenario.company ?></h1><p>_{Assistant (automated)}<?cs if:scenario.hours ?> <span class="hours">_{People: {scenario.hours}}</span><?cs /if ?></p></div></div>
<?cs call:form_errors() ?>
<?cs if:subcount(open) ?><section class="open" aria-labelledby="open"><h2 id="open">_{Your open conversations}</h2><ul><?cs each:o = open ?><li><form method="post" action="<?cs var:base ?>/chat/continue"><?cs call:csrf_field() ?><button name="conversation" value="<?cs var:o.id ?>"><span><?cs var:o.title ?></span> <time datetime="<?cs var:o.time_iso ?>"><?cs var:o.time ?></time> <strong>_{Continue}<?cs call:icon("next") ?></strong></button></form></li><?cs /each ?></ul></section>
<?cs /if ?><form class="starter" method="post" action="<?cs var:base ?>/chat"><button hidden></button><?cs call:csrf_field() ?><input type="hidden" name="scenario" value="<?cs var:scenario.slug ?>"><input type="hidden" name="key" value="<?cs var:form.key ?>">
<section class="conversation" aria-label="_{First message}"><p class="welcome"><?cs var:scenario.welcome ?></p>
<?cs if:subcount(samples) ?><div class="chips" role="group" aria-labelledby="samples"><p class="over" id="samples">_{Questions others ask}</p><?cs each:q = samples ?><button name="sample" value="<?cs var:q.text ?>" formnovalidate><?cs var:q.text ?></button><?cs /each ?></div>
<?cs /if ?><details class="about"<?cs if:form.open ?> open<?cs /if ?>><summary>_{Add your name and e-mail address (optional)}</summary><p class="hint">_{With an address we can answer you after you have left this page. We use it for nothing else.}</p>
<p><label for="f-name">_{Name}</label><input id="f-name" name="name" maxlength="120" autocomplete="name" value="<?cs var:form.name.value ?>"<?cs if:form.name.error ?> aria-invalid="true" aria-describedby="e-name"<?cs /if ?>></p><?cs call:field_error("name", form.name.error) ?>
<p><label for="f-email">_{E-mail address}</label><input id="f-email" name="email" type="email" maxlength="254" autocomplete="email" value="<?cs var:form.email.value ?>"<?cs if:form.email.error ?> aria-invalid="true" aria-describedby="e-email"<?cs /if ?>></p><?cs call:field_error("email", form.email.error) ?></details></section>
<div class="dock"><div class="composer"><p class="labels"><label for="f-content">_{Your message}</label></p><?cs call:field_error("content", form.content.error) ?>
<textarea id="f-content" name="content" rows="1" dir="auto" maxlength="<?cs var:form.max ?>" required autocomplete="off"<?cs if:form.content.error ?> aria-invalid="true" aria-describedby="e-content"<?cs /if ?>><?cs var:form.content.value ?></textarea>
<button type="submit"><?cs call:icon("send") ?><span class="hidden">_{Send}</span></button></div></div></form>
</main>
<?cs include:"layout/bottom.cs" ?>
