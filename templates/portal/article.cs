<?cs # One article, /help/SLUG, and as a source /chat/TOKEN/help/SLUG?revision=N.
Layout names  see layout/top.cs; nav.help
article.title, .summary, .category, .company
article.lang       when it is not the page's
article.updated    sentence: "Last changed on 4 March 2026."
article.older      sentence when this is not the newest revision; .newest  URL
article.index      URL of the help centre      article.ask  URL of a chat
intro              html: the whole of kb_page_html, or what stands before
sections.N         anchor, html: a passage each; #anchor marks it; may be none
contents.N         anchor, title: headings when there are more than three
related.N          url, title
back               URL of the conversation, or unset ?>
<?cs set:layout.body = "article" ?>
<?cs include:"layout/macros.cs" ?><?cs include:"layout/top.cs" ?>
<main id="main">
<p class="next"><?cs if:back ?><a class="button" href="<?cs var:back ?>"><?cs call:icon("back") ?>_{Back to the conversation}</a><?cs else ?><a href="<?cs var:article.index ?>"><?cs call:icon("back") ?><?cs var:article.company ?></a><?cs /if ?></p>
<div class="prose"<?cs if:article.lang ?> lang="<?cs var:article.lang ?>"<?cs /if ?>>
<p class="over"><?cs var:article.category ?></p><h1><?cs var:article.title ?></h1>
<?cs if:article.summary ?><p class="lead"><?cs var:article.summary ?></p>
<?cs /if ?><?cs if:article.older ?><div class="notice"><?cs call:icon("clock") ?><p><?cs var:article.older ?> <a href="<?cs var:article.newest ?>">_{Read the newest version}</a></p></div>
<?cs /if ?><?cs if:subcount(contents) ?><nav class="contents" aria-labelledby="contents"><h2 id="contents">_{On this page}</h2><ol><?cs each:c = contents ?><li><a href="#<?cs var:c.anchor ?>"><?cs var:c.title ?></a></li><?cs /each ?></ol></nav>
<?cs /if ?><?cs if:intro ?><?cs call:html(intro) ?><?cs /if ?><?cs each:s = sections ?><section id="<?cs var:s.anchor ?>" class="passage"><?cs call:html(s.html) ?></section>
<?cs /each ?></div>
<aside aria-label="_{Next steps}"><?cs if:subcount(related) ?><h2>_{Related articles}</h2><ul><?cs each:r = related ?><li><a href="<?cs var:r.url ?>"><?cs var:r.title ?></a></li><?cs /each ?></ul><?cs /if ?>
<?cs if:!back ?><h2>_{Not what you were looking for?}</h2><p class="buttons"><a class="button primary" href="<?cs var:article.ask ?>"><?cs call:icon("chat") ?>_{Ask the assistant}</a></p><?cs /if ?><p class="small"><?cs var:article.updated ?></p></aside>
</main>
<?cs include:"layout/bottom.cs" ?>
