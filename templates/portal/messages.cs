<?cs # The fragment GET /chat/TOKEN/messages?after=SEQ: finished messages after
SEQ, for chat.js, by the same macro as the page.
messages.N, replies.N, chat.url, chat.is_open  see message.cs
chat.shown   number of the newest message      chat.due  1: an answer is due
chat.state   sentence, e.g. the place in the queue, or unset ?>
<?cs include:"layout/macros.cs" ?><?cs include:"portal/message.cs" ?>
<div data-shown="<?cs var:chat.shown ?>" data-due="<?cs var:chat.due ?>" data-open="<?cs var:chat.is_open ?>" data-state="<?cs var:chat.state ?>">
<?cs each:m = messages ?><?cs call:message(m) ?><?cs /each ?>
<?cs call:quick_replies() ?>
</div>
