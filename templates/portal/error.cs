<?cs # Every error as a page.
Layout names  see layout/top.cs
error.status   404 and so on         error.title  "There is no such page"
error.text     what happened, and what it means for the reader
error.hint     unset, or when to try again, or the limit
error.retry    URL for "Try again", or unset
error.back     URL of the conversation, or unset
error.contact  e-mail address of the company, or unset
error.request_id  with 5xx
error.kept     text of the refused post, so that nothing typed is lost ?>
<?cs set:layout.body = "card-page error-page" ?>
<?cs include:"layout/macros.cs" ?><?cs include:"layout/top.cs" ?>
<main id="main">
<p class="over"><?cs var:error.status ?></p><h1><?cs var:error.title ?></h1>
<p class="lead"><?cs var:error.text ?></p>
<?cs if:error.hint ?><p><?cs var:error.hint ?></p>
<?cs /if ?><?cs if:error.kept ?><p><label for="f-kept">_{What you had written, to copy}</label><textarea id="f-kept" rows="5" readonly><?cs var:error.kept ?></textarea></p>
<?cs /if ?><p class="buttons"><?cs if:error.retry ?><a class="button primary" href="<?cs var:error.retry ?>"><?cs call:icon("retry") ?>_{Try again}</a><?cs /if ?><?cs if:error.back ?><a class="button<?cs if:!error.retry ?> primary<?cs /if ?>" href="<?cs var:error.back ?>">_{Back to the conversation}</a><?cs /if ?><a class="button<?cs if:!error.retry && !error.back ?> primary<?cs /if ?>" href="<?cs var:base ?>/">_{To the first page}</a><a class="button" href="<?cs var:base ?>/help">_{Help centre}</a></p>
<?cs if:error.contact ?><p class="ways"><?cs call:icon("mail") ?> <span>_{A person can be reached by e-mail:} <a href="mailto:<?cs var:error.contact ?>"><?cs var:error.contact ?></a></span></p>
<?cs /if ?><?cs if:error.request_id ?><p class="small">_{Number of this request, for whoever looks into it:} <code><?cs var:error.request_id ?></code></p>
<?cs /if ?></main>
<?cs include:"layout/bottom.cs" ?>
