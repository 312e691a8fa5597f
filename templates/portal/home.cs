<?cs # The first page, /, and /?compare=a,b (also ?compare=a&with=b).
Layout names  see layout/top.cs; page.css holds the accents of all scenarios
home.title, home.lead   one sentence that says what this is, and one more
scenarios.N  slug, name, company, initial, tagline, can_do.M.text,
             samples.M.text (two), start (URL of the chat), help (URL)
             figures.M  value, label, definition: real figures or none at all
figures_note "Figures of the last 28 days; made 4 March 2026, 02:10 UTC."
compare.0, compare.1  the two scenarios with the names above and
             compare.N.description, .hours, .n_articles (a sentence)
compare.note unset, or why there is nothing to compare ?>
<?cs set:layout.body = "home" ?>
<?cs include:"layout/macros.cs" ?><?cs include:"layout/top.cs" ?>
<?cs def:start_chips(s) ?><form method="post" action="<?cs var:base ?>/chat"><?cs call:csrf_field() ?><input type="hidden" name="scenario" value="<?cs var:s.slug ?>"><div class="chips" role="group" aria-label="<?cs var:s.company ?>"><?cs each:q = s.samples ?><button name="sample" value="<?cs var:q.text ?>"><?cs var:q.text ?></button><?cs /each ?></div></form><?cs /def ?>
<?cs def:figures(s) ?><?cs if:subcount(s.figures) ?><dl class="figures"><?cs each:f = s.figures ?><div><dt><?cs var:f.label ?></dt><dd><strong><?cs var:f.value ?></strong> <small><?cs var:f.definition ?></small></dd></div><?cs /each ?></dl><?cs /if ?><?cs /def ?>
<?cs def:can_do(s) ?><ul class="ticks"><?cs each:c = s.can_do ?><li><?cs call:icon("check") ?><span><?cs var:c.text ?></span></li><?cs /each ?></ul><?cs /def ?>
<main id="main">
<div class="intro"><h1><?cs var:home.title ?></h1><p class="lead"><?cs var:home.lead ?></p></div>
<?cs if:compare.note ?><div class="notice"><?cs call:icon("info") ?><p><?cs var:compare.note ?></p></div>
<?cs /if ?><?cs if:subcount(compare) > #1 ?><?cs with:a = compare.0 ?><?cs with:b = compare.1 ?>
<section aria-labelledby="compare"><h2 id="compare">_{Side by side}</h2>
<table class="compare"><caption class="hidden">_{Two assistants compared}</caption>
<thead><tr><th scope="col" data-accent="<?cs var:a.slug ?>"><span class="tile" aria-hidden="true"><?cs var:a.initial ?></span><?cs var:a.name ?></th><th scope="col" data-accent="<?cs var:b.slug ?>"><span class="tile" aria-hidden="true"><?cs var:b.initial ?></span><?cs var:b.name ?></th></tr></thead>
<tbody><tr><th scope="rowgroup" colspan="2">_{The company}</th></tr><tr><td><?cs var:a.description ?></td><td><?cs var:b.description ?></td></tr></tbody>
<tbody><tr><th scope="rowgroup" colspan="2">_{What the assistant can do}</th></tr><tr><td data-accent="<?cs var:a.slug ?>"><?cs call:can_do(a) ?></td><td data-accent="<?cs var:b.slug ?>"><?cs call:can_do(b) ?></td></tr></tbody>
<tbody><tr><th scope="rowgroup" colspan="2">_{When people answer}</th></tr><tr><td><?cs var:a.hours ?></td><td><?cs var:b.hours ?></td></tr></tbody>
<tbody><tr><th scope="rowgroup" colspan="2">_{What it answers from}</th></tr><tr><td><a href="<?cs var:a.help ?>"><?cs var:a.n_articles ?></a></td><td><a href="<?cs var:b.help ?>"><?cs var:b.n_articles ?></a></td></tr></tbody>
<?cs if:subcount(a.figures) || subcount(b.figures) ?><tbody><tr><th scope="rowgroup" colspan="2">_{Figures}</th></tr><tr><td><?cs call:figures(a) ?></td><td><?cs call:figures(b) ?></td></tr></tbody>
<?cs /if ?><tfoot><tr><td data-accent="<?cs var:a.slug ?>"><a class="button primary" href="<?cs var:a.start ?>">_{Start a chat}<span class="hidden"> <?cs var:a.company ?></span></a></td><td data-accent="<?cs var:b.slug ?>"><a class="button primary" href="<?cs var:b.start ?>">_{Start a chat}<span class="hidden"> <?cs var:b.company ?></span></a></td></tr></tfoot></table></section>
<?cs /with ?><?cs /with ?>
<?cs /if ?><?cs if:subcount(scenarios) ?><ul class="cards"><?cs each:s = scenarios ?>
<li class="card" data-accent="<?cs var:s.slug ?>"><div class="title"><span class="tile" aria-hidden="true"><?cs var:s.initial ?></span><div><h2><?cs var:s.name ?></h2><p><?cs var:s.tagline ?></p></div></div>
<?cs call:can_do(s) ?>
<p class="over">_{Try one of these}</p><?cs call:start_chips(s) ?>
<?cs call:figures(s) ?><p class="buttons"><a class="button primary" href="<?cs var:s.start ?>"><?cs call:icon("chat") ?>_{Start a chat}<span class="hidden"> <?cs var:s.company ?></span></a><a class="quiet" href="<?cs var:s.help ?>">_{Help articles}<span class="hidden"> <?cs var:s.company ?></span></a></p></li>
<?cs /each ?></ul>
<?cs else ?><div class="empty"><h2>_{There is nobody to talk to yet}</h2><p>_{No assistant has been switched on for this site. Whoever runs it adds one in the console, or loads the examples with "biwoco seed".}</p></div>
<?cs /if ?><?cs if:figures_note ?><p class="small"><?cs var:figures_note ?></p>
<?cs /if ?><?cs if:subcount(scenarios) > #1 ?><form class="pick" method="get" action="<?cs var:base ?>/"><h2>_{Compare two assistants}</h2><p class="row"><label>_{First} <select name="compare"><?cs each:s = scenarios ?><option value="<?cs var:s.slug ?>"<?cs if:s.slug == compare.0.slug ?> selected<?cs /if ?>><?cs var:s.name ?></option><?cs /each ?></select></label> <label>_{Second} <select name="with"><?cs each:s = scenarios ?><option value="<?cs var:s.slug ?>"<?cs if:compare.1.slug ?><?cs if:s.slug == compare.1.slug ?> selected<?cs /if ?><?cs elif:last(s) ?> selected<?cs /if ?>><?cs var:s.name ?></option><?cs /each ?></select></label> <button><?cs call:icon("compare") ?>_{Compare}</button></p></form>
<?cs /if ?></main>
<?cs include:"layout/bottom.cs" ?>
