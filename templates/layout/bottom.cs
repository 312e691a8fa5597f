<?cs # From </main> to the end.  layout.plain: set by a template that has no
footer (the chat, where the message field ends the page). ?>
<?cs if:!page.bare && !layout.plain ?><footer class="site">
<p>_{Answers are given by an automated assistant, from published articles that it names. A person takes over when you ask.}</p>
<nav aria-label="_{More}"><a href="<?cs var:base ?>/help">_{Help centre}</a><a href="<?cs var:base ?>/docs">_{API reference}</a></nav>
</footer>
<?cs /if ?></body>
</html>
