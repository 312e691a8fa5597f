/* Rows of the tools' input schemas. */
#ifndef CORE_TOOL_FIELD_H
#define CORE_TOOL_FIELD_H

#include "base/schema.h"

/* A text that must be there, of at most `most` characters. */
#define TOOL_TEXT(of, member, most, what, sample)                      \
	{.name = #member, .type = FIELD_TEXT, .required = true,        \
	    .offset = offsetof(struct of, member), .min = 1,           \
	    .max = most, .about = what, .example = sample}

/* One that may be missing. */
#define TOOL_TEXT_OR_NOT(of, member, most, what, sample)               \
	{.name = #member, .type = FIELD_TEXT,                          \
	    .offset = offsetof(struct of, member), .min = 1,           \
	    .max = most, .about = what, .example = sample}

#define TOOL_NUMBER_OR_NOT(of, member, most, what, sample)             \
	{.name = #member, .type = FIELD_I64,                           \
	    .offset = offsetof(struct of, member), .min = 0,           \
	    .max = most, .about = what, .example = sample}

#define TOOL_FLAG_OR_NOT(of, member, what)                             \
	{.name = #member, .type = FIELD_BOOL,                          \
	    .offset = offsetof(struct of, member), .about = what,      \
	    .example = "true"}

#endif
