<?cs # From the doctype to <main>.  Every page includes macros.cs, this, its own
content, and bottom.cs.
page.title   of the window, whole       page.lang, page.dir  "en", "ltr"
page.theme   auto, light, dark          page.accent  slug for data-accent
page.css     the one style sheet (app.css with the accents after it)
page.js      the one script, or unset   page.return  this page's path and query
page.bare    1: in the widget's frame, without header and footer
page.robots  "noindex" or unset         page.refresh.seconds, page.refresh.url
base         path prefix, "" at a host's root
site.name, site.logo                    csrf
nav.home, nav.help  1 on that page
languages.N  code, name, current
layout.body, nav.skip  set by the template: class of <body>; where the first
link leads ?><!DOCTYPE html>
<html lang="<?cs var:page.lang ?>" dir="<?cs var:page.dir ?>" data-theme="<?cs var:page.theme ?>"<?cs if:page.accent ?> data-accent="<?cs var:page.accent ?>"<?cs /if ?>>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
<meta name="color-scheme" content="<?cs if:page.theme == "dark" ?>dark<?cs elif:page.theme == "light" ?>light<?cs else ?>light dark<?cs /if ?>">
<title><?cs var:page.title ?></title>
<?cs if:page.robots ?><meta name="robots" content="<?cs var:page.robots ?>">
<?cs /if ?><link rel="icon" href="<?cs var:page.icon ?>" type="image/svg+xml">
<link rel="stylesheet" href="<?cs var:page.css ?>">
<?cs if:page.js ?><script type="module" src="<?cs var:page.js ?>"></script>
<?cs /if ?><?cs if:page.refresh.seconds ?><noscript><meta http-equiv="refresh" content="<?cs var:page.refresh.seconds ?>;url=<?cs var:page.refresh.url ?>"></noscript>
<?cs /if ?></head>
<body class="<?cs var:layout.body ?><?cs if:page.bare ?> bare<?cs /if ?>">
<a class="skip" href="#<?cs if:nav.skip ?><?cs var:nav.skip ?><?cs else ?>main<?cs /if ?>"><?cs if:nav.skip ?>_{Skip to the message field}<?cs else ?>_{Skip to the content}<?cs /if ?></a>
<?cs if:!page.bare ?><header class="site">
<a class="brand" href="<?cs var:base ?>/"><?cs call:mark() ?><span><?cs var:site.name ?></span></a>
<nav aria-label="_{Main}"><a href="<?cs var:base ?>/"<?cs if:nav.home ?> aria-current="page"<?cs /if ?>>_{Support}</a><a href="<?cs var:base ?>/help"<?cs if:nav.help ?> aria-current="page"<?cs /if ?>>_{Help}</a></nav>
<details class="menu" name="top"><summary><?cs call:icon("theme") ?><span class="label">_{Theme}</span></summary>
<form method="post" action="<?cs var:base ?>/theme"><?cs call:csrf_field() ?><input type="hidden" name="return" value="<?cs var:page.return ?>">
<button name="theme" value="auto"<?cs if:page.theme == "auto" ?> aria-current="true"<?cs /if ?>><?cs call:icon("theme") ?> _{Like the device}</button>
<button name="theme" value="light"<?cs if:page.theme == "light" ?> aria-current="true"<?cs /if ?>><?cs call:icon("light") ?> _{Light}</button>
<button name="theme" value="dark"<?cs if:page.theme == "dark" ?> aria-current="true"<?cs /if ?>><?cs call:icon("dark") ?> _{Dark}</button>
</form></details>
<?cs if:subcount(languages) ?><details class="menu" name="top"><summary><?cs call:icon("globe") ?><span class="label">_{Language}</span></summary>
<form method="post" action="<?cs var:base ?>/language"><?cs call:csrf_field() ?><input type="hidden" name="return" value="<?cs var:page.return ?>">
<?cs each:l = languages ?><button name="language" value="<?cs var:l.code ?>" lang="<?cs var:l.code ?>"<?cs if:l.current ?> aria-current="true"<?cs /if ?>><?cs var:l.name ?></button>
<?cs /each ?></form></details>
<?cs /if ?></header>
<?cs /if ?>
