#include "base/base.h"

#include "core/retrieve.h"

#include "core/kb_index.h"
#include "nlp/search.h"

enum rc
retrieve_passages(struct scope *s, const struct retrieve_request *in,
    struct retrieve_result *out, struct err *e)
{
	const struct index *ix;
	enum rc rc = kb_index_get(s, &ix, e);

	if (rc == RC_OK)
		search_passages(s->arena, ix, in, out);
	return rc;
}
