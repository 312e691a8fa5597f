<?cs # The survey, /chat/TOKEN/rate; may be changed for a day.
Layout names  see layout/top.cs
chat.url     scenario.company     scenario.restart  URL of a new chat
rate.value   1 to 5 when given    rate.comment      rate.error
rate.given   1: rated before; rate.done  1: just now, thanks;
rate.can_change  1: within a day
errors.N     field ("rating"), message ?>
<?cs set:layout.body = "card-page" ?>
<?cs include:"layout/macros.cs" ?><?cs include:"layout/top.cs" ?>
<main id="main">
<?cs if:rate.done ?><div class="notice good" role="status"><?cs call:icon("check") ?><p>_{Thank you. Your rating has been saved.}</p></div>
<?cs /if ?><h1>_{How was this conversation?}</h1>
<?cs if:rate.given && !rate.can_change ?><p>_{A rating can be changed for one day. That day is over.}</p>
<?cs else ?><?cs call:form_errors() ?><form method="post" action="<?cs var:chat.url ?>/rate" class="stack"><?cs call:csrf_field() ?>
<fieldset class="scale" id="f-rating" tabindex="-1"<?cs if:errors.0.field == "rating" ?> aria-describedby="e-rating"<?cs /if ?>><legend>_{Your rating}</legend><?cs if:errors.0.field == "rating" ?><?cs call:field_error("rating", rate.error) ?><?cs /if ?>
<label><input type="radio" name="rating" value="1"<?cs if:rate.value == #1 ?> checked<?cs /if ?>> <b>1</b> _{Very unhappy}</label>
<label><input type="radio" name="rating" value="2"<?cs if:rate.value == #2 ?> checked<?cs /if ?>> <b>2</b> _{Unhappy}</label>
<label><input type="radio" name="rating" value="3"<?cs if:rate.value == #3 ?> checked<?cs /if ?>> <b>3</b> _{Neither happy nor unhappy}</label>
<label><input type="radio" name="rating" value="4"<?cs if:rate.value == #4 ?> checked<?cs /if ?>> <b>4</b> _{Happy}</label>
<label><input type="radio" name="rating" value="5"<?cs if:rate.value == #5 ?> checked<?cs /if ?>> <b>5</b> _{Very happy}</label></fieldset>
<p><label for="f-comment">_{What should we know? (optional)}</label><textarea id="f-comment" name="comment" rows="4" maxlength="1000"><?cs var:rate.comment ?></textarea></p>
<p class="buttons"><button class="primary"><?cs if:rate.given ?>_{Change the rating}<?cs else ?>_{Send the rating}<?cs /if ?></button><?cs if:!rate.given ?><a class="quiet" href="<?cs var:chat.url ?>">_{Skip}</a><?cs /if ?></p></form>
<?cs /if ?><p class="next"><a href="<?cs var:chat.url ?>"><?cs call:icon("back") ?>_{Back to the conversation}</a> <a href="<?cs var:chat.url ?>/transcript.html">_{Transcript}</a> <a href="<?cs var:scenario.restart ?>">_{Start a new conversation}</a></p>
</main>
<?cs include:"layout/bottom.cs" ?>
