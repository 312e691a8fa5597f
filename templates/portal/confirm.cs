<?cs # Asks before something that cannot be taken back: /chat/TOKEN/end and
/chat/TOKEN/delete.
Layout names  see layout/top.cs
confirm.title  question: "End this conversation?"   confirm.text  what happens
confirm.points.N.text   what stays and what goes, may be none
confirm.action  URL to post to     confirm.button  "End it"
confirm.danger  1: data is lost    confirm.back    URL of "Go on"
confirm.receipt unset, or what to keep after an erasure (then no form) ?>
<?cs set:layout.body = "card-page" ?>
<?cs include:"layout/macros.cs" ?><?cs include:"layout/top.cs" ?>
<main id="main">
<h1><?cs var:confirm.title ?></h1>
<p class="lead"><?cs var:confirm.text ?></p>
<?cs if:subcount(confirm.points) ?><ul><?cs each:p = confirm.points ?><li><?cs var:p.text ?></li><?cs /each ?></ul>
<?cs /if ?><?cs if:confirm.receipt ?><p>_{Keep this number as your receipt:} <code><?cs var:confirm.receipt ?></code></p><p class="buttons"><a class="button" href="<?cs var:base ?>/">_{To the first page}</a></p>
<?cs else ?><form method="post" action="<?cs var:confirm.action ?>"><?cs call:csrf_field() ?><p class="buttons"><button class="<?cs if:confirm.danger ?>danger<?cs else ?>primary<?cs /if ?>"><?cs var:confirm.button ?></button><a class="button" href="<?cs var:confirm.back ?>">_{Go on with the conversation}</a></p></form>
<?cs /if ?></main>
<?cs include:"layout/bottom.cs" ?>
