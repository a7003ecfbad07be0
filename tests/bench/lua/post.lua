-- POST of the bodies in FILE (one a line) to TARGET, in turn.
package.path = os.getenv("LUA_DIR") .. "/?.lua;" .. package.path
local summary_line = require("summary").line
local bodies, at = {}, 0
for line in io.lines(os.getenv("FILE")) do bodies[#bodies + 1] = line end
local headers = { ["Content-Type"] = "application/json" }
if os.getenv("TOKEN") then headers["Authorization"] = "Bearer " .. os.getenv("TOKEN") end

function request()
  at = at % #bodies + 1
  return wrk.format("POST", os.getenv("TARGET"), headers, bodies[at])
end

function done(summary, latency) summary_line(summary, latency) end
