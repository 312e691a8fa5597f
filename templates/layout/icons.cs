<?cs # Icons: 20 px, 1.5 px stroke, drawn for this project.  Always beside a
word or in a control that has a name; so hidden from screen readers.
Call: icon("send").  "flip": mirrored in right-to-left pages. ?>
<?cs def:icon(name) ?><svg class="icon<?cs if:name == "next" || name == "back" ?> flip<?cs /if ?>" viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><?cs
if:name == "chat" ?><path d="M4 3.5h12A1.5 1.5 0 0 1 17.5 5v8a1.5 1.5 0 0 1-1.5 1.5H9.5l-4 3.2v-3.2H4A1.5 1.5 0 0 1 2.5 13V5A1.5 1.5 0 0 1 4 3.5zM6 7.5h8M6 10.5h5"/><?cs
elif:name == "send" ?><path d="M10 16.5v-12M4.8 9.7 10 4.5l5.2 5.2"/><?cs
elif:name == "down" ?><path d="M10 3.5v12M4.8 10.3l5.2 5.2 5.2-5.2"/><?cs
elif:name == "person" ?><circle cx="10" cy="6.7" r="3.2"/><path d="M3.7 17c.6-3.3 3-5 6.3-5s5.7 1.7 6.3 5"/><?cs
elif:name == "up" ?><path d="M6.5 9.2l3.2-6.4c1.3 0 2 .9 2 2.1v3h3.6a1.7 1.7 0 0 1 1.7 2l-.9 5.1a1.7 1.7 0 0 1-1.7 1.5H6.5zm0 0h-3v7.3h3"/><?cs
elif:name == "unhelpful" ?><path d="M13.5 10.8l-3.2 6.4c-1.3 0-2-.9-2-2.1v-3H4.7a1.7 1.7 0 0 1-1.7-2l.9-5.1a1.7 1.7 0 0 1 1.7-1.5h7.9zm0 0h3V3.5h-3"/><?cs
elif:name == "copy" ?><rect x="7" y="7" width="10.5" height="10.5" rx="1.5"/><path d="M4.5 13H4a1.5 1.5 0 0 1-1.5-1.5V4A1.5 1.5 0 0 1 4 2.5h7.5A1.5 1.5 0 0 1 13 4v.5"/><?cs
elif:name == "check" ?><path d="M4 10.7l4 4 8-9.2"/><?cs
elif:name == "search" ?><circle cx="9" cy="9" r="5.5"/><path d="M13.2 13.2 17 17"/><?cs
elif:name == "next" ?><path d="M7.5 4.5 13 10l-5.5 5.5"/><?cs
elif:name == "back" ?><path d="M12.5 4.5 7 10l5.5 5.5"/><?cs
elif:name == "more" ?><path d="M4.5 10h.01M10 10h.01M15.5 10h.01" stroke-width="2.5"/><?cs
elif:name == "theme" ?><circle cx="10" cy="10" r="7"/><path d="M10 3a7 7 0 0 1 0 14z" fill="currentColor"/><?cs
elif:name == "light" ?><circle cx="10" cy="10" r="3.2"/><path d="M10 2.5V4M10 16v1.5M2.5 10H4M16 10h1.5M4.7 4.7l1 1M14.3 14.3l1 1M4.7 15.3l1-1M14.3 5.7l1-1"/><?cs
elif:name == "dark" ?><path d="M16.6 11.8A7 7 0 0 1 8.2 3.4a7 7 0 1 0 8.4 8.4z"/><?cs
elif:name == "globe" ?><circle cx="10" cy="10" r="7"/><path d="M3 10h14M10 3c2.4 2 3.4 4.3 3.4 7s-1 5-3.4 7c-2.4-2-3.4-4.3-3.4-7s1-5 3.4-7z"/><?cs
elif:name == "book" ?><path d="M10 5.2C8.3 3.9 6 3.5 3 3.5v12c3 0 5.3.4 7 1.7 1.7-1.3 4-1.7 7-1.7v-12c-3 0-5.3.4-7 1.7zm0 0v12"/><?cs
elif:name == "page" ?><path d="M11.5 2.5H5v15h10.5v-11zm0 0v4h4M7.5 10.5H13M7.5 13.5H13"/><?cs
elif:name == "mail" ?><rect x="2.5" y="4.5" width="15" height="11" rx="1.5"/><path d="m3 6 7 5 7-5"/><?cs
elif:name == "warn" ?><path d="m10 3 7.5 13.5h-15zM10 8v4.2M10 14.3v.01"/><?cs
elif:name == "info" ?><circle cx="10" cy="10" r="7"/><path d="M10 9.3V14M10 6.3v.01"/><?cs
elif:name == "download" ?><path d="M10 3v9.5M5.7 8.6l4.3 4.2 4.3-4.2M3.5 16.5h13"/><?cs
elif:name == "clock" ?><circle cx="10" cy="10" r="7"/><path d="M10 6v4.2l2.8 1.8"/><?cs
elif:name == "compare" ?><path d="M3 4.5h5.5v11H3zM11.5 4.5H17v11h-5.5z"/><?cs
elif:name == "bin" ?><path d="M4 5.5h12M8 5.5v-2h4v2M5.5 5.5l.7 11h7.6l.7-11"/><?cs
elif:name == "retry" ?><path d="M16.5 10a6.5 6.5 0 1 1-2-4.7l2 1.9M16.5 3.2v4h-4"/><?cs
elif:name == "end" ?><circle cx="10" cy="10" r="7"/><path d="m7 10.2 2.2 2.2L13 8"/><?cs
/if ?></svg><?cs /def ?>
