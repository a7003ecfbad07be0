-- GET of the paths in FILE (one a line), in turn.
package.path = os.getenv("LUA_DIR") .. "/?.lua;" .. package.path
local summary_line = require("summary").line
local paths, at = {}, 0
for line in io.lines(os.getenv("FILE")) do paths[#paths + 1] = line end
local headers = {}
if os.getenv("TOKEN") then headers["Authorization"] = "Bearer " .. os.getenv("TOKEN") end

function request()
  at = at % #paths + 1
  return wrk.format("GET", paths[at], headers)
end

function done(summary, latency) summary_line(summary, latency) end
