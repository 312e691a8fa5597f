<?cs # After a vote without script, /chat/TOKEN/feedback/MESSAGE: the comment.
Layout names  see layout/top.cs
chat.url      message.id, .html, .author    feedback.vote  1 or -1
feedback.comment      feedback.done  1: the comment has been saved ?>
<?cs set:layout.body = "card-page" ?>
<?cs include:"layout/macros.cs" ?><?cs include:"layout/top.cs" ?>
<main id="main">
<div class="notice good" role="status"><?cs call:icon("check") ?><p><?cs if:feedback.done ?>_{Thank you. Your comment has been saved.}<?cs else ?>_{Thank you. Your vote has been saved.}<?cs /if ?></p></div>
<h1><?cs if:feedback.vote == #1 ?>_{You found this answer helpful}<?cs else ?>_{You did not find this answer helpful}<?cs /if ?></h1>
<blockquote class="quoted"><p class="over"><?cs var:message.author ?></p><?cs call:html(message.html) ?></blockquote>
<form method="post" action="<?cs var:chat.url ?>/feedback/<?cs var:message.id ?>" class="stack"><?cs call:csrf_field() ?><input type="hidden" name="vote" value="<?cs var:feedback.vote ?>">
<p><label for="f-comment"><?cs if:feedback.vote == #1 ?>_{What was good? (optional)}<?cs else ?>_{What could be better? (optional)}<?cs /if ?></label><textarea id="f-comment" name="comment" rows="4" maxlength="1000"><?cs var:feedback.comment ?></textarea></p>
<p class="buttons"><button class="primary">_{Send comment}</button><a class="quiet" href="<?cs var:chat.url ?>#latest">_{Back to the conversation}</a></p></form>
</main>
<?cs include:"layout/bottom.cs" ?>
