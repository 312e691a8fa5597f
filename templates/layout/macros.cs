<?cs # What all pages share: raw HTML, icons and small pieces of markup. ?>
<?cs include:"layout/raw.cs" ?><?cs include:"layout/icons.cs" ?>
<?cs # The site's mark: its own logo, or a bubble in the accent's colour. ?>
<?cs def:mark() ?><?cs if:site.logo ?><img class="mark" src="<?cs var:site.logo ?>" alt="" width="28" height="28"><?cs else ?><svg class="mark" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true"><rect width="32" height="32" rx="8"/><path d="M9 8h14a2.5 2.5 0 0 1 2.5 2.5v8A2.5 2.5 0 0 1 23 21h-7.5L11 25v-4H9a2.5 2.5 0 0 1-2.5-2.5v-8A2.5 2.5 0 0 1 9 8z"/><path d="M11 12.5h10M11 16.5h6"/></svg><?cs /if ?><?cs /def ?>
<?cs # Forms of cookie identities carry the session's token. ?>
<?cs def:csrf_field() ?><?cs if:csrf ?><input type="hidden" name="csrf" value="<?cs var:csrf ?>"><?cs /if ?><?cs /def ?>
<?cs # What is wrong with a field, as a sentence where one can be said. ?>
<?cs def:explain(field, text) ?><?cs if:field == "rating" ?>_{Please choose one of the five ratings.}<?cs elif:field == "email" ?>_{This e-mail address is not complete. It should look like name@example.com.}<?cs else ?><?cs if:field == "content" ?>_{Your message}: <?cs elif:field == "name" ?>_{Name}: <?cs elif:field == "comment" || field == "note" ?>_{Comment}: <?cs /if ?><?cs var:text ?><?cs /if ?><?cs /def ?>
<?cs # What is wrong with the form; the page's title begins with "Error". ?>
<?cs def:form_errors() ?><?cs if:subcount(errors) ?><div class="notice bad" role="alert" tabindex="-1" id="errors"><?cs call:icon("warn") ?><div><p><strong>_{Please check what you entered.}</strong></p><ul><?cs each:e = errors ?><li><a href="#f-<?cs var:e.field ?>"><?cs call:explain(e.field, e.message) ?></a></li><?cs /each ?></ul></div></div><?cs /if ?><?cs /def ?>
<?cs # Beside a field; its name is a literal of the template. ?>
<?cs def:field_error(field, text) ?><?cs if:text ?><p class="error" id="e-<?cs var:field ?>"><?cs call:icon("warn") ?> <span><?cs call:explain(field, text) ?></span></p><?cs /if ?><?cs /def ?>
