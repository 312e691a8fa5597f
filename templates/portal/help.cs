<?cs # The help centre, /help?scenario=SLUG&q=WORDS&page=N.
Layout names  see layout/top.cs; nav.help
help.title   "Help centre" or "TechStyle help"     help.lead
help.q       words looked for, or unset            help.scenario  slug or unset
help.found   sentence: "6 articles for “return”."
scenarios.N  slug, company, url, current, n: switch between companies
results.N    url, title, heading, excerpt, company: best first
groups.N     name, articles.M (url, title, summary): without words
page_next, page_previous  URLs or unset
help.ask     URL of a chat with this company ?>
<?cs set:layout.body = "help" ?>
<?cs include:"layout/macros.cs" ?><?cs include:"layout/top.cs" ?>
<main id="main">
<div class="intro"><h1><?cs var:help.title ?></h1><p class="lead"><?cs var:help.lead ?></p>
<form method="get" action="<?cs var:base ?>/help" role="search" class="search"><?cs if:help.scenario ?><input type="hidden" name="scenario" value="<?cs var:help.scenario ?>"><?cs /if ?><label for="q">_{Search the articles}</label><div><input id="q" name="q" type="search" maxlength="200" value="<?cs var:help.q ?>"><button><?cs call:icon("search") ?>_{Search}</button></div></form></div>
<?cs if:subcount(scenarios) > #1 ?><nav class="tabs" aria-label="_{Companies}"><?cs each:s = scenarios ?><a href="<?cs var:s.url ?>"<?cs if:s.current ?> aria-current="page"<?cs /if ?>><?cs var:s.company ?> <small><?cs var:s.n ?></small></a><?cs /each ?></nav>
<?cs /if ?><?cs if:help.q ?><h2 class="found"><?cs var:help.found ?></h2>
<?cs if:subcount(results) ?><ul class="results"><?cs each:r = results ?><li><h3><a href="<?cs var:r.url ?>"><?cs var:r.title ?></a></h3><?cs if:r.heading ?><p class="where"><?cs var:r.heading ?></p><?cs /if ?><p><?cs var:r.excerpt ?></p><?cs if:r.company ?><p class="small"><?cs var:r.company ?></p><?cs /if ?></li><?cs /each ?></ul>
<?cs else ?><div class="empty"><p>_{Try fewer or other words, or ask the assistant: it also says when it does not know.}</p><p class="buttons"><a class="button primary" href="<?cs var:help.ask ?>"><?cs call:icon("chat") ?>_{Ask the assistant}</a></p></div>
<?cs /if ?><?cs elif:subcount(groups) ?><div class="groups"><?cs each:g = groups ?><section><h2><?cs var:g.name ?></h2><ul><?cs each:a = g.articles ?><li><a href="<?cs var:a.url ?>"><?cs var:a.title ?></a><?cs if:a.summary ?><p><?cs var:a.summary ?></p><?cs /if ?></li><?cs /each ?></ul></section><?cs /each ?></div>
<?cs else ?><div class="empty"><h2>_{No articles yet}</h2><p>_{Nothing has been published here. The assistant can still pass your question on to a person.}</p><p class="buttons"><a class="button primary" href="<?cs var:help.ask ?>"><?cs call:icon("chat") ?>_{Ask the assistant}</a></p></div>
<?cs /if ?><?cs if:page_previous || page_next ?><nav class="pages" aria-label="_{Pages of results}"><?cs if:page_previous ?><a href="<?cs var:page_previous ?>" rel="prev"><?cs call:icon("back") ?>_{Previous}</a><?cs /if ?><?cs if:page_next ?><a href="<?cs var:page_next ?>" rel="next">_{Next}<?cs call:icon("next") ?></a><?cs /if ?></nav>
<?cs /if ?></main>
<?cs include:"layout/bottom.cs" ?>
