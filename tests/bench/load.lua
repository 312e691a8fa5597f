-- Requests for wrk, from the environment:
--   PEER_METHOD, PEER_PATH (%s is replaced by an id of PEER_IDS)
--   PEER_IDS      a file, each line: id, or id and the ETag we have of it
--   PEER_HEADERS  lines of "Name: value"
--   PEER_BODIES   a file, each line a body; one is drawn for each request
--   PEER_SEED     of the drawing
-- Prints what tests/bench reads, in the form of the peers' own script.
local function lines(name)
	local list = {}
	if not os.getenv(name) then
		return list
	end
	for line in io.lines(os.getenv(name)) do
		list[#list + 1] = line
	end
	return list
end

local ids, bodies = lines("PEER_IDS"), lines("PEER_BODIES")
local method = os.getenv("PEER_METHOD") or "GET"
local path = os.getenv("PEER_PATH")
local common = { ["Accept"] = "application/json" }
if method == "POST" then
	common["Content-Type"] = "application/json"
end
for line in (os.getenv("PEER_HEADERS") or ""):gmatch("[^\n]+") do
	local name, value = line:match("^([^:]+): *(.*)$")
	common[name] = value
end
math.randomseed(tonumber(os.getenv("PEER_SEED") or "1"))

request = function()
	local id, tag = "", nil
	if #ids > 0 then
		id, tag = ids[math.random(#ids)]:match("^(%S+) ?(.*)$")
	end
	common["If-None-Match"] = tag ~= "" and tag or nil
	local body = #bodies > 0 and bodies[math.random(#bodies)] or nil
	return wrk.format(method, (path:gsub("%%s", id)), common, body)
end

done = function(s, l)
	local e = s.errors
	io.write(string.format('JSON {"requests":%d,"us":%d,"bytes":%d,' ..
	    '"p50_ms":%.3f,"p99_ms":%.3f,"max_ms":%.3f,"err_status":%d,' ..
	    '"err_sock":%d}\n', s.requests, s.duration, s.bytes,
	    l:percentile(50) / 1000, l:percentile(99) / 1000, l.max / 1000,
	    e.status, e.connect + e.read + e.write + e.timeout))
end
