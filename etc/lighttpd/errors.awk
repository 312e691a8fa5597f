# Makes the pages that lighttpd shows when it refuses or fails by itself:
#   awk -v dir=DIR -f errors.awk
# page-404.html for people, api-404.html (a problem document) for programs.

function page(status, title, words,	file)
{
	file = dir "/api-" status ".html"
	printf "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d," \
	    "\"detail\":\"%s\"}\n", title, status, words >file
	close(file)
	file = dir "/page-" status ".html"
	printf "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n" \
	    "<meta name=\"viewport\" content=\"width=device-width\">\n" \
	    "<title>%s</title>\n<h1>%s</h1>\n<p>%s</p>\n" \
	    "<p><a href=\"/\">Go to the first page</a></p>\n</html>\n",
	    title, title, words >file
	close(file)
}

BEGIN {
	wrong = "The request is malformed and was not read."
	later = "Please try again in a few seconds."
	page(400, "Bad Request", wrong)
	page(403, "Forbidden", "This address is not served.")
	page(404, "Not Found", "There is nothing at this address.")
	page(405, "Method Not Allowed", "This address takes no such request.")
	page(408, "Request Timeout", "The request took too long to arrive.")
	page(411, "Length Required", "The request does not tell its length.")
	page(413, "Payload Too Large", "The request is larger than 1 MiB.")
	page(414, "URI Too Long", "The address is too long.")
	page(416, "Range Not Satisfiable", "There is no such range.")
	page(417, "Expectation Failed", wrong)
	page(431, "Request Header Fields Too Large", "The headers are too long.")
	page(500, "Internal Server Error", "Something went wrong. " later)
	page(501, "Not Implemented", wrong)
	page(502, "Bad Gateway", "The answer got lost. " later)
	page(503, "Service Unavailable", "We are busy right now. " later)
	page(504, "Gateway Timeout", "The answer took too long. " later)
	page(505, "HTTP Version Not Supported", wrong)
}
