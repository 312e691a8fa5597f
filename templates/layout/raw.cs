<?cs # The one place where HTML is printed as it is.  Only for values that
core/markdown or core/accent made; tests/lint holds the list. ?>
<?cs def:html(x) ?><?cs escape:"none" ?><?cs var:x ?><?cs /escape ?><?cs /def ?>
