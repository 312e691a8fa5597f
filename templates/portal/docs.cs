<?cs # The API reference, /docs, from the route table.
Layout names  see layout/top.cs; layout shows a contents list beside it
api.title, api.version, api.base ("https://host/api/v1"), api.openapi (URL)
api.intro.N    title, anchor, text, example: sign-in, errors, limits, paging
groups.N       name, anchor, routes.M:
  method, method_class (get, post, put, patch, delete), path, anchor, summary,
  description, access ("Visitor token or API key")
  parameters.K name, where ("path", "query", "header"), type, required, text
  fields.K     name, type, required, text   of the request's body
  replies.K    status, text, fields.L (name, type, text)
  request      example to run (curl)        reply  example of an answer
problems.N     status, anchor, title: the kinds of error documents
Texts are plain; examples are shown as they are. ?>
<?cs set:layout.body = "docs" ?>
<?cs include:"layout/macros.cs" ?><?cs include:"layout/top.cs" ?>
<?cs def:fields(list, caption) ?><?cs if:subcount(list) ?><div class="scroll" tabindex="0" role="group" aria-label="<?cs var:caption ?>"><table class="fields"><caption><?cs var:caption ?></caption><thead><tr><th scope="col">_{Name}</th><th scope="col">_{Type}</th><th scope="col">_{Meaning}</th></tr></thead><tbody><?cs each:f = list ?><tr><th scope="row"><code><?cs var:f.name ?></code><?cs if:f.required ?> <small>_{required}</small><?cs /if ?></th><td><?cs var:f.type ?><?cs if:f.where ?> <small><?cs var:f.where ?></small><?cs /if ?></td><td><?cs var:f.text ?></td></tr><?cs /each ?></tbody></table></div><?cs /if ?><?cs /def ?>
<?cs def:example(text, title) ?><?cs if:text ?><figure><figcaption><?cs var:title ?></figcaption><pre tabindex="0" role="group" aria-label="<?cs var:title ?>"><code><?cs var:text ?></code></pre></figure><?cs /if ?><?cs /def ?>
<main id="main">
<nav class="toc" aria-label="_{Contents of the reference}"><details open><summary>_{Contents}</summary><ul><?cs each:i = api.intro ?><li><a href="#<?cs var:i.anchor ?>"><?cs var:i.title ?></a></li><?cs /each ?><?cs if:subcount(problems) ?><li><a href="#errors">_{Errors}</a></li><?cs /if ?></ul><?cs each:g = groups ?><p class="over"><?cs var:g.name ?></p><ul><?cs each:r = g.routes ?><li><a href="#<?cs var:r.anchor ?>"><span class="method <?cs var:r.method_class ?>"><?cs var:r.method ?></span> <?cs var:r.summary ?></a></li><?cs /each ?></ul><?cs /each ?></details></nav>
<div class="reference">
<h1><?cs var:api.title ?></h1><p class="lead">_{Everything the chat page does can be done by a program. All examples run as they stand.}</p>
<dl class="facts"><div><dt>_{Base address}</dt><dd><code><?cs var:api.base ?></code></dd></div><div><dt>_{Version}</dt><dd><?cs var:api.version ?></dd></div><div><dt>OpenAPI 3.1</dt><dd><a href="<?cs var:api.openapi ?>"><?cs var:api.openapi ?></a></dd></div></dl>
<?cs each:i = api.intro ?><section id="<?cs var:i.anchor ?>"><h2><?cs var:i.title ?></h2><p><?cs var:i.text ?></p><?cs call:example(i.example, i.title) ?></section>
<?cs /each ?><?cs each:g = groups ?><section id="<?cs var:g.anchor ?>"><h2><?cs var:g.name ?></h2>
<?cs each:r = g.routes ?><section class="route" id="<?cs var:r.anchor ?>"><h3><?cs var:r.summary ?></h3><p class="endpoint"><span class="method <?cs var:r.method_class ?>"><?cs var:r.method ?></span> <code><?cs var:r.path ?></code></p><?cs if:r.description ?><p><?cs var:r.description ?></p><?cs /if ?><p class="small"><?cs var:r.access ?></p>
<?cs call:fields(r.parameters, "_{Parameters}") ?><?cs call:fields(r.fields, "_{Fields of the request}") ?><?cs call:example(r.request, "_{Request}") ?>
<?cs each:p = r.replies ?><p class="reply"><b><?cs var:p.status ?></b> <?cs var:p.text ?></p><?cs call:fields(p.fields, "_{Fields of the answer}") ?><?cs /each ?><?cs call:example(r.reply, "_{Answer}") ?></section>
<?cs /each ?></section>
<?cs /each ?><?cs if:subcount(problems) ?><section id="errors"><h2>_{Errors}</h2><p>_{Every error is a problem document (RFC 9457): "type" is an address on this page, "detail" says what to do, "errors" names the fields.}</p><dl class="problems"><?cs each:p = problems ?><div id="<?cs var:p.anchor ?>"><dt><code><?cs var:p.status ?></code></dt><dd><?cs var:p.title ?></dd></div><?cs /each ?></dl></section>
<?cs /if ?></div>
</main>
<?cs include:"layout/bottom.cs" ?>
